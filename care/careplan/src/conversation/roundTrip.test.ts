import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirResource } from '@caecilia/fhir';
import { hasPzp, pzpValidator } from '@caecilia/validation/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitState } from '../plan.ts';
import { readCarePlan } from '../readCarePlan.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { carriedStandards, sharedFolder } from '../testing/standards.ts';
import { readAnswers } from './formAnswers.ts';
import { differences, lossesOf } from './losses.ts';
import type { LimitNotes } from './notes.ts';
import { formOf, readForm } from './readForm.ts';
import { readResources } from './readResources.ts';
import { conversations } from './testing/generated.ts';
import { answersOf, writeForm } from './writeForm.ts';
import { writeResources } from './writeResources.ts';
import type { Writing } from './writing.ts';

const TIME_ZONE = 'Europe/Amsterdam';
const PATIENT = 'test-patient';
const [rc2, beta3] = carriedStandards();
if (!rc2 || !beta3) throw new Error('the project carries two versions of the standard');
const versions = [
  ['rc2', rc2],
  ['beta3', beta3],
] as const;
/** A sample in the whole run; `npm run conversations` takes them all. */
const RUNS = { numRuns: Number(process.env.CAECILIA_CONVERSATIONS ?? 15) };

const writing = (standard: PlanStandard): Writing => ({
  standard,
  patientId: PATIENT,
  conversation: 'test-talk',
  id: (slot) => `test-${slot}`,
});
const HEAD = { id: 'test-form', subject: `Patient/${PATIENT}`, authored: '2026-11-22T14:00:00Z' };

function published(day: string): FhirResource {
  const folder = join(sharedFolder() ?? '', 'data', 'pzp', 'examples', 'beta3');
  return JSON.parse(
    readFileSync(join(folder, `QuestionnaireResponse-HendrikHartman-${day}.json`), 'utf8'),
  ) as FhirResource;
}

const DAYS = ['20201001', '20221108'];

describe.skipIf(!sharedFolder())('the published forms of Hendrik', () => {
  it.each(DAYS)('%s says as notes what it said, but for the hour of his birth', (day) => {
    const { answers } = readAnswers(published(day), formOf(beta3));
    const { notes, unplaced } = readForm(published(day), beta3, TIME_ZONE);
    expect(unplaced).toEqual([]);
    expect(differences(answers, answersOf(notes, beta3), beta3).map(({ linkId }) => linkId)).toEqual(['967']);
    expect(readForm(writeForm(notes, beta3, HEAD), beta3, TIME_ZONE).notes).toEqual(notes);
  });

  it.each([
    ['20201001', ['1422', '1402', '1404', '1197', '1201']],
    ['20221108', ['1422', '1402', '1197', '1198', '1199', '1201']],
  ])('%s comes back from its resources, but for what the standard has no place for', (day, lost) => {
    const { notes } = readForm(published(day), beta3, TIME_ZONE);
    const losses = lossesOf(notes, writing(beta3));
    expect(losses.map(({ linkId }) => linkId)).toEqual(lost);
    for (const { linkId, reason } of losses)
      expect([linkId, reason]).toEqual([linkId, linkId.startsWith('14') ? 'unnamedTreatment' : 'noElement']);
  });

  it('gives six treatments, the ICD, one goal, the answers, the device and one request (check 35)', () => {
    const { notes, mapped } = readForm(published('20201001'), beta3, TIME_ZONE);
    const resources = writeResources(notes, writing(beta3));
    const count = (type: string) => resources.filter(({ resourceType }) => resourceType === type).length;
    expect(
      ['Consent', 'Goal', 'Observation', 'Device', 'DeviceUseStatement', 'Communication'].map(count),
    ).toEqual([7, 1, 5, 1, 1, 1]);
    // The free "do not" names no treatment: a directive of it would forbid nobody knows what.
    expect(mapped).toContainEqual({ means: 'other.decision', note: 'unnamedTreatment' });
  });

  it('read the goal 225353007 as 713148004, and name both (check 36)', () => {
    const { notes, mapped } = readForm(published('20221108'), beta3, TIME_ZONE);
    expect(mapped).toContainEqual({
      means: 'goal',
      note: 'codeReplaced',
      from: '225353007',
      to: '713148004',
    });
    const goal = writeResources(notes, writing(beta3)).find(({ resourceType }) => resourceType === 'Goal');
    expect(goal?.description).toEqual({ coding: [{ system: 'http://snomed.info/sct', code: '713148004' }] });
    expect(JSON.stringify(writeForm(notes, beta3, HEAD))).toContain('225353007');
  });

  it('say the same in both versions, each in its own profiles and with its own kind of request (check 38)', () => {
    const { notes } = readForm(published('20221108'), beta3, TIME_ZONE);
    const [newer, older] = [rc2, beta3].map((standard) => writeResources(notes, writing(standard)));
    const facts = (resources: readonly FhirResource[] = [], standard: PlanStandard) =>
      readResources(resources, standard, PATIENT);
    expect(facts(newer, rc2)).toEqual(facts(older, beta3));
    expect(newer?.some(({ resourceType }) => resourceType === 'CommunicationRequest')).toBe(true);
    expect(older?.some(({ resourceType }) => resourceType === 'Communication')).toBe(true);
  });
});

describe.each(versions)('generated conversations in %s', (name, standard) => {
  it('come back from their resources, but for documented losses', () => {
    fc.assert(
      fc.property(conversations(standard), (notes) => {
        const losses = lossesOf(notes, writing(standard));
        expect(losses.filter(({ reason }) => reason === 'unexplained')).toEqual([]);
      }),
      RUNS,
    );
  });

  it('say in a form what they said, as far as the form asks it', () => {
    fc.assert(
      fc.property(conversations(standard), (notes) => {
        const response = writeForm(notes, standard, HEAD);
        const { answers, unplaced } = readAnswers(response, formOf(standard));
        expect(unplaced).toEqual([]);
        const { notes: again, mapped } = readForm(response, standard, TIME_ZONE);
        // "Only if: unknown" decides nothing: it is read as unknown, and the reading says so.
        const undecided = mapped
          .filter(({ note }) => note === 'nothingDecided')
          .flatMap(({ means }) => [means, means.replace('condition', 'decision')]);
        const changed = differences(answers, answersOf(again, standard), standard);
        expect(changed.filter(({ means }) => !undecided.includes(means))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('are read by the plan in the state in which each limit was said, and never as more certain', () => {
    fc.assert(
      fc.property(conversations(standard), (notes) => {
        const plan = readCarePlan([...writeResources(notes, writing(standard))], {
          standards: [standard],
          patientId: PATIENT,
          now: new Date('2027-01-01T12:00:00Z'),
          timeZone: TIME_ZONE,
        });
        for (const { key } of standard.treatments) {
          const row = plan.limits.find((limit) => limit.key === key);
          expect([key, stateSaid(row)]).toEqual([key, stateMeant(notes.limits[key], standard)]);
        }
      }),
      RUNS,
    );
  });

  it.skipIf(!hasPzp)('are valid against every profile they claim, without one error', async () => {
    const validator = await pzpValidator(name);
    fc.assert(
      fc.property(conversations(standard), (notes) => {
        const resources = [...writeResources(notes, writing(standard)), writeForm(notes, standard, HEAD)];
        const byReference = new Map(resources.map((each) => [`${each.resourceType}/${each.id ?? ''}`, each]));
        for (const resource of resources) {
          const issues = validator.validate(resource, { resolve: (reference) => byReference.get(reference) });
          const errors = issues.filter(({ severity }) => severity === 'error');
          expect([resource.id, errors]).toEqual([resource.id, []]);
        }
      }),
      RUNS,
    );
  });
});

type Row = ReturnType<typeof readCarePlan>['limits'][number];

function stateSaid(row: Row | undefined): readonly [LimitState | undefined, string?] {
  const decision = row?.current[0]?.decision;
  return decision?.kind === 'onlyIf' ? [row?.state, decision.condition] : [row?.state];
}

/** What the plan must show for a limit: words that decide nothing decide nothing, whoever typed them as a condition. */
function stateMeant(limit: LimitNotes | undefined, standard: PlanStandard): readonly [LimitState, string?] {
  if (!limit) return ['notDiscussed'];
  const { state, condition = '' } = limit;
  if (state === 'do' || state === 'doNot' || state === 'unknown') return [state];
  if (state !== 'onlyIf') return ['notDiscussed'];
  const { undecided } = standard.treatmentDirective;
  const plain = (words: string) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const says = (words: readonly string[]) => words.map(plain).includes(plain(condition));
  if (says([...undecided.notDiscussed, ...undecided.declined])) return ['notDiscussed'];
  return says(undecided.unknown) ? ['unknown'] : ['onlyIf', condition.trim()];
}
