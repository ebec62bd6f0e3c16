import {
  answerInWords,
  type Caller,
  type Page,
  type PageAnswer,
  type PageVisit,
  type Problem,
} from '@caecilia/kernel';
import {
  AskForm,
  DayField,
  dateWords,
  hrefIn,
  renderScreen,
  type ScreenView,
  Section,
  type Translate,
  typedDay,
  viewOfVisit,
  WhatIsWrong,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { MessageKey } from '../messages.nl.ts';
import type { CountsShown } from '../register/shown.ts';
import { adviceRows, answerRows, type CountRow, shareWords } from './countRows.ts';
import { messagesIn } from './messages.ts';
import { waitWords } from './waitWords.ts';

/** What the page of figures stands on: the counts for who counts, of the days that the address asks for. */
export interface CountsScreenSettings {
  readonly demo: boolean;
  count(caller: Caller, query: PageVisit['query']): Promise<CountsShown>;
}

const PATH = '/counts';

/** The same figures as in the app, for whose duty it is to count and who has no patients: as tables, without a script. */
export function countsScreen(settings: CountsScreenSettings): Page {
  return {
    path: PATH,
    handler: (_session, visit) => {
      const view = viewOfVisit(visit, { path: PATH, demo: settings.demo });
      const t = messagesIn(view.language);
      const {
        from,
        until,
        period = from === undefined && until === undefined ? 'year' : undefined,
      } = visit.query;
      return answerInWords(
        async () => screen(view, t, { counts: await settings.count(visit.caller, { period, from, until }) }),
        (problem) => screen(view, t, { problem, typed: { from, until } }),
      );
    },
  };
}

interface Found {
  readonly counts?: CountsShown;
  readonly problem?: Problem;
  readonly typed?: { readonly from: string | undefined; readonly until: string | undefined };
}

function screen(view: ScreenView, t: Translate<MessageKey>, found: Found): PageAnswer {
  const { counts, problem, typed } = found;
  const field = problem?.issues[0]?.expression?.[0];
  const errors = field === 'from' || field === 'until' ? { [field]: t('counts.wrong.day') } : {};
  const isOther = problem !== undefined && Object.keys(errors).length === 0;
  return {
    status: problem?.status ?? 200,
    html: renderScreen({
      view,
      title: t('counts.title'),
      module: t('counts.title'),
      intro: t('counts.intro'),
      stylesheets: ['/assets/consultation/consultation.css'],
      wrong: problem !== undefined,
      children: [
        isOther ? h('p', { key: 'other', className: 'heed' }, t('own.problem.unavailable')) : null,
        h(WhatIsWrong, { key: 'wrong', view, errors }),
        h(Period, { key: 'period', view, t, errors, days: typed ?? counts ?? { from: '', until: '' } }),
        ...(counts === undefined ? [] : sections(counts, view, t)),
        h('p', { key: 'small', className: 'small' }, t('counts.small')),
      ],
    }),
  };
}

const NAMED = [
  ['month', 'counts.month'],
  ['last-month', 'counts.lastMonth'],
  ['year', 'counts.year'],
] as const;

function Period(props: {
  readonly view: ScreenView;
  readonly t: Translate<MessageKey>;
  readonly errors: Readonly<Record<string, string>>;
  readonly days: { readonly from: string | undefined; readonly until: string | undefined };
}): ReactElement {
  const { view, t, errors, days } = props;
  const shownDay = (day: string | undefined) => (/^\d{4}-/.test(day ?? '') ? typedDay(day) : day);
  const field = (name: 'from' | 'until') =>
    h(DayField, { view, name, label: t(`counts.${name}`), value: shownDay(days[name]), errors });
  return h(
    'div',
    { className: 'no-print' },
    h(
      AskForm,
      { view, to: PATH, label: t('counts.title') },
      field('from'),
      field('until'),
      h('button', { type: 'submit', className: 'button button--main' }, t('counts.show')),
    ),
    h(
      'p',
      { className: 'row' },
      NAMED.map(([period, words]) =>
        h(
          'a',
          { key: period, className: 'button', href: hrefIn(view.language, `${PATH}?period=${period}`) },
          t(words),
        ),
      ),
    ),
  );
}

function sections(counts: CountsShown, view: ScreenView, t: Translate<MessageKey>): readonly ReactElement[] {
  const { from, until, responses, adoption } = counts;
  const day = (civil: string) => dateWords(civil, 'day', view.language);
  return [
    h('p', { key: 'of' }, h('b', null, t('counts.period', { from: day(from), until: day(until) }))),
    h(
      Section,
      { key: 'answer', id: 'answer', title: t('counts.answer'), intro: t('counts.answer.about') },
      responses.asked === 0
        ? h('p', null, t('counts.answer.none'))
        : h(Table, { rows: answerRows(responses), caption: t('counts.answer'), t }),
      h('p', null, t('counts.median'), ' ', h('b', null, waitWords(responses.medianMinutes, t))),
      h('p', { className: 'small' }, t('counts.met.about'), ' ', t('counts.source')),
    ),
    h(
      Section,
      { key: 'advice', id: 'advice', title: t('counts.advice'), intro: t('counts.advice.about') },
      adoption.given === 0
        ? h('p', null, t('counts.advice.none'))
        : h(Table, { rows: adviceRows(adoption), caption: t('counts.advice'), t }),
    ),
  ];
}

function Table(props: {
  readonly rows: readonly CountRow[];
  readonly caption: string;
  readonly t: Translate<MessageKey>;
}): ReactElement {
  const { rows, caption, t } = props;
  const columns = ['counts.what', 'counts.number', 'counts.of', 'counts.share'] as const;
  return h(
    'table',
    { className: 'figures' },
    h('caption', { className: 'visually-hidden' }, caption),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        columns.map((key) => h('th', { key, scope: 'col' }, t(key))),
      ),
    ),
    h(
      'tbody',
      null,
      rows.map((row) =>
        h(
          'tr',
          { key: row.words },
          h('th', { scope: 'row', className: 'figures__what' }, t(row.words)),
          h('td', null, row.count),
          h('td', null, row.of ?? ''),
          h('td', null, shareWords(row, t('counts.noShare'))),
        ),
      ),
    ),
  );
}
