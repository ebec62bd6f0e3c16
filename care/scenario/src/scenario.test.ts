import { type FhirResource, parseJson, stringify } from '@caecilia/fhir';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioWords } from './messages.ts';
import { fromCarePlan, isScenario, toCarePlan } from './resource.ts';
import {
  ACTORS,
  changed,
  ended,
  LONGEST,
  MOST_STEPS,
  planned,
  type Scenario,
  type ScenarioWords,
} from './scenario.ts';

const NURSE = { by: 'Practitioner/verzonnen', at: '2026-11-23T09:00:00.000Z' };
const DOCTOR = { by: 'PractitionerRole/verzonnen-arts', at: '2026-11-24T09:00:00.000Z' };
const WORDS: ScenarioWords = {
  problem: 'Plotseling benauwd',
  signs: 'Snelle ademhaling, bang',
  steps: [
    { what: 'Raam open, rechtop, ventilator', who: 'family' },
    { what: 'Kom langs en blijf erbij', who: 'homeCare' },
  ],
  family: 'Het ziet er erger uit dan zij het voelt.',
  call: 'gp',
};
const wish = { patient: 'verzonnen', clientId: '3b1f6d3e-0000-4000-8000-000000000001' };
const plan = (words: Partial<ScenarioWords> = {}) =>
  planned({ ...wish, words: { ...WORDS, ...words } }, NURSE);
const fieldOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return String((error as { issues: readonly { expression: readonly string[] }[] }).issues[0]?.expression);
  }
  return 'nothing is wrong';
};

describe('what to do when something expected happens', () => {
  it('is a problem in words, steps in their order with who does each, and whom to call', () => {
    expect(plan()).toEqual({ ...wish, ...WORDS, planned: NURSE });
    expect(plan({ signs: '  ', family: '' })).not.toHaveProperty('signs');
    expect(plan({ problem: '  Plotseling benauwd ' }).problem).toBe('Plotseling benauwd');
  });

  it.each([
    ['problem', { problem: ' ' }],
    ['problem', { problem: 'x'.repeat(LONGEST.problem + 1) }],
    ['signs', { signs: 'x'.repeat(LONGEST.signs + 1) }],
    ['family', { family: 'x'.repeat(LONGEST.family + 1) }],
    ['steps', { steps: [] }],
    ['steps', { steps: Array.from({ length: MOST_STEPS + 1 }, () => ({ what: 'x', who: 'gp' as const })) }],
    ['steps[1].what', { steps: [...WORDS.steps.slice(0, 1), { what: '', who: 'gp' as const }] }],
    ['steps[0].who', { steps: [{ what: 'x', who: '' as 'gp' }] }],
    ['call', { call: 'somebody' as 'gp' }],
  ])('says that %s is to be filled in or shorter', (field, words) => {
    expect(fieldOf(() => plan(words))).toBe(field);
  });

  it('can be said in other words and taken out with a reason; then it is only read', () => {
    const other = changed(plan(), { ...WORDS, call: 'outOfHoursGp' }, DOCTOR);
    expect(other).toMatchObject({ call: 'outOfHoursGp', planned: NURSE, changed: DOCTOR });
    expect(fieldOf(() => ended(other, ' ', DOCTOR))).toBe('because');
    const out = ended(other, 'Drain geplaatst', DOCTOR);
    expect(out.ended).toEqual({ because: 'Drain geplaatst', ...DOCTOR });
    expect(() => changed(out, WORDS, DOCTOR)).toThrow('taken out');
    expect(() => ended(out, 'nogmaals', DOCTOR)).toThrow('taken out');
  });

  it('has words in both languages for each who acts', () => {
    for (const language of ['nl', 'en'] as const)
      for (const actor of ACTORS) expect(scenarioWords(language)(`actor.${actor}`)).not.toBe('');
  });
});

const text = (longest: number) =>
  fc
    .string({ minLength: 1, maxLength: Math.min(60, longest), unit: 'grapheme' })
    .filter((each) => each.trim() !== '');
const words = fc.record(
  {
    problem: text(LONGEST.problem),
    signs: text(LONGEST.signs),
    steps: fc.array(fc.record({ what: text(LONGEST.step), who: fc.constantFrom(...ACTORS) }), {
      minLength: 1,
      maxLength: MOST_STEPS,
    }),
    family: text(LONGEST.family),
    call: fc.constantFrom(...ACTORS),
  },
  { requiredKeys: ['problem', 'steps', 'call'] },
);

describe('the CarePlan of a scenario', () => {
  it('gives it back as it was: new, changed, ended, with and without what may stay empty', () => {
    const kept = fc
      .record({ words, other: fc.option(words), because: fc.option(text(LONGEST.reason)) })
      .map(({ words: first, other, because }) => {
        const begun = planned({ ...wish, words: first }, NURSE);
        const now = other === null ? begun : changed(begun, other, DOCTOR);
        return because === null ? now : ended(now, because, DOCTOR);
      });
    fc.assert(
      fc.property(kept, (scenario) => {
        const sent = parseJson(stringify(toCarePlan(scenario))) as unknown as FhirResource;
        expect(fromCarePlan(sent)).toEqual(scenario);
        // On the resource of before, as a change writes it: nothing of before is left.
        expect(fromCarePlan(toCarePlan(scenario, toCarePlan(plan())))).toEqual(scenario);
      }),
    );
  });

  it('keeps what others put into it', () => {
    const theirs = { resourceType: 'CarePlan', language: 'nl', goal: [{ reference: 'Goal/verzonnen' }] };
    expect(toCarePlan(plan(), theirs)).toMatchObject({ language: 'nl', goal: theirs.goal });
  });

  const made = toCarePlan(plan());
  const detail = { status: 'not-started', description: 'x', extension: [] as object[] };
  it.each<readonly [string, object]>([
    ['another kind of plan', { category: [] }],
    ['a modifier nobody here knows', { modifierExtension: [{ url: 'urn:x', valueBoolean: true }] }],
    ['a draft', { status: 'draft' }],
    ['one that was entered in error', { status: 'entered-in-error' }],
    ['a proposal', { intent: 'proposal' }],
    ['no steps', { activity: [] }],
    ['a step that must not be done', { activity: [{ detail: { ...detail, doNotPerform: true } }] }],
    ['a step by nobody', { activity: [{ detail }] }],
    ['no word of whom to call', { extension: [] }],
    [
      'two people to call first',
      { extension: [...(made.extension as object[]), ...(made.extension as object[])] },
    ],
    ['an end without a reason', { status: 'revoked' }],
    ['somebody else for a patient', { subject: { reference: 'Group/x' } }],
  ])('is not read where it has %s', (_, elements) => {
    expect(() => fromCarePlan({ ...made, ...elements } as FhirResource)).toThrow(
      /not written as the scenario/,
    );
  });

  it('is told from other plans of care', () => {
    expect(isScenario(made)).toBe(true);
    expect(isScenario({ resourceType: 'CarePlan' })).toBe(false);
  });

  it('says nothing of a scenario that it does not hold', () => {
    const bare: Scenario = plan({ signs: '', family: '' });
    const resource = toCarePlan(bare);
    for (const absent of ['description', 'note', 'contributor']) expect(resource).not.toHaveProperty(absent);
  });
});
