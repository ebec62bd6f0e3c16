import { describe, expect, it } from 'vitest';
import type { Instrument } from '../instrument/instrument.ts';
import { valuesOf } from '../instrument/instrument.ts';
import { ACTIVATABLE, INSTRUMENTS, instrumentRegistry } from '../instrument/registry.ts';
import { HUSBAND, NOW, NURSE, oneOf, PATIENT, registry, seeded } from '../testing/invented.ts';
import { readMeasurement } from './measurement.ts';
import { parseResponse } from './response.ts';
import { toResources } from './toResources.ts';

const IDS = { response: 'response-1', observation: 'observation-1' };
const about = { patientId: PATIENT, now: NOW };
const SELF = { reporter: 'self', answeredBy: `Patient/${PATIENT}`, enteredBy: `Patient/${PATIENT}` };
const STAFF = { reporter: 'staff', answeredBy: NURSE, enteredBy: NURSE };
const pain = {
  instrument: 'pain-nrs',
  at: '2026-11-22T08:30:00+01:00',
  ...SELF,
  answers: { pain: 6 },
};
const parse = (input: object) => parseResponse(registry, { ...pain, ...input }, about);
const readBack = (input: object, by = registry) => {
  const [, observation] = toResources(parse(input), IDS);
  return observation ? readMeasurement(observation, by) : undefined;
};

describe('a response', () => {
  it('is kept as what was answered, and as an observation with the numbers', () => {
    const [response, observation] = toResources(parse({}), IDS);
    expect(response).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'urn:caecilia:questionnaire:pain-nrs|zib-4.0-2020.1',
      source: { reference: `Patient/${PATIENT}` },
      authored: '2026-11-22T07:30:00.000Z',
      item: [{ linkId: 'pain', answer: [{ valueInteger: 6 }] }],
    });
    expect(observation).toMatchObject({
      meta: { profile: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-PainScore'] },
      code: { coding: [{ code: '225908003' }, { code: 'pain-nrs', version: 'zib-4.0-2020.1' }] },
      valueInteger: 6,
      method: { coding: [{ code: 'NRS' }] },
      derivedFrom: [{ reference: 'QuestionnaireResponse/response-1' }],
    });
  });

  it('that the person filled in alone stays their own when somebody copies it', () => {
    const copied = parse({ enteredBy: NURSE, copied: true });
    expect([copied.reporter, copied.enteredBy]).toEqual(['self', NURSE]);
  });

  it.each([
    [{ at: '2026-11-22T10:30:00Z' }, /not come yet/],
    [{ at: '2026-11-22' }, /time zone/],
    [{ at: '2026-11-22T08:30:00' }, /time zone/],
    [{ instrument: 'ipos' }, /not in use/],
    [{ instrument: undefined }, /not in use/],
    [{ answers: {} }, /at least one question/],
    [{ reporter: 'nurse' }, /one of self, helped, proxy, staff/],
    [{ answeredBy: 'Patient/somebody-else' }, /person the questions are about/],
    [{ answeredBy: NURSE, enteredBy: NURSE }, /person the questions are about/],
    [{ enteredBy: NURSE }, /given with help/],
    [{ enteredBy: NURSE, copied: 'yes' }, /given with help/],
    [{ reporter: 'helped' }, /written down by somebody else/],
    [{ reporter: 'proxy' }, /Somebody close/],
    [{ reporter: 'staff' }, /professional/],
    [{ enteredBy: 'Organization/x', reporter: 'helped' }, /wrote the answers down/],
    [{ contact: 'Patient/x' }, /Encounter/],
    [{ first: 'nausea' }, /What comes first/],
  ])('%j is refused with what would be right', (input, sentence) => {
    expect(() => parse(input)).toThrow(sentence);
  });

  it('of AKPS is a professional’s judgement, and of the carer’s question the carer’s own', () => {
    const akps = { instrument: 'akps', answers: { akps: 40 } };
    expect(() => parse(akps)).toThrow(/one of staff/);
    expect(parse({ ...akps, ...STAFF }).score).toEqual({ missing: [] });
    const carer = { instrument: 'caecilia-carer-time', answers: { 'carer-time': 2 } };
    expect(() => parse(carer)).toThrow(/person the questions are about/);
    const [, observation] = toResources(
      parse({ ...carer, reporter: 'self', answeredBy: HUSBAND, enteredBy: HUSBAND }),
      IDS,
    );
    expect(observation).toMatchObject({
      subject: { reference: `Patient/${PATIENT}` },
      focus: [{ reference: HUSBAND }],
      valueCodeableConcept: { coding: [{ code: '2' }] },
    });
    expect(observation).not.toHaveProperty('valueInteger');
  });

  it('keeps "could not answer" apart from 0 and from a skipped question, in both resources', () => {
    const answers = { pain: 0, nausea: 'cannot-answer' };
    const [response, observation] = toResources(parse({ instrument: 'caecilia-symptoms', answers }), IDS);
    expect(response?.item).toMatchObject([
      { linkId: 'pain', answer: [{ valueInteger: 0 }] },
      { linkId: 'nausea', extension: [{ valueCode: 'asked-unknown' }] },
    ]);
    expect(observation?.component).toMatchObject([
      { valueInteger: 0 },
      { dataAbsentReason: { coding: [{ code: 'asked-unknown' }] } },
    ]);
    expect(readBack({ instrument: 'caecilia-symptoms', answers })?.answers).toEqual(
      new Map([
        ['pain', { kind: 'value', value: 0 }],
        ['nausea', { kind: 'cannotAnswer' }],
      ]),
    );
  });

  it('leaves out of the DOS observation what could not be seen, as the zib asks, and has no total then', () => {
    const [response, observation] = toResources(
      parse({ instrument: 'dos', ...STAFF, answers: { dozes: 1, slow: 'cannot-answer' } }),
      IDS,
    );
    expect(observation?.component).toMatchObject([
      { code: { coding: [{ code: '18007006' }] }, valueInteger: 1 },
    ]);
    expect(observation).not.toHaveProperty('valueInteger');
    expect(response?.item).toHaveLength(2);
  });

  it('is the same when it is read back, whatever was answered by whom (1,000 generated)', () => {
    const random = seeded(22);
    for (let round = 0; round < 1000; round += 1) {
      const input = generated(random);
      const given = parse(input);
      expect(readBack(input)).toMatchObject({
        instrument: { id: given.instrument.id, version: given.instrument.version },
        at: given.at,
        reporter: given.reporter,
        answeredBy: given.answeredBy,
      });
      expect(readBack(input)?.total).toBe(given.score.total);
      expect(readBack(input)?.band).toEqual(given.score.band);
      const kept = [...given.answers].filter(
        ([, { kind }]) =>
          kind === 'value' || given.instrument.profiles.length === 0 || given.instrument.items.length === 1,
      );
      expect(readBack(input)?.answers).toEqual(new Map(kept));
    }
  });
});

function generated(random: () => number): object {
  const instrument = oneOf(random, registry.active);
  const reporter = oneOf(random, instrument.reporters);
  const subject = instrument.about === 'carer' ? HUSBAND : `Patient/${PATIENT}`;
  const answeredBy = reporter === 'staff' ? NURSE : reporter === 'proxy' ? HUSBAND : subject;
  const answers = instrument.items.flatMap((item): (readonly [string, unknown])[] => {
    const chance = random();
    if (chance < 0.1) return [];
    if (chance < 0.2) return [[item.linkId, 'cannot-answer']];
    const value = oneOf(random, valuesOf(item));
    return [[item.linkId, item.named ? { value, name: 'Jeuk' } : value]];
  });
  const [first] = instrument.items;
  const some =
    answers.length > 0 || !first ? Object.fromEntries(answers) : { [first.linkId]: 'cannot-answer' };
  return {
    instrument: instrument.id,
    reporter,
    answeredBy,
    enteredBy: reporter === 'self' ? answeredBy : NURSE,
    answers: some,
  };
}

describe('the reporter', () => {
  it.each([
    ['self', SELF],
    ['helped', { ...SELF, reporter: 'helped', enteredBy: NURSE }],
    ['proxy', { reporter: 'proxy', answeredBy: HUSBAND, enteredBy: HUSBAND }],
    ['staff', STAFF],
  ])('%s is kept, with whose answers they are and who wrote them down', (reporter, people) => {
    const [response, observation] = toResources(parse(people), IDS);
    expect(response).toMatchObject({
      source: { reference: people.answeredBy },
      author: { reference: people.enteredBy },
    });
    expect(observation?.performer).toEqual([{ reference: people.answeredBy }]);
    expect(readBack(people)?.reporter).toBe(reporter);
  });

  it('is unknown where a resource does not say it: a proxy could pass for the patient', () => {
    const [, observation] = toResources(parse({}), IDS);
    expect(
      readMeasurement({ ...observation, resourceType: 'Observation', extension: [] }, registry),
    ).toMatchObject({ reporter: 'unknown' });
  });
});

describe('another version of an instrument', () => {
  const rug = registry.inUse('rug-adl');
  const answers = { bed: 3, toilet: 3, transfer: 3, eating: 2 };
  const next: Instrument = {
    ...rug,
    version: 'next',
    items: rug.items.slice(0, 3),
    total: {
      from: 3,
      to: 15,
      source: 'invented',
      bands: [{ from: 3, to: 15, label: { nl: 'nieuw', en: 'new' }, source: 'invented' }],
    },
  };
  const after = instrumentRegistry(
    [...INSTRUMENTS, next],
    ACTIVATABLE.map((each) => (each.id === 'rug-adl' ? next : each)),
  );

  it('never scores an old response again: its total, its answers and its band stay', () => {
    const input = { instrument: 'rug-adl', ...STAFF, answers };
    expect(after.inUse('rug-adl').version).toBe('next');
    expect(readBack(input, after)).toEqual(readBack(input));
    expect(readBack(input, after)).toMatchObject({ total: 11, instrument: { version: 'meteor-446314.1' } });
    expect(readBack(input, after)?.band).toBeUndefined();
  });

  it('that this house does not know leaves the answers unread rather than read in another way', () => {
    const [, observation] = toResources(parse({ instrument: 'rug-adl', ...STAFF, answers }), IDS);
    const read = observation && readMeasurement(observation, instrumentRegistry([next], [next]));
    expect(read).toMatchObject({ instrument: { version: 'meteor-446314.1' } });
    expect(read?.answers.size).toBe(0);
    expect(read?.total).toBeUndefined();
  });
});
