import { Problem } from '@caecilia/kernel';
import type { Application, Assignment, Criterion, Round, RoundState } from './round.ts';
import { ROUND_STATES } from './round.ts';

/** One judgement of one application. */
export interface Review {
  readonly application: string;
  readonly reviewer: string;
  /** Code of each criterion to a whole number from 1 to 5. */
  readonly scores: Readonly<Record<string, number>>;
  /** For the applicant, without the name of who wrote it. */
  readonly comment: string;
}

/** Throws where a review lacks a criterion, has one too many, or a score that is no whole number from 1 to 5. */
export function demandReview({ scores, comment }: Review, criteria: readonly Criterion[]): void {
  for (const { code } of criteria) {
    const score = scores[code];
    if (score === undefined || !Number.isInteger(score) || score < 1 || score > 5)
      throw new Problem('value', `Give “${code}” a whole number from 1 to 5.`, {
        expression: `scores.${code}`,
      });
  }
  const strange = Object.keys(scores).find((code) => criteria.every((one) => one.code !== code));
  if (strange !== undefined)
    throw new Problem('value', `“${strange}” is no criterion of this round.`, {
      expression: `scores.${strange}`,
    });
  if (comment.trim() === '')
    throw new Problem('required', 'Write a comment: the applicant gets it with the letter.', {
      expression: 'comment',
    });
}

/** Throws where a round cannot go to a state: it goes one step at a time, and never back. */
export function demandRoundMove(round: Pick<Round, 'state' | 'closesAt'>, to: RoundState, now: string): void {
  const next = ROUND_STATES[ROUND_STATES.indexOf(round.state) + 1];
  if (to !== next)
    throw new Problem(
      'business-rule',
      `A round in state ${round.state} goes to ${next ?? 'no other'}, not to ${to}.`,
    );
  if (to === 'review' && now < round.closesAt)
    throw new Problem(
      'business-rule',
      'The round is still open for applications; review begins after it closes.',
    );
}

/** An application with its place. */
export interface Ranked {
  readonly application: string;
  /** Weighted mean of all reviews, 1 to 5. */
  readonly score: number;
  /** Between the highest and the lowest review; a wide one is talked about. */
  readonly spread: number;
  /** Those with the same score have the same place. */
  readonly rank: number;
}

function totalOf({ scores }: Review, criteria: readonly Criterion[]): number {
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return criteria.reduce((sum, { code, weight }) => sum + (scores[code] ?? 0) * weight, 0) / weights;
}

/** Nobody's place hangs on the last digits of a division. */
function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}

/**
 * Puts the applications in order. Throws `Problem('business-rule')` where one lacks a review that was assigned, or has one
 * from somebody who was not: a ranking of half of the reviews would look like one of all.
 */
export function rank(
  applications: readonly Application[],
  reviews: readonly Review[],
  assignment: Assignment,
  criteria: readonly Criterion[],
): readonly Ranked[] {
  const scored = applications.map(({ id, title }) => {
    const wanted = assignment.get(id) ?? [];
    const own = reviews.filter(({ application }) => application === id);
    const missing = wanted.filter((reviewer) => own.every((review) => review.reviewer !== reviewer));
    if (wanted.length === 0 || missing.length > 0 || own.length !== wanted.length)
      throw new Problem(
        'business-rule',
        `“${title}” has ${own.length} of ${wanted.length} reviews. Rank when all are there.`,
        { expression: id },
      );
    const totals = own.map((review) => totalOf(review, criteria));
    return {
      application: id,
      score: rounded(totals.reduce((sum, total) => sum + total, 0) / totals.length),
      spread: rounded(Math.max(...totals) - Math.min(...totals)),
    };
  });
  return scored
    .map((one) => ({ ...one, rank: 1 + scored.filter(({ score }) => score > one.score).length }))
    .sort((a, b) => a.rank - b.rank || (a.application < b.application ? -1 : 1));
}

/** What is decided of an application. `tie`: the money does not reach for all of this place, a person decides. */
export type Outcome = 'award' | 'decline' | 'tie';

/** An outcome with its place. */
export interface Decision extends Ranked {
  readonly outcome: Outcome;
}

/**
 * Proposes what to give, from the first place down while the money lasts and the score is at least `least`. It stops at the first
 * that does not fit: nobody with a lower place is given something because they asked for less. Where a place is shared and
 * the money does not reach for all of it, none of them is chosen here.
 */
export function proposeAwards(
  ranking: readonly Ranked[],
  applications: readonly Application[],
  { budget, least }: { budget: number; least: number },
): readonly Decision[] {
  const amountOf = (id: string) => applications.find((one) => one.id === id)?.amount ?? 0;
  let left = budget;
  let open = true;
  const outcomeOf = (place: readonly Ranked[], asked: number): Outcome => {
    if (!open || place.some(({ score }) => score < least)) return 'decline';
    if (asked <= left) return 'award';
    return sharedWithMoney(place, left, amountOf) ? 'tie' : 'decline';
  };
  return [...Map.groupBy(ranking, ({ rank: place }) => place).values()].flatMap((place) => {
    const asked = place.reduce((sum, { application }) => sum + amountOf(application), 0);
    const outcome = outcomeOf(place, asked);
    if (outcome === 'award') left -= asked;
    else open = false;
    return place.map((one) => ({ ...one, outcome }));
  });
}

function sharedWithMoney(place: readonly Ranked[], left: number, amountOf: (id: string) => number): boolean {
  return place.length > 1 && place.some(({ application }) => amountOf(application) <= left);
}

/** What a letter to an applicant says; its words are those of the letter in that language. */
export interface LetterData {
  readonly application: string;
  readonly language: 'nl' | 'en';
  readonly title: string;
  readonly outcome: Exclude<Outcome, 'tie'>;
  readonly amount: number;
  readonly score: number;
  readonly applications: number;
  /** Comments of the reviewers in an order that tells nothing of who wrote which. */
  readonly comments: readonly string[];
}

/** The data of all letters. Throws while a tie is open: nobody gets a letter before everybody's is certain. */
export function lettersOf(
  decisions: readonly Decision[],
  applications: readonly Application[],
  reviews: readonly Review[],
): readonly LetterData[] {
  return decisions.map(({ application, outcome, score }) => {
    if (outcome === 'tie')
      throw new Problem(
        'business-rule',
        'Decide who of those with the same place gets the grant before the letters.',
      );
    const own = applications.find(({ id }) => id === application);
    if (own === undefined) throw new Problem('not-found', 'An application of this ranking is not there.');
    return {
      application,
      language: own.language,
      title: own.title,
      outcome,
      amount: outcome === 'award' ? own.amount : 0,
      score,
      applications: decisions.length,
      comments: reviews
        .filter((review) => review.application === application)
        .map(({ comment }) => comment)
        .sort(),
    };
  });
}
