import { type PageAnswer, Problem, resourceOf } from '@caecilia/kernel';
import {
  Actions,
  Facts,
  type FieldErrors,
  hrefAfter,
  hrefIn,
  LinkButton,
  PostForm,
  WhatIsWrong,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { Instrument } from '../instrument/instrument.ts';
import { nameOf } from '../record/names.ts';
import { ownTalk, TalkSection } from '../talk/homeTalk.ts';
import { type Filled, OwnWords, Scores, TopicChoice, Who } from './homeFields.ts';
import { saidFacts } from './homeRead.ts';
import { HOME, type HomeAsked, type HomePosted, type HomeView, homeScreen, Soon } from './homeView.ts';
import { ownPreparations } from './ownPreparations.ts';
import {
  formNumber,
  nameField,
  type PreparationFields,
  type PreparationSent,
  type PreparationWrong,
  parsePrepared,
  scoreField,
} from './parsePrepared.ts';
import type { KeptPreparation } from './preparation.ports.ts';
import { maySend } from './preparation.ts';
import { HOME_LIST } from './sending.ts';

interface FormAsked extends HomeAsked {
  readonly taskId: string;
}

/** The form with what was sent before; where nothing can be sent any more, the page that says so. */
export async function fillIn(asked: HomeAsked): Promise<PageAnswer> {
  const { view, visit, house, patientId } = asked;
  const taskId = visit.params.id ?? '';
  const kept = await ownPreparations(house).read(visit.caller, { patientId, taskId });
  if (!maySend(kept.value)) return { seeOther: hrefIn(view.language, HOME) };
  return await formScreen({ ...asked, taskId }, { fields: fieldsOf(kept), errors: {} }, 'fresh');
}

/** What matters most comes first; the numbers, which cost most, last. */
async function formScreen(asked: FormAsked, filled: Filled, how: 'fresh' | 'wrong'): Promise<PageAnswer> {
  const { view, house, preparing, taskId } = asked;
  const { t } = view;
  const symptoms = house.registry.inUse(HOME_LIST);
  const name = await patientName(asked);
  const own = preparing === 'patient' ? await ownTalk(asked) : undefined;
  const [clientId = crypto.randomUUID()] = filled.fields.clientId ?? [];
  const title = preparing === 'carer' ? t('scores.carer', { name }) : t('scores');
  return homeScreen(view, {
    title: t(preparing === 'carer' ? 'title.carer' : 'title'),
    intro: t('form.intro'),
    wrong: how === 'wrong',
    scripts: ['/assets/assessment/keep-form.js'],
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors: filled.errors }),
      h(KeptLine, { key: 'kept', view }),
      own === undefined ? null : h(TalkSection, { key: 'talk', own, asked, chooses: false }),
      h(
        PostForm,
        { key: 'form', view, to: `${HOME}/${taskId}`, className: 'form', hidden: { clientId } },
        h(
          'div',
          { className: 'prepare-form', 'data-keep': taskId, 'data-keep-fresh': how === 'fresh' },
          preparing === 'patient' ? h(Who, { view, filled }) : null,
          h(OwnWords, { view, filled, name: 'first' }),
          h(TopicChoice, { view, filled, preparing }),
          h(OwnWords, { view, filled, name: 'own' }),
          h(Scores, { view, filled, symptoms, title }),
        ),
        h(
          'section',
          { className: 'aside-note', 'aria-labelledby': 'reads-title' },
          h('h2', { id: 'reads-title' }, t('who.reads')),
          h('p', null, t(`who.reads.${preparing}`, { name })),
        ),
        h(Actions, { view, does: t('send'), back: { href: HOME, label: t('back') } }),
      ),
      h(Soon, { key: 'soon', view }),
    ],
  });
}

/** Shown by the script where this tab kept something that was not sent. */
function KeptLine({ view }: { readonly view: HomeView }): ReactElement {
  return h(
    'p',
    { className: 'done prepare__kept', role: 'status', 'data-kept': true, hidden: true },
    h('span', null, view.t('kept')),
    h('button', { type: 'button', className: 'button' }, view.t('kept.drop')),
  );
}

async function patientName({ visit, house, patientId, view }: HomeAsked): Promise<string> {
  const version = await house.session(visit.caller).read('Patient', patientId);
  const name = version && !version.deleted ? nameOf(resourceOf(version)) : undefined;
  return name ?? view.t('thePatient');
}

/** What was sent before, as fields of the form. */
function fieldsOf({ sent, scores }: KeptPreparation): PreparationFields {
  if (sent === undefined) return {};
  const { first, topics, own } = sent.prepared;
  const text = (words: string | undefined) => (words === undefined ? [] : [words]);
  const fields: Record<string, readonly string[]> = {
    who: [sent.reporter],
    first: text(first),
    topics,
    own: text(own),
  };
  for (const [linkId, answer] of scores?.answers ?? []) {
    if (answer.kind !== 'value') continue;
    fields[scoreField(linkId)] = [String(answer.value)];
    fields[nameField(linkId)] = text(answer.name);
  }
  return fields;
}

/** Takes the form: once for each form, however often it is sent. */
export async function takeForm(posted: HomePosted): Promise<PageAnswer> {
  const { view, visit, house, patientId, preparing, fields } = posted;
  const taskId = visit.params.id ?? '';
  const symptoms = house.registry.inUse(HOME_LIST);
  const parsed = parsePrepared(fields, { preparing, symptoms });
  if ('wrong' in parsed) {
    const own = ownPreparations(house);
    // Who was not asked learns nothing of the form by sending a wrong one.
    await own.read(visit.caller, { patientId, taskId });
    return await formScreen(
      { ...posted, taskId },
      { fields, errors: said(parsed.wrong, symptoms, view) },
      'wrong',
    );
  }
  try {
    await ownPreparations(house).send(
      visit.caller,
      { patientId, taskId },
      { sent: parsed.value, language: view.language, clientId: formNumber(fields) },
    );
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return tooLate(posted, parsed.value);
    throw error;
  }
  return { seeOther: hrefAfter(view.language, HOME, taskId) };
}

/** The conversation began while they wrote: what they wrote is shown, and not lost without a word. */
function tooLate({ view, preparing }: HomePosted, { prepared }: PreparationSent): PageAnswer {
  const { t } = view;
  return homeScreen(view, {
    status: 409,
    title: t('late.title'),
    intro: t('late.opened'),
    children: [
      h(Facts, { key: 'said', facts: saidFacts({ prepared }, { view, preparing }) }),
      h('p', { key: 'back', className: 'no-print' }, h(LinkButton, { view, href: HOME, label: t('back') })),
    ],
  });
}

/** What is wrong in plain words, by field. */
function said(
  wrong: Readonly<Record<string, PreparationWrong>>,
  { items }: Instrument,
  { t, language }: HomeView,
): FieldErrors {
  return Object.fromEntries(
    Object.entries(wrong).map(([field, what]) => {
      const item = items.find(({ linkId }) => scoreField(linkId) === field);
      const symptom = item?.text[language] ?? '';
      return [field, what === 'number' ? t('wrong.number', { symptom }) : t(`wrong.${what}`)];
    }),
  );
}
