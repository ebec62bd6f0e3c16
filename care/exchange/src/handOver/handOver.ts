/**
 * A hand-over: the plan of one patient, sent to one co-treating professional or organisation. What happened to it is a
 * list of events; its state, and whether it waits unread, are worked out of them and of the clock, and of nothing else.
 */

/** Milliseconds since the epoch. */
export type Instant = number;

/**
 * How it gets there: an inbox of this house for who has an account, a link with a second factor for who has none, a
 * Task notification to the FHIR endpoint of another system, or paper.
 */
export const CHANNELS = ['inbox', 'link', 'fhir', 'print'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Why it may be looked at. `treatment`: sent to who treats the patient too (Dutch Civil Code 7:457, section 2), which
 * needs no permission. `permission`: kept for retrieval while the patient permits sharing (Wabvpz, article 15a).
 */
export const GROUNDS = ['treatment', 'permission'] as const;
export type Ground = (typeof GROUNDS)[number];

/** Why a call to another system failed, as something a person can act on. */
export const CALL_FAILURES = [
  'not-listed',
  'unreachable',
  'certificate',
  'slow',
  'redirected',
  'refused',
  'unknown-to-them',
  'broken',
  'not-fhir',
  'too-large',
  'no-endpoint',
  'wrong-patient',
] as const;
export type CallFailure = (typeof CALL_FAILURES)[number];

/** Why a sending failed: as a call can, or as e-mail can beside that. */
export const FAILURES = [...CALL_FAILURES, 'address-refused', 'no-mail'] as const;
export type Failure = (typeof FAILURES)[number];

/** These may pass by themselves, and are tried again; the others wait for a person. */
const PASSING: readonly Failure[] = ['unreachable', 'slow', 'broken'];

/** Who did something, as far as it is known. */
export interface Who {
  readonly name?: string;
  /** Name of the practice or organisation they act for. */
  readonly practice?: string;
  readonly reference?: string;
}

/** How somebody came to have read it: here, in their own system, or they said so. */
export type ReadBy = 'here' | 'link' | 'system' | 'told';

/** Something that happened to a hand-over. */
export type HandOverEvent =
  | { readonly kind: 'notified' | 'delivered' | 'withdrawn'; readonly at: Instant; readonly who?: Who }
  | { readonly kind: 'opened'; readonly at: Instant; readonly how: ReadBy; readonly who: Who }
  | { readonly kind: 'failed'; readonly at: Instant; readonly cause: Failure }
  /** The sender's team was given a task, because nobody had opened it or a link was closed by wrong codes. */
  | { readonly kind: 'unread-told'; readonly at: Instant }
  /** What the recipient answered, in their words. */
  | { readonly kind: 'answered'; readonly at: Instant; readonly who: Who; readonly words: string };

/** What a screen says of it. */
export type DeliveryState = 'made' | 'notified' | 'delivered' | 'opened' | 'failed' | 'withdrawn';

export type PatientReference = `Patient/${string}`;
export type OrganizationReference = `Organization/${string}`;

/** A document of the record that goes along with a plan. */
export interface Attached {
  readonly reference: `DocumentReference/${string}`;
  readonly title: string;
}

/** One hand-over as the record has it. */
export interface HandOver {
  readonly id: string;
  readonly versionId: number;
  readonly patient: PatientReference;
  readonly channel: Channel;
  readonly ground: Ground;
  /** Version of the standard that it is offered in, for instance `pzp-1.0.0-rc2`. */
  readonly standard: string;
  /** Who sent it: a reference where there is one, and a name. */
  readonly sender: { readonly reference?: string; readonly name: string };
  /** Whose work it is when nobody opens it: the team (`HealthcareService/…`), and the role in it. */
  readonly team: string;
  readonly role: string;
  /** The organisation that it is for. */
  readonly to: { readonly reference: OrganizationReference; readonly name: string };
  /** The one person there whom a link is for, and their address for e-mail. */
  readonly person?: { readonly name: string; readonly email: string; readonly language: 'nl' | 'en' };
  /** What is asked of the recipient, in the words of the sender. Nothing that is sent ahead of the opening holds it. */
  readonly asked?: string;
  /** Documents that go along, as they were chosen. */
  readonly attached?: readonly Attached[];
  readonly madeAt: Instant;
  /** Until when it can be looked at; a hand-over is no standing access. */
  readonly until: Instant;
  /** Digest (SHA-256, hex) of the secret by which a system or a link names it; the secret is kept nowhere. */
  readonly digest?: string;
  /** Digest of the code that goes with a link, and how often a wrong one was given. */
  readonly code?: { readonly digest: string; readonly wrong: number };
  /** Digest of the browser in which a link was opened: it opens in no other. */
  readonly device?: string;
  /** In the order in which they were written down. */
  readonly events: readonly HandOverEvent[];
}

/** Exact time, not civil time: the night in which the clock is changed makes nobody wait an hour more or less. */
export const UNREAD_AFTER_MS = 24 * 3_600_000;

/** How long a hand-over can be looked at unless somebody says otherwise: the week of the example in TA Notified Pull. */
export const OPEN_FOR_MS = 7 * 24 * 3_600_000;

/** How long who made it may take for the first try. */
export const FIRST_TRY_MS = 2 * 60_000;

/** Wrong codes after which a link is closed: somebody makes a new one. */
export const MOST_WRONG_CODES = 5;

/** Letters of what is asked of the recipient, and of an answer. */
export const MOST_WORDS = 500;

/** Documents that go along with one plan. */
export const MOST_ATTACHED = 10;

/** What a hand-over is now. What was opened stays opened; what was withdrawn stays withdrawn. */
export function stateOf({ events }: Pick<HandOver, 'events'>): DeliveryState {
  const has = (kind: HandOverEvent['kind']) => events.some((event) => event.kind === kind);
  if (has('withdrawn')) return 'withdrawn';
  if (has('opened')) return 'opened';
  if (has('delivered')) return 'delivered';
  const last = events.findLast(({ kind }) => kind === 'notified' || kind === 'failed');
  return last?.kind === 'notified' || last?.kind === 'failed' ? last.kind : 'made';
}

/** Why the last try failed; undefined where it did not. */
export function failureOf(handOver: Pick<HandOver, 'events'>): Failure | undefined {
  if (stateOf(handOver) !== 'failed') return undefined;
  const last = handOver.events.findLast(({ kind }) => kind === 'failed');
  return last?.kind === 'failed' ? last.cause : undefined;
}

/** Who opened it first; undefined where nobody did. */
export function firstOpening({
  events,
}: Pick<HandOver, 'events'>): Extract<HandOverEvent, { kind: 'opened' }> | undefined {
  return events
    .flatMap((event) => (event.kind === 'opened' ? [event] : []))
    .toSorted((a, b) => a.at - b.at)[0];
}

/** Nobody has opened it, and nobody was told of that yet. */
export function waitsUnread(handOver: Pick<HandOver, 'events'>): boolean {
  const state = stateOf(handOver);
  if (state === 'opened' || state === 'withdrawn') return false;
  return !handOver.events.some(({ kind }) => kind === 'unread-told');
}

/** Whether the sender's team is to be told at this moment that nobody opened it. */
export function isUnreadAt(handOver: Pick<HandOver, 'events' | 'madeAt'>, now: Instant): boolean {
  return waitsUnread(handOver) && now - handOver.madeAt >= UNREAD_AFTER_MS;
}

/** Whether a link was closed, because a wrong code was given too often. */
export function isLocked({ code }: Pick<HandOver, 'code'>): boolean {
  return code !== undefined && code.wrong >= MOST_WRONG_CODES;
}

/** Whether who it is for may look at this moment. */
export function isOpenAt(handOver: HandOver, now: Instant): boolean {
  if (stateOf(handOver) === 'withdrawn' || now >= handOver.until || now < handOver.madeAt) return false;
  return !isLocked(handOver);
}

/** What was answered, the newest first. */
export function answersOf({
  events,
}: Pick<HandOver, 'events'>): readonly Extract<HandOverEvent, { kind: 'answered' }>[] {
  return events.flatMap((event) => (event.kind === 'answered' ? [event] : [])).toReversed();
}

/** Whether the house tries by itself to send it again. */
export function isTriedAgain(handOver: HandOver, now: Instant): boolean {
  // After a day it is the work of a person, who was told.
  const isSent = handOver.channel === 'fhir' || handOver.channel === 'link';
  if (!isSent || !isOpenAt(handOver, now) || now - handOver.madeAt >= UNREAD_AFTER_MS) return false;
  const state = stateOf(handOver);
  const cause = failureOf(handOver);
  // Whoever made it is sending it now: two at once would be two secrets, of which the first opens nothing.
  if (state === 'made' && now - handOver.madeAt < FIRST_TRY_MS) return false;
  return state === 'made' || (cause !== undefined && PASSING.includes(cause));
}

/**
 * The hand-over after an event. The same object where the event says nothing new: a second delivery, a second reading by
 * the same practice, anything but a reading after it was withdrawn. So each can be written down twice.
 */
export function afterEvent(handOver: HandOver, event: HandOverEvent): HandOver {
  return addsNothing(handOver, event) ? handOver : { ...handOver, events: [...handOver.events, event] };
}

function addsNothing(handOver: HandOver, event: HandOverEvent): boolean {
  const { events } = handOver;
  const before = (kind: HandOverEvent['kind']) => events.some((each) => each.kind === kind);
  switch (event.kind) {
    case 'opened':
      // What was read was read, also when the receipt comes after it was withdrawn.
      return events.some(
        (each) => each.kind === 'opened' && whoIs(each.who) === whoIs(event.who) && each.how === event.how,
      );
    case 'answered':
      return events.some(
        (each) =>
          each.kind === 'answered' && whoIs(each.who) === whoIs(event.who) && each.words === event.words,
      );
    case 'unread-told':
      return !waitsUnread(handOver);
    case 'withdrawn':
      return before('withdrawn');
    case 'delivered':
      return before('withdrawn') || before('delivered') || before('opened');
    case 'notified':
    case 'failed':
      return before('withdrawn') || before('delivered') || before('opened') || repeats(handOver, event);
  }
}

/** The same failure again, or a second notice, is the same state. */
function repeats(handOver: HandOver, event: HandOverEvent): boolean {
  if (event.kind === 'failed') return failureOf(handOver) === event.cause;
  return event.kind === 'notified' && stateOf(handOver) === 'notified';
}

const whoIs = ({ name = '', practice = '', reference = '' }: Who) => [reference, name, practice].join('\n');
