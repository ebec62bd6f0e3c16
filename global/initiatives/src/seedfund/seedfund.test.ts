import { describe, expect, it } from 'vitest';
import { demandReview, demandRoundMove, lettersOf, proposeAwards, type Review, rank } from './ranking.ts';
import {
  type Application,
  assignReviewers,
  type Conflict,
  conflictsOf,
  demandNoConflict,
  type Reviewer,
} from './round.ts';

const CRITERIA = [
  { code: 'quality', weight: 2 },
  { code: 'partnership', weight: 1 },
];

function application(n: number, facts: Partial<Application> = {}): Application {
  return {
    id: `a-${n}`,
    title: `Application ${n}`,
    people: [`applicant-${n}`],
    units: [`unit-${n}`],
    amount: 5000,
    language: n % 2 === 0 ? 'nl' : 'en',
    ...facts,
  };
}

function reviewer(n: number, facts: Partial<Reviewer> = {}): Reviewer {
  return { id: `r-${n}`, person: `reviewer-${n}`, units: [], workedWith: [], declared: [], ...facts };
}

const twelve = Array.from({ length: 12 }, (_, n) => application(n));

describe('a conflict of interest', () => {
  it.each<[Conflict, Partial<Reviewer>]>([
    ['applicant', { person: 'applicant-3' }],
    ['same-unit', { units: ['unit-3'] }],
    ['worked-together', { workedWith: ['applicant-3'] }],
    ['declared', { declared: ['a-3'] }],
  ])('%s blocks reading and judging', (conflict, facts) => {
    expect(conflictsOf(reviewer(1, facts), application(3))).toEqual([conflict]);
    expect(() => demandNoConflict(reviewer(1, facts), application(3))).toThrow('conflict of interest');
    expect(() => demandNoConflict(reviewer(1, facts), application(4))).not.toThrow();
  });
});

describe('the division of twelve applications', () => {
  it('gives each three reviewers without a conflict, evenly', () => {
    const reviewers = [
      reviewer(0, { declared: ['a-0', 'a-1', 'a-2', 'a-3', 'a-4', 'a-5'] }),
      reviewer(1, { person: 'applicant-7' }),
      reviewer(2, { units: ['unit-8'] }),
      ...[3, 4, 5].map((n) => reviewer(n)),
    ];
    const assigned = assignReviewers(twelve, reviewers, 3);
    const all = [...assigned.values()].flat();
    expect([...assigned.values()].every((ids) => new Set(ids).size === 3)).toBe(true);
    expect(assigned.get('a-7')).not.toContain('r-1');
    expect(assigned.get('a-8')).not.toContain('r-2');
    expect(reviewers.map(({ id }) => all.filter((one) => one === id).length)).toEqual([6, 6, 6, 6, 6, 6]);
  });

  it('moves work from one to another where a plain division gets stuck', () => {
    const declaredAll = twelve.slice(0, 9).map(({ id }) => id);
    const reviewers = [...[0, 1, 2].map((n) => reviewer(n)), reviewer(3, { declared: declaredAll })];
    const assigned = assignReviewers(twelve, reviewers, 3);
    expect([...assigned.values()].every(({ length }) => length === 3)).toBe(true);
  });

  it('says for which application reviewers are missing', () => {
    const reviewers = [reviewer(0), reviewer(1), reviewer(2, { declared: ['a-4'] })];
    expect(() => assignReviewers(twelve, reviewers, 3)).toThrow(
      '2 reviewers are free to judge “Application 4”',
    );
  });
});

const reviewsFor = (scores: Readonly<Record<string, readonly number[]>>): readonly Review[] =>
  Object.entries(scores).flatMap(([id, values]) =>
    values.map((value, n) => ({
      application: id,
      reviewer: `r-${n}`,
      scores: { quality: value, partnership: value },
      comment: `Comment ${n} on ${id}`,
    })),
  );

const three = twelve.slice(0, 3);
const assignment = new Map(three.map(({ id }) => [id, ['r-0', 'r-1', 'r-2']]));

describe('the ranking', () => {
  it('goes by the weighted mean, gives those with one score one place, and shows how far reviewers differ', () => {
    const ranking = rank(
      three,
      reviewsFor({ 'a-0': [3, 3, 3], 'a-1': [5, 4, 5], 'a-2': [2, 3, 4] }),
      assignment,
      CRITERIA,
    );
    expect(ranking.map(({ application: id, rank: place }) => `${place} ${id}`)).toEqual([
      '1 a-1',
      '2 a-0',
      '2 a-2',
    ]);
    expect(ranking.find(({ application: id }) => id === 'a-2')?.spread).toBe(2);
  });

  it('counts a criterion by its weight', () => {
    const one = { application: 'a-0', reviewer: 'r-0', comment: 'c', scores: { quality: 5, partnership: 2 } };
    expect(rank(twelve.slice(0, 1), [one], new Map([['a-0', ['r-0']]]), CRITERIA)[0]?.score).toBe(4);
  });

  it('is refused while a review is missing, or where somebody judged who was not asked', () => {
    const reviews = reviewsFor({ 'a-0': [3, 3], 'a-1': [5, 4, 5], 'a-2': [2, 3, 4] });
    expect(() => rank(three, reviews, assignment, CRITERIA)).toThrow('2 of 3 reviews');
    const strange = reviewsFor({ 'a-0': [3, 3, 3, 3], 'a-1': [5, 4, 5], 'a-2': [2, 3, 4] });
    expect(() => rank(three, strange, assignment, CRITERIA)).toThrow('4 of 3 reviews');
  });

  it('takes whole numbers from 1 to 5 for each criterion, and a comment', () => {
    const good = { application: 'a', reviewer: 'r', scores: { quality: 1, partnership: 5 }, comment: 'Good' };
    expect(() => demandReview(good, CRITERIA)).not.toThrow();
    expect(() => demandReview({ ...good, scores: { quality: 1 } }, CRITERIA)).toThrow('partnership');
    expect(() => demandReview({ ...good, scores: { quality: 6, partnership: 5 } }, CRITERIA)).toThrow(
      'quality',
    );
    expect(() => demandReview({ ...good, scores: { ...good.scores, taste: 3 } }, CRITERIA)).toThrow('taste');
    expect(() => demandReview({ ...good, comment: ' ' }, CRITERIA)).toThrow('comment');
  });
});

describe('what is given', () => {
  const ranked = (id: string, place: number, score: number) => ({
    application: id,
    rank: place,
    score,
    spread: 0,
  });
  const outcomes = (
    budget: number,
    least = 3,
    ranking = [ranked('a-0', 1, 5), ranked('a-1', 2, 4), ranked('a-2', 2, 4)],
  ) => proposeAwards(ranking, three, { budget, least }).map(({ outcome }) => outcome);

  it('goes from the first place down while the money lasts', () => {
    expect(outcomes(15000)).toEqual(['award', 'award', 'award']);
    expect(outcomes(5000)).toEqual(['award', 'decline', 'decline']);
  });

  it('leaves a tie to a person where the money does not reach for all of a place', () => {
    expect(outcomes(10000)).toEqual(['award', 'tie', 'tie']);
  });

  it('gives nothing below the least score, and skips nobody for one who asked for less', () => {
    expect(outcomes(15000, 4.5)).toEqual(['award', 'decline', 'decline']);
    const dear = [application(0, { amount: 9000 }), application(1)];
    const ranking = [ranked('a-0', 1, 5), ranked('a-1', 2, 4)];
    expect(proposeAwards(ranking, dear, { budget: 6000, least: 3 }).map(({ outcome }) => outcome)).toEqual([
      'decline',
      'decline',
    ]);
  });

  it('is written in letters in the language of each, with comments and without who wrote them', () => {
    const reviews = reviewsFor({ 'a-0': [5, 5, 5], 'a-1': [4, 4, 4], 'a-2': [3, 3, 3] });
    const decisions = proposeAwards(rank(three, reviews, assignment, CRITERIA), three, {
      budget: 5000,
      least: 3,
    });
    const letters = lettersOf(decisions, three, reviews);
    expect(letters.map(({ language, outcome, amount }) => [language, outcome, amount])).toEqual([
      ['nl', 'award', 5000],
      ['en', 'decline', 0],
      ['nl', 'decline', 0],
    ]);
    expect(letters[0]?.comments).toHaveLength(3);
    expect(JSON.stringify(letters)).not.toContain('r-1');
  });

  it('has no letters while a tie is open', () => {
    const decisions = proposeAwards([ranked('a-0', 1, 5), ranked('a-1', 1, 5)], three, {
      budget: 5000,
      least: 3,
    });
    expect(() => lettersOf(decisions, three, [])).toThrow('same place');
  });
});

describe('a round', () => {
  it('goes one step at a time, and is reviewed only after it closed', () => {
    const open = { state: 'open', closesAt: '2026-08-27T10:00:00Z' } as const;
    expect(() => demandRoundMove(open, 'review', '2026-08-27T10:00:00Z')).not.toThrow();
    expect(() => demandRoundMove(open, 'review', '2026-08-27T09:59:59Z')).toThrow('still open');
    expect(() => demandRoundMove(open, 'decided', '2026-08-28T00:00:00Z')).toThrow('goes to review');
    expect(() => demandRoundMove({ ...open, state: 'decided' }, 'open', '2026-08-28T00:00:00Z')).toThrow(
      'no other',
    );
  });
});
