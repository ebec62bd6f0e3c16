import {
  type Caller,
  guardedPage,
  type Page,
  type PageAnswer,
  type PagePost,
  Problem,
} from '@caecilia/kernel';
import {
  Actions,
  civilMinute,
  dateWords,
  type FieldErrors,
  hrefAfter,
  LinkButton,
  PostForm,
  Section,
  TextField,
  WhatIsWrong,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { Instrument } from '../instrument/instrument.ts';
import { type Filled, Scores, Who } from '../preparation/homeFields.ts';
import {
  type HomeAsked,
  type HomeView,
  homeScreen,
  homeViewOf,
  problemScreen,
  Soon,
} from '../preparation/homeView.ts';
import {
  formNumber,
  type PreparationWrong,
  parsePrepared,
  scoreField,
} from '../preparation/parsePrepared.ts';
import { LONGEST_WORDS } from '../preparation/preparation.ts';
import { HOME_LIST } from '../preparation/sending.ts';
import type { Preparing } from '../preparation/topics.ts';
import { type DiaryEntry, type DiaryHouse, ownDiary, writeDiary } from './diary.ts';

/** Where a patient, or somebody close, writes down how it is going; it needs no script. */
export const DIARY = '/my-record/diary';
const CALL_ME = '/my-record/call-me';

/** What this page needs from the house. */
export interface DiaryPageSettings {
  readonly house: DiaryHouse;
  readonly demo: boolean;
  /** Logical id of the patient for whom the caller may write; undefined for everybody else. */
  readonly writesFor: (caller: Caller) => Promise<string | undefined>;
}

interface Asked extends Pick<HomeAsked, 'visit' | 'view' | 'patientId'> {
  readonly house: DiaryHouse;
  readonly preparing: Preparing;
}

/** How it is going: the form, and what they wrote before. */
export function diaryPage({ house, demo, writesFor }: DiaryPageSettings): Page {
  return guardedPage<Asked>(DIARY, {
    admit: async (visit) => {
      const { role } = visit.caller;
      const patientId = await writesFor(visit.caller);
      if (patientId === undefined || (role !== 'patient' && role !== 'carer'))
        throw new Problem('forbidden', 'This page is for patients and those close who may write.');
      return {
        visit,
        view: homeViewOf(house, visit, { path: DIARY, demo }),
        house,
        patientId,
        preparing: role,
      };
    },
    show: (asked) => diaryScreen(asked, { fields: {}, errors: {} }, 'fresh'),
    take,
    inWords: (problem, visit) => problemScreen(homeViewOf(house, visit, { path: DIARY, demo }), problem),
  });
}

async function take(asked: Asked & Pick<PagePost, 'fields'>): Promise<PageAnswer> {
  const { view, visit, house, patientId, preparing, fields } = asked;
  const symptoms = house.registry.inUse(HOME_LIST);
  const asPrepared = { ...fields, own: fields.words ?? [], first: [], topics: [] };
  const parsed = parsePrepared(asPrepared, { preparing, symptoms });
  if ('wrong' in parsed)
    return await diaryScreen(asked, { fields, errors: said(parsed.wrong, symptoms, view) }, 'wrong');
  const { prepared, reporter, scores } = parsed.value;
  const words = prepared.own === undefined ? {} : { words: prepared.own };
  await writeDiary(house, visit.caller, patientId, {
    sent: { ...words, reporter, scores },
    language: view.language,
    clientId: formNumber(fields),
  });
  return { seeOther: hrefAfter(view.language, DIARY, 'sent') };
}

/** What is wrong in plain words, by field. */
function said(
  wrong: Readonly<Record<string, PreparationWrong>>,
  { items }: Instrument,
  { t, language }: HomeView,
): FieldErrors {
  return Object.fromEntries(
    Object.entries(wrong).map(([field, what]) => {
      const symptom = items.find(({ linkId }) => scoreField(linkId) === field)?.text[language] ?? '';
      const place = field === 'own' || field === 'first' ? 'words' : field;
      return [place, what === 'number' ? t('wrong.number', { symptom }) : t(`wrong.${what}`)];
    }),
  );
}

async function diaryScreen(asked: Asked, filled: Filled, how: 'fresh' | 'wrong'): Promise<PageAnswer> {
  const { view, visit, house, patientId, preparing } = asked;
  const { t } = view;
  const symptoms = house.registry.inUse(HOME_LIST);
  const entries = await ownDiary(house, visit.caller, patientId);
  const [clientId = crypto.randomUUID()] = filled.fields.clientId ?? [];
  const isSent = visit.query.done === 'sent';
  return homeScreen(view, {
    module: t('diary.module'),
    title: t('diary.title'),
    intro: t('diary.intro'),
    wrong: how === 'wrong',
    done: isSent ? t('diary.done') : undefined,
    scripts: ['/assets/assessment/keep-form.js'],
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors: filled.errors }),
      isSent ? h('p', { key: 'sent', hidden: true, 'data-kept-sent': 'diary' }) : null,
      h(
        PostForm,
        { key: 'form', view, to: DIARY, className: 'form', hidden: { clientId } },
        h(
          'div',
          { className: 'prepare-form', 'data-keep': 'diary', 'data-keep-fresh': how === 'fresh' },
          preparing === 'patient' ? h(Who, { view, filled }) : null,
          h(Scores, {
            view,
            filled,
            symptoms,
            title: t(preparing === 'carer' ? 'diary.scores.carer' : 'scores'),
          }),
          h(TextField, {
            view,
            name: 'words',
            label: t('diary.words'),
            hint: t('diary.words.hint'),
            errors: filled.errors,
            optional: true,
            rows: 4,
            maxLength: LONGEST_WORDS * 4,
            value: filled.fields.words?.[0],
          }),
        ),
        h(Actions, { view, does: t('send') }),
      ),
      h(
        'p',
        { key: 'call', className: 'no-print' },
        h(LinkButton, { view, href: CALL_ME, label: t('diary.callMe') }),
      ),
      h(Entries, { key: 'entries', entries, symptoms, view }),
      h(Soon, { key: 'soon', view }),
    ],
  });
}

function Entries(props: {
  readonly entries: readonly DiaryEntry[];
  readonly symptoms: Instrument;
  readonly view: HomeView;
}): ReactElement {
  const { entries, symptoms, view } = props;
  const { t, language, timeZone } = view;
  const nameOf = (linkId: string) => symptoms.items.find((item) => item.linkId === linkId)?.text[language];
  return h(
    Section,
    { id: 'diary-before', title: t('diary.before') },
    entries.length === 0
      ? h('p', { className: 'none' }, t('diary.none'))
      : entries.map(({ at, words, scores }) =>
          h(
            'article',
            { key: at.toISOString(), className: 'prepare' },
            h('h3', null, dateWords(civilMinute(at, timeZone), 'time', language, true)),
            words === undefined ? null : h('p', { className: 'prepare__words' }, words),
            scores.length === 0
              ? null
              : h(
                  'ul',
                  { className: 'prepare__scores' },
                  scores.map(({ linkId, value, name }) =>
                    h(
                      'li',
                      { key: linkId },
                      `${name ?? nameOf(linkId) ?? linkId}: `,
                      h('b', null, String(value)),
                    ),
                  ),
                ),
          ),
        ),
  );
}
