import type { BundleLink } from './version-bundle.ts';

/** The parameter that carries the place in a longer answer; what stands in it is nobody's business but the store's. */
export const CURSOR = '_cursor';

/** A link of a Bundle to a page of an answer, from the parameters that were understood. */
export function answerLink(
  relation: BundleLink['relation'],
  address: string,
  parameters: readonly (readonly [name: string, value: string])[],
  cursor: string | undefined,
): BundleLink {
  const all = cursor === undefined ? parameters : [...parameters, [CURSOR, cursor] as const];
  const query = all.map(([name, value]) => `${encodePart(name)}=${encodePart(value)}`).join('&');
  return { relation, url: query === '' ? address : `${address}?${query}` };
}

/** What `encodeURIComponent` escapes and may well stand in a query as it is. */
const READABLE: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2C': ',',
  '%2F': '/',
  '%24': '$',
  '%40': '@',
};

function encodePart(text: string): string {
  if (/^[\w\-.:,/$@]*$/.test(text)) return text;
  return encodeURIComponent(text).replace(/%(?:3A|2C|2F|24|40)/g, (escaped) => READABLE[escaped] ?? escaped);
}
