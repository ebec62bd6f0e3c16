import { readDay } from '@caecilia/ui';
import { DISCIPLINES, DOMAINS, URGENCIES } from '../codes.ts';
import type { Party } from '../element.ts';
import type { MessageKey } from '../messages.nl.ts';
import { type FormFields, one, type Parsed, wordsIn } from './parseRequest.ts';
import type { Act, ActKind } from './states.ts';

/** Fields of the forms by which a request is handled. */
export type ActField =
  | 'urgency'
  | 'domains'
  | 'goes'
  | 'readyForCare'
  | 'reason'
  | 'advice'
  | 'recipient'
  | 'firstContact'
  | 'agrees'
  | 'owner';

/** Most letters of a reason or an advice. */
export const LONGEST_WORDS = 2000;

/** Who does it and when, with what a civil minute of the house is as an instant. */
export interface ActContext {
  /** Who takes a request that is accepted. */
  readonly self: Party;
  /** Whether they can take it themselves; the office names a colleague. */
  readonly takes: boolean;
  /** A colleague who can take it, by reference; undefined for anybody else. */
  readonly colleague: (reference: string) => Party | undefined;
  readonly now: Date;
  /** Instant of a civil minute (`YYYY-MM-DDTHH:MM`); undefined where it is none. */
  readonly instantOf: (civil: string) => string | undefined;
}

/** Reads the form of an act. What cannot be read is never filled in with something likely. */
export function parseAct(kind: ActKind, fields: FormFields, context: ActContext): Parsed<Act, ActField> {
  const { self, now, instantOf } = context;
  switch (kind) {
    case 'triage':
      return triageIn(fields, instantOf);
    case 'redirect':
    case 'decline':
      return answerIn(kind, fields);
    case 'withdraw':
      return withdrawalIn(fields);
    case 'start':
      return startIn(fields, now, instantOf);
    case 'accept':
      return acceptIn(fields, context);
    case 'agree':
      return agreementIn(fields, self);
    case 'callBack':
      return { value: { kind, self } };
    case 'complete':
      return { value: { kind } };
  }
}

function manyOf<T extends string>(
  list: readonly T[],
  values: readonly string[] = [],
): readonly T[] | undefined {
  const found = list.filter((each) => values.includes(each));
  return found.length > 0 && found.length === new Set(values).size ? found : undefined;
}

function triageIn(fields: FormFields, instantOf: ActContext['instantOf']): Parsed<Act, ActField> {
  const urgency = one(URGENCIES, fields.urgency);
  const domains = manyOf(DOMAINS, fields.domains);
  const goes = manyOf(DISCIPLINES, fields.goes);
  const ready = readyIn(wordsIn(fields.readyForCare), instantOf);
  const wrong: Partial<Record<ActField, MessageKey>> = {
    ...(urgency === undefined ? { urgency: 'wrong.urgency' } : {}),
    ...(domains === undefined ? { domains: 'wrong.domains' } : {}),
    ...(goes === undefined ? { goes: 'wrong.goes' } : {}),
    ...(ready === 'unreadable' ? { readyForCare: 'wrong.readyForCare' } : {}),
  };
  if (urgency === undefined || domains === undefined || goes === undefined || ready === 'unreadable')
    return { wrong };
  return {
    value: {
      kind: 'triage',
      urgency,
      domains,
      goes,
      ...(ready === undefined ? {} : { readyForCare: ready }),
    },
  };
}

/** A day, and perhaps a time, as people type it: `24-11-2026`, `24-11-2026 14:30`. */
function typedMinute(words: string): { readonly day: string; readonly time?: string } | undefined {
  const [, typed = '', hour, minute] = /^(\S+?)(?:[ ,T]+(\d{1,2})[:.](\d\d))?$/.exec(words) ?? [];
  const day = readDay(typed);
  if (day === undefined) return undefined;
  return hour === undefined ? { day } : { day, time: `${hour.padStart(2, '0')}:${minute ?? ''}` };
}

/** A civil day stays a day; a minute becomes an instant; nothing leaves it as it was. */
function readyIn(words: string, instantOf: ActContext['instantOf']): string | 'unreadable' | undefined {
  if (words === '') return undefined;
  const typed = typedMinute(words);
  if (typed === undefined) return 'unreadable';
  if (typed.time === undefined) return typed.day;
  return instantOf(`${typed.day}T${typed.time}`) ?? 'unreadable';
}

function saidIn(values: readonly string[] | undefined, empty: MessageKey): Parsed<string, 'words'> {
  const words = wordsIn(values);
  if (words === '') return { wrong: { words: empty } };
  return words.length > LONGEST_WORDS ? { wrong: { words: 'wrong.words.long' } } : { value: words };
}

function answerIn(kind: 'redirect' | 'decline', fields: FormFields): Parsed<Act, ActField> {
  const reason = saidIn(fields.reason, 'wrong.reason');
  const advice = saidIn(fields.advice, 'wrong.advice');
  const recipient = saidIn(fields.recipient, 'wrong.recipient');
  if ('value' in reason && 'value' in advice && 'value' in recipient)
    return { value: { kind, reason: reason.value, advice: advice.value, recipient: recipient.value } };
  return {
    wrong: {
      ...wrongAs('reason', reason),
      ...wrongAs('advice', advice),
      ...wrongAs('recipient', recipient),
    },
  };
}

function wrongAs(field: ActField, parsed: Parsed<string, 'words'>): Partial<Record<ActField, MessageKey>> {
  return 'wrong' in parsed && parsed.wrong.words !== undefined ? { [field]: parsed.wrong.words } : {};
}

function withdrawalIn(fields: FormFields): Parsed<Act, ActField> {
  const reason = saidIn(fields.reason, 'wrong.reason');
  if ('value' in reason) return { value: { kind: 'withdraw', reason: reason.value } };
  return { wrong: wrongAs('reason', reason) };
}

function agreementIn(fields: FormFields, self: Party): Parsed<Act, ActField> {
  const agrees = one(['yes', 'no'], fields.agrees);
  const reason = wordsIn(fields.reason);
  const wrong: Partial<Record<ActField, MessageKey>> = {
    ...(agrees === undefined ? { agrees: 'wrong.agrees' } : {}),
    ...(agrees === 'no' && reason === '' ? { reason: 'wrong.reason' } : {}),
    ...(reason.length > LONGEST_WORDS ? { reason: 'wrong.words.long' } : {}),
  };
  if (agrees === undefined || Object.keys(wrong).length > 0) return { wrong };
  return {
    value: { kind: 'agree', agrees: agrees === 'yes', ...(reason === '' ? {} : { reason }), self },
  };
}

function acceptIn(fields: FormFields, { self, takes, colleague }: ActContext): Parsed<Act, ActField> {
  const named = wordsIn(fields.owner);
  const owner = named !== '' ? colleague(named) : takes ? self : undefined;
  if (owner === undefined) return { wrong: { owner: 'wrong.colleague' } };
  return { value: { kind: 'accept', owner } };
}

function startIn(fields: FormFields, now: Date, instantOf: ActContext['instantOf']): Parsed<Act, ActField> {
  const typed = typedMinute(wordsIn(fields.firstContact));
  const firstContact = typed?.time === undefined ? undefined : instantOf(`${typed.day}T${typed.time}`);
  if (firstContact === undefined) return { wrong: { firstContact: 'wrong.firstContact' } };
  if (firstContact > now.toISOString()) return { wrong: { firstContact: 'wrong.firstContact.future' } };
  return { value: { kind: 'start', firstContact } };
}
