import { describe, expect, it } from 'vitest';
import { readCarePlan } from './readCarePlan.ts';
import { parsePlanStandard } from './standard/standard.ts';
import { directive, NIGHT, patient, planOf, TIME_ZONE } from './testing/record.ts';
import { carriedStandards, hendrik, sharedFolder } from './testing/standards.ts';

const shared = sharedFolder();
const CORPORA = [
  ['beta3', 'F1-ACP-Patient-HendrikHartman'],
  ['rc2-reconstructed', 'ACP-Patient-HendrikHartman-Pat1'],
  ['rc2-pat1-2025', 'ACP-Patient-HendrikHartman-Pat1'],
] as const;

function planOfHendrik(corpus: (typeof CORPORA)[number][0], now = NIGHT) {
  const patientId = CORPORA.find(([name]) => name === corpus)?.[1] ?? '';
  const resources = hendrik(shared ?? '', corpus);
  return readCarePlan(resources, { standards: carriedStandards(), patientId, now, timeZone: TIME_ZONE });
}

describe.skipIf(!shared)('the published plan of Hendrik (test data beside the repository)', () => {
  it.each(['beta3', 'rc2-reconstructed'] as const)(
    'in %s shows the intensive care decision of 2022, and that of 2020 as history',
    (corpus) => {
      const limit = planOfHendrik(corpus).limits.find(({ key }) => key === 'icuAdmission');
      expect(limit).toMatchObject({
        state: 'do',
        current: [
          {
            recorded: { text: '2022-11-08' },
            parties: [
              { kind: 'patient' },
              { name: 'van Huissen' },
              { name: 'Michiel Hartman', detail: { nl: 'broer' } },
            ],
          },
        ],
        former: [{ became: 'repeated', entry: { recorded: { text: '2020-10-01' } } }],
      });
    },
  );

  it('in beta3 permits everything, and has not discussed switching off the ICD that is there', () => {
    const plan = planOfHendrik('beta3');
    expect(plan.limits.map(({ key, state }) => `${key} ${state}`)).toEqual([
      'cpr do',
      'ventilation do',
      'icuAdmission do',
      'hospitalAdmission do',
      'antibiotics do',
      'bloodProducts do',
      'icdDeactivation notDiscussed',
    ]);
    expect(plan.icds).toMatchObject([{ state: 'present', since: { text: '2018' } }]);
    expect(plan.goal.current).toMatchObject([{ value: { en: 'Live longer and relieve symptoms.' } }]);
  });

  it('in rc2 contradicts itself on resuscitation: agreed in 2020, refused in a declaration of 2025', () => {
    const limit = planOfHendrik('rc2-reconstructed').limits.find(({ key }) => key === 'cpr');
    expect(limit?.state).toBe('contradiction');
    expect(limit?.current.map(({ decision, recorded }) => `${decision.kind} ${recorded?.text}`)).toEqual([
      'doNot 2025-04-28',
      'do 2020-10-01',
    ]);
  });

  it('in 2025 has a representative, a condition in words, a free treatment, and an agreement that ends by itself', () => {
    const before = planOfHendrik('rc2-pat1-2025', new Date('2025-12-05T12:00:00Z'));
    const after = planOfHendrik('rc2-pat1-2025', new Date('2025-12-06T12:00:00Z'));
    const states = (plan: typeof before) =>
      Object.fromEntries(plan.limits.map(({ key, state }) => [key, state]));
    expect(states(before)).toMatchObject({
      cpr: 'doNot',
      antibiotics: 'onlyIf',
      hospitalAdmission: 'do',
      icdDeactivation: 'unknown',
    });
    expect(states(after)).toMatchObject({ hospitalAdmission: 'unknown' });
    expect(before.limits.at(-1)).toMatchObject({
      treatment: 'toedienen van enterale voeding',
      state: 'doNot',
    });
    expect(before.patient.legalCapacity.capable).toBe(false);
    expect(before.contacts.map(({ name, legalRepresentative }) => [name, legalRepresentative])).toEqual([
      ['Michiel Hartman', true],
      ['Mirjam de Leeuw Hartman', false],
    ]);
  });

  it.each(CORPORA)('in %s knows who took part in the last conversation', (corpus) => {
    const [last] = planOfHendrik(corpus).conversations;
    expect(last?.participants.map(({ kind }) => kind).toSorted()).toEqual([
      'patient',
      'professional',
      'relatedPerson',
    ]);
  });
});

describe('a care plan', () => {
  it('is empty when nothing of a plan was recorded', () => {
    expect(planOf([]).empty).toBe(true);
    expect(planOf([directive({ type: 'deny' })]).empty).toBe(false);
  });

  it('has another edition after any change, and the same one in any order', () => {
    const versions = (versionId: string) => [
      directive({ id: 'a', type: 'deny', consent: { meta: { versionId } } }),
      directive({ id: 'b', type: 'deny' }),
    ];
    const edition = planOf(versions('1')).edition;
    expect(planOf(versions('1').toReversed()).edition).toBe(edition);
    expect(planOf(versions('2')).edition).not.toBe(edition);
    expect(planOf(versions('1').slice(1)).edition).not.toBe(edition);
    expect(edition).toMatch(/^[0-9a-f]{8}$/);
  });

  it('of a patient who is not among the resources is a problem, not an empty plan', () => {
    const options = { standards: carriedStandards(), patientId: 'nobody', now: NIGHT, timeZone: TIME_ZONE };
    expect(() => readCarePlan([patient], options)).toThrow(/no such patient/);
  });

  it('survives resources that are not what they should be', () => {
    const odd = [
      { resourceType: 'Consent', id: 'x', patient: 'Patient/test-patient', category: 'none', provision: [] },
      { resourceType: 'Observation', id: 'y', code: null, subject: 7 },
      { resourceType: 'Goal', id: 'z', description: [], subject: { reference: 'Patient/test-patient' } },
      { resourceType: 'RelatedPerson', id: 'w', patient: { reference: ['Patient/test-patient'] } },
      {
        resourceType: 'DeviceUseStatement',
        id: 'v',
        subject: { reference: 'Patient/test-patient' },
        device: { reference: '#inside' },
      },
    ];
    expect(planOf(odd).limits.every(({ state }) => state === 'notDiscussed')).toBe(true);
  });
});

describe('a new version of the standard', () => {
  const newer = parsePlanStandard(
    JSON.parse(
      JSON.stringify(carriedStandards()[0])
        .replaceAll('https://api.iknl.nl/docs/pzp/r4', 'https://standard.example/next')
        .replaceAll('129125009', '1290000001')
        .replaceAll('"89666000"', '"8960000002"'),
    ),
  );
  const options = { patientId: 'test-patient', now: NIGHT, timeZone: TIME_ZONE };
  const written = directive({
    type: 'deny',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '8960000002' }] },
    consent: { category: [{ coding: [{ system: 'http://snomed.info/sct', code: '1290000001' }] }] },
  });

  it('is read as soon as its data are there, without other code', () => {
    const [cpr] = readCarePlan([patient, written], { ...options, standards: [newer] }).limits;
    expect(cpr).toMatchObject({ key: 'cpr', state: 'doNot' });
  });

  it('is read beside the older ones, in one row', () => {
    const older = directive({ id: 'older', type: 'permit', on: '2020-01-01' });
    const [cpr] = readCarePlan([patient, written, older], {
      ...options,
      standards: [...carriedStandards(), newer],
    }).limits;
    expect(cpr).toMatchObject({ key: 'cpr', state: 'contradiction' });
  });
});
