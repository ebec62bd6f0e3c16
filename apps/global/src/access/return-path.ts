/**
 * Where to go after signing in: a path of this house, never another site. Anything else becomes the start page.
 * Browsers read `//host` and `/\host` as another site, and skip tabs and line ends inside an address.
 */
export function localPath(wish: unknown): string {
  if (typeof wish !== 'string' || wish.length > 2000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wish)) return '/';
  const base = 'https://caecilia.invalid';
  const url = URL.parse(wish, base);
  if (url === null || url.origin !== base || wish.includes('\\')) return '/';
  return url.pathname.startsWith('//') ? '/' : `${url.pathname}${url.search}`;
}
