import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  ChoiceField,
  Facts,
  type FieldErrors,
  hrefIn,
  Lines,
  PostForm,
  TextField,
  WhatIsWrong,
} from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement } from 'react';
import type { RecordRequest } from '../requests.ports.ts';
import type { PrivacySettings } from '../settings.ts';
import { WAITING } from './requestPages.ts';
import {
  type Asked,
  officerPage,
  type Posted,
  type PrivacyView,
  sayDay,
  sayMoment,
  screen,
  seeDone,
} from './view.ts';

const OPEN = '/privacy/requests';

/** Requests of patients that wait: the privacy officer answers them in plain words. */
export function openRequestPages(settings: PrivacySettings): readonly Page[] {
  return [
    officerPage(settings, OPEN, { show: showOpen }),
    officerPage(settings, `${OPEN}/:id`, { show: (asked) => showRequest(asked), take: takeDecision }),
  ];
}

async function showOpen(asked: Asked): Promise<PageAnswer> {
  const { view, visit, settings } = asked;
  const requests = await settings.requests.open(visit.caller);
  return screen(asked, {
    part: 'open',
    title: view.t('open.title'),
    intro: view.t('open.intro'),
    children: h(Lines, {
      none: view.t('open.none'),
      lines: requests.map((request) => ({ key: request.id, line: openLine(request, view) })),
    }),
  });
}

function openLine(
  { id, kind, state, dueBy, patient, askedAt, interrupted }: RecordRequest,
  view: PrivacyView,
): ReactElement {
  const late = dueBy < view.today;
  return h(
    Fragment,
    null,
    h(
      'div',
      { className: 'line__main' },
      h(
        'a',
        { className: 'line__name', href: hrefIn(view.language, `${OPEN}/${encodeURIComponent(id)}`) },
        `${view.t(`request.${kind}`)}, ${patient?.label ?? ''}`,
      ),
      h('p', { className: 'line__about' }, view.t('request.askedOn', { when: sayMoment(askedAt, view) })),
    ),
    h(
      'p',
      { className: 'line__when' },
      view.t(late ? 'open.late' : 'open.due', { date: sayDay(dueBy, view) }),
    ),
    h('span', { className: 'tag' }, view.t(interrupted ? 'open.interrupted' : `state.${state}`)),
  );
}

/** What the form of an interrupted destruction posts. */
const GO_ON = { act: 'go-on' };

const DECISIONS = ['in-progress', 'granted', 'partly', 'refused'] as const;

async function requestIn({ visit, settings }: Asked): Promise<RecordRequest> {
  const request = await settings.requests.find(visit.caller, visit.params.id ?? '');
  if (!request) throw new Problem('not-found', 'There is no such request.');
  return request;
}

async function showRequest(
  asked: Asked,
  after?: { readonly state: string; readonly answer: string; readonly errors: FieldErrors },
): Promise<PageAnswer> {
  const { view } = asked;
  const request = await requestIn(asked);
  const errors = after?.errors ?? {};
  return screen(asked, {
    part: 'open',
    title: view.t(`request.${request.kind}`),
    above: request.patient?.label,
    wrong: after !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(Facts, {
        key: 'facts',
        facts: [
          [view.t('open.asked'), sayMoment(request.askedAt, view)],
          [view.t('open.dueBy'), sayDay(request.dueBy, view)],
          [view.t('open.state'), view.t(request.interrupted ? 'open.interrupted' : `state.${request.state}`)],
          [
            view.t('open.words'),
            request.words ? h('span', { className: 'own-words' }, request.words) : undefined,
          ],
          [view.t('request.answer'), request.answer],
        ],
      }),
      formFor(request, { view, after, errors }),
    ],
  });
}

interface Typed {
  readonly view: PrivacyView;
  readonly after: { readonly state: string; readonly answer: string } | undefined;
  readonly errors: FieldErrors;
}

/** Nothing where it was decided and is done. */
function formFor(request: RecordRequest, typed: Typed): ReactElement | null {
  if (request.interrupted) return goOnForm(typed.view);
  return WAITING.includes(request.state) ? decisionForm(request, typed) : null;
}

function goOnForm(view: PrivacyView): ReactElement {
  return h(
    PostForm,
    { key: 'form', view, hidden: GO_ON },
    h('p', { className: 'heed' }, view.t('open.interrupted.body')),
    h(Actions, {
      view,
      does: view.t('open.goOn'),
      serious: true,
      back: { href: OPEN, label: view.t('form.back') },
    }),
  );
}

function decisionForm({ kind }: RecordRequest, { view, after, errors }: Typed): ReactElement {
  const serious = kind === 'destruction';
  return h(
    PostForm,
    { key: 'form', view },
    serious ? h('p', { className: 'heed' }, view.t('open.destruction')) : null,
    h(ChoiceField, {
      view,
      name: 'state',
      label: view.t('open.decide'),
      values: after ? [after.state] : [],
      errors,
      choices: DECISIONS.map((value) => ({ value, label: view.t(`decision.${value}`) })),
    }),
    h(TextField, {
      view,
      name: 'answer',
      label: view.t('open.answer'),
      hint: view.t('open.answer.hint'),
      rows: 5,
      value: after?.answer,
      errors,
    }),
    h(Actions, {
      view,
      does: view.t('open.send'),
      serious,
      back: { href: OPEN, label: view.t('form.back') },
    }),
  );
}

async function takeDecision(posted: Posted<Asked>): Promise<PageAnswer> {
  const { view, visit, settings, fields } = posted;
  const request = await requestIn(posted);
  if (fields.act?.[0] === GO_ON.act) {
    await settings.requests.goOn(visit.caller, request.id);
    return seeDone(posted, OPEN, 'finished');
  }
  const state = DECISIONS.find((each) => each === fields.state?.[0]);
  const answer = (fields.answer?.[0] ?? '').trim();
  const errors: Record<string, string> = {};
  if (!state) errors.state = view.t('wrong.choose');
  if (answer === '' && state !== 'in-progress') errors.answer = view.t('open.answer.empty');
  if (!state || Object.keys(errors).length > 0)
    return showRequest(posted, { state: state ?? '', answer, errors });
  await settings.requests.decide(visit.caller, request.id, { state, answer });
  return seeDone(posted, OPEN, 'decided');
}
