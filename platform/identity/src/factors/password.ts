import { hash, verify } from '@node-rs/argon2';
import { COMMON_WORDS } from './common-words.ts';

/** Argon2id with 19 MiB, two passes and one lane. Source: OWASP Password Storage Cheat Sheet. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** Fewest and most characters of a password; more than the most is refused, not cut off. */
export const PASSWORD_LENGTH = { least: 12, most: 256 } as const;

/** Why a password is refused. */
export type PasswordFault = 'too-short' | 'too-long' | 'easy-to-guess';

/** Characters that must be left when common words and the account's own words are taken out. */
const REST = 6;
const DISTINCT = 5;

/**
 * What is wrong with a new password; nothing is asked about its kinds of characters (NIST SP 800-63B, 3.1.1.2).
 * `ownWords`: names and sign-in names that somebody who knows this person would try.
 */
export function passwordFault(password: string, ownWords: readonly string[]): PasswordFault | undefined {
  const text = normal(password);
  const length = [...text].length;
  if (length < PASSWORD_LENGTH.least) return 'too-short';
  if (length > PASSWORD_LENGTH.most) return 'too-long';
  if (new Set(text).size < DISTINCT) return 'easy-to-guess';
  const own = ownWords
    .flatMap((words) =>
      normal(words)
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    )
    .filter((word) => word.length > 2)
    .toSorted((left, right) => right.length - left.length);
  let rest = text.toLowerCase();
  for (const word of [...own, ...COMMON_WORDS]) rest = rest.replaceAll(word, ' ');
  rest = rest.replace(/(?:19|20)\d\d/g, ' ').replace(/[\s\p{P}]+/gu, '');
  return [...rest].length < REST ? 'easy-to-guess' : undefined;
}

/** The same password typed on another keyboard is the same password. */
function normal(password: string): string {
  return password.normalize('NFC');
}

export async function hashPassword(password: string): Promise<string> {
  return await hash(normal(password), ARGON2);
}

let nobody: Promise<string> | undefined;

/**
 * Whether it is the password. Without a hash it takes as long and says no, so that an answer does not tell who has an
 * account here.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const tooLong = [...password].length > PASSWORD_LENGTH.most;
  const right = await verify(passwordHash ?? (await nobody), normal(tooLong ? '' : password));
  return right && passwordHash !== undefined && !tooLong;
}
