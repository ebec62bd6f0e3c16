import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  ChoiceField,
  Facts,
  type FieldErrors,
  hrefIn,
  Lines,
  PostForm,
  Section,
  TextField,
  WhatIsWrong,
} from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement } from 'react';
import type { ReviewItem, ReviewVerdict } from '../review.ports.ts';
import type { PrivacySettings } from '../settings.ts';
import { roleOf } from '../trailWords.ts';
import { TrailDays } from './trailParts.ts';
import { type Asked, officerPage, type Part, type Posted, sayMoment, screen, seeDone } from './view.ts';

const PATH = '/privacy/review';
const VERDICTS = ['explained', 'ask', 'serious'] as const satisfies readonly ReviewVerdict[];

/** What the privacy officer looks at: odd access, questions of patients, emergencies, and the sample of a month. */
export function reviewPages(settings: PrivacySettings): readonly Page[] {
  return [
    officerPage(settings, PATH, { show: (asked) => showList(asked, 'review') }),
    officerPage(settings, '/privacy/emergencies', { show: (asked) => showList(asked, 'emergencies') }),
    officerPage(settings, '/privacy/sample', { show: showSample }),
    officerPage(settings, `${PATH}/:id`, { show: (asked) => showItem(asked), take: takeVerdict }),
  ];
}

async function showList(asked: Asked, part: 'review' | 'emergencies'): Promise<PageAnswer> {
  const { view, visit, settings } = asked;
  const state = visit.query.state === 'decided' ? 'decided' : 'open';
  const kind = part === 'emergencies' ? ({ kind: 'emergency' } as const) : {};
  const items = await settings.review.list(visit.caller, { state, ...kind });
  const path = part === 'emergencies' ? '/privacy/emergencies' : PATH;
  const other = state === 'open' ? 'decided' : 'open';
  return screen(asked, {
    part,
    title: view.t(`${part}.title`),
    intro: view.t(`${part}.intro`),
    children: [
      h(
        Section,
        {
          key: 'list',
          id: 'list',
          title: view.t(`review.${state}`, { count: items.length }),
          act: h(
            'a',
            { href: hrefIn(view.language, `${path}?state=${other}`) },
            view.t(`review.see.${other}`),
          ),
        },
        h(Lines, {
          none: view.t(`review.none.${state}`),
          lines: items.map((item) => ({ key: item.id, line: itemLine(item, asked) })),
        }),
      ),
    ],
  });
}

const whoOf = (item: ReviewItem, { view }: Asked) => item.actor?.name ?? view.t('review.nobody');

function itemLine(item: ReviewItem, asked: Asked): ReactElement {
  const { view, settings } = asked;
  const { actor, patient, reasons, kind, words, at, decisions } = item;
  const role = actor
    ? [roleOf(actor.role, settings.roles, view.language), actor.organization].filter(Boolean).join(', ')
    : '';
  return h(
    Fragment,
    null,
    h(
      'div',
      { className: 'line__main' },
      h(
        'p',
        null,
        h(
          'a',
          { className: 'line__name', href: hrefIn(view.language, `${PATH}/${encodeURIComponent(item.id)}`) },
          kind === 'patient' ? view.t('review.patientAsks') : whoOf(item, asked),
        ),
        patient ? ` – ${patient.label}` : '',
      ),
      h('p', { className: 'line__about' }, role),
      reasons.length > 0
        ? h(
            'ul',
            { className: 'reasons' },
            reasons.map(({ rule, sentence }) => h('li', { key: rule }, sentence[view.language])),
          )
        : null,
      words ? h('p', { className: 'own-words' }, words) : null,
    ),
    h('p', { className: 'line__when' }, sayMoment(at, view)),
    h(
      'span',
      { className: 'tag' },
      decisions[0]
        ? view.t(`verdict.${decisions[0].verdict}`)
        : view.t(item.urgent ? 'item.urgent' : `item.${kind}`),
    ),
  );
}

async function showItem(
  asked: Asked,
  after?: { readonly verdict: string; readonly note: string; readonly errors: FieldErrors },
): Promise<PageAnswer> {
  const { view, visit, settings } = asked;
  const detail = await settings.review.find(visit.caller, visit.params.id ?? '');
  if (!detail) throw new Problem('not-found', 'There is no such finding.');
  const { item, lines } = detail;
  const errors = after?.errors ?? {};
  const part: Part = item.kind === 'emergency' ? 'emergencies' : item.kind === 'sample' ? 'sample' : 'review';
  return screen(asked, {
    part,
    title: item.kind === 'patient' ? view.t('review.patientAsks') : whoOf(item, asked),
    above: view.t(`item.${item.kind}`),
    wrong: after !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(ItemFacts, { key: 'facts', item, asked }),
      h(Decisions, { key: 'decisions', item, asked }),
      h(
        Section,
        { key: 'decide', id: 'decide', title: view.t('review.decide'), intro: view.t('review.decide.intro') },
        h(
          PostForm,
          { view },
          h(ChoiceField, {
            view,
            name: 'verdict',
            label: view.t('review.verdict'),
            values: after ? [after.verdict] : [],
            errors,
            choices: VERDICTS.map((value) => ({
              value,
              label: view.t(`verdict.${value}`),
              hint: view.t(`verdict.${value}.hint`),
            })),
          }),
          h(TextField, {
            view,
            name: 'note',
            label: view.t('review.note'),
            hint: view.t('review.note.hint'),
            rows: 4,
            value: after?.note,
            errors,
          }),
          h(Actions, { view, does: view.t('review.save'), back: { href: PATH, label: view.t('form.back') } }),
        ),
      ),
      h(
        Section,
        { key: 'lines', id: 'lines', title: view.t('review.lines') },
        h(TrailDays, { asked, lines, withPatient: true, deeper: true }),
      ),
    ],
  });
}

function ItemFacts({ item, asked }: { readonly item: ReviewItem; readonly asked: Asked }): ReactElement {
  const { view, settings } = asked;
  const { actor, patient, at, emergency, reasons, words } = item;
  return h(Facts, {
    facts: [
      [view.t('review.when'), sayMoment(at, view)],
      [
        view.t('review.who'),
        actor
          ? [actor.name, roleOf(actor.role, settings.roles, view.language), actor.organization]
              .filter(Boolean)
              .join(', ')
          : undefined,
      ],
      [view.t('review.patient'), patient?.label],
      [
        view.t('review.why'),
        reasons.length > 0
          ? h(
              'ul',
              { className: 'reasons' },
              reasons.map(({ rule, sentence }) => h('li', { key: rule }, sentence[view.language])),
            )
          : undefined,
      ],
      [view.t('review.words'), words ? h('span', { className: 'own-words' }, words) : undefined],
      [view.t('review.until'), emergency ? sayMoment(emergency.until, view) : undefined],
      [view.t('review.endedAt'), emergency?.endedAt ? sayMoment(emergency.endedAt, view) : undefined],
    ],
  });
}

function Decisions({
  item,
  asked,
}: {
  readonly item: ReviewItem;
  readonly asked: Asked;
}): ReactElement | null {
  const { view } = asked;
  if (item.decisions.length === 0) return null;
  return h(
    Section,
    { id: 'decisions', title: view.t('review.decisions') },
    h(Lines, {
      none: '',
      lines: item.decisions.map(({ verdict, note, at, byName }) => ({
        key: at,
        line: h(
          Fragment,
          null,
          h(
            'div',
            { className: 'line__main' },
            h('span', { className: 'line__name' }, view.t(`verdict.${verdict}`)),
            h('p', null, note),
          ),
          h('p', { className: 'line__when' }, `${sayMoment(at, view)}, ${byName}`),
        ),
      })),
    }),
  );
}

async function takeVerdict(posted: Posted<Asked>): Promise<PageAnswer> {
  const { view, visit, settings, fields } = posted;
  const verdict = VERDICTS.find((each) => each === fields.verdict?.[0]);
  const note = (fields.note?.[0] ?? '').trim();
  const errors: Record<string, string> = {};
  if (!verdict) errors.verdict = view.t('wrong.choose');
  if (note === '') errors.note = view.t('review.note.empty');
  if (!verdict || note === '') return showItem(posted, { verdict: verdict ?? '', note, errors });
  await settings.review.decide(visit.caller, visit.params.id ?? '', { verdict, note });
  return seeDone(posted, PATH, 'decided');
}

/** The month before a month: `2026-01` gives `2025-12`. */
function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

async function showSample(asked: Asked): Promise<PageAnswer> {
  const { view, visit, settings } = asked;
  const last = monthBefore(view.today.slice(0, 7));
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.exec(visit.query.month ?? '')?.[0] ?? last;
  const items = await settings.review.sample(visit.caller, month);
  const see = (which: string) =>
    h(
      'a',
      { key: which, href: hrefIn(view.language, `/privacy/sample?month=${which}`) },
      monthWords(which, view.language),
    );
  return screen(asked, {
    part: 'sample',
    title: view.t('sample.title', { month: monthWords(month, view.language) }),
    intro: view.t('sample.intro'),
    children: [
      h(
        'p',
        { key: 'months', className: 'row' },
        view.t('sample.other'),
        [last, monthBefore(last), monthBefore(monthBefore(last))].filter((each) => each !== month).map(see),
      ),
      items === undefined
        ? h('p', { key: 'none', className: 'heed' }, view.t('sample.notYet'))
        : h(Lines, {
            key: 'lines',
            none: view.t('sample.none'),
            lines: items.map((item) => ({ key: item.id, line: itemLine(item, asked) })),
          }),
    ],
  });
}

function monthWords(month: string, language: 'nl' | 'en'): string {
  const format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
