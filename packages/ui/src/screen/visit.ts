import { chooseLanguage, type Language } from '../language.ts';
import type { SignedIn } from './accountMenu.ts';
import { hrefIn, type ScreenView } from './screen.ts';

/** What a screen is drawn from; the kernel calls it `PageVisit`. */
export interface ScreenVisit {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly formToken: string;
  readonly who?: SignedIn;
}

/**
 * How a page is drawn for this visit. `path` is the page's, with `:names`. The parameters of the address stay, but for
 * the language and for `done`, which is said once.
 */
export function viewOfVisit(
  visit: ScreenVisit,
  { path, demo }: { readonly path: string; readonly demo: boolean },
): ScreenView {
  const own = path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(visit.params[name] ?? ''));
  const { lang, done: _done, ...kept } = visit.query;
  const query = new URLSearchParams(
    Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString();
  return {
    language: chooseLanguage(lang, visit.headers['accept-language']),
    path: query === '' ? own : `${own}?${query}`,
    formToken: visit.formToken,
    demo,
    who: visit.who,
  };
}

/** The address of a page after a form was taken; `done` in it names what was done, for the sentence above the page. */
export function hrefAfter(language: Language, path: string, done: string): string {
  const [page = '', fragment] = path.split('#', 2);
  const address = `${page}${page.includes('?') ? '&' : '?'}done=${done}`;
  return hrefIn(language, fragment === undefined ? address : `${address}#${fragment}`);
}
