import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import { Actions, type FieldErrors, hrefIn, PostForm, TextField, WhatIsWrong } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { periodIn } from '../period.ts';
import type { PrivacySettings } from '../settings.ts';
import { actorOf, type Fold } from '../trailWords.ts';
import { KeepIt, MOST_LINES, PeriodForm, TrailDays, trailFile } from './trailParts.ts';
import { type OwnAsked, ownPage, type Posted, type PrivacyView, screen, seeDone } from './view.ts';

const PATH = '/privacy/my-record/log';
const QUESTION = '/privacy/my-record/question';

/** "Who looked at my record": the log in words for a patient, and what to do when a line looks wrong. */
export function logPages(settings: PrivacySettings): readonly Page[] {
  return [
    ownPage(settings, PATH, { show: showLog }),
    ownPage(settings, `${PATH}/download`, { show: download }),
    ownPage(settings, QUESTION, { show: (asked) => askQuestion(asked), take: takeQuestion }),
  ];
}

async function showLog(asked: OwnAsked): Promise<PageAnswer> {
  const { view, visit, settings, patient } = asked;
  const period = periodIn(visit.query, view.today);
  const trail = await settings.trail.ofPatient(visit.caller, patient, period.period, MOST_LINES);
  const { from, until } = period.period;
  const act = (fold: Fold): ReactElement =>
    h(
      'p',
      { className: 'no-print' },
      h(
        'a',
        { href: hrefIn(view.language, `${QUESTION}?line=${encodeURIComponent(fold.ids[0] ?? '')}`) },
        view.t('log.wrong'),
        h('span', { className: 'visually-hidden' }, ` ${actorOf(fold.line, view.t)}`),
      ),
    );
  return screen(asked, {
    part: 'log',
    title: view.t('log.title'),
    intro: view.t('log.intro'),
    wrong: period.wrong !== undefined,
    children: [
      h(PeriodForm, { key: 'period', view, to: PATH, asked: period }),
      h(KeepIt, { key: 'keep', view, href: `${PATH}/download?from=${from}&until=${until}` }),
      h(Explanation, { key: 'why', view }),
      trail.more
        ? h('p', { key: 'more', className: 'heed' }, view.t('trail.more', { count: MOST_LINES }))
        : null,
      h(TrailDays, { key: 'days', asked, lines: trail.lines, act }),
    ],
  });
}

function Explanation({ view }: { readonly view: PrivacyView }): ReactElement {
  const rows = (['who', 'what', 'why', 'emergency', 'fold', 'self'] as const).map((part) =>
    h(
      'div',
      { key: part },
      h('dt', null, view.t(`explain.${part}.name`)),
      h('dd', null, view.t(`explain.${part}`)),
    ),
  );
  return h(
    'details',
    { className: 'no-print' },
    h('summary', null, view.t('explain.title')),
    h(
      'div',
      { className: 'aside-note' },
      h('dl', { className: 'facts' }, rows),
      h('p', null, view.t('explain.ask')),
    ),
  );
}

async function download({ view, visit, settings, patient }: OwnAsked): Promise<PageAnswer> {
  const { period, wrong } = periodIn(visit.query, view.today);
  if (wrong) throw new Problem('invalid', 'The period cannot be read.');
  const trail = await settings.trail.ofPatient(visit.caller, patient, period, MOST_LINES);
  if (trail.more) throw new Problem('too-costly', 'The period is too long for one file.');
  return trailFile({ view, settings }, trail.lines, period, view.t('log.file'));
}

async function askQuestion(
  asked: OwnAsked,
  after?: { readonly words: string; readonly errors: FieldErrors },
): Promise<PageAnswer> {
  const { view, visit } = asked;
  const errors = after?.errors ?? {};
  return screen(asked, {
    part: 'log',
    title: view.t('question.title'),
    intro: view.t(visit.query.line === undefined ? 'question.intro' : 'question.introLine'),
    wrong: after !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        { key: 'form', view },
        h(TextField, {
          view,
          name: 'words',
          label: view.t('question.words'),
          hint: view.t('question.hint'),
          rows: 6,
          value: after?.words,
          errors,
        }),
        h(Actions, { view, does: view.t('question.send'), back: { href: PATH, label: view.t('form.back') } }),
      ),
    ],
  });
}

async function takeQuestion(posted: Posted<OwnAsked>): Promise<PageAnswer> {
  const { view, visit, settings, patient, fields } = posted;
  const words = (fields.words?.[0] ?? '').trim();
  if (words === '') return askQuestion(posted, { words, errors: { words: view.t('question.empty') } });
  const logLine = visit.query.line;
  await settings.requests.ask(visit.caller, patient, {
    kind: 'question',
    words,
    ...(logLine === undefined ? {} : { logLine }),
  });
  return seeDone(posted, '/privacy/my-record/requests', 'asked');
}
