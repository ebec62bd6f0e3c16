import type { StoredVersion } from '@caecilia/kernel';
import type { SearchPair } from '../settings.ts';
import type { Directory, DirectoryType } from './directory.ts';
import { tidyIdentifier } from './identifiers.ts';

/** What was found, and how much the search had to forgive. */
export interface Found {
  readonly entries: readonly StoredVersion[];
  /** `close`: nothing has these words as they were typed; these are near. */
  readonly match: 'exact' | 'close';
}

const SEARCHED: readonly DirectoryType[] = ['Organization', 'Practitioner', 'HealthcareService', 'Endpoint'];
const WITH_IDENTIFIER: readonly DirectoryType[] = ['Organization', 'Practitioner'];

/**
 * Finds entries by name or number. Letters and accents of any case match; words may come in any order. Where nothing
 * begins with the words it looks inside names, and then for names with the same first letters, so that a slip at the
 * end of a word ("Lindde") still finds "Linde".
 */
export async function searchDirectory(directory: Directory, typed: string): Promise<Found> {
  const number = tidyIdentifier(typed);
  if (/^\d{4,}$/.test(number)) return byNumber(directory, number);
  const words = typed.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0) return { entries: [], match: 'exact' };
  const begins = await byName(directory, 'name', words);
  if (begins.length > 0) return { entries: begins, match: 'exact' };
  const inside = await byName(directory, 'name:contains', words);
  if (inside.length > 0) return { entries: inside, match: 'exact' };
  const beginnings = words.map((word) => word.slice(0, Math.max(3, Math.ceil(word.length * 0.6))));
  return { entries: await byName(directory, 'name:contains', beginnings), match: 'close' };
}

async function byNumber(directory: Directory, number: string): Promise<Found> {
  const found = await Promise.all(
    WITH_IDENTIFIER.map((type) => directory.find(type, [['identifier', number]])),
  );
  return { entries: found.flat(), match: 'exact' };
}

async function byName(directory: Directory, parameter: string, words: readonly string[]) {
  const criteria = words.map((word): SearchPair => [parameter, escapeValue(word)]);
  const found = await Promise.all(SEARCHED.map((type) => directory.find(type, criteria)));
  return found.flat();
}

/** Commas, bars, dollars and backslashes have a meaning of their own in a search value. */
function escapeValue(words: string): string {
  return words.replace(/[\\$,|]/g, '\\$&');
}
