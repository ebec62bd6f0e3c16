import { demand, type Party, Problem } from '@caecilia/kernel';
import { STAY_KINDS, type StayKind } from './codes.ts';

/** Longest texts, in characters. What is longer belongs in the letter. */
export const LONGEST = { question: 1000, careNeed: 1000, callBack: 120, reason: 600 } as const;

/** Civil days, `YYYY-MM-DD`. The night of `until` is spent elsewhere: on that day the place is free again. */
export interface Days {
  readonly from: string;
  /** The planned return. Absent only of a stay until the end of life. */
  readonly until?: string;
}

/** What a hospice is asked, and no more of the patient than it needs to answer. */
export interface AskedStay extends Days {
  readonly kind: StayKind;
  /** What care the patient needs, day and night. */
  readonly careNeed: string;
  readonly question: string;
  /** Where who asks can be called back. */
  readonly callBack: string;
}

export const STATES = ['asked', 'accepted', 'arrived', 'ended', 'declined', 'withdrawn'] as const;
/** Where a request stands. */
export type StayState = (typeof STATES)[number];

/** What the hospice goes through at the telephone: that it was done, by whom and when; no number is copied. */
export const CHECKS = ['phoned', 'care-need', 'insurance', 'bsn'] as const;
export type Check = (typeof CHECKS)[number];

/** Somebody of the directory who did something, with its instant. */
export interface Done {
  readonly by: string;
  readonly at: string;
}

/** A request for a stay in a hospice, and what became of it. */
export interface Stay {
  /** Logical id. */
  readonly patient: string;
  /** `Organization/…` */
  readonly hospice: string;
  readonly asked: AskedStay;
  readonly requester: Party;
  readonly clientId: string;
  readonly state: StayState;
  /** In order of time; the first is the asking, the last is the state. */
  readonly steps: readonly (Done & { readonly state: StayState })[];
  readonly checks: readonly (Done & { readonly check: Check })[];
  /** What the hospice promised; stays to be read when it was called off. */
  readonly promised?: Days;
  /** Why it was declined, called off or withdrawn. */
  readonly reason?: string;
  /** Who asked has read the answer as it stands. */
  readonly told?: Done;
  /** Logical ids of the stay itself, from when it was promised. */
  readonly booked?: { readonly encounter: string; readonly episode: string };
}

/** What can be done with a request. */
export type Act =
  | { readonly kind: 'check'; readonly check: Check }
  | { readonly kind: 'accept' | 'replan'; readonly days: Days }
  | { readonly kind: 'decline' | 'withdraw'; readonly reason: string }
  | { readonly kind: 'arrive' | 'leave' | 'told' };
export type ActKind = Act['kind'];

const ACTS: Readonly<Record<ActKind, { readonly from: readonly StayState[]; readonly to?: StayState }>> = {
  check: { from: ['asked', 'accepted', 'arrived'] },
  accept: { from: ['asked'], to: 'accepted' },
  // Once promised the hospice still has to call it off where it must: then too with the reason.
  decline: { from: ['asked', 'accepted'], to: 'declined' },
  replan: { from: ['accepted', 'arrived'] },
  arrive: { from: ['accepted'], to: 'arrived' },
  leave: { from: ['arrived'], to: 'ended' },
  withdraw: { from: ['asked', 'accepted'], to: 'withdrawn' },
  told: { from: ['accepted', 'arrived', 'declined'] },
};

/** Acts of the hospice, and of who asked. */
export const OF_HOSPICE: readonly ActKind[] = ['check', 'accept', 'decline', 'replan', 'arrive', 'leave'];
export const OF_ASKING: readonly ActKind[] = ['withdraw', 'told'];

/** What can be done with a request as it stands, by one of the two sides. */
export function doable(stay: Stay, side: 'hospice' | 'asking'): readonly ActKind[] {
  const kinds = side === 'hospice' ? OF_HOSPICE : OF_ASKING;
  return kinds
    .filter((kind) => ACTS[kind].from.includes(stay.state))
    .filter((kind) => kind !== 'check' || stay.checks.length < CHECKS.length)
    .filter((kind) => kind !== 'told' || stay.told === undefined);
}

/** A new request. Throws `Problem('required')` or `Problem('value')` with the field. `today`: civil day. */
export function asked(
  wish: Pick<Stay, 'patient' | 'hospice' | 'requester' | 'clientId'> & {
    readonly asked: AskedStay;
    readonly patientAgrees: boolean;
  },
  { today, ...done }: Done & { readonly today: string },
): Stay {
  const { patient, hospice, requester, clientId, patientAgrees } = wish;
  if (!STAY_KINDS.includes(wish.asked.kind)) throw missing('kind');
  demand(
    patientAgrees,
    'Ask the patient, or who represents them, first: the hospice gets to know who it is about.',
    'patientAgrees',
  );
  return {
    patient,
    hospice,
    requester,
    clientId,
    asked: {
      kind: wish.asked.kind,
      ...daysOf(wish.asked, wish.asked.kind, today),
      careNeed: textOf(wish.asked.careNeed, 'careNeed', LONGEST.careNeed),
      question: textOf(wish.asked.question, 'question', LONGEST.question),
      callBack: textOf(wish.asked.callBack, 'callBack', LONGEST.callBack),
    },
    state: 'asked',
    steps: [{ ...done, state: 'asked' }],
    checks: [],
  };
}

/** The request after an act. Throws as `asked` does, and `Problem('business-rule')` where it cannot be done any more. */
export function applied(stay: Stay, act: Act, { today, ...done }: Done & { readonly today: string }): Stay {
  const { from, to } = ACTS[act.kind];
  demand(from.includes(stay.state), 'This request is no longer as you saw it: look at where it stands now.');
  const { told, ...untold } = stay;
  const next =
    to === undefined ? stay : { ...stay, state: to, steps: [...stay.steps, { ...done, state: to }] };
  const answered = { ...untold, state: next.state, steps: next.steps };
  switch (act.kind) {
    case 'check':
      return stay.checks.some(({ check }) => check === act.check)
        ? stay
        : { ...stay, checks: [...stay.checks, { ...done, check: checkOf(act.check) }] };
    case 'accept':
      return { ...answered, promised: daysOf(act.days, stay.asked.kind, today) };
    case 'replan':
      // Who is there already came on the day that stands.
      return {
        ...answered,
        promised: daysOf(
          stay.state === 'arrived' ? { ...act.days, from: stay.promised?.from ?? act.days.from } : act.days,
          stay.asked.kind,
          stay.state === 'arrived' ? '' : today,
        ),
      };
    case 'decline':
      return { ...answered, reason: textOf(act.reason, 'reason', LONGEST.reason) };
    case 'withdraw':
      return { ...answered, reason: textOf(act.reason, 'reason', LONGEST.reason) };
    case 'arrive':
      return arrived(next, today);
    case 'leave':
      return next;
    case 'told':
      return told === undefined ? { ...stay, told: done } : stay;
  }
}

/** From the day on which somebody came the place is taken, also where that was another day than planned. */
function arrived(stay: Stay, today: string): Stay {
  const { promised } = stay;
  const isLate = promised?.until !== undefined && promised.until <= today;
  demand(!isLate, 'The planned return is past: plan the days anew first.');
  return { ...stay, promised: { ...promised, from: today } };
}

function checkOf(check: Check): Check {
  if (!CHECKS.includes(check)) throw missing('check');
  return check;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const isDay = (value: unknown): value is string =>
  typeof value === 'string' &&
  DAY.test(value) &&
  new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value;

/** `today` empty: the first day may be past. */
function daysOf({ from, until = '' }: Days, kind: StayKind, today: string): Days {
  if (!isDay(from)) throw missing('from');
  if (from < today) throw new Problem('value', 'This day is past.', { expression: 'from' });
  if (until === '') {
    if (kind === 'time-out')
      throw new Problem('required', 'Of a time-out the planned return is needed.', { expression: 'until' });
    return { from };
  }
  if (!isDay(until)) throw missing('until');
  if (until <= from)
    throw new Problem('value', 'The return is after the first night.', { expression: 'until' });
  return { from, until };
}

function textOf(value: string, field: string, longest: number): string {
  const text = value.trim();
  if (text === '') throw missing(field);
  if ([...text].length > longest)
    throw new Problem('value', `At most ${longest} characters: the rest belongs in the letter.`, {
      expression: field,
    });
  return text;
}

const missing = (field: string) =>
  new Problem('required', 'This is needed to ask or to answer.', { expression: field });
