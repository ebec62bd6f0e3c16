import {
  answerInWords,
  type Caller,
  type Page,
  type PageAnswer,
  type PageVisit,
  Problem,
} from '@caecilia/kernel';
import { dateWords, hrefIn } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { peopleClose } from '../desk/read.ts';
import { wordsOf } from '../element.ts';
import { type Instrument, valuesOf } from '../instrument/instrument.ts';
import { type AssessmentHouse, mustSeePatient, ofPatient } from '../record/house.ts';
import { nameOf, namesOf } from '../record/names.ts';
import { momentOf } from '../talk/homeTalk.ts';
import { nextTalk } from '../talk/talk.ts';
import { talkHomeWords } from '../talk/talkHomeWords.ts';
import { talksOf } from '../talk/talksOverRecord.ts';
import { dayIn, type HomeView, homeScreen, homeViewOf, problemScreen } from './homeView.ts';
import { preparationsOf } from './keptPreparations.ts';
import { maySend } from './preparation.ts';
import { HOME_LIST } from './sending.ts';
import { type Preparing, TOPIC_GROUPS, TOPICS } from './topics.ts';

/** Where the sheet of a patient or of somebody close to them is: `?for=` the id of a RelatedPerson, or nothing. */
export const PAPER = '/care/patients/:id/preparation';

/** What the sheet needs from the house. */
export interface PaperSettings {
  readonly house: AssessmentHouse;
  readonly demo: boolean;
  /** Whether the caller records what is observed in this patient: they ask, and they give the sheet. */
  readonly mayGive: (caller: Caller, patientId: string) => Promise<boolean>;
}

/** One A4 to give to who does not fill it in on a screen, in the language of the page. */
export function paperPage({ house, demo, mayGive }: PaperSettings): Page {
  return {
    path: PAPER,
    handler: async (_session, visit) => {
      const view = homeViewOf(house, visit, { path: PAPER, demo });
      return await answerInWords(
        async () => {
          const patientId = visit.params.id ?? '';
          if (!(await mayGive(visit.caller, patientId)))
            throw new Problem('not-found', 'There is no such patient, or you do not ask them.');
          return await sheet(house, visit, view);
        },
        (problem) => problemScreen(view, problem),
      );
    },
  };
}

interface About {
  readonly preparing: Preparing;
  readonly name: string;
  readonly patient: string;
  readonly born?: string;
  readonly dueOn?: string;
  /** The conversation that is planned; for the patient only. */
  readonly talk?: PaperTalk;
}

interface PaperTalk {
  readonly moment: string;
  /** Names of people close. */
  readonly close: readonly string[];
}

async function sheet(house: AssessmentHouse, visit: PageVisit, view: HomeView): Promise<PageAnswer> {
  const { t, language } = view;
  const patientId = visit.params.id ?? '';
  const about = await aboutOf(house, visit, view);
  return homeScreen(view, {
    title: t('paper.module'),
    module: t('paper.module'),
    intro: t('paper.about'),
    scripts: ['/assets/ui/print.js'],
    children: [
      h(
        'p',
        { key: 'acts', className: 'row no-print' },
        h(
          'button',
          { type: 'button', className: 'button button--main print-button', hidden: true },
          t('paper.print'),
        ),
        h(
          'a',
          {
            className: 'button',
            href: hrefIn(language, `/desk/patients/${encodeURIComponent(patientId)}/assessment`),
          },
          t('paper.back'),
        ),
      ),
      h(Sheet, { key: 'sheet', about, symptoms: house.registry.inUse(HOME_LIST), view }),
    ],
  });
}

async function aboutOf(house: AssessmentHouse, visit: PageVisit, view: HomeView): Promise<About> {
  const patientId = visit.params.id ?? '';
  const reader = house.session(visit.caller);
  const patient = await mustSeePatient(reader, patientId);
  if (patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined)
    throw new Problem('not-found', 'This patient died. Nothing is asked any more.');
  const called = nameOf(patient) ?? view.t('thePatient');
  const close = visit.query.for;
  const person = close === undefined ? `Patient/${patientId}` : `RelatedPerson/${close}`;
  const other = close === undefined ? undefined : await ofPatient(reader, 'RelatedPerson', close, patientId);
  const asked = await preparationsOf(house, reader, patientId, person);
  const dueOn = asked.find(({ value }) => maySend(value))?.value.dueOn;
  const born = wordsOf(patient.birthDate);
  const talk = other === undefined ? await talkOf(house, visit, view) : undefined;
  return {
    preparing: other === undefined ? 'patient' : 'carer',
    name: other === undefined ? called : (nameOf(other.resource) ?? '…'),
    patient: called,
    ...(born === undefined ? {} : { born }),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(talk === undefined ? {} : { talk }),
  };
}

async function talkOf(
  house: AssessmentHouse,
  visit: PageVisit,
  view: HomeView,
): Promise<PaperTalk | undefined> {
  const patientId = visit.params.id ?? '';
  const reader = house.session(visit.caller);
  const { talks } = await talksOf(house, reader, patientId);
  const value = nextTalk(talks, house.now())?.value;
  if (value === undefined) return undefined;
  const names = await namesOf(reader, [value.leads, ...value.others]);
  const close = await peopleClose(house, reader, patientId);
  return {
    moment: momentOf(value, names, view).join(' '),
    close: close.flatMap(({ name }) => name ?? []),
  };
}

function Sheet(props: {
  readonly about: About;
  readonly symptoms: Instrument;
  readonly view: HomeView;
}): ReactElement {
  const { about, symptoms, view } = props;
  const { t, language } = view;
  const { preparing, name, patient, born, dueOn, talk } = about;
  const isCarer = preparing === 'carer';
  const birth = born === undefined ? '' : dateWords(born, 'day', language);
  return h(
    'section',
    { className: 'paper', 'aria-labelledby': 'paper-title' },
    h('h2', { id: 'paper-title' }, t('paper.title')),
    h(
      'p',
      null,
      h('b', null, isCarer ? t('paper.forCarer', { name, patient }) : t('paper.for', { name, born: birth })),
      ' ',
      t('paper.intro'),
      dueOn === undefined ? '' : ` ${t('paper.due', { date: dayIn(dueOn, view) })}`,
    ),
    h(
      'p',
      { className: 'paper__line' },
      h('span', null, t('paper.date'), ' ', h('span', { className: 'paper__fill' })),
      isCarer ? null : h('span', null, t('paper.helped'), ' ', h('span', { className: 'paper__fill' })),
    ),
    talk === undefined ? null : h(PaperCompanions, { talk, view }),
    h(Lines, { title: `1. ${t('first')}`, lines: 2 }),
    h('h2', null, `2. ${t(isCarer ? 'topics.carer' : 'topics')} `, h('small', null, t('paper.tick'))),
    h(PaperTopics, { preparing, view }),
    h(Lines, { title: `3. ${t('own')}`, lines: 2 }),
    h(PaperScores, {
      title: `4. ${isCarer ? t('scores.carer', { name: patient }) : t('scores')}`,
      symptoms,
      view,
    }),
    h('p', { className: 'paper__small' }, t('paper.soon')),
  );
}

/** When it is, and whom the patient wants there: boxes, and a line for somebody else. */
function PaperCompanions({
  talk,
  view,
}: {
  readonly talk: PaperTalk;
  readonly view: HomeView;
}): ReactElement {
  const t = talkHomeWords(view.language);
  const choices = [...talk.close, t('who.alone'), t('who.open'), t('paper.other')];
  return h(
    'div',
    null,
    h('p', null, talk.moment),
    h('h2', null, t('choose.title'), ' ', h('small', null, view.t('paper.tick'))),
    h(
      'div',
      { className: 'paper__companions' },
      choices.map((words) =>
        h(
          'p',
          { key: words, className: 'paper__topic' },
          h('span', { className: 'paper__box' }),
          h('span', null, words),
        ),
      ),
    ),
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: number }): ReactElement {
  return h(
    'div',
    null,
    h('h2', null, title),
    Array.from({ length: lines }, (_, line) => h('div', { key: line, className: 'paper__rule' })),
  );
}

function PaperTopics(props: { readonly preparing: Preparing; readonly view: HomeView }): ReactElement {
  const { preparing, view } = props;
  const { t, language } = view;
  return h(
    'div',
    { className: 'paper__topics' },
    TOPIC_GROUPS.map((group) =>
      h(
        'div',
        { key: group, className: 'paper__group' },
        h('h3', null, t(`group.${group}`)),
        TOPICS.filter((each) => each.group === group).map(({ id, [preparing]: words }) =>
          h(
            'p',
            { key: id, className: 'paper__topic' },
            h('span', { className: 'paper__box' }),
            h('span', null, words[language]),
          ),
        ),
      ),
    ),
  );
}

function PaperScores(props: {
  readonly title: string;
  readonly symptoms: Instrument;
  readonly view: HomeView;
}): ReactElement {
  const { title, symptoms, view } = props;
  const { t, language } = view;
  const [first] = symptoms.items;
  const ends = first?.answer.kind === 'scale' ? first.answer : undefined;
  const values = { lowest: ends?.lowest[language] ?? '', highest: ends?.highest[language] ?? '' };
  return h(
    'div',
    null,
    h('h2', null, title),
    h('p', { className: 'paper__small' }, t('paper.circle', values)),
    h(
      'table',
      { className: 'paper__scores' },
      h(
        'tbody',
        null,
        symptoms.items.map((item) =>
          h(
            'tr',
            { key: item.linkId },
            h('th', { scope: 'row' }, `${item.text[language] ?? ''}${item.named ? ' ……………' : ''}`),
            valuesOf(item).map((value) => h('td', { key: value }, value)),
          ),
        ),
      ),
    ),
  );
}
