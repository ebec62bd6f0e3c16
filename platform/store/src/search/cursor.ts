import { hash } from 'node:crypto';
import type { SearchQuery } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { TYPE_NUMBERS } from '../resource-types.ts';

/** A position in the answer of one search: the row it stands at, and to which side the page lies. */
export interface Cursor {
  readonly backward: boolean;
  /** The sort values of the row as text, null where it has none. */
  readonly values: readonly (string | null)[];
  /** As PostgreSQL prints it, in UTC. */
  readonly lastUpdated: string;
  readonly type: number;
  readonly id: string;
}

/** Opaque to callers: what it is made of may change with any release. */
export function writeCursor(query: SearchQuery, { backward, values, lastUpdated, type, id }: Cursor): string {
  const parts = [queryDigest(query), backward ? 1 : 0, lastUpdated, type, id, ...values];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

const INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws `Problem('value')` for a position that `writeCursor` did not make, or made for another search. */
export function readCursor(query: SearchQuery, text: string): Cursor {
  const [digest, backward, lastUpdated, type, id, ...values] = parts(text);
  if (digest !== queryDigest(query)) throw refused('belongs to another search');
  const wellFormed =
    (backward === 0 || backward === 1) &&
    typeof lastUpdated === 'string' &&
    isPrintedInstant(lastUpdated) &&
    isTypeNumber(type) &&
    typeof id === 'string' &&
    UUID.test(id) &&
    values.length === query.sort.length &&
    areTexts(values);
  if (!wellFormed) throw refused('is not one that this server gave');
  return { backward: backward === 1, values, lastUpdated, type, id };
}

/** Whether a text is an instant as the database prints it, and on the calendar. */
export function isPrintedInstant(text: string): boolean {
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text.replace(' ', 'T').replace('+00', 'Z')));
}

function isTypeNumber(value: unknown): value is number {
  return typeof value === 'number' && TYPE_NUMBERS.includes(value);
}

function areTexts(values: readonly unknown[]): values is readonly (string | null)[] {
  return values.every((value) => value === null || typeof value === 'string');
}

function parts(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch (cause) {
    throw refused('is not one that this server gave', cause);
  }
}

function refused(why: string, cause?: unknown): Problem {
  return new Problem('value', `the position in the search ${why}; follow the links of its pages`, {
    cause,
    expression: '_cursor',
  });
}

/**
 * What makes two searches the same: types, criteria and order. The number of rows on a page may change on the way,
 * and `ap` on a date is measured from now.
 */
function queryDigest({ types, criteria, sort }: SearchQuery): string {
  return hash('md5', `${canonical(types)}${canonical(criteria)}${canonical(sort)}`, 'base64url').slice(0, 12);
}

/** A text that two values share only where they say the same: each value begins with what it is, texts with their length. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return `"${value.length}:${value}`;
  if (typeof value !== 'object' || value === null) return `;${String(value)}`;
  if (Array.isArray(value)) {
    let all = '[';
    for (const one of value) all += canonical(one);
    return `${all}]`;
  }
  if ('expression' in value && 'base' in value && 'code' in value)
    return `(${canonical(value.base)}${canonical(value.code)})`;
  const isAboutNow = 'prefix' in value && value.prefix === 'ap';
  let all = '{';
  for (const [key, each] of Object.entries(value)) {
    if (each === undefined || (isAboutNow && (key === 'low' || key === 'high'))) continue;
    all += `"${key.length}:${key}${canonical(each)}`;
  }
  return `${all}}`;
}
