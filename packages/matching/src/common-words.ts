import { COUNTS } from './fitted/word-counts.ts';

/** Words of many names, as they stand for their translations: in how many of 150,000 names of the whole registry. */
export const COMMON_WORDS: ReadonlyMap<string, number> = new Map(
  COUNTS.split(' ').map((pair) => {
    const [word = '', count = '0'] = pair.split(':');
    return [word, Number(count)] as const;
  }),
);
