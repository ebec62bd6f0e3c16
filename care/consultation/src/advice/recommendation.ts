import { DISCIPLINES, type Discipline, type Domain } from '../codes.ts';
import { demand, type Party } from '../element.ts';

/** What became of a recommendation, in the words of who treats. */
export const OUTCOMES = ['adopted', 'changed', 'declined'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

export interface Outcome {
  readonly kind: OutcomeKind;
  /** Reference of who wrote it down. */
  readonly by: string;
  /** Instant. */
  readonly at: string;
  /** What was done instead (`changed`), or why not (`declined`); of what was adopted perhaps nothing. */
  readonly words?: string;
  /** Who of the treating side said so, where the team wrote it down. */
  readonly toldBy?: string;
}

/** A second look at advice by the pharmacist, where who gave it asked for one. It orders nothing and blocks nothing. */
export interface SecondCheck {
  /** Absent while nobody looked. */
  readonly said?: {
    readonly asItStands: boolean;
    /** Why not as it stands; of what is checked perhaps nothing. */
    readonly reason?: string;
    readonly by: Party;
    /** Instant. */
    readonly at: string;
  };
}

/** One piece of advice, on its own: who decides on it, until when, and what became of it. */
export interface Recommendation {
  /** Logical id. */
  readonly patient: string;
  /** `ServiceRequest/…` of the consultation. */
  readonly consultation: string;
  readonly clientId: string;
  /** In the words of the team. Never a dose in a structure: what is written here orders nothing. */
  readonly advice: string;
  /** Why the team advises it. */
  readonly because?: string;
  readonly domain: Domain;
  /** Who decides: a professional, a ward or a practice. */
  readonly owner: Party;
  /** Civil day. */
  readonly dueOn: string;
  readonly givenBy: string;
  /** Who of the team asks after it when its day is past: the role of who gave it. Absent in advice of before. */
  readonly followUp?: Discipline;
  /** Instant. */
  readonly givenAt: string;
  /** Absent where nobody asked for one. */
  readonly secondCheck?: SecondCheck;
  /** Absent while it is open. */
  readonly outcome?: Outcome;
}

const TEAM = ['consult-nurse', 'consult-physician', 'social-worker', 'spiritual-care-worker'];
const TREATING = ['treating-physician', 'ward-nurse', 'gp', 'hospice-nurse', 'home-care-nurse'];

/** Whether somebody in this role gives advice on behalf of the team. */
export function mayAdvise(role: string): boolean {
  return TEAM.includes(role);
}

/** The role in which the team follows up what somebody in this role advised. */
export function followUpBy(role: string): Pick<Recommendation, 'followUp'> {
  const followUp = DISCIPLINES.find((each) => each === role);
  return followUp === undefined ? {} : { followUp };
}

/** Whether somebody in this role says what became of it; the team only what it was told. */
export function mayDecide(role: string, outcome: Pick<Outcome, 'toldBy'>): boolean {
  return TREATING.includes(role) || (TEAM.includes(role) && (outcome.toldBy ?? '').trim() !== '');
}

/** A new recommendation. `today` is the civil day of the house. Throws `Problem('business-rule')`. */
export function recommended(recommendation: Omit<Recommendation, 'outcome'>, today: string): Recommendation {
  demand(recommendation.advice.trim() !== '', 'Write the advice.');
  demand(
    (recommendation.owner.reference ?? recommendation.owner.name ?? '') !== '',
    'Say who decides on this advice.',
  );
  demand(recommendation.dueOn >= today, 'The day it is due cannot be past.');
  const { because, ...rest } = recommendation;
  const why = (because ?? '').trim();
  return { ...rest, advice: rest.advice.trim(), ...(why === '' ? {} : { because: why }) };
}

/** The recommendation with its outcome; a later one takes the place of an earlier, and versions keep both. */
export function decided(recommendation: Recommendation, outcome: Outcome): Recommendation {
  const isSaid = (outcome.words ?? '').trim() !== '';
  demand(outcome.kind !== 'changed' || isSaid, 'Write what is done instead.');
  demand(outcome.kind !== 'declined' || isSaid, 'Write why this advice is not followed.');
  return { ...recommendation, outcome };
}

/** Whether somebody in this role checks advice. */
export function mayCheck(role: string): boolean {
  return role === 'pharmacist';
}

/** Whether a check was asked for and nobody said anything yet: every screen that shows the advice says so. */
export function awaitsCheck({ secondCheck }: Pick<Recommendation, 'secondCheck'>): boolean {
  return secondCheck !== undefined && secondCheck.said === undefined;
}

/** The advice with what the pharmacist said of it; a later word takes the place of an earlier, and versions keep both. */
export function checked(
  recommendation: Recommendation,
  said: NonNullable<SecondCheck['said']>,
): Recommendation {
  demand(recommendation.secondCheck !== undefined, 'Nobody asked for a second check of this advice.');
  demand(said.asItStands || (said.reason ?? '').trim() !== '', 'Write what should be different.');
  return { ...recommendation, secondCheck: { said } };
}

/** Whether it waits longer than it should. A matter of the calendar: nothing is ranked by it. */
export function isOverdue(
  { outcome, dueOn }: Pick<Recommendation, 'outcome' | 'dueOn'>,
  today: string,
): boolean {
  return outcome === undefined && dueOn < today;
}

/** How much of the advice was followed. */
export interface Adoption {
  readonly given: number;
  readonly open: number;
  readonly adopted: number;
  readonly changed: number;
  readonly declined: number;
  /** Adopted as it was given, of all that has an outcome: 0 to 1. Absent where nothing has one. */
  readonly rate?: number;
}

/** Counts recommendations by outcome. What was changed is in no numerator: both numbers are there to be read. */
export function adoptionOf(recommendations: readonly Pick<Recommendation, 'outcome'>[]): Adoption {
  const count = (kind?: OutcomeKind) =>
    recommendations.filter(({ outcome }) => outcome?.kind === kind).length;
  const [adopted, changed, declined] = [count('adopted'), count('changed'), count('declined')];
  const decidedOn = adopted + changed + declined;
  return {
    given: recommendations.length,
    open: count(),
    adopted,
    changed,
    declined,
    ...(decidedOn === 0 ? {} : { rate: adopted / decidedOn }),
  };
}
