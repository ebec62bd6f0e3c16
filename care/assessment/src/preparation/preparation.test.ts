import { Problem } from '@caecilia/kernel';
import { LANGUAGES } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { symptomList } from '../instrument/symptoms.ts';
import { HUSBAND, NURSE, PATIENT } from '../testing/invented.ts';
import { faultsOf } from '../testing/recordHouse.ts';
import { parsePrepared } from './parsePrepared.ts';
import {
  agendaOf,
  isOverdue,
  opened,
  type Preparation,
  parseWish,
  withdrawn,
  withSent,
} from './preparation.ts';
import { readPreparationTask, toPreparationTask } from './preparationTask.ts';
import {
  pointIn,
  readMark,
  readPreparedResponse,
  toMarkObservation,
  toPreparedResponse,
} from './preparedResponse.ts';
import { TOPIC_GROUPS, TOPICS, TOPICS_VERSION } from './topics.ts';

const TODAY = '2026-11-22';
const AT = new Date('2026-11-22T09:00:00Z');
const asked: Preparation = {
  patientId: PATIENT,
  preparing: 'patient',
  person: `Patient/${PATIENT}`,
  askedBy: NURSE,
  askedAt: AT,
  dueOn: '2026-11-24',
  state: 'asked',
  taken: ['form-of-the-nurse-0001'],
};
const SENT = { answers: 'QuestionnaireResponse/a' };
const whoSent = (
  fields: Readonly<Record<string, readonly string[]>>,
  preparing: 'patient' | 'carer' = 'patient',
) =>
  parsePrepared(preparing === 'carer' ? fields : { who: ['self'], ...fields }, {
    preparing,
    symptoms: symptomList,
  });

/** A problem at one field. */
const wrongAt = (field: string): unknown =>
  expect.objectContaining({ issues: [expect.objectContaining({ expression: [field] })] });

describe('topics to talk about', () => {
  it('cover the four dimensions, practical matters and the end of life, in both languages, for patient and carer', () => {
    expect(new Set(TOPICS.map(({ group }) => group))).toEqual(new Set(TOPIC_GROUPS));
    expect(new Set(TOPICS.map(({ id }) => id)).size).toBe(TOPICS.length);
    for (const { id, patient, carer } of TOPICS)
      for (const language of LANGUAGES) {
        expect(patient[language], id).not.toBe('');
        expect(carer[language].length, id).toBeLessThan(60);
      }
    for (const { id } of TOPICS) expect(pointIn(`topic.${id}`)).toBe(`topic.${id}`);
  });

  it('keep their meaning within a version', () => {
    // Another text is another version: then change both.
    expect(TOPICS_VERSION).toBe('1');
    expect(TOPICS.map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "symptoms",
        "worse",
        "medicines",
        "strength",
        "fear",
        "sadness",
        "deciding",
        "family",
        "talking",
        "closeness",
        "meaning",
        "strengthFrom",
        "unfinished",
        "help",
        "call",
        "money",
        "carrying",
        "course",
        "treatment",
        "place",
        "dying",
        "afterwards",
      ]
    `);
  });
});

describe('asking somebody to prepare', () => {
  const wish = (person: unknown, dueOn: unknown) =>
    parseWish({ person, dueOn }, { patientId: PATIENT, today: TODAY });

  it('is asking the patient or somebody close, by a day from today', () => {
    expect(wish(`Patient/${PATIENT}`, TODAY)).toMatchObject({ preparing: 'patient' });
    expect(wish(HUSBAND, '2026-12-01')).toMatchObject({ preparing: 'carer', person: HUSBAND });
  });

  it.each([
    ['another patient', 'Patient/somebody-else', TODAY, 'person'],
    ['a professional', NURSE, TODAY, 'person'],
    ['nobody', undefined, TODAY, 'person'],
    ['yesterday', HUSBAND, '2026-11-21', 'dueOn'],
    ['no day', HUSBAND, '2026-02-30', 'dueOn'],
    ['in two years', HUSBAND, '2028-11-22', 'dueOn'],
  ])('refuses %s, with the field', (_name, person, dueOn, expression) => {
    expect(() => wish(person, dueOn)).toThrow(wrongAt(expression));
  });

  it('is overdue the day after, while nothing came', () => {
    expect(isOverdue(asked, '2026-11-24')).toBe(false);
    expect(isOverdue(asked, '2026-11-25')).toBe(true);
    expect(isOverdue(withSent(asked, SENT, 'x'), '2026-11-25')).toBe(false);
  });
});

describe('a preparation', () => {
  const act = { by: NURSE, at: AT };

  it('can be changed until the conversation is opened, and not after it', () => {
    const sent = withSent(asked, SENT, 'form-1');
    const again = withSent(sent, { answers: 'QuestionnaireResponse/b' }, 'form-2');
    expect(again).toMatchObject({ state: 'filledIn', sent: { answers: 'QuestionnaireResponse/b' } });
    const begun = opened(again, act);
    expect(begun.state).toBe('opened');
    expect(opened(begun, { by: 'PractitionerRole/other', at: AT })).toBe(begun);
    expect(() => withSent(begun, SENT, 'form-3')).toThrow(Problem);
    expect(() => withdrawn(begun, act, 'omdat')).toThrow(Problem);
  });

  it('is not opened before something was sent', () => {
    expect(() => opened(asked, act)).toThrow(/Nothing was filled in/);
  });

  it('is withdrawn with a reason, and takes nothing after it', () => {
    expect(() => withdrawn(asked, act, ' ')).toThrow(wrongAt('reason'));
    const gone = withdrawn(asked, act, 'Te ziek');
    expect(gone).toMatchObject({ state: 'withdrawn', closed: { reason: 'Te ziek', by: NURSE } });
    expect(() => withSent(gone, SENT, 'form-1')).toThrow(Problem);
  });

  it.each([
    ['asked', asked],
    [
      'filled in',
      withSent(
        asked,
        { ...SENT, symptoms: { response: 'QuestionnaireResponse/s', observation: 'Observation/o' } },
        'f',
      ),
    ],
    ['opened', opened(withSent(asked, SENT, 'f'), act)],
    [
      'withdrawn, of somebody close',
      withdrawn({ ...asked, preparing: 'carer', person: HUSBAND }, act, 'Te ziek'),
    ],
  ])('that is %s is a valid Task, and reads back as it was', (_name, preparation) => {
    const task = { ...toPreparationTask(preparation), id: 'task' };
    expect(faultsOf(task)).toEqual([]);
    expect(readPreparationTask(task)).toEqual(preparation);
    expect(readPreparationTask({ ...task, status: 'entered-in-error' })).toBeUndefined();
    expect(readPreparationTask({ ...task, code: { text: 'other' } })).toBeUndefined();
  });
});

describe('what somebody fills in at home', () => {
  it('keeps topics in the order of the list, words as they were written, and numbers with who gave them', () => {
    expect(
      whoSent({
        topics: ['place', 'fear'],
        first: [' Mijn angst\r\nin de nacht '],
        'score-breathlessness': ['8'],
        'score-own-1': ['3'],
        'name-own-1': ['Jeuk'],
      }),
    ).toEqual({
      value: {
        prepared: { topics: ['fear', 'place'], first: 'Mijn angst\nin de nacht' },
        reporter: 'self',
        scores: { breathlessness: 8, 'own-1': { value: 3, name: 'Jeuk' } },
      },
    });
  });

  it('is a proxy’s where somebody close fills it in, whatever the form says', () => {
    expect(whoSent({ who: ['self'], 'score-pain': ['4'] }, 'carer')).toMatchObject({
      value: { reporter: 'proxy' },
    });
  });

  it.each([
    ['nothing at all', {}, { first: 'nothing' }],
    ['nobody who says whether there was help', { who: [], own: ['Vraag'] }, { who: 'who' }],
    ['a topic that is not on the list', { topics: ['horoscope'] }, { topics: 'topics' }],
    ['words without end', { own: ['x'.repeat(501)] }, { own: 'long' }],
    ['a number outside the scale', { 'score-pain': ['11'] }, { 'score-pain': 'number' }],
    ['a number for a symptom without a name', { 'score-own-1': ['3'] }, { 'name-own-1': 'name' }],
    ['a name without a number', { 'name-own-1': ['Jeuk'] }, { 'score-own-1': 'number' }],
  ])('says what is wrong with %s', (_name, fields, wrong) => {
    expect(whoSent(fields)).toEqual({ wrong });
  });

  it('is a valid QuestionnaireResponse, and reads back as it was', () => {
    const answers = {
      preparing: 'carer',
      patientId: PATIENT,
      taskId: 'task',
      at: AT,
      answeredBy: HUSBAND,
      enteredBy: HUSBAND,
      reporter: 'self',
      language: 'nl',
      prepared: { first: 'Slapen', topics: ['fear', 'carrying'], own: 'Wie belt mij?' },
    } as const;
    const response = toPreparedResponse(answers, 'a');
    expect(faultsOf(response)).toEqual([]);
    const { taskId: _task, language: _language, ...read } = answers;
    expect(readPreparedResponse(response)).toMatchObject(read);
    expect(readPreparedResponse(response)?.displays.get('carrying')).toBe(
      'Of ik het volhoud, en even vrij kan zijn',
    );
    expect(readPreparedResponse({ ...response, questionnaire: 'urn:other|1' })).toBeUndefined();
  });

  it('becomes an agenda: the first thing first, then the topics, then their own question', () => {
    expect(agendaOf({ first: 'Slapen', topics: ['fear'], own: 'Wie belt mij?' })).toEqual([
      'first',
      'topic.fear',
      'own',
    ]);
    expect(agendaOf({ topics: [] })).toEqual([]);
  });

  it('keeps who said what of a point, and when', () => {
    const mark = {
      id: 'm',
      point: 'topic.fear',
      mark: 'later',
      by: NURSE,
      at: AT,
      answers: 'QuestionnaireResponse/a',
    } as const;
    const observation = toMarkObservation(mark, { patientId: PATIENT, taskId: 'task' });
    expect(faultsOf(observation)).toEqual([]);
    expect(readMark(observation)).toEqual(mark);
    expect(readMark({ ...observation, status: 'entered-in-error' })).toBeUndefined();
  });
});
