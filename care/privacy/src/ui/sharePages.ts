import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  ChoiceField,
  DayField,
  type FieldErrors,
  LineIcon,
  Lines,
  LinkButton,
  PostForm,
  readDay,
  Section,
  SelectField,
  WhatIsWrong,
} from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement } from 'react';
import type { Mandate, SharingPermission } from '../mandates.ports.ts';
import type { PrivacySettings } from '../settings.ts';
import { type OwnAsked, ownPage, type Posted, type PrivacyView, sayDay, screen, seeDone } from './view.ts';

const MANDATES = '/privacy/my-record/mandates';
const SHARING = '/privacy/my-record/sharing';

/** Who may see and act for the patient, and with which kinds of organisation the record may be shared. */
export function sharePages(settings: PrivacySettings): readonly Page[] {
  return [
    ownPage(settings, MANDATES, { show: showMandates }),
    ownPage(settings, `${MANDATES}/new`, { show: (asked) => askMandate(asked), take: takeMandate }),
    ownPage(settings, `${MANDATES}/:id/withdraw`, { show: askWithdraw, take: takeWithdraw }),
    ownPage(settings, SHARING, { show: showSharing, take: takeSharing }),
  ];
}

function line(props: {
  readonly name: string;
  readonly about: string;
  readonly when?: string;
  readonly act?: ReactElement | null;
}) {
  return h(
    Fragment,
    null,
    h(
      'div',
      { className: 'line__main' },
      h('span', { className: 'line__name' }, props.name),
      h('p', { className: 'line__about' }, props.about),
    ),
    props.when ? h('p', { className: 'line__when' }, props.when) : null,
    props.act ?? null,
  );
}

async function showMandates(asked: OwnAsked): Promise<PageAnswer> {
  const { view, visit, settings, patient } = asked;
  const mandates = await settings.mandates.list(visit.caller, patient);
  const act = h(LinkButton, {
    view,
    href: `${MANDATES}/new`,
    label: view.t('mandates.new'),
    icon: 'plus',
    main: true,
  });
  return screen(asked, {
    part: 'mandates',
    title: view.t('mandates.title'),
    intro: view.t('mandates.intro'),
    children: h(
      Section,
      { id: 'mandates', title: view.t('mandates.now'), act },
      h(Lines, {
        none: view.t('mandates.none'),
        lines: mandates.map((mandate) => ({ key: mandate.id, line: mandateLine(mandate, view) })),
      }),
    ),
  });
}

function mandateLine(mandate: Mandate, view: PrivacyView): ReactElement {
  const { id, person, kind, byLaw } = mandate;
  const href = `${MANDATES}/${encodeURIComponent(id)}/withdraw`;
  return line({
    name: person.relation ? `${person.name} (${person.relation})` : person.name,
    about: [view.t(`mandate.${kind}`), scopeWords(mandate, view)].join(' · '),
    when: [
      mandate.from ? view.t('mandate.from', { date: sayDay(mandate.from, view) }) : '',
      mandate.until ? view.t('mandate.until', { date: sayDay(mandate.until, view) }) : '',
    ]
      .filter(Boolean)
      .join(' '),
    act: byLaw
      ? h('p', { className: 'small' }, view.t('mandate.byLaw'))
      : h(LinkButton, { view, href, label: view.t('mandate.withdraw', { name: person.name }) }),
  });
}

function scopeWords({ kind, scopes }: Mandate, view: PrivacyView): string {
  if (kind === 'representative') return view.t('scope.all');
  return scopes.length === 0
    ? view.t('scope.carer')
    : scopes.map((scope) => view.t(`scope.${scope}`)).join(', ');
}

async function askMandate(
  asked: OwnAsked,
  after?: {
    readonly person: string;
    readonly scopes: readonly string[];
    readonly until: string;
    readonly errors: FieldErrors;
  },
): Promise<PageAnswer> {
  const { view, visit, settings, patient } = asked;
  const people = await settings.mandates.candidates(visit.caller, patient);
  const offered = settings.mandates.scopes;
  const errors = after?.errors ?? {};
  const choices = people.map(({ reference, name, relation }) => ({
    value: reference,
    label: relation ? `${name} (${relation})` : name,
  }));
  return screen(asked, {
    part: 'mandates',
    title: view.t('mandates.new'),
    intro: view.t('mandates.new.intro'),
    wrong: after !== undefined,
    children:
      choices.length === 0
        ? h('p', { className: 'heed' }, view.t('mandates.noPeople'))
        : [
            h(WhatIsWrong, { key: 'wrong', view, errors }),
            h(
              PostForm,
              { key: 'form', view },
              h(SelectField, {
                view,
                name: 'person',
                label: view.t('mandates.person'),
                choices,
                value: after?.person,
                errors,
              }),
              offered.length === 0
                ? [
                    h('p', { key: 'seen' }, view.t('mandates.allSame')),
                    h('p', { key: 'not' }, view.t('mandates.notSeen')),
                  ]
                : h(ChoiceField, {
                    view,
                    name: 'scopes',
                    label: view.t('mandates.scopes'),
                    several: true,
                    values: after?.scopes ?? [],
                    errors,
                    choices: offered.map((value) => ({ value, label: view.t(`scope.${value}`) })),
                  }),
              h(DayField, {
                view,
                name: 'until',
                label: view.t('mandates.until'),
                value: after?.until,
                errors,
                optional: true,
              }),
              h(Actions, {
                view,
                does: view.t('mandates.give'),
                back: { href: MANDATES, label: view.t('form.back') },
              }),
            ),
          ],
  });
}

async function takeMandate(posted: Posted<OwnAsked>): Promise<PageAnswer> {
  const { view, visit, settings, patient, fields } = posted;
  const person = fields.person?.[0] ?? '';
  const typed = (fields.until?.[0] ?? '').trim();
  const until = typed === '' ? undefined : readDay(typed);
  const offered = settings.mandates.scopes;
  const scopes = offered.filter((scope) => fields.scopes?.includes(scope));
  const people = await settings.mandates.candidates(visit.caller, patient);
  const errors: Record<string, string> = {};
  if (!people.some(({ reference }) => reference === person)) errors.person = view.t('mandates.wrong.person');
  if (offered.length > 0 && scopes.length === 0) errors.scopes = view.t('mandates.wrong.scopes');
  if (typed !== '' && until === undefined) errors.until = view.t('period.date');
  if (until !== undefined && until < view.today) errors.until = view.t('mandates.wrong.past');
  if (Object.keys(errors).length > 0) return askMandate(posted, { person, scopes, until: typed, errors });
  await settings.mandates.give(visit.caller, patient, {
    person,
    scopes,
    ...(until === undefined ? {} : { until }),
  });
  return seeDone(posted, MANDATES, 'given');
}

async function mandateIn({ visit, settings, patient }: OwnAsked): Promise<Mandate> {
  const mandates = await settings.mandates.list(visit.caller, patient);
  const mandate = mandates.find(({ id, byLaw }) => id === visit.params.id && !byLaw);
  if (!mandate) throw new Problem('not-found', 'There is no such mandate that can be withdrawn here.');
  return mandate;
}

async function askWithdraw(asked: OwnAsked): Promise<PageAnswer> {
  const { view } = asked;
  const { person } = await mandateIn(asked);
  return screen(asked, {
    part: 'mandates',
    title: view.t('mandate.withdrawTitle', { name: person.name }),
    intro: view.t('mandate.withdraw.body', { name: person.name }),
    children: h(
      PostForm,
      { view },
      h(Actions, {
        view,
        does: view.t('mandate.withdraw.do'),
        serious: true,
        back: { href: MANDATES, label: view.t('form.no') },
      }),
    ),
  });
}

async function takeWithdraw(posted: Posted<OwnAsked>): Promise<PageAnswer> {
  const { visit, settings, patient } = posted;
  await settings.mandates.withdraw(visit.caller, patient, (await mandateIn(posted)).id);
  return seeDone(posted, MANDATES, 'withdrawn');
}

async function showSharing(asked: OwnAsked): Promise<PageAnswer> {
  const { view, visit, settings, patient } = asked;
  const permissions = await settings.sharing.list(visit.caller, patient);
  return screen(asked, {
    part: 'sharing',
    title: view.t('sharing.title'),
    intro: view.t('sharing.intro'),
    children: [
      h(Lines, {
        key: 'lines',
        none: view.t('sharing.none'),
        lines: permissions.map((permission) => ({
          key: permission.organizationType,
          line: permissionLine(permission, view),
        })),
      }),
      h('p', { key: 'not', className: 'aside-note' }, view.t('sharing.not')),
    ],
  });
}

const STATE_ICON = { given: 'check', refused: 'lock', unasked: 'clock' } as const;

function permissionLine(permission: SharingPermission, view: PrivacyView): ReactElement {
  const { organizationType, state, since } = permission;
  const name = permission.name[view.language];
  const button = (answer: 'given' | 'refused', key: 'sharing.give' | 'sharing.stop' | 'sharing.refuse') =>
    h(
      'button',
      { key: answer, type: 'submit', className: 'button', name: 'answer', value: answer },
      view.t(key),
      h('span', { className: 'visually-hidden' }, ` ${name}`),
    );
  const buttons = {
    given: [button('refused', 'sharing.stop')],
    refused: [button('given', 'sharing.give')],
    unasked: [button('given', 'sharing.give'), button('refused', 'sharing.refuse')],
  };
  return h(
    Fragment,
    null,
    h(
      'div',
      { className: 'line__main' },
      h('span', { className: 'line__name' }, name),
      h(
        'p',
        { className: 'line__about' },
        h(LineIcon, { name: STATE_ICON[state] }),
        ` ${view.t(`sharing.${state}`)}`,
        since ? ` ${view.t('sharing.since', { date: sayDay(since, view) })}` : '',
      ),
    ),
    h(PostForm, { view, className: 'row', label: name, hidden: { type: organizationType } }, buttons[state]),
  );
}

async function takeSharing(posted: Posted<OwnAsked>): Promise<PageAnswer> {
  const { visit, settings, patient, fields } = posted;
  const type = fields.type?.[0];
  const answer = (['given', 'refused'] as const).find((each) => each === fields.answer?.[0]);
  const permissions = await settings.sharing.list(visit.caller, patient);
  const known = permissions.find(({ organizationType }) => organizationType === type);
  if (!known || !answer)
    throw new Problem('invalid', 'The form names a kind of organisation that is not offered.');
  await settings.sharing.set(visit.caller, patient, known.organizationType, answer);
  return seeDone(posted, SHARING, answer === 'given' ? 'permitted' : 'stopped');
}
