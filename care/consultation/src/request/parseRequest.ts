import { DOMAINS, type Domain, type Source, URGENCIES } from '../codes.ts';
import type { MessageKey } from '../messages.nl.ts';
import { AGREEMENTS, type Asked } from './request.ts';

/** Values by field name, as a form sends them. */
export type FormFields = Readonly<Record<string, readonly string[]>>;

/** The six fields of a request, in the order of the form. */
export const REQUEST_FIELDS = [
  'question',
  'domains',
  'urgency',
  'patientInformed',
  'treatingPhysicianAgrees',
  'callBack',
] as const;
export type RequestField = (typeof REQUEST_FIELDS)[number];

/** What was read, or beside each field that is wrong the sentence that says what would be right. */
export type Parsed<T, Field extends string> =
  | { readonly value: T }
  | { readonly wrong: Readonly<Partial<Record<Field, MessageKey>>> };

/** Most letters of a question. What is longer belongs in the record. */
export const LONGEST_QUESTION = 2000;
export const LONGEST_LINE = 200;

/** The fields that somebody who asks has to fill in: a patient is informed by asking. */
export function fieldsFor(source: Source): readonly RequestField[] {
  return REQUEST_FIELDS.filter((field) => source !== 'patient' || field !== 'patientInformed');
}

/** Reads the form of a request. A field that cannot be read is never filled in with something likely. */
export function parseRequest(fields: FormFields, source: Source): Parsed<Asked, RequestField> {
  const question = wordsIn(fields.question);
  const domains = (fields.domains ?? []).filter(isDomain);
  const urgency = one(URGENCIES, fields.urgency);
  const informed = source === 'patient' ? 'yes' : one(['yes', 'no'], fields.patientInformed);
  const agrees = one(AGREEMENTS, fields.treatingPhysicianAgrees);
  const callBack = wordsIn(fields.callBack);
  const wrong: Partial<Record<RequestField, MessageKey>> = {
    ...(question === '' ? { question: 'wrong.question.empty' } : {}),
    ...(question.length > LONGEST_QUESTION ? { question: 'wrong.question.long' } : {}),
    ...(domains.length === 0 || domains.length !== (fields.domains ?? []).length
      ? { domains: 'wrong.domains' }
      : {}),
    ...(urgency === undefined ? { urgency: 'wrong.urgency' } : {}),
    ...(informed === undefined ? { patientInformed: 'wrong.patientInformed' } : {}),
    ...(agrees === undefined ? { treatingPhysicianAgrees: 'wrong.treatingPhysicianAgrees' } : {}),
    ...wrongCallBack(callBack),
  };
  if (
    urgency === undefined ||
    informed === undefined ||
    agrees === undefined ||
    Object.keys(wrong).length > 0
  )
    return { wrong };
  return {
    value: {
      question,
      domains: DOMAINS.filter((domain) => domains.includes(domain)),
      urgency,
      patientInformed: informed === 'yes',
      treatingPhysicianAgrees: agrees,
      callBack,
    },
  };
}

function wrongCallBack(callBack: string): { readonly callBack?: MessageKey } {
  if (callBack.length > LONGEST_LINE) return { callBack: 'wrong.callBack.long' };
  // A pager has four digits, some three; words alone can be dialled by nobody.
  return /\d\D*\d\D*\d/.test(callBack) ? {} : { callBack: 'wrong.callBack.number' };
}

/** The words of a field, without control characters, ends trimmed. */
export function wordsIn(values: readonly string[] | undefined): string {
  return (values?.[0] ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** The one value of a field when it is one of the list; nothing when several were sent. */
export function one<T extends string>(
  list: readonly T[],
  values: readonly string[] | undefined,
): T | undefined {
  return values?.length === 1 ? list.find((each) => each === values[0]) : undefined;
}

const isDomain = (value: string): value is Domain => DOMAINS.some((domain) => domain === value);
