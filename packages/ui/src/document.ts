import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Language } from './language.ts';

/** What a page consists of, before it is HTML. */
export interface DocumentParts {
  readonly language: Language;
  readonly title: string;
  /** Addresses of stylesheets beside those of the house, in order. */
  readonly stylesheets?: readonly string[];
  /** Addresses of scripts, loaded after the page; the page must work without them. */
  readonly scripts?: readonly string[];
  readonly children: ReactNode;
}

const HOUSE_STYLES = ['/assets/ui/fonts.css', '/assets/ui/tokens.css', '/assets/ui/base.css'];
const FIRST_FONTS = ['atkinson-hyperlegible-next-latin-wght-normal', 'literata-latin-wght-normal'];

/** What the browser shows beside the title of a page. */
const SIGN_OF_THE_HOUSE = '/assets/ui/favicon.svg';

function Document({
  language,
  title,
  stylesheets = [],
  scripts = [],
  children,
}: DocumentParts): ReactElement {
  const head = h(
    'head',
    null,
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('meta', { name: 'robots', content: 'noindex' }),
    h('link', { rel: 'icon', type: 'image/svg+xml', href: SIGN_OF_THE_HOUSE }),
    h('title', null, title),
    FIRST_FONTS.map((font) =>
      h('link', {
        key: font,
        rel: 'preload',
        as: 'font',
        type: 'font/woff2',
        crossOrigin: 'anonymous',
        href: `/assets/ui/fonts/${font}.woff2`,
      }),
    ),
    [...HOUSE_STYLES, ...stylesheets].map((href) => h('link', { key: href, rel: 'stylesheet', href })),
    scripts.map((src) => h('script', { key: src, src, defer: true })),
  );
  return h('html', { lang: language }, head, h('body', null, children));
}

/** A whole page as HTML. Everything in it is escaped by React; nothing is put in as markup. */
export function renderDocument(parts: DocumentParts): string {
  return `<!doctype html>${renderToStaticMarkup(h(Document, parts))}`;
}
