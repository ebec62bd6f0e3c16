import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  ChoiceField,
  type FieldErrors,
  LineIcon,
  Lines,
  LinkButton,
  PostForm,
  Section,
  TextField,
  WhatIsWrong,
} from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement } from 'react';
import type { RecordRequest, RequestKind } from '../requests.ports.ts';
import type { PrivacySettings } from '../settings.ts';
import {
  type Asked,
  type OwnAsked,
  ownPage,
  type Posted,
  type PrivacyView,
  sayDay,
  sayMoment,
  screen,
  seeDone,
} from './view.ts';

const OWN = '/privacy/my-record/requests';

/** What can be asked on a form of its own; a question about the log starts at its line. */
const FORMS = ['export', 'correction', 'destruction'] as const satisfies readonly RequestKind[];

/** A patient asks for a copy, a correction or destruction, and sees where it stands. */
export function requestPages(settings: PrivacySettings): readonly Page[] {
  return [
    ownPage(settings, OWN, { show: showOwn }),
    ownPage(settings, `${OWN}/new/:kind`, { show: (asked) => askRequest(asked), take: takeRequest }),
    ownPage(settings, `${OWN}/:id/withdraw`, { show: askWithdraw, take: takeWithdraw }),
  ];
}

/** States in which nobody has decided yet. */
export const WAITING = ['received', 'in-progress'];

async function showOwn(asked: OwnAsked): Promise<PageAnswer> {
  const { view, visit, settings, patient } = asked;
  const requests = await settings.requests.list(visit.caller, patient);
  return screen(asked, {
    part: 'requests',
    title: view.t('requests.title'),
    intro: view.t('requests.intro'),
    children: [
      h(
        Section,
        { key: 'ask', id: 'ask', title: view.t('requests.ask') },
        h(Lines, {
          none: '',
          lines: FORMS.map((kind) => ({
            key: kind,
            line: h(
              Fragment,
              null,
              h(
                'div',
                { className: 'line__main' },
                h('span', { className: 'line__name' }, view.t(`request.${kind}`)),
                h('p', { className: 'line__about' }, view.t(`request.${kind}.about`)),
              ),
              h(LinkButton, { view, href: `${OWN}/new/${kind}`, label: view.t(`request.${kind}.do`) }),
            ),
          })),
        }),
      ),
      h(
        Section,
        { key: 'asked', id: 'asked', title: view.t('requests.asked') },
        h(Lines, {
          none: view.t('requests.none'),
          lines: requests.map((request) => ({ key: request.id, line: ownLine(request, view) })),
        }),
      ),
    ],
  });
}

function ownLine(request: RecordRequest, view: PrivacyView): ReactElement {
  const { id, kind, state, askedAt, dueBy, words, answer, download } = request;
  const waiting = WAITING.includes(state);
  return h(
    Fragment,
    null,
    h(
      'div',
      { className: 'line__main' },
      h(
        'span',
        { className: 'line__name' },
        view.t(`request.${kind}`),
        ' ',
        h('span', { className: 'tag' }, view.t(`state.${state}`)),
      ),
      h(
        'p',
        { className: 'line__about' },
        view.t('request.askedOn', { when: sayMoment(askedAt, view) }),
        waiting ? ` ${view.t('request.due', { date: sayDay(dueBy, view) })}` : '',
      ),
      words ? h('p', { className: 'own-words' }, words) : null,
      answer ? h('p', null, h('b', null, view.t('request.answer')), ` ${answer}`) : null,
    ),
    download
      ? h(
          'p',
          null,
          h(
            'a',
            { className: 'button button--main', href: download.path },
            h(LineIcon, { name: 'download' }),
            view.t('request.download'),
          ),
          h(
            'span',
            { className: 'small' },
            ` ${view.t('request.downloadUntil', { when: sayMoment(download.until, view) })}`,
          ),
        )
      : null,
    waiting
      ? h(LinkButton, {
          view,
          href: `${OWN}/${encodeURIComponent(id)}/withdraw`,
          label: view.t('request.withdraw'),
        })
      : null,
  );
}

function kindIn({ visit }: Asked) {
  const kind = FORMS.find((each) => each === visit.params.kind);
  if (!kind) throw new Problem('not-found', 'There is no such request.');
  return kind;
}

async function askRequest(
  asked: OwnAsked,
  after?: { readonly words: string; readonly sure: readonly string[]; readonly errors: FieldErrors },
): Promise<PageAnswer> {
  const { view } = asked;
  const kind = kindIn(asked);
  const errors = after?.errors ?? {};
  return screen(asked, {
    part: 'requests',
    title: view.t(`request.${kind}.title`),
    intro: view.t(`request.${kind}.intro`),
    wrong: after !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        { key: 'form', view },
        kind === 'export'
          ? null
          : h(TextField, {
              view,
              name: 'words',
              label: view.t(`request.${kind}.words`),
              hint: view.t(`request.${kind}.hint`),
              rows: 6,
              value: after?.words,
              errors,
            }),
        kind === 'destruction'
          ? h(ChoiceField, {
              view,
              name: 'sure',
              label: view.t('request.destruction.sureLabel'),
              several: true,
              values: after?.sure ?? [],
              errors,
              choices: [{ value: 'yes', label: view.t('request.destruction.sure') }],
            })
          : null,
        h(Actions, {
          view,
          does: view.t(`request.${kind}.send`),
          serious: kind === 'destruction',
          back: { href: OWN, label: view.t('form.back') },
        }),
      ),
    ],
  });
}

async function takeRequest(posted: Posted<OwnAsked>): Promise<PageAnswer> {
  const { view, visit, settings, patient, fields } = posted;
  const kind = kindIn(posted);
  const words = (fields.words?.[0] ?? '').trim();
  const errors: Record<string, string> = {};
  if (kind !== 'export' && words === '') errors.words = view.t(`request.${kind}.empty`);
  if (kind === 'destruction' && fields.sure?.[0] !== 'yes')
    errors.sure = view.t('request.destruction.notSure');
  if (Object.keys(errors).length > 0) return askRequest(posted, { words, sure: fields.sure ?? [], errors });
  await settings.requests.ask(visit.caller, patient, words === '' ? { kind } : { kind, words });
  return seeDone(posted, OWN, 'asked');
}

async function waitingIn({ visit, settings, patient }: OwnAsked): Promise<RecordRequest> {
  const requests = await settings.requests.list(visit.caller, patient);
  const request = requests.find(({ id, state }) => id === visit.params.id && WAITING.includes(state));
  if (!request) throw new Problem('not-found', 'There is no such request that still waits.');
  return request;
}

async function askWithdraw(asked: OwnAsked): Promise<PageAnswer> {
  const { view } = asked;
  const { kind } = await waitingIn(asked);
  return screen(asked, {
    part: 'requests',
    title: view.t('request.withdrawTitle', { request: view.t(`request.${kind}`) }),
    intro: view.t('request.withdraw.body'),
    children: h(
      PostForm,
      { view },
      h(Actions, { view, does: view.t('request.withdraw'), back: { href: OWN, label: view.t('form.no') } }),
    ),
  });
}

async function takeWithdraw(posted: Posted<OwnAsked>): Promise<PageAnswer> {
  const { visit, settings, patient } = posted;
  await settings.requests.withdraw(visit.caller, patient, (await waitingIn(posted)).id);
  return seeDone(posted, OWN, 'withdrawn');
}
