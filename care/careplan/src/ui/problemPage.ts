import type { ProblemKind } from '@caecilia/kernel';
import { renderDocument } from '@caecilia/ui';
import { createElement as h } from 'react';
import { NoticeLine, type Notices, TopBar } from './pageFrame.ts';
import type { View } from './view.ts';

/** A problem in words: what it is, what it does not mean, and what to do now. No numbers, no names of parts. */
export function renderProblemPage(props: {
  readonly view: View;
  readonly kind: Exclude<ProblemKind, 'changed'>;
  readonly notices: Notices;
}): string {
  const { view, kind, notices } = props;
  const title = view.t(`problem.${kind}`);
  return renderDocument({
    language: view.language,
    title: view.t('page.title', { page: title, name: view.t('page.start') }),
    stylesheets: ['/assets/careplan/start.css'],
    children: [
      h(TopBar, { key: 'bar', view, page: title, path: '/' }),
      h(NoticeLine, { key: 'notice', view, notices }),
      h(
        'main',
        { key: 'main', className: 'page-width start' },
        h('h1', null, title),
        h('p', { className: 'start__intro' }, view.t(`problem.${kind}.body`)),
        h(
          'p',
          null,
          h('a', { className: 'button', href: `/?lang=${view.language}` }, view.t('problem.start')),
        ),
      ),
    ],
  });
}
