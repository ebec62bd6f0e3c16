import type { ProblemKind } from '@caecilia/kernel';
import { renderDocument } from '@caecilia/ui';
import { createElement as h } from 'react';
import { NoticeLine, type Notices, TopBar } from './pageFrame.ts';
import type { View } from './view.ts';

/** What went wrong, as far as it matters to whoever reads it. `logRefused`: nothing can be written, so nothing is shown. */
export type PlanProblem = Exclude<ProblemKind, 'changed'> | 'logRefused';

/** A problem in words: what it is, what it does not mean, and what to do now. No numbers, no names of parts. */
export function renderProblemPage(props: {
  readonly view: View;
  readonly kind: PlanProblem;
  readonly notices: Notices;
  /** Where whoever reads it can ask for emergency access; undefined for who has none. The same whoever is asked for. */
  readonly door: string | undefined;
}): string {
  const { view, kind, notices, door } = props;
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
        door === undefined
          ? null
          : h(
              'p',
              null,
              view.t('problem.door.body'),
              ' ',
              h('a', { href: `${door}?lang=${view.language}` }, view.t('problem.door')),
            ),
        h(
          'p',
          null,
          h('a', { className: 'button', href: `/?lang=${view.language}` }, view.t('problem.start')),
        ),
      ),
    ],
  });
}
