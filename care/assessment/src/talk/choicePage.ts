import { type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  ChoiceField,
  type FieldErrors,
  hrefAfter,
  hrefIn,
  LinkButton,
  PostForm,
  TextField,
  WhatIsWrong,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { DeskPerson } from '../desk/answers.ts';
import { peopleClose } from '../desk/read.ts';
import { HOME, type HomeAsked, type HomePosted, type HomeView, homeScreen } from '../preparation/homeView.ts';
import { formNumber } from '../preparation/parsePrepared.ts';
import {
  type CompanionsFields,
  type CompanionsWrong,
  LONGEST_COMPANIONS,
  parseCompanions,
} from './companions.ts';
import { momentOf, OWN_TALK, type OwnTalk, ownTalk, peopleIn, wordsIn } from './homeTalk.ts';
import { mayChoose } from './talk.ts';
import { chooseCompanions, type KeptTalk } from './talksOverRecord.ts';

/** The question, with what was chosen before. */
export async function showChoice(asked: HomeAsked): Promise<PageAnswer> {
  if (asked.preparing !== 'patient') return notYours(asked.view);
  const own = await ownTalk(asked);
  const { talk } = own;
  if (talk === undefined || !mayChoose(talk.value, asked.house.now()))
    return { seeOther: hrefIn(asked.view.language, HOME) };
  return await choiceScreen(asked, own, { fields: fieldsOf(talk), errors: {} });
}

function fieldsOf({ chosen }: KeptTalk): CompanionsFields {
  if (chosen === undefined) return {};
  const { companions } = chosen;
  const words = companions.kind === 'with' ? companions.words : undefined;
  return {
    who: [companions.kind],
    people: peopleIn(companions).map(idOf),
    words: words === undefined ? [] : [words],
  };
}

const idOf = (reference: string) => reference.slice('RelatedPerson/'.length);

interface FilledChoice {
  readonly fields: CompanionsFields;
  readonly errors: FieldErrors;
}

async function choiceScreen(asked: HomeAsked, own: OwnTalk, filled: FilledChoice): Promise<PageAnswer> {
  const { view, visit, house, patientId } = asked;
  const { talk, names } = own;
  if (talk === undefined) return { seeOther: hrefIn(view.language, HOME) };
  const t = wordsIn(view);
  const close = await peopleClose(house, house.session(visit.caller), patientId);
  const [clientId = crypto.randomUUID()] = filled.fields.clientId ?? [];
  return homeScreen(view, {
    title: t('choose.title'),
    intro: momentOf(talk.value, names, view).join(' '),
    module: t('module'),
    wrong: Object.keys(filled.errors).length > 0,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors: filled.errors }),
      h(
        PostForm,
        { key: 'form', view, to: OWN_TALK, hidden: { clientId, talk: talk.id } },
        h(ChoiceFields, { view, filled, close }),
        h(
          'section',
          { className: 'aside-note', 'aria-labelledby': 'reads-title' },
          h('h2', { id: 'reads-title' }, t('reads')),
          h('p', null, t('reads.who')),
        ),
        h(Actions, { view, does: t('send'), back: { href: HOME, label: t('back') } }),
      ),
    ],
  });
}

function ChoiceFields(props: {
  readonly view: HomeView;
  readonly filled: FilledChoice;
  readonly close: readonly DeskPerson[];
}): ReactElement {
  const { view, filled, close } = props;
  const { fields, errors } = filled;
  const t = wordsIn(view);
  return h(
    'div',
    null,
    h(ChoiceField, {
      view,
      name: 'who',
      label: t('who'),
      hint: t('who.hint'),
      errors,
      values: fields.who ?? [],
      choices: (['with', 'alone', 'open'] as const).map((value) => ({ value, label: t(`who.${value}`) })),
    }),
    close.length === 0
      ? null
      : h(ChoiceField, {
          view,
          name: 'people',
          label: t('people'),
          hint: t('people.hint'),
          errors,
          several: true,
          values: fields.people ?? [],
          choices: close.map(({ reference, name = '…' }) => ({ value: idOf(reference), label: name })),
        }),
    h(TextField, {
      view,
      name: 'words',
      label: t('words'),
      hint: t('words.hint'),
      errors,
      optional: true,
      // Room to write too much and be told so, rather than words that are cut off without a word.
      maxLength: LONGEST_COMPANIONS * 4,
      value: fields.words?.[0],
    }),
  );
}

/** Takes the choice: once for each form, however often it is sent. */
export async function takeChoice(posted: HomePosted): Promise<PageAnswer> {
  const { view, visit, house, patientId, preparing, fields } = posted;
  if (preparing !== 'patient') return notYours(view);
  const close = await peopleClose(house, house.session(visit.caller), patientId);
  const people = (fields.people ?? []).map((id) => `RelatedPerson/${id}`);
  const parsed = parseCompanions(
    { ...fields, people },
    close.map(({ reference }) => reference),
  );
  const own = await ownTalk(posted);
  if ('wrong' in parsed) {
    const errors = said(parsed.wrong, close.length > 0, view);
    return await choiceScreen(posted, own, { fields, errors });
  }
  const talkId = fields.talk?.[0] ?? '';
  try {
    await chooseCompanions(
      house,
      visit.caller,
      { patientId, talkId },
      { companions: parsed.value, enteredBy: `Patient/${patientId}`, clientId: formNumber(fields) },
    );
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return tooLate(view);
    throw error;
  }
  return { seeOther: hrefAfter(view.language, HOME, 'talk') };
}

/** Where nobody close is in the record there is no list to lead to: the words are. */
function said(
  wrong: Readonly<Record<string, CompanionsWrong>>,
  hasList: boolean,
  view: HomeView,
): FieldErrors {
  const t = wordsIn(view);
  return Object.fromEntries(
    Object.entries(wrong).map(([field, what]) => [
      field === 'people' && !hasList ? 'words' : field,
      t(`wrong.${what}`),
    ]),
  );
}

function tooLate(view: HomeView): PageAnswer {
  const t = wordsIn(view);
  return homeScreen(view, {
    status: 409,
    title: t('late.title'),
    intro: t('late.intro'),
    module: t('module'),
    children: [h('p', { key: 'back' }, h(LinkButton, { view, href: HOME, label: t('back') }))],
  });
}

/** Who the patient wants there is not for those close to see or choose here. */
function notYours(view: HomeView): PageAnswer {
  const t = wordsIn(view);
  return homeScreen(view, {
    status: 403,
    title: t('notYours.title'),
    intro: t('notYours.intro'),
    module: t('module'),
    children: [h('p', { key: 'back' }, h(LinkButton, { view, href: HOME, label: t('back') }))],
  });
}
