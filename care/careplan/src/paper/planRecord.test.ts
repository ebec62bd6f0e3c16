import { type FhirResource, parseJson, stringify } from '@caecilia/fhir';
import { printPdf } from '@caecilia/ui/pdf';
import { hasPzp, pzpValidator } from '@caecilia/validation/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversations } from '../conversation/testing/generated.ts';
import { writeResources } from '../conversation/writeResources.ts';
import type { CarePlan } from '../plan.ts';
import { readCarePlan } from '../readCarePlan.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { emergencyPaperOf } from '../testing/paper.ts';
import { readPdf } from '../testing/readPdf.ts';
import { directive, NIGHT, observation, PATIENT_ID, patient, TIME_ZONE } from '../testing/record.ts';
import { carriedStandards, hendrik, sharedFolder } from '../testing/standards.ts';
import { paperJob } from './paperPdf.ts';
import { resourcesIn } from './planBundle.ts';
import { keptBack, planRecord } from './planRecord.ts';

const standards = carriedStandards();
const [rc2, beta3] = standards;
if (!rc2 || !beta3) throw new Error('the project carries two versions of the standard');
const NAMES = { [rc2.id]: 'rc2', [beta3.id]: 'beta3' } as const;
/** A sample in the whole run; `npm run conversations` takes them all. */
const RUNS = { numRuns: Number(process.env.CAECILIA_CONVERSATIONS ?? 15) };

const NO_ROLES = standards.flatMap(({ contactPerson: { roleWhereNone: none, roles } }) =>
  roles
    .filter(({ system, code }) => system === none?.system && code === none.code)
    .map(({ label }) => label.en),
);
const saysNothing = (role: unknown) =>
  typeof role === 'object' && role !== null && 'en' in role && NO_ROLES.includes(String(role.en));

/** What was decided and said, without where and in which version it was recorded. */
function facts(resources: readonly FhirResource[], patientId: string): object {
  const plan = readCarePlan(resources, { standards, patientId, now: NIGHT, timeZone: TIME_ZONE });
  const { edition: _edition, lastChanged: _changed, informRelatives, ...said } = plan satisfies CarePlan;
  return JSON.parse(
    JSON.stringify({ ...said, asked: informRelatives.map(({ asked }) => asked) }, (name, value: unknown) => {
      if (name === 'original' || name === 'originals') return undefined;
      // A version that wants a role for everybody gets the one that says nothing.
      return name === 'roles' && Array.isArray(value) ? value.filter((role) => !saysNothing(role)) : value;
    }),
  ) as object;
}

const validators = hasPzp
  ? { rc2: await pzpValidator('rc2'), beta3: await pzpValidator('beta3') }
  : undefined;

function recordIn(resources: readonly FhirResource[], to: PlanStandard, patientId: string) {
  const validator = validators?.[NAMES[to.id] === 'beta3' ? 'beta3' : 'rc2'];
  const keepsTo = (resource: FhirResource) =>
    validator?.validate(resource).every(({ severity }) => severity !== 'error') ?? true;
  const of = { patientId, at: NIGHT.toISOString(), baseUrl: 'https://care.example/fhir' };
  return planRecord(resources, { to, all: standards, keepsTo }, of);
}

/** A bundle as it is taken out of the PDF that carries it. */
function throughPdf(bundle: FhirResource): FhirResource {
  const attachments = [
    {
      name: 'plan.json',
      contentType: 'application/fhir+json',
      description: 'Het dossier.',
      relationship: 'source',
      text: stringify(bundle),
    },
  ] as const;
  const [file] = readPdf(
    printPdf(paperJob(emergencyPaperOf([]), { codes: 'tekens als code', attachments })),
  ).files;
  return parseJson(file?.bytes.toString('utf8') ?? '') as FhirResource;
}

const profiles = ({ meta }: FhirResource) => (meta?.profile ?? []) as readonly string[];
const claimsOf = (resources: readonly FhirResource[], standard: PlanStandard) =>
  resources.filter((each) =>
    Object.values(standard.profiles).some((profile) => profiles(each).includes(profile)),
  ).length;

describe.skipIf(!sharedFolder() || !hasPzp)('the published plan of Hendrik', () => {
  it.each([
    ['rc2-pat1-2025', beta3],
    ['rc2-pat1-2025', rc2],
    ['rc2-reconstructed', beta3],
    ['beta3', rc2],
    ['beta3', beta3],
  ] as const)('of %s says the same in %o, and claims that version only', (corpus, to) => {
    const resources = hendrik(sharedFolder() ?? '', corpus);
    const patientId = String(resources.find(({ resourceType }) => resourceType === 'Patient')?.id);
    const { bundle, unclaimed, resources: said } = recordIn(resources, to, patientId);
    expect(facts(resourcesIn(bundle), patientId)).toEqual(facts(resources, patientId));
    const other = to === rc2 ? beta3 : rc2;
    expect(claimsOf(said, other)).toBe(0);
    expect(claimsOf(said, to)).toBeGreaterThan(10);
    expect(unclaimed).toEqual([]);
  });
});

describe.skipIf(!hasPzp)('a conversation', () => {
  it.each([
    [rc2, beta3],
    [beta3, rc2],
  ])('that was written in one version says the same in the other, valid in each', (from, to) => {
    fc.assert(
      fc.property(conversations(from), (notes) => {
        const resources = writeResources(notes, {
          standard: from,
          patientId: PATIENT_ID,
          conversation: 'test-talk',
          id: (slot) => `test-${slot}`,
          patient: { ...patient, meta: { profile: [from.profiles.patient] } },
        });
        const { bundle, resources: said, unclaimed } = recordIn(resources, to, PATIENT_ID);
        expect(facts(resourcesIn(bundle), PATIENT_ID)).toEqual(facts(resources, PATIENT_ID));
        expect(facts(resourcesIn(throughPdf(bundle)), PATIENT_ID)).toEqual(facts(resources, PATIENT_ID));
        // Nothing claims what it does not keep to, and only what the version has no code for claims nothing.
        expect(claimsOf(said, from)).toBe(0);
        for (const name of unclaimed) expect(name).toMatch(/^(Goal|RelatedPerson|Patient)\//);
      }),
      RUNS,
    );
  });
});

describe('what is confidential', () => {
  const labelled = { meta: { security: [{ system: 'urn:caecilia:confidentiality', code: 'unreleased' }] } };

  it('is in no record that leaves, and an agreement among it keeps the record here', () => {
    const wish = observation('153851000146100', { valueString: 'Nog niet verteld.', ...labelled });
    expect(keptBack([patient, directive({})])).toBe('nothing');
    expect(keptBack([patient, wish])).toBe('something');
    expect(keptBack([patient, wish, directive({ consent: labelled })])).toBe('agreement');
    expect(recordIn([patient, wish], rc2, PATIENT_ID).resources).toEqual([patient]);
  });
});
