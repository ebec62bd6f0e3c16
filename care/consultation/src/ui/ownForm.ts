import { type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  type Choice,
  ChoiceField,
  type FieldErrors,
  hrefAfter,
  PostForm,
  TextField,
  WhatIsWrong,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { DOMAINS } from '../codes.ts';
import type { MessageKey } from '../messages.nl.ts';
import {
  type FormFields,
  fieldsFor,
  LONGEST_LINE,
  LONGEST_QUESTION,
  type Parsed,
  parseRequest,
  type RequestField,
} from '../request/parseRequest.ts';
import { AGREEMENTS, type Asked } from '../request/request.ts';
import { requestsOverRecord } from '../requestsOverRecord.ts';
import type { ConsultationTeam } from '../settings.ts';
import { OWN, type OwnAsked, type OwnPosted, type OwnView, ownScreen } from './ownView.ts';

/** Somebody at home who needs help at once does not wait for a form: `stat` is not offered, and the page says whom to call. */
const URGENCIES_AT_HOME = ['routine', 'urgent', 'asap'] as const;

interface Filled {
  readonly fields: FormFields;
  readonly errors: FieldErrors;
}

/** The form: six fields at most, in plain words, with nothing chosen beforehand. */
export async function askQuestion(asked: OwnAsked, filled?: Filled): Promise<PageAnswer> {
  const { view, visit, source } = asked;
  const { t } = view;
  const team = await teamAsked(asked, (filled?.fields.team ?? [visit.query.team])[0]);
  const [clientId = crypto.randomUUID()] = filled?.fields.clientId ?? [];
  const errors = filled?.errors ?? {};
  return ownScreen(view, {
    title: t('own.form.title', { team: team.name }),
    intro: t('own.form.intro'),
    wrong: filled !== undefined,
    children: [
      h(Urgent, { key: 'urgent', view }),
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        { key: 'form', view, to: `${OWN}/new`, hidden: { clientId, team: team.reference } },
        fieldsFor(source).map((field) => fieldOf(field, view, { fields: filled?.fields ?? {}, errors })),
        h(
          'section',
          { className: 'aside-note', 'aria-labelledby': 'who-title' },
          h('h2', { id: 'who-title' }, t('own.who')),
          h('p', null, t(`own.who.${source}`)),
        ),
        h(Actions, { view, does: t('own.send'), back: { href: OWN, label: t('own.back') } }),
      ),
    ],
  });
}

/** Whom to call where it cannot wait. */
export function Urgent({ view }: { readonly view: OwnView }): ReactElement {
  return h(
    'section',
    { className: 'heed', 'aria-labelledby': 'urgent-title' },
    h('h2', { id: 'urgent-title' }, view.t('own.spoed')),
    h('p', null, view.t('own.spoed.body')),
  );
}

/** The team of the address, or the only one. */
async function teamAsked(
  { settings, visit }: OwnAsked,
  reference: string | undefined,
): Promise<ConsultationTeam> {
  const teams = await settings.teams(visit.caller);
  const team = reference === undefined ? teams[0] : teams.find((each) => each.reference === reference);
  if (team === undefined || (reference === undefined && teams.length > 1))
    throw new Problem('not-found', 'There is no such team that takes questions.');
  return team;
}

function fieldOf(field: RequestField, view: OwnView, { fields, errors }: Filled): ReactElement {
  const { t } = view;
  const text = { view, key: field, name: field, errors, value: fields[field]?.[0] };
  const choose = { view, key: field, name: field, errors, values: fields[field] ?? [] };
  const options = <T extends string>(values: readonly T[], word: (value: T) => MessageKey): Choice[] =>
    values.map((value) => ({ value, label: t(word(value)) }));
  switch (field) {
    case 'question':
      return h(TextField, {
        ...text,
        label: t('own.question'),
        hint: t('own.question.hint'),
        rows: 5,
        maxLength: LONGEST_QUESTION + 1000,
      });
    case 'domains':
      return h(ChoiceField, {
        ...choose,
        label: t('own.domains'),
        hint: t('own.domains.hint'),
        several: true,
        choices: options(DOMAINS, (value) => `own.domain.${value}`),
      });
    case 'urgency':
      return h(ChoiceField, {
        ...choose,
        label: t('own.urgency'),
        choices: options(URGENCIES_AT_HOME, (value) => `own.urgency.${value}`),
      });
    case 'patientInformed':
      return h(ChoiceField, {
        ...choose,
        label: t('own.informed'),
        choices: options(['yes', 'no'], (value) => `answer.${value}`),
      });
    case 'treatingPhysicianAgrees':
      return h(ChoiceField, {
        ...choose,
        label: t('own.agrees'),
        hint: t('own.agrees.hint'),
        choices: options(AGREEMENTS, (value) => `own.agrees.${value}`),
      });
    case 'callBack':
      return h(TextField, {
        ...text,
        label: t('own.callBack'),
        hint: t('own.callBack.hint'),
        // With `tel` a telephone shows digits only, and a name could not be added.
        autoComplete: 'tel',
        maxLength: LONGEST_LINE + 100,
      });
  }
}

/** What is wrong, in the words of these pages. */
const PLAIN: Readonly<Partial<Record<MessageKey, MessageKey>>> = {
  'wrong.question.empty': 'own.wrong.question',
  'wrong.question.long': 'own.wrong.question.long',
  'wrong.domains': 'own.wrong.domains',
  'wrong.urgency': 'own.wrong.urgency',
  'wrong.patientInformed': 'own.wrong.patientInformed',
  'wrong.treatingPhysicianAgrees': 'own.wrong.treatingPhysicianAgrees',
  'wrong.callBack.number': 'own.wrong.callBack',
  'wrong.callBack.long': 'own.wrong.callBack.long',
};

function parseAtHome(fields: FormFields, source: 'patient' | 'carer'): Parsed<Asked, RequestField> {
  const urgency = (fields.urgency ?? []).filter((value) => URGENCIES_AT_HOME.some((each) => each === value));
  return parseRequest({ ...fields, urgency }, source);
}

/** Takes the form: a proposal, once for each form, however often it is sent. */
export async function takeQuestion(posted: OwnPosted): Promise<PageAnswer> {
  const { view, visit, settings, patient, source, fields } = posted;
  const parsed = parseAtHome(fields, source);
  if ('wrong' in parsed) {
    const errors: Record<string, string> = {};
    for (const [field, key] of Object.entries(parsed.wrong)) errors[field] = view.t(PLAIN[key] ?? key);
    return askQuestion(posted, { fields, errors });
  }
  const team = await teamAsked(posted, fields.team?.[0]);
  const { kept } = await requestsOverRecord(settings.house).ask(visit.caller, {
    source,
    intent: 'proposal',
    patient,
    requester: { reference: visit.caller.id },
    team: team.reference,
    clientId: fields.clientId?.[0] ?? '',
    asked: parsed.value,
  });
  return { seeOther: hrefAfter(view.language, `${OWN}/${kept.id}`, 'asked') };
}
