import { Problem } from '@caecilia/kernel';

/** Reading what the app sent: each field is what it should be, or the answer names it. */

export type Body = Readonly<Record<string, unknown>>;

export function bodyIn(body: unknown): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Problem('structure', 'What was sent is not what this address takes.');
  return body as Body;
}

function wrong(field: string, sentence: string): Problem {
  return new Problem('value', sentence, { expression: field });
}

export function textAt(body: Body, field: string): string {
  const value = body[field];
  if (typeof value !== 'string') throw wrong(field, `Give ${field} as words.`);
  return value;
}

export function wordsAt(body: Body, field: string): string | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  const words = textAt(body, field).trim();
  return words === '' ? undefined : words;
}

export function countAt(body: Body, field: string): number {
  const value = body[field];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw wrong(field, `Give ${field} as a whole number.`);
  return value;
}

export function yesAt(body: Body, field: string): boolean {
  const value = body[field];
  if (typeof value !== 'boolean') throw wrong(field, `Give ${field} as yes or no.`);
  return value;
}

export function oneAt<const T extends readonly string[]>(body: Body, field: string, allowed: T): T[number] {
  const found = allowed.find((each): each is T[number] => each === body[field]);
  if (found === undefined) throw wrong(field, `Give ${field} as one of ${allowed.join(', ')}.`);
  return found;
}

/** A civil day that exists. */
export function dayAt(body: Body, field: string): string {
  const value = textAt(body, field);
  const date = new Date(`${value}T00:00:00Z`);
  if (
    !/^\d{4}-\d\d-\d\d$/.test(value) ||
    Number.isNaN(date.getTime()) ||
    !date.toISOString().startsWith(value)
  )
    throw wrong(field, 'Give a day of the calendar.');
  return value;
}
