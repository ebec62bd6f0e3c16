import { describe, expect, it } from 'vitest';
import { NOW, NURSE, PATIENT } from '../testing/invented.ts';
import { parseSymptomAnalysis, readSymptomAnalysis, toSymptomResources } from './symptomAnalysis.ts';

const about = { patientId: PATIENT, now: NOW, today: '2026-11-22' };
const whole = {
  symptom: 'Benauwd',
  nature: 'Bij de trap',
  severity: 7,
  reporter: 'self',
  meaning: 'Bang om te stikken',
  consequence: 'Komt niet meer beneden',
  goal: 4,
  plan: 'Ademoefeningen, ventilator',
  evaluateOn: '2026-11-25',
  at: '2026-11-22T08:30:00Z',
  by: NURSE,
  contact: 'Encounter/e',
};
const parse = (input: object) => parseSymptomAnalysis({ ...whole, ...input }, about);
const IDS = { observation: 'o', goal: 'g' };
const readBack = (input: object) => {
  const [observation, ...goals] = toSymptomResources(parse(input), IDS);
  return observation && readSymptomAnalysis(observation, goals);
};

describe('the analysis of a symptom', () => {
  it('keeps nature, severity, meaning, consequence, the patient’s own goal, the plan and when it is looked at', () => {
    expect(readBack({})).toEqual(parse({}));
    const [observation, goal] = toSymptomResources(parse({}), IDS);
    expect(observation).toMatchObject({ valueInteger: 7, code: { text: 'Benauwd' } });
    expect(goal).toMatchObject({
      resourceType: 'Goal',
      expressedBy: { reference: `Patient/${PATIENT}` },
      target: [{ detailInteger: 4, dueDate: '2026-11-25' }],
      addresses: [{ reference: 'Observation/o' }],
    });
  });

  it('names the question that asks for the same symptom, so that its trend can show the goal', () => {
    expect(readBack({ item: 'caecilia-symptoms.breathlessness' })).toEqual(
      parse({ item: 'caecilia-symptoms.breathlessness' }),
    );
    for (const item of ['pain', 'a.b.c', 'A.b', 4]) expect(() => parse({ item })).toThrow(/question/);
  });

  it('may leave everything open but the symptom', () => {
    const bare = { symptom: 'Jeuk', at: whole.at, by: NURSE };
    const analysis = parseSymptomAnalysis(bare, about);
    expect(toSymptomResources(analysis, IDS)).toHaveLength(1);
    expect(Object.keys(analysis).toSorted()).toEqual(['at', 'by', 'patientId', 'symptom']);
  });

  it('with a plan and no number has a goal that the team expresses', () => {
    const [, goal] = toSymptomResources(parse({ goal: undefined }), IDS);
    expect(goal).toMatchObject({ expressedBy: { reference: NURSE } });
    expect(readBack({ goal: undefined })).toEqual(parse({ goal: undefined }));
  });

  it('keeps a goal of 0 as a goal', () => {
    expect(readBack({ goal: 0 })?.goal).toBe(0);
  });

  it.each([
    [{ symptom: ' ' }, /Name the symptom/],
    [{ severity: 11 }, /0 to 10/],
    [{ severity: 3.5 }, /0 to 10/],
    [{ goal: -1 }, /0 to 10/],
    [{ goal: '4' }, /0 to 10/],
    [{ reporter: undefined }, /who gave the number/],
    [{ evaluateOn: '2026-11-21' }, /from today on/],
    [{ evaluateOn: '2026-02-30' }, /from today on/],
    [{ evaluateOn: 'morgen' }, /from today on/],
    [{ plan: undefined }, /Write the plan/],
    [{ by: 'Patient/x' }, /who analysed/],
    [{ contact: 'Patient/x' }, /Encounter/],
    [{ at: '2027-01-01T00:00:00Z' }, /not come yet/],
    [{ meaning: 'x'.repeat(2001) }, /2000/],
  ])('%j is refused with what would be right', (input, sentence) => {
    expect(() => parse(input)).toThrow(sentence);
  });

  it('does not show a severity that nobody is known to have given', () => {
    const [observation] = toSymptomResources(parse({}), IDS);
    const read = readSymptomAnalysis({ ...observation, resourceType: 'Observation', extension: [] }, []);
    expect(read).toMatchObject({ symptom: 'Benauwd' });
    expect(read).not.toHaveProperty('severity');
  });

  it('that was retracted is not read', () => {
    const [observation] = toSymptomResources(parse({}), IDS);
    const retracted = { ...observation, resourceType: 'Observation', status: 'entered-in-error' };
    expect(readSymptomAnalysis(retracted, [])).toBeUndefined();
  });
});
