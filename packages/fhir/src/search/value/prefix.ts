import type { Prefix } from '../query.ts';

const PREFIXES: ReadonlySet<string> = new Set<Prefix>(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap']);

function isPrefix(text: string): text is Prefix {
  return PREFIXES.has(text);
}

/** Takes the prefix off a number, date or quantity; `eq` where there is none. */
export function splitPrefix(value: string): { readonly prefix: Prefix; readonly rest: string } {
  const start = value.slice(0, 2);
  return isPrefix(start) ? { prefix: start, rest: value.slice(2) } : { prefix: 'eq', rest: value };
}
