import { randomInt } from 'node:crypto';

/** Without 0 O, 1 I L and U: read from paper and typed by tired people. 30 letters, so 4.9 bits each. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** A random code of so many letters. */
export function newLetterCode(letters: number): string {
  return Array.from({ length: letters }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** `ABCD-EFGH-JKMN`, as it stands on paper. */
export function inGroups(code: string, size = 4): string {
  return code.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? '';
}

/** What somebody typed, without dashes and spaces, in capitals. */
export function readLetterCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
