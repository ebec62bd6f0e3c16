import { AccountMenu, dateWords, LANGUAGES, LineIcon, SESSION_SCRIPT } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { View } from './view.ts';

/** What kind of house this is, said on its pages. */
export interface Notices {
  /** The people in it are invented. */
  readonly demo: boolean;
  /** It keeps its record in the embedded database. */
  readonly embedded: boolean;
}

/** Scripts of a page; who is signed in has one that covers it while the session is locked. */
export function scriptsFor({ who }: View, own: readonly string[] = []): readonly string[] {
  return who === undefined ? own : [...own, SESSION_SCRIPT];
}

/** The bar of the product: name, page, moment, language, print. */
export function TopBar(props: {
  readonly view: View;
  readonly page: string;
  /** Path of this page, for the language switch; parameters that must stay are in it. */
  readonly path: string;
  readonly moment?: boolean;
  readonly print?: boolean;
}): ReactElement {
  const { view, page, path } = props;
  const night = view.now.slice(11, 13) < '07' || view.now.slice(11, 13) >= '19';
  return h(
    'header',
    { className: 'top-bar' },
    h('a', { className: 'top-bar__product', href: `/?lang=${view.language}` }, view.t('product')),
    h('span', { className: 'top-bar__page' }, page),
    h(
      'span',
      { className: 'top-bar__moment' },
      props.moment
        ? [
            h(LineIcon, { key: 'icon', name: night ? 'moon' : 'sun' }),
            ' ',
            dateWords(view.now, 'time', view.language, true),
          ]
        : null,
    ),
    h(
      'nav',
      { className: 'language-switch', 'aria-label': view.t('language.choose') },
      LANGUAGES.map((language) =>
        h(
          'a',
          {
            key: language,
            href: `${path}${path.includes('?') ? '&' : '?'}lang=${language}`,
            lang: language,
            'aria-current': language === view.language ? 'true' : undefined,
          },
          language.toUpperCase(),
        ),
      ),
    ),
    // The script shows the button: without it the browser's own print command does the same.
    props.print
      ? h(
          'button',
          { type: 'button', className: 'button print-button', hidden: true },
          h(LineIcon, { name: 'printer' }),
          ' ',
          view.t('print'),
        )
      : null,
    view.who ? h(AccountMenu, { who: view.who, language: view.language }) : null,
  );
}

/** What everyone must know about this house before trusting what is in it. */
export function NoticeLine({
  view,
  notices,
}: {
  readonly view: View;
  readonly notices: Notices;
}): ReactElement | null {
  const words = [
    ...(notices.demo ? [view.t('notice.demo')] : []),
    ...(notices.embedded ? [view.t('notice.embedded')] : []),
  ];
  return words.length > 0
    ? h('aside', { className: 'notice', 'aria-label': view.t('product') }, h('p', null, words.join(' ')))
    : null;
}
