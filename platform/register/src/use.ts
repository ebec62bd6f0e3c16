import type { EngineUse } from '@caecilia/engine';
import { arrayOf } from './array-of.ts';

const asText = (text: string): string => text;

/** `2026-11-22 21:57:49.12+00` as RFC 3339 writes it, with at least milliseconds: `2026-11-22T21:57:49.120Z`. */
export function instantOf(printed: string): string {
  const [, day, time, fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(printed) ?? [];
  if (day === undefined || time === undefined) throw new Error(`${printed} is no instant in UTC`);
  return `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
}

function countOf(printed: string): number {
  const count = Number(printed);
  if (!Number.isSafeInteger(count)) throw new Error(`${printed} is more than a number can hold`);
  return count;
}

/**
 * What the register wants of its database. Rows read the same from either engine: whole numbers as numbers, instants as
 * RFC 3339 in UTC, days as `YYYY-MM-DD`, JSON and lists as what they hold, decimal numbers as text, which loses nothing.
 */
export const REGISTER_USE: EngineUse = {
  name: 'global',
  settings: ['jit=off'],
  reading: {
    20: countOf,
    114: JSON.parse,
    3802: JSON.parse,
    700: Number,
    1082: asText,
    1184: instantOf,
    1700: asText,
    1005: (text) => arrayOf(text, Number),
    1007: (text) => arrayOf(text, Number),
    1016: (text) => arrayOf(text, countOf),
    1009: (text) => arrayOf(text, asText),
    1015: (text) => arrayOf(text, asText),
    1182: (text) => arrayOf(text, asText),
    1185: (text) => arrayOf(text, instantOf),
    2951: (text) => arrayOf(text, asText),
  },
};
