import { XmlError } from './xml-error.ts';

const FORBIDDEN = [...Array.from({ length: 32 }, (_, code) => code), 0xfffe, 0xffff].filter(
  (code) => code !== 0x9 && code !== 0xa && code !== 0xd,
);
const FORBIDDEN_PATTERN = new RegExp(
  `[${FORBIDDEN.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}]`,
);

/**
 * Throws `XmlError('value')` for a character that XML 1.0 cannot carry, also not as a reference: U+0000 to U+001F
 * but tab and line ends, U+FFFE, U+FFFF, half a surrogate pair. FHIR forbids them in strings too.
 */
export function refuseForbidden(text: string, path: string): void {
  if (!FORBIDDEN_PATTERN.test(text) && text.isWellFormed()) return;
  throw new XmlError('value', 'a control character stands here, which XML cannot carry; ask for JSON', {
    path,
  });
}
