import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { nullFlavor, observation, planOf, sct } from '../testing/record.ts';

const PLACE = '395091006';
const absent = (code: string) => ({
  dataAbsentReason: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code }],
  },
});
const place = (...given: readonly FhirResource[]) => planOf(given).preferredPlaceOfDeath;

describe('an answer to a question of the plan', () => {
  it('is read with the words of the standard', () => {
    expect(place(observation(PLACE, { valueCodeableConcept: sct('264362003') })).current).toMatchObject([
      { state: 'known', value: { nl: 'Thuis', en: 'At home' } },
    ]);
  });

  it('keeps words beside a known code', () => {
    const valueCodeableConcept = { ...sct('284546000'), text: 'Hospice De Linde' };
    expect(
      place(observation(PLACE, { valueCodeableConcept, note: [{ text: 'liefst snel' }] })).current[0]?.notes,
    ).toEqual(['Hospice De Linde', 'liefst snel']);
  });

  it('with a code that the standard does not list keeps its own words', () => {
    const valueCodeableConcept = { coding: [{ system: 'urn:local', code: 'zee', display: 'aan zee' }] };
    expect(place(observation(PLACE, { valueCodeableConcept })).current[0]?.value).toBe('aan zee');
  });

  it.each([
    ['an unknown value', { valueCodeableConcept: nullFlavor('UNK') }, { state: 'unknown' }],
    [
      'an unknown value with the note that it was not discussed',
      { valueCodeableConcept: nullFlavor('UNK'), note: [{ text: 'Nog niet besproken' }] },
      { state: 'notDiscussed' },
    ],
    ['asked but unknown', absent('asked-unknown'), { state: 'unknown' }],
    ['not asked', absent('not-asked'), { state: 'notDiscussed' }],
    ['asked and declined', absent('asked-declined'), { state: 'notDiscussed', declined: true }],
    ['masked', absent('masked'), { state: 'unknown' }],
  ])('that is %s says which kind of nothing it is', (_sentence, elements, expected) => {
    expect(place(observation(PLACE, elements)).current).toMatchObject([expected]);
  });

  it.each([
    ['nothing at all', {}, 'noDecision'],
    [
      'a value and a reason why there is none',
      { valueCodeableConcept: sct('264362003'), ...absent('unknown') },
      'unknownValue',
    ],
    ['two values', { valueCodeableConcept: sct('264362003'), valueString: 'thuis' }, 'unknownValue'],
    ['a value of another type', { valueBoolean: true }, 'unknownValue'],
    ['an empty concept', { valueCodeableConcept: { coding: [{}] } }, 'unknownValue'],
    [
      'an unknown modifier',
      { valueCodeableConcept: sct('264362003'), modifierExtension: [{ url: 'https://example.org/x' }] },
      'unknownModifier',
    ],
    [
      'a status that R4 does not know',
      { valueCodeableConcept: sct('264362003'), status: 'maybe' },
      'unknownStatus',
    ],
  ])('with %s cannot be read, and never gives a value', (_sentence, elements, doubt) => {
    const [answer] = place(observation(PLACE, elements)).current;
    expect(answer).toMatchObject({ state: 'unreadable', doubt });
    expect(answer?.value).toBeUndefined();
  });

  it('of a later date replaces an earlier one', () => {
    const topic = place(
      observation(PLACE, { id: 'old', on: '2020-01-01', valueCodeableConcept: sct('264362003') }),
      observation(PLACE, { id: 'new', on: '2026-01-01', valueCodeableConcept: sct('284546000') }),
    );
    expect(topic.current.map(({ original }) => original.id)).toEqual(['new']);
    expect(topic.former.map(({ original }) => original.id)).toEqual(['old']);
  });

  it('of the same date that differs is shown beside it', () => {
    const topic = place(
      observation(PLACE, { id: 'a', valueCodeableConcept: sct('264362003') }),
      observation(PLACE, { id: 'b', valueCodeableConcept: sct('284546000') }),
      observation(PLACE, { id: 'c', valueCodeableConcept: sct('284546000') }),
    );
    expect(topic.current.map(({ original }) => original.id)).toEqual(['a', 'b']);
  });

  it.each(['entered-in-error', 'cancelled', 'preliminary'])('with status %s does not count', (status) => {
    expect(place(observation(PLACE, { status, valueCodeableConcept: sct('264362003') }))).toEqual({
      current: [],
      former: [],
    });
  });

  it('to another question, or about somebody else, is not this answer', () => {
    const elsewhere = observation(PLACE, {
      subject: { reference: 'Patient/x' },
      valueCodeableConcept: sct('264362003'),
    });
    expect(place(elsewhere, observation('1234', { valueString: 'thuis' })).current).toEqual([]);
  });
});

const goal = (elements: object): FhirResource => ({
  resourceType: 'Goal',
  id: 'goal',
  lifecycleStatus: 'active',
  statusDate: '2026-11-12',
  subject: { reference: 'Patient/test-patient' },
  description: sct('713148004'),
  ...elements,
});

describe('the goal of treatment', () => {
  it('is read from the code of an older form as the code that replaced it, and says so', () => {
    const { current } = planOf([goal({ description: sct('225353007') })]).goal;
    expect(current).toMatchObject([
      {
        state: 'known',
        value: { en: 'Relieve symptoms. Living longer is not the goal.' },
        readAs: { from: '225353007', to: '713148004' },
      },
    ]);
  });

  it.each([
    ['unknown', { description: nullFlavor('UNK'), category: [sct('713603004')] }, { state: 'unknown' }],
    [
      'two goals in one',
      { description: { coding: [...sct('713148004').coding, ...sct('385987000').coding] } },
      { state: 'unreadable', doubt: 'severalAnswers' },
    ],
    [
      'under an unknown modifier',
      { modifierExtension: [{ url: 'https://example.org/x' }] },
      { state: 'unreadable', doubt: 'unknownModifier' },
    ],
    [
      'in a status that R4 does not know',
      { lifecycleStatus: 'going' },
      { state: 'unreadable', doubt: 'unknownStatus' },
    ],
    [
      'in words of its own',
      { description: { text: 'de zomer halen' }, category: [sct('713603004')] },
      { state: 'known', value: 'de zomer halen' },
    ],
  ])('that is %s is shown as such', (_sentence, elements, expected) => {
    expect(planOf([goal(elements)]).goal.current).toMatchObject([expected]);
  });

  it.each(['proposed', 'cancelled', 'completed', 'on-hold', 'rejected', 'entered-in-error'])(
    'that is %s does not count',
    (lifecycleStatus) => {
      expect(planOf([goal({ lifecycleStatus })]).goal.current).toEqual([]);
    },
  );

  it('is not any other goal of the patient', () => {
    expect(planOf([goal({ description: { text: 'stoppen met roken' } })]).goal.current).toEqual([]);
  });
});
