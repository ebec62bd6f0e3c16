import { Problem } from '@caecilia/kernel';
import { isReference, wordsOf } from '../element.ts';
import type { Reporter } from '../reporter.ts';
import type { Preparing } from './topics.ts';

/**
 * Where a preparation stands. `asked`: nothing was sent yet. `filledIn`: sent, and who sent it may still change it.
 * `opened`: the conversation began, and what was sent stands. `withdrawn`: it is not needed any more.
 */
export const PREPARATION_STATES = ['asked', 'filledIn', 'opened', 'withdrawn'] as const;

export type PreparationState = (typeof PREPARATION_STATES)[number];

/** Somebody who is asked to prepare a conversation. */
export interface Preparation {
  /** Logical id of the patient. */
  readonly patientId: string;
  readonly preparing: Preparing;
  /** Who prepares: `Patient/…`, or `RelatedPerson/…`. */
  readonly person: string;
  /** Who asked. */
  readonly askedBy: string;
  readonly askedAt: Date;
  /** Civil day by which it is needed. */
  readonly dueOn: string;
  readonly state: PreparationState;
  /** What was sent last; the resources of it. */
  readonly sent?: SentReferences;
  /** Numbers of forms that were taken; what arrives twice is taken once. */
  readonly taken: readonly string[];
  /** Who opened or withdrew it, and when; a withdrawal has words. */
  readonly closed?: { readonly by: string; readonly at: Date; readonly reason?: string };
}

/** The resources that one sending made. */
export interface SentReferences {
  /** `QuestionnaireResponse/…`: topics and own words. */
  readonly answers: string;
  /** The list of symptoms, where somebody gave a number. */
  readonly symptoms?: { readonly response: string; readonly observation: string };
}

/** What somebody sends: what they want to talk about. */
export interface Prepared {
  /** What to begin with, in their own words. */
  readonly first?: string;
  /** Ids of the topics that were ticked, in the order of the list. */
  readonly topics: readonly string[];
  /** A question of their own, as they wrote it. */
  readonly own?: string;
}

/** Something on the agenda: what comes first, a topic (`topic.fear`), their own question. */
export type Point = 'first' | 'own' | `topic.${string}`;

/** What became of it in the conversation. */
export const MARKS = ['discussed', 'later'] as const;

export type Mark = (typeof MARKS)[number];

export const isMark = (value: unknown): value is Mark => MARKS.some((each) => each === value);

/** The agenda: the first thing first, then what was ticked in the order of the list, then their own question. */
export function agendaOf({ first, topics, own }: Prepared): readonly Point[] {
  return [
    ...(first === undefined ? [] : ['first' as const]),
    ...topics.map((id): Point => `topic.${id}`),
    ...(own === undefined ? [] : ['own' as const]),
  ];
}

/** Whether who was asked may still send, or change what they sent. */
export const maySend = ({ state }: Pick<Preparation, 'state'>): boolean =>
  state === 'asked' || state === 'filledIn';

/** Whether the day has passed on which it was needed, and nothing came. `today` is the civil day of the house. */
export const isOverdue = ({ state, dueOn }: Pick<Preparation, 'state' | 'dueOn'>, today: string): boolean =>
  state === 'asked' && dueOn < today;

/** The longest that somebody is asked ahead. */
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/**
 * A wish to ask somebody, as it came from outside. Throws `Problem` with the field: `person` for who is not the patient
 * or somebody close, `dueOn` for no civil day from today within a year.
 */
export function parseWish(
  input: { readonly person: unknown; readonly dueOn: unknown },
  { patientId, today }: { readonly patientId: string; readonly today: string },
): Pick<Preparation, 'preparing' | 'person' | 'dueOn'> {
  const { person, dueOn } = input;
  const preparing = person === `Patient/${patientId}` ? 'patient' : 'carer';
  if (!isReference(person) || (preparing === 'carer' && !isReference(person, 'RelatedPerson')))
    throw new Problem('value', 'Choose who prepares: the patient, or somebody close.', {
      expression: 'person',
    });
  if (typeof dueOn !== 'string' || !isDayBetween(dueOn, today))
    throw new Problem('value', 'Choose a day from today, within a year.', { expression: 'dueOn' });
  return { preparing, person, dueOn };
}

function isDayBetween(day: string, today: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false;
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) return false;
  const from = Date.parse(`${today}T00:00:00Z`);
  return at >= from && at <= from + MOST_DAYS * DAY_MS;
}

/** Throws `Problem('conflict')` where nothing can be sent any more. */
export function mustBeOpenForAnswers(preparation: Pick<Preparation, 'state'>): void {
  if (!maySend(preparation))
    throw new Problem('conflict', 'The conversation has begun, or this is not needed any more.');
}

/** What was sent stands now instead of what was sent before. Throws `Problem('conflict')` where it is too late. */
export function withSent(preparation: Preparation, sent: SentReferences, clientId: string): Preparation {
  mustBeOpenForAnswers(preparation);
  return { ...preparation, state: 'filledIn', sent, taken: [...preparation.taken, clientId] };
}

type Act = { readonly by: string; readonly at: Date };

/** The conversation begins: from now on it cannot be changed at home. Opening it twice is opening it once. */
export function opened(preparation: Preparation, act: Act): Preparation {
  if (preparation.state === 'opened') return preparation;
  if (preparation.state !== 'filledIn')
    throw new Problem('conflict', 'Nothing was filled in that could be opened.');
  return { ...preparation, state: 'opened', closed: act };
}

/** It is not needed any more. What was sent stays in the record. */
export function withdrawn(preparation: Preparation, act: Act, input: unknown): Preparation {
  if (!maySend(preparation))
    throw new Problem('conflict', 'The conversation has begun, or this was withdrawn before.');
  const reason = wordsOf(input);
  if (reason === undefined || reason.length > LONGEST_WORDS)
    throw new Problem('required', `Write why, in at most ${LONGEST_WORDS} letters.`, {
      expression: 'reason',
    });
  return { ...preparation, state: 'withdrawn', closed: { ...act, reason } };
}

/** Letters of own words. */
export const LONGEST_WORDS = 500;

/** Who gave the numbers: the patient, alone or with help; somebody close as they see it. */
export type HomeReporter = Extract<Reporter, 'self' | 'helped' | 'proxy'>;
