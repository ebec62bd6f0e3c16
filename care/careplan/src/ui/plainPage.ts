import { renderDocument } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { PlainPlan, PlainSection } from '../plain/plainPlan.ts';
import type { PlainItem, Sentence } from '../plain/plainText.ts';
import { plainWords } from '../plain/plainWords.ts';
import { documentWords } from './documentWords.ts';
import { scriptsFor, TopBar } from './pageFrame.ts';
import type { View } from './view.ts';

/** The plan in plain words, on a screen and on A4. */
export function renderPlainPage(props: {
  readonly view: View;
  readonly plain: PlainPlan;
  /** Path of this page, for the language switch. */
  readonly path: string;
  /** Where it is as PDF. */
  readonly download: string;
  /** Where a professional came from. */
  readonly back?: string;
}): string {
  const { view, plain, path, back, download } = props;
  const t = plainWords(view.language);
  return renderDocument({
    language: view.language,
    title: t('title.of', { name: plain.name }),
    stylesheets: ['/assets/careplan/start.css', '/assets/careplan/plain.css'],
    scripts: scriptsFor(view, ['/assets/careplan/page.js']),
    children: [
      h('a', { key: 'skip', className: 'skip-link', href: '#plan' }, view.t('skip.main')),
      h(TopBar, { key: 'bar', view, page: plain.title, path, print: true }),
      h(
        'main',
        { key: 'main', className: 'page-width plain', id: 'plan' },
        h('h1', null, plain.title),
        h(
          'p',
          { className: 'plain__who' },
          h('b', null, plain.name),
          plain.about.map((each) => ` · ${each}`),
        ),
        plain.intro.map((words) => h('p', { key: words, className: 'plain__intro' }, words)),
        plain.sections.map((section) => h(Section, { key: section.id, section })),
        h(
          'p',
          { className: 'screen-only' },
          h(
            'a',
            { className: 'button', href: `${download}?lang=${view.language}`, download: true },
            documentWords(view.language)('own.download'),
          ),
          back === undefined
            ? null
            : [
                ' ',
                h(
                  'a',
                  { key: 'back', className: 'button', href: `${back}?lang=${view.language}` },
                  t('back'),
                ),
              ],
        ),
      ),
    ],
  });
}

function Section({ section }: { readonly section: PlainSection }): ReactElement {
  const { id, title, items } = section;
  return h(
    'section',
    { className: 'plain__section', 'aria-labelledby': `plain-${id}` },
    h('h2', { id: `plain-${id}` }, title),
    items.map((item, index) => h(Item, { key: item.name ?? index, item })),
  );
}

function Item({ item: { name, sentences } }: { readonly item: PlainItem }): ReactElement {
  return h(
    'div',
    { className: 'plain__item' },
    name === undefined ? null : h('h3', null, name),
    sentences.map((sentence, index) => h('p', { key: index }, h(Words, { sentence }))),
  );
}

/** Our own words, then those of the record as they were recorded. */
function Words({ sentence: { text, quoted, language } }: { readonly sentence: Sentence }): ReactElement {
  return h(
    'span',
    null,
    text,
    quoted === undefined ? null : [text === '' ? '' : ' ', h('q', { key: 'quoted', lang: language }, quoted)],
  );
}
