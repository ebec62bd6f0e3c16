import { chooseLanguage, type Language } from '../language.ts';
import type { SignedIn } from './accountMenu.ts';
import { hrefIn, renderScreen, type ScreenParts, type ScreenView } from './screen.ts';

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

/** What one page says of itself. */
export type ScreenPage = Pick<ScreenParts, 'title' | 'above' | 'intro' | 'wrong' | 'children'> & {
  /** Where it is not 200, or 422 for a form that came back with something wrong. */
  readonly status?: number;
};

/** What all pages of a module have in common. */
export interface ScreenFrame<Act extends string>
  extends Pick<ScreenParts, 'view' | 'module' | 'links' | 'stylesheets' | 'scripts'> {
  /** Absent where nothing can just have been done. */
  readonly visit: Pick<ScreenVisit, 'query'> | undefined;
  /** What `done` in the address may name; anything else there says nothing. */
  readonly acts: readonly Act[];
  readonly sayDone: (act: Act) => string;
}

/** The answer that shows a page of a module; the kernel calls it `PageAnswer`. */
export function screenAnswer<Act extends string>(
  { status, ...page }: ScreenPage,
  { visit, acts, sayDone, ...frame }: ScreenFrame<Act>,
): { readonly status: number; readonly html: string } {
  const act = acts.find((each) => each === visit?.query.done);
  return {
    status: status ?? (page.wrong ? 422 : 200),
    html: renderScreen({ ...frame, ...page, done: act && sayDone(act) }),
  };
}
