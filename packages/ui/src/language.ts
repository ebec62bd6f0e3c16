/** The languages of the house. Each word of an interface exists in both. */
export const LANGUAGES = ['nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language to answer in: what the address asks for (`?lang=`), else the first of ours that the browser prefers,
 * else Dutch.
 */
export function chooseLanguage(asked: string | undefined, acceptLanguage: string | undefined): Language {
  const own = LANGUAGES.find((language) => language === asked);
  if (own) return own;
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=');
      return { tag: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((left, right) => right.quality - left.quality)
    .map(({ tag }) => LANGUAGES.find((language) => language === tag));
  return preferred.find((language) => language !== undefined) ?? 'nl';
}
