import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { renderDocument } from '../document.ts';
import { LineIcon } from '../icons.ts';
import { LANGUAGES, type Language } from '../language.ts';
import { AccountMenu, SESSION_SCRIPT, type SignedIn } from './accountMenu.ts';
import { kitWords } from './kitWords.ts';

/** What every part of a screen is drawn with. */
export interface ScreenView {
  readonly language: Language;
  /** Path of this page with the parameters that must stay, without the language. */
  readonly path: string;
  /** Goes into each form. */
  readonly formToken: string;
  /** The people in this house are invented. */
  readonly demo: boolean;
  /** Who is signed in; absent for local tools. */
  readonly who?: SignedIn | undefined;
}

/** One part of a module, in the row under the bar. */
export interface ScreenLink {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
}

/** A page of a module. */
export interface ScreenParts {
  readonly view: ScreenView;
  readonly title: string;
  /** Said before the title, small: where this stands. */
  readonly above?: ReactNode;
  readonly intro?: ReactNode;
  /** Name of the module, in the bar. */
  readonly module: string;
  readonly links?: readonly ScreenLink[];
  /** What was just done, in a sentence. */
  readonly done?: string | undefined;
  /** Set when a form came back with something wrong: the title says so, for who hears the page. */
  readonly wrong?: boolean;
  readonly stylesheets?: readonly string[];
  readonly scripts?: readonly string[];
  readonly children?: ReactNode;
}

/** An address of this house in the language of the page. */
export function hrefIn(language: Language, path: string): string {
  const [page = '', fragment] = path.split('#', 2);
  const address = `${page}${page.includes('?') ? '&' : '?'}lang=${language}`;
  return fragment === undefined ? address : `${address}#${fragment}`;
}

/** A whole page of a module: bar, parts, title, what was done, and what it is about. */
export function renderScreen(parts: ScreenParts): string {
  const { view, title, wrong = false } = parts;
  const t = kitWords(view.language);
  return renderDocument({
    language: view.language,
    title: t(wrong ? 'title.wrong' : 'title', { page: title }),
    ...(view.who ? { scripts: [SESSION_SCRIPT] } : {}),
    stylesheets: ['/assets/ui/screens.css', '/assets/ui/forms.css', ...(parts.stylesheets ?? [])],
    scripts: parts.scripts ?? [],
    children: [
      h('a', { key: 'skip', className: 'skip-link', href: '#content' }, t('skip')),
      h(Bar, { key: 'bar', view, module: parts.module }),
      view.demo
        ? h(
            'aside',
            { key: 'demo', className: 'notice', 'aria-label': t('product') },
            h('p', null, t('demo')),
          )
        : null,
      h(
        'main',
        { key: 'main', id: 'content', tabIndex: -1, className: 'page-width screen' },
        h(Links, { view, links: parts.links ?? [] }),
        parts.above ? h('p', { className: 'screen__above small' }, parts.above) : null,
        h('h1', null, title),
        parts.intro ? h('p', { className: 'screen__intro' }, parts.intro) : null,
        parts.done
          ? h(
              'p',
              { className: 'done', role: 'status' },
              h(LineIcon, { name: 'check' }),
              h('span', null, parts.done),
            )
          : null,
        parts.children,
      ),
    ],
  });
}

function Bar({ view, module }: { readonly view: ScreenView; readonly module: string }): ReactElement {
  const t = kitWords(view.language);
  return h(
    'header',
    { className: 'top-bar' },
    h('a', { className: 'top-bar__product', href: hrefIn(view.language, '/') }, t('product')),
    h('span', { className: 'top-bar__page' }, module),
    h('span', { className: 'top-bar__moment' }),
    h(
      'nav',
      { className: 'language-switch', 'aria-label': t('language') },
      LANGUAGES.map((language) =>
        h(
          'a',
          {
            key: language,
            href: hrefIn(language, view.path),
            lang: language,
            'aria-current': language === view.language ? 'true' : undefined,
          },
          language.toUpperCase(),
        ),
      ),
    ),
    view.who ? h(AccountMenu, { who: view.who, language: view.language }) : null,
  );
}

function Links(props: {
  readonly view: ScreenView;
  readonly links: readonly ScreenLink[];
}): ReactElement | null {
  const { view, links } = props;
  if (links.length === 0) return null;
  return h(
    'nav',
    { className: 'parts', 'aria-label': kitWords(view.language)('parts') },
    h(
      'ul',
      null,
      links.map(({ href, label, current }) =>
        h(
          'li',
          { key: href },
          h('a', { href: hrefIn(view.language, href), 'aria-current': current ? 'page' : undefined }, label),
        ),
      ),
    ),
  );
}

/** A part of a page with a heading of its own. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly intro?: ReactNode;
  /** What can be done here, beside the heading. */
  readonly act?: ReactNode;
  readonly children?: ReactNode;
}): ReactElement {
  const { id, title, intro, act, children } = props;
  return h(
    'section',
    { className: 'part', 'aria-labelledby': `${id}-title`, id },
    h('div', { className: 'part__head' }, h('h2', { id: `${id}-title` }, title), act ?? null),
    intro ? h('p', { className: 'part__intro small' }, intro) : null,
    children,
  );
}

/** Names with values. What has no value is left out: an empty row would say that it is known to be empty. */
export function Facts(props: { readonly facts: readonly (readonly [string, ReactNode])[] }): ReactElement {
  const known = props.facts.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return h(
    'dl',
    { className: 'facts' },
    known.map(([name, value]) => h('div', { key: name }, h('dt', null, name), h('dd', null, value))),
  );
}

/** Lines under each other; or a sentence where there are none. */
export function Lines(props: {
  readonly lines: readonly { readonly key: string; readonly line: ReactNode; readonly past?: boolean }[];
  readonly none: string;
}): ReactElement {
  if (props.lines.length === 0) return h('p', { className: 'none' }, props.none);
  return h(
    'ul',
    { className: 'card lines' },
    props.lines.map(({ key, line, past }) =>
      h('li', { key, className: past ? 'line line--past' : 'line' }, line),
    ),
  );
}
