import { splitUnescaped, unescapeValue } from '../grammar/escape.ts';
import type { TokenValue } from '../query.ts';
import { SearchError } from '../search-error.ts';

/** An identifier asked for by the coding of its type. */
export interface TypedIdentifierValue {
  readonly system?: string;
  readonly code: string;
  readonly value: string;
}

/** `code`, `system|code`, `|code` or `system|`. Throws `SearchError('value')` for anything else. */
export function parseTokenValue(value: string): TokenValue {
  const parts = splitUnescaped(value, '|');
  const [first = '', second] = parts;
  if (parts.length > 2 || (first === '' && (second ?? '') === '')) {
    throw new SearchError(
      'value',
      'a token is written as code, system|code, |code or system|; a | inside a part is written as \\|',
    );
  }
  if (second === undefined) return { code: unescapeValue(first) };
  return { system: unescapeValue(first), ...(second === '' ? {} : { code: unescapeValue(second) }) };
}

/** `system|code|value` of `:of-type`; all three must be there. Throws `SearchError('value')`. */
export function parseTypedIdentifier(value: string): TypedIdentifierValue {
  const [system = '', code = '', identifier = '', ...more] = splitUnescaped(value, '|');
  if (system === '' || code === '' || identifier === '' || more.length > 0) {
    throw new SearchError(
      'value',
      'with :of-type a value is written as system|code|value, all three present',
    );
  }
  return { system: unescapeValue(system), code: unescapeValue(code), value: unescapeValue(identifier) };
}
