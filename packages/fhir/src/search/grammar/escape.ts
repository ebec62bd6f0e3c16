import { SearchError } from '../search-error.ts';

const ESCAPABLE = ',|$\\';

/**
 * The parts of a value between the separators that are not escaped, still escaped themselves. One part when there
 * is no separator.
 */
export function splitUnescaped(value: string, separator: ',' | '|' | '$'): string[] {
  if (!value.includes(separator)) return [value];
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === separator) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(value.slice(start));
  return parts;
}

/** Takes the escapes `\,` `\|` `\$` `\\` away; any other backslash is refused, as the specification has it. */
export function unescapeValue(value: string): string {
  if (!value.includes('\\')) return value;
  let plain = '';
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\') at = escapedAt(value, at);
    plain += value[at];
  }
  return plain;
}

/** Makes a text stand for itself in a parameter value: the reverse of `unescapeValue`. */
export function escapeValue(text: string): string {
  return text.replace(/[\\,|$]/g, String.raw`\$&`);
}

function escapedAt(value: string, backslash: number): number {
  const next = value[backslash + 1];
  if (next === undefined || !ESCAPABLE.includes(next)) {
    throw new SearchError('value', String.raw`a backslash may only stand before one of , | $ \ in a value`);
  }
  return backslash + 1;
}
