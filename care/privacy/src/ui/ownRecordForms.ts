import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import { Actions, type FieldErrors, PostForm, Section, TextField, WhatIsWrong } from '@caecilia/ui';
import { createElement as h } from 'react';
import type { PrivacySettings } from '../settings.ts';
import { type HomeAsked, OWN_FIRST, recordOf, requireManages } from './ownRecordView.ts';
import { type Asked, type Done, openPage, type Posted, screen, seeDone } from './view.ts';

const MOST_LETTERS = 2000;

type Admitted = (asked: Asked) => Promise<HomeAsked>;

/** What somebody typed that was not taken, and why. */
interface After {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FieldErrors;
}

/** Writing something, asking for a conversation, correcting how to be reached. */
export function askPages(settings: PrivacySettings, admitted: Admitted): readonly Page[] {
  const page = (
    path: string,
    show: (asked: HomeAsked, after?: After) => Promise<PageAnswer>,
    take: (posted: Posted<HomeAsked>) => Promise<PageAnswer>,
  ): Page =>
    openPage(settings, `${OWN_FIRST}/${path}`, {
      show: async (asked) => await show(await admitted(asked)),
      take: async (posted) => await take({ ...posted, ...(await admitted(posted)) }),
    });
  return [
    page('words', async (asked, after) => wordsForm(asked, 'write', after), takeWords),
    page(
      'ask',
      async (asked, after) => {
        requireManages(asked);
        return wordsForm(asked, 'talk', after);
      },
      takeTalk,
    ),
    page('contacts', contactsForm, takeContacts),
  ];
}

/** A form of one field, with a number of its own so that it is taken once. */
function wordsForm(asked: HomeAsked, of: 'write' | 'talk', after?: After): PageAnswer {
  const { view } = asked;
  const errors = after?.errors ?? {};
  return screen(asked, {
    part: undefined,
    title: view.t(`own.${of}.title`),
    intro: view.t(of === 'write' ? 'own.write.intro' : 'own.talk.about'),
    wrong: after !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        { key: 'form', view, hidden: { number: after?.values.number ?? crypto.randomUUID() } },
        h(TextField, {
          view,
          name: 'words',
          label: view.t(`own.${of}.field`),
          rows: 6,
          maxLength: MOST_LETTERS,
          value: after?.values.words,
          errors,
        }),
        h(Actions, {
          view,
          does: view.t(`own.${of}.do`),
          back: { href: OWN_FIRST, label: view.t('form.back') },
        }),
      ),
    ],
  });
}

const typed = ({ fields }: Posted<HomeAsked>, name: string): string => (fields[name]?.[0] ?? '').trim();

/** What was typed into the field of words, or what is wrong with it. */
function wordsIn(posted: Posted<HomeAsked>): {
  readonly ask: { words: string; clientId: string };
  readonly after?: After;
} {
  const { view } = posted;
  const [words, clientId] = [typed(posted, 'words'), typed(posted, 'number')];
  const wrong =
    words === ''
      ? view.t('own.write.empty')
      : words.length > MOST_LETTERS
        ? view.t('own.write.long', { most: MOST_LETTERS })
        : undefined;
  return {
    ask: { words, clientId },
    ...(wrong === undefined
      ? {}
      : { after: { values: { words, number: clientId }, errors: { words: wrong } } }),
  };
}

async function takeWords(posted: Posted<HomeAsked>): Promise<PageAnswer> {
  const { visit, home } = posted;
  const { ask, after } = wordsIn(posted);
  if (after) return wordsForm(posted, 'write', after);
  await recordOf(posted).addNote(visit.caller, home.patient, ask);
  return seeDone(posted, OWN_FIRST, 'noted');
}

async function takeTalk(posted: Posted<HomeAsked>): Promise<PageAnswer> {
  const { visit, home, view } = posted;
  requireManages(posted);
  const { ask, after } = wordsIn(posted);
  if (after) return wordsForm(posted, 'talk', after);
  if (await recordOf(posted).askConversation(visit.caller, home.patient, ask))
    return seeDone(posted, OWN_FIRST, 'talkAsked');
  const values = { words: ask.words, number: ask.clientId };
  return wordsForm(posted, 'talk', { values, errors: { words: view.t('own.noTeam') } });
}

async function contactsForm(asked: HomeAsked, after?: After): Promise<PageAnswer> {
  requireManages(asked);
  const { view, home, visit } = asked;
  const { phone = '', email = '', versionId } = await recordOf(asked).contacts(visit.caller, home.patient);
  const errors = after?.errors ?? {};
  const value = (name: string, standing: string) => after?.values[name] ?? standing;
  return screen(asked, {
    part: undefined,
    title: view.t('own.change.title'),
    wrong: after !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        Section,
        { key: 'mine', id: 'mine', title: view.t('own.change.mine') },
        h(
          PostForm,
          { view, hidden: { act: 'change', version: String(versionId) } },
          h(TextField, {
            view,
            name: 'phone',
            label: view.t('own.contacts.phone'),
            type: 'tel',
            autoComplete: 'tel',
            value: value('phone', phone),
            errors,
          }),
          h(TextField, {
            view,
            name: 'email',
            label: view.t('own.contacts.email'),
            type: 'email',
            autoComplete: 'email',
            value: value('email', email),
            errors,
            optional: true,
          }),
          h(Actions, {
            view,
            does: view.t('own.change.do'),
            back: { href: OWN_FIRST, label: view.t('form.back') },
          }),
        ),
      ),
      h(
        Section,
        { key: 'ask', id: 'ask', title: view.t('own.ask.title') },
        h('p', null, view.t('own.ask.about')),
        h(
          PostForm,
          { view, hidden: { act: 'ask', number: after?.values.number ?? crypto.randomUUID() } },
          h(TextField, {
            view,
            name: 'words',
            label: view.t('own.ask.field'),
            rows: 4,
            maxLength: MOST_LETTERS,
            value: after?.values.words,
            errors,
          }),
          h(Actions, { view, does: view.t('own.ask.do') }),
        ),
      ),
    ],
  });
}

async function takeContacts(posted: Posted<HomeAsked>): Promise<PageAnswer> {
  requireManages(posted);
  switch (typed(posted, 'act')) {
    case 'change':
      return await change(posted);
    case 'ask':
      return await askCorrection(posted);
    default:
      throw new Problem('invalid', 'The form does not say what to do.');
  }
}

/** Digits with what people put between them, as long as a number is. */
const PHONE = /^\+?[0-9 ()-]{8,20}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

async function change(posted: Posted<HomeAsked>): Promise<PageAnswer> {
  const { view, visit, home } = posted;
  const [phone, email] = [typed(posted, 'phone'), typed(posted, 'email')];
  const errors = {
    ...(phone === '' ? { phone: view.t('own.change.phone.empty') } : {}),
    ...(phone !== '' && !PHONE.test(phone) ? { phone: view.t('own.change.phone.wrong') } : {}),
    ...(email !== '' && !EMAIL.test(email) ? { email: view.t('own.change.email.wrong') } : {}),
  };
  if (Object.keys(errors).length > 0) return await contactsForm(posted, { values: { phone, email }, errors });
  const versionId = Number(typed(posted, 'version'));
  try {
    await recordOf(posted).changeContacts(visit.caller, home.patient, { phone, email, versionId });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 412) throw error;
    const overtaken = { phone: view.t('own.change.overtaken') };
    return await contactsForm(posted, { values: { phone, email }, errors: overtaken });
  }
  return seeDone(posted, OWN_FIRST, 'corrected' satisfies Done);
}

async function askCorrection(posted: Posted<HomeAsked>): Promise<PageAnswer> {
  const { view, visit, home } = posted;
  const { ask, after } = wordsIn(posted);
  if (after) return await contactsForm(posted, after);
  if (await recordOf(posted).askCorrection(visit.caller, home.patient, ask))
    return seeDone(posted, OWN_FIRST, 'requested');
  const values = { words: ask.words, number: ask.clientId };
  return await contactsForm(posted, { values, errors: { words: view.t('own.noTeam') } });
}
