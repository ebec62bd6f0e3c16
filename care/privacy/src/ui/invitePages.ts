import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  DayField,
  type FieldErrors,
  LANGUAGES,
  type Language,
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
import type { InvitationLetter, Invitee, RecordInvitations } from '../invitations.ports.ts';
import type { PrivacySettings } from '../settings.ts';
import { messagesIn } from './messages.ts';
import {
  type Asked,
  openPage,
  type Posted,
  type PrivacyView,
  sayDay,
  sayMoment,
  screen,
  seeDone,
} from './view.ts';

const PATH = '/care/patients/:id/invitations';

/** Letters by which a patient, or who is close to them, takes their own sign-in into use. */
export function invitePages(settings: PrivacySettings, invitations: RecordInvitations): readonly Page[] {
  const by = (asked: Asked): InviteAsked => ({ ...asked, invitations });
  const posted = (given: Posted<Asked>): Posted<InviteAsked> => ({ ...given, invitations });
  return [
    openPage(settings, PATH, {
      show: (asked) => showPeople(by(asked)),
      take: (given) => takeWithdraw(posted(given)),
    }),
    openPage(settings, `${PATH}/new`, {
      show: (asked) => askLetter(by(asked)),
      take: (given) => takeLetter(posted(given)),
    }),
  ];
}

interface InviteAsked extends Asked {
  readonly invitations: RecordInvitations;
}

/** An id of the address; what cannot be one answers as a patient who is not there. */
function patientIn({ visit }: Asked): string {
  const id = visit.params.id ?? '';
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id)) throw new Problem('not-found', 'There is no such patient.');
  return id;
}

const pathOf = (asked: Asked) => PATH.replace(':id', patientIn(asked));

async function showPeople(asked: InviteAsked): Promise<PageAnswer> {
  const { view, visit, invitations } = asked;
  const people = await invitations.list(visit.caller, patientIn(asked));
  const lines = (kind: Invitee['kind']) =>
    people
      .filter((each) => each.kind === kind)
      .map((person) => ({ key: person.reference, line: h(Person, { asked, person }) }));
  return screen(asked, {
    part: undefined,
    title: view.t('invite.title'),
    intro: view.t('invite.intro'),
    children: [
      h(
        Section,
        { key: 'patient', id: 'patient', title: view.t('invite.patient') },
        h(Lines, { none: '', lines: lines('patient') }),
      ),
      h(
        Section,
        { key: 'close', id: 'close', title: view.t('invite.close'), intro: view.t('invite.close.intro') },
        h(Lines, { none: view.t('invite.close.none'), lines: lines('carer') }),
      ),
    ],
  });
}

function stateWords({ state, until, hindrance }: Invitee, view: PrivacyView): string {
  const when = until === undefined ? '' : sayMoment(until, view);
  const standing = view.t(`invite.state.${state}`, { when });
  return hindrance === undefined ? standing : [standing, view.t(`invite.hindrance.${hindrance}`)].join(' ');
}

function Person({ asked, person }: { readonly asked: InviteAsked; readonly person: Invitee }): ReactElement {
  const { view } = asked;
  const { reference, name, relation, state, hindrance } = person;
  const href = `${pathOf(asked)}/new?person=${encodeURIComponent(reference)}`;
  return h(
    Fragment,
    null,
    h(
      'div',
      { className: 'line__main' },
      h('span', { className: 'line__name' }, relation ? `${name} (${relation})` : name),
      h('p', { className: 'line__about' }, stateWords(person, view)),
    ),
    hindrance === undefined
      ? h(LinkButton, { view, href, label: view.t(`invite.do.${state}`, { name }) })
      : null,
    state === 'invited'
      ? h(
          PostForm,
          {
            view,
            to: pathOf(asked),
            className: 'row',
            label: view.t('invite.withdraw', { name }),
            hidden: { person: reference },
          },
          h('button', { type: 'submit', className: 'button' }, view.t('invite.withdraw', { name })),
        )
      : null,
  );
}

async function takeWithdraw(posted: Posted<InviteAsked>): Promise<PageAnswer> {
  const { visit, invitations, fields } = posted;
  await invitations.withdraw(visit.caller, patientIn(posted), fields.person?.[0] ?? '');
  return seeDone(posted, pathOf(posted), 'withdrawn');
}

interface After {
  readonly born: string;
  readonly language: string;
  readonly errors: FieldErrors;
}

async function inviteeIn({ visit, invitations }: InviteAsked, patient: string): Promise<Invitee> {
  const people = await invitations.list(visit.caller, patient);
  const found = people.find(({ reference }) => reference === visit.query.person);
  if (found === undefined) throw new Problem('not-found', 'There is no such person.');
  return found;
}

async function askLetter(asked: InviteAsked, after?: After): Promise<PageAnswer> {
  const { view } = asked;
  const person = await inviteeIn(asked, patientIn(asked));
  const { name, relation, hindrance, state, birthDate } = person;
  const back = { href: pathOf(asked), label: view.t('invite.back') };
  const errors = after?.errors ?? {};
  const shared = { part: undefined, title: view.t('invite.letterTitle', { name }), above: relation } as const;
  if (hindrance !== undefined)
    return screen(asked, {
      ...shared,
      children: [
        h('p', { key: 'why' }, view.t(`invite.hindrance.${hindrance}`)),
        h('p', { key: 'back' }, h(LinkButton, { view, ...back })),
      ],
    });
  return screen(asked, {
    ...shared,
    intro: view.t(state === 'in-use' ? 'invite.again' : 'invite.letterIntro'),
    wrong: after !== undefined,
    status: after ? 422 : 200,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        { key: 'form', view },
        birthDate === undefined
          ? h(DayField, {
              view,
              name: 'born',
              label: view.t('invite.born', { name }),
              value: after?.born,
              errors,
            })
          : h('p', null, view.t('invite.bornKnown', { date: sayDay(birthDate, view) })),
        h(SelectField, {
          view,
          name: 'language',
          label: view.t('invite.language'),
          value: after?.language ?? view.language,
          errors,
          choices: LANGUAGES.map((value) => ({ value, label: view.t(`invite.language.${value}`) })),
        }),
        h('p', { className: 'small' }, view.t('invite.check')),
        h(Actions, { view, does: view.t('invite.make'), serious: state === 'in-use', back }),
      ),
    ],
  });
}

async function takeLetter(posted: Posted<InviteAsked>): Promise<PageAnswer> {
  const { view, visit, invitations, fields } = posted;
  const patient = patientIn(posted);
  const person = await inviteeIn(posted, patient);
  const [born = '', chosen = ''] = [fields.born?.[0], fields.language?.[0]];
  const birthDate = person.birthDate ?? readDay(born);
  const language = LANGUAGES.find((each) => each === chosen);
  const errors: Record<string, string> = {};
  if (birthDate === undefined) errors.born = view.t('period.date');
  else if (birthDate > view.today) errors.born = view.t('invite.wrong.born');
  if (language === undefined) errors.language = view.t('invite.wrong.language');
  if (birthDate === undefined || language === undefined || Object.keys(errors).length > 0)
    return askLetter(posted, { born, language: chosen, errors });
  const letter = await invitations.invite(visit.caller, patient, {
    person: person.reference,
    birthDate,
  });
  return made(posted, { person, letter, language });
}

interface Made {
  readonly person: Invitee;
  readonly letter: InvitationLetter;
  readonly language: Language;
}

/** Shown in the answer to the form and nowhere else: the code is not kept, and a copy of the form is refused. */
function made(posted: Posted<InviteAsked>, { person, letter, language }: Made): PageAnswer {
  const { view } = posted;
  return screen(posted, {
    part: undefined,
    title: view.t('invite.made', { name: letter.name }),
    intro: view.t('invite.made.intro'),
    children: [
      h(
        'p',
        { key: 'acts', className: 'row no-print' },
        h(
          'button',
          { type: 'button', className: 'button button--main print-button', hidden: true },
          h(LineIcon, { name: 'printer' }),
          view.t('invite.print'),
        ),
        h(LinkButton, { view, href: pathOf(posted), label: view.t('invite.back') }),
      ),
      h(Letter, { key: 'letter', posted, person, letter, language }),
    ],
  });
}

/** One A4, in the language of who gets it, with nothing about their health. */
function Letter(props: Made & { readonly posted: Posted<InviteAsked> }): ReactElement {
  const { posted, person, letter, language } = props;
  const t = messagesIn(language);
  const words = { ...posted.view, language, t };
  const { origin } = posted.visit;
  return h(
    'article',
    { className: 'letter', lang: language, 'aria-label': posted.view.t('invite.letter') },
    h('p', null, letter.organization ?? t('module')),
    h('p', { className: 'letter__day' }, sayDay(words.today, words)),
    h('p', null, t('letter.dear', { name: letter.name })),
    h('p', null, t(person.kind === 'patient' ? 'letter.patient' : 'letter.carer')),
    h('p', null, t('letter.code')),
    h('p', { className: 'letter__code' }, letter.code),
    h('p', null, t('letter.until', { when: sayMoment(letter.until, words) })),
    h('h2', null, t('letter.how')),
    h(
      'ol',
      null,
      h('li', null, t('letter.go'), ' ', h('b', null, origin)),
      (['patient', 'invitation', 'code', 'choose'] as const).map((step) =>
        h('li', { key: step }, t(`letter.step.${step}`)),
      ),
    ),
    h('p', null, t('letter.keep')),
    h('p', null, t('letter.help')),
  );
}
