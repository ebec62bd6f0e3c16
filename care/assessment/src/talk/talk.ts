import { type Element, elementOf } from '@caecilia/fhir';
import { civilDay, civilMinute, dayPlus, instantOf, Problem } from '@caecilia/kernel';
import { isReference, wordsOf } from '../element.ts';
import { clientNumberIn } from '../record/clientNumber.ts';
import { PROFESSIONALS } from '../response/response.ts';
import { LONGEST_TALK, TALK_PLACES, type TalkPlace } from './talkChoices.ts';

/** When and where a conversation is, and who of the team is there. */
export interface TalkArrangement {
  /** Instants, UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: TalkPlace;
  /** Which room, or which number is called. */
  readonly where?: string;
  /** Who leads it, `PractitionerRole/…` or `Practitioner/…`. */
  readonly leads: string;
  /** Who else of the team is there; never who leads. */
  readonly others: readonly string[];
}

/** Who did something, when. */
export interface TalkAct {
  readonly by: string;
  /** Instant. */
  readonly at: string;
}

/** A conversation about care that is planned with a patient. */
export interface PlannedTalk extends TalkArrangement {
  /** Logical id. */
  readonly patientId: string;
  readonly clientId: string;
  readonly planned: TalkAct;
  /** Each change of what was planned, oldest first, with when it would have begun before. */
  readonly moves: readonly (TalkAct & { readonly from: string; readonly because: string })[];
  readonly state: 'planned' | 'calledOff' | 'held';
  /** Who called it off, with why, or who said that it was held. */
  readonly ended?: TalkAct & { readonly because?: string };
}

/** What is needed to read a form about a conversation. */
export interface TalkClock {
  readonly now: Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

const FURTHEST_DAYS = 366;
const MOST_OTHERS = 20;

const wrong = (sentence: string, expression: string) => new Problem('value', sentence, { expression });

/**
 * Reads when, where and with whom: `day`, `from` and `until` on the clock of the house. Throws `Problem('value')` with
 * the field, for instance for a time that has passed.
 */
export function parseArrangement(input: unknown, { now, timeZone }: TalkClock): TalkArrangement {
  const { day, from, until, place, where: whereInput, leads, others } = elementOf(input);
  const times = timesIn({ day, from, until }, { now, timeZone });
  const known = TALK_PLACES.find((each) => each === place);
  if (known === undefined) throw wrong('Choose where the conversation is held.', 'place');
  const where = wordsOf(whereInput);
  if (where !== undefined && where.length > LONGEST_TALK.where)
    throw wrong('Say the place in at most 100 letters.', 'where');
  if (!isReference(leads, ...PROFESSIONALS)) throw wrong('Choose who leads the conversation.', 'leads');
  return {
    ...times,
    place: known,
    ...(where === undefined ? {} : { where }),
    leads,
    others: othersIn(others).filter((each) => each !== leads),
  };
}

function timesIn(
  { day, from, until }: Element,
  { now, timeZone }: TalkClock,
): Pick<TalkArrangement, 'startsAt' | 'endsAt'> {
  const today = civilDay(now, timeZone);
  if (!isDay(day) || day < today || day > dayPlus(today, FURTHEST_DAYS))
    throw wrong('Choose a day from today, within a year.', 'day');
  if (!isTime(from)) throw wrong('Say when it begins, for instance 14:00.', 'from');
  if (!isTime(until) || until <= from) throw wrong('It ends after it begins, on the same day.', 'until');
  const [start, end] = [from, until].map((time) => instantOf(`${day}T${time}`, timeZone));
  if (start === undefined || end === undefined || start >= end)
    throw wrong('It ends after it begins, on the same day.', 'until');
  if (start <= now.getTime()) throw wrong('This time has passed already.', 'from');
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() };
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && dayPlusNone(value) === value;
}

/** The same day where there is such a day: 31 February is another one, or none. */
function dayPlusNone(day: string): string | undefined {
  return Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? undefined : dayPlus(day, 0);
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

function othersIn(input: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(input) ? input : [];
  const named = all.filter((each): each is string => isReference(each, ...PROFESSIONALS));
  if (named.length < all.length || named.length > MOST_OTHERS)
    throw wrong('Choose who else is there from the list.', 'others');
  return [...new Set(named)];
}

/** A conversation that is planned now. Throws `Problem('value')` with the field. */
export function plannedTalk(
  input: unknown,
  { patientId, by, ...clock }: TalkClock & { readonly patientId: string; readonly by: string },
): PlannedTalk {
  return {
    ...parseArrangement(input, clock),
    patientId,
    clientId: clientNumberIn(elementOf(input).clientId),
    planned: { by, at: clock.now.toISOString() },
    moves: [],
    state: 'planned',
  };
}

/** The words of a reason. Throws `Problem('required')` for none, and `Problem('value')` for too many. */
function becauseIn(input: unknown): string {
  const because = wordsOf(input);
  if (because === undefined)
    throw new Problem('required', 'Say why, so that the others know.', { expression: 'because' });
  if (because.length > LONGEST_TALK.because) throw wrong('Say why in at most 500 letters.', 'because');
  return because;
}

function mustStand({ state }: PlannedTalk): void {
  if (state !== 'planned') throw new Problem('conflict', 'This conversation was called off or held already.');
}

/** Planned otherwise, with the reason. Throws for one that ended. */
export function movedTalk(talk: PlannedTalk, input: unknown, clock: TalkClock & { by: string }): PlannedTalk {
  mustStand(talk);
  const { where: _former, ...before } = talk;
  const move = {
    by: clock.by,
    at: clock.now.toISOString(),
    from: talk.startsAt,
    because: becauseIn(elementOf(input).because),
  };
  return { ...before, ...parseArrangement(input, clock), moves: [...talk.moves, move] };
}

export function calledOffTalk(talk: PlannedTalk, input: unknown, { by, now }: Acting): PlannedTalk {
  mustStand(talk);
  const because = becauseIn(elementOf(input).because);
  return { ...talk, state: 'calledOff', ended: { by, at: now.toISOString(), because } };
}

/** Throws `Problem('business-rule')` before its day. */
export function heldTalk(talk: PlannedTalk, { by, now, timeZone }: Acting & TalkClock): PlannedTalk {
  mustStand(talk);
  if (civilDay(now, timeZone) < dayOfTalk(talk, timeZone))
    throw new Problem('business-rule', 'It was not held before its day. Move it first.');
  return { ...talk, state: 'held', ended: { by, at: now.toISOString() } };
}

interface Acting {
  readonly by: string;
  readonly now: Date;
}

/** The civil day on which it is planned. */
export const dayOfTalk = ({ startsAt }: Pick<TalkArrangement, 'startsAt'>, timeZone: string): string =>
  civilDay(new Date(startsAt), timeZone);

/** Day and times on the clock of the house, as a form has them. */
export function timesOfTalk({ startsAt, endsAt }: TalkArrangement, timeZone: string) {
  const [start, end] = [startsAt, endsAt].map((at) => civilMinute(new Date(at), timeZone));
  return {
    day: start?.slice(0, 10) ?? '',
    from: start?.slice(11) ?? '',
    until: end?.slice(11) ?? '',
  };
}

/** Whether the patient can still say who they want there: it stands, and has not begun. */
export function mayChoose({ state, startsAt }: PlannedTalk, now: Date): boolean {
  return state === 'planned' && now.getTime() < Date.parse(startsAt);
}

/** Whether its time has passed. */
export const isOver = ({ endsAt }: Pick<TalkArrangement, 'endsAt'>, now: Date): boolean =>
  Date.parse(endsAt) <= now.getTime();

/** The one that comes first of those that stand and are not over: what the patient is told of. */
export function nextTalk<T extends { readonly value: PlannedTalk }>(
  all: readonly T[],
  now: Date,
): T | undefined {
  return all
    .filter(({ value }) => value.state === 'planned' && !isOver(value, now))
    .toSorted((one, other) => Date.parse(one.value.startsAt) - Date.parse(other.value.startsAt))[0];
}
