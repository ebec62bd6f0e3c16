import { dateWords, LineIcon, renderDocument } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { PaperState } from '../paper/paperCheck.ts';
import { NoticeLine, type Notices, TopBar } from './pageFrame.ts';
import type { View } from './view.ts';

/** What somebody with a paper is told: about the paper, and nothing about whom it is of. */
export type PaperAnswer =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known';
      readonly edition: string;
      /** Civil time at which the paper was fetched. */
      readonly fetched: string;
      readonly state: PaperState;
    };

/** The page behind the code on a paper, for anybody. It holds no word of a record, no name and no id. */
export function renderPaperCheckPage(props: {
  readonly view: View;
  readonly answer: PaperAnswer;
  readonly path: string;
  readonly notices: Notices;
}): string {
  const { view, answer, path, notices } = props;
  const title = view.t('check.title');
  return renderDocument({
    language: view.language,
    title: view.t('page.title', { page: title, name: view.t(`check.short.${kindOf(answer)}`) }),
    stylesheets: ['/assets/careplan/start.css', '/assets/careplan/plan.css'],
    children: [
      h('a', { key: 'skip', className: 'skip-link', href: '#check' }, view.t('skip.main')),
      h(TopBar, { key: 'bar', view, page: title, path }),
      h(NoticeLine, { key: 'notice', view, notices }),
      h('main', { key: 'main', className: 'page-width start', id: 'check' }, ...body(view, answer)),
    ],
  });
}

const kindOf = (answer: PaperAnswer) => (answer.kind === 'unknown' ? 'unknown' : answer.state.kind);

function body(view: View, answer: PaperAnswer): readonly ReactElement[] {
  const kind = kindOf(answer);
  const large = kind === 'newest' ? 'warning' : 'warning warning--large';
  const since = answer.kind === 'known' && answer.state.kind === 'newer' ? answer.state.since : undefined;
  return [
    h('h1', { key: 'title' }, view.t('check.title')),
    h(
      'p',
      { key: 'answer', className: large, role: 'status' },
      h(LineIcon, { name: kind === 'newest' ? 'document' : 'contradiction' }),
      ' ',
      since === undefined
        ? view.t(kind === 'unknown' ? 'check.unknown' : 'check.newest')
        : view.t('check.newer', { date: dateWords(since, 'time', view.language, true) }),
    ),
    h('p', { key: 'what' }, view.t(`check.do.${kind}`)),
    ...(answer.kind === 'unknown'
      ? []
      : [
          h(
            'p',
            { key: 'paper' },
            view.t('check.paper', {
              edition: answer.edition,
              date: dateWords(answer.fetched, 'time', view.language, true),
            }),
          ),
        ]),
    h('p', { key: 'nothing', className: 'small' }, view.t('check.nothing')),
    h(
      'p',
      { key: 'sign-in' },
      h('a', { className: 'button', href: `/?lang=${view.language}` }, view.t('check.signIn')),
    ),
  ];
}
