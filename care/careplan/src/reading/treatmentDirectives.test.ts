import { describe, expect, it } from 'vitest';
import { COMMENT, directive, limitOf, patient, planOf } from '../testing/record.ts';

const OTHER = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'OTH' }] };
const keyOf = (code: object) =>
  planOf([directive({ type: 'deny', code })]).limits.find(({ current }) => current.length > 0)?.key;
const consenter = (reference: object) => ({
  role: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'CONSENTER' }] },
  reference,
});

describe('the treatment of a directive', () => {
  it.each([
    [
      'a code of the standard',
      { coding: [{ system: 'http://snomed.info/sct', code: '116762002' }] },
      'bloodProducts',
    ],
    [
      'a second coding of the standard',
      {
        coding: [
          { system: 'urn:local', code: 'X' },
          { system: 'http://snomed.info/sct', code: '116762002' },
        ],
      },
      'bloodProducts',
    ],
    [
      'a code written inside the words of "other"',
      { ...OTHER, text: 'uitzetten van ICD (SNOMED CT - 400231000146108)' },
      'icdDeactivation',
    ],
    ['words that are exactly one of its names', { ...OTHER, text: 'Reanimatie.' }, 'cpr'],
    [
      'the published words for switching off an ICD',
      { ...OTHER, text: 'Uitzetten van cardioverter-defibrillator in laatste levensfase' },
      'icdDeactivation',
    ],
    ['words of its own', { ...OTHER, text: 'geen sondevoeding' }, 'other:geen sondevoeding'],
    [
      'words that only contain a name',
      { ...OTHER, text: 'reanimatie van de hond' },
      'other:reanimatie van de hond',
    ],
    [
      'the right code in another system',
      { coding: [{ system: 'http://loinc.org', code: '89666000' }] },
      'other:89666000',
    ],
    ['a code without a system', { coding: [{ code: '89666000' }] }, 'other:89666000'],
    [
      'a display alone',
      { coding: [{ display: 'dialyse', code: '265764009', system: 'http://snomed.info/sct' }] },
      'other:dialyse',
    ],
  ])('is found by %s', (_sentence, code, key) => {
    expect(keyOf(code)).toBe(key);
  });

  it('is shown without the code that was written inside its words', () => {
    const code = { ...OTHER, text: 'toedienen van enterale voeding (SNOMED CT - 229912004)' };
    expect(planOf([directive({ type: 'deny', code })]).limits.at(-1)?.treatment).toBe(
      'toedienen van enterale voeding',
    );
  });

  it.each([
    ['"other" without words', OTHER],
    ['an empty concept', {}],
  ])('that is %s gets a row without a name, which cannot be read', (_sentence, code) => {
    const limit = planOf([directive({ type: 'deny', code })]).limits.at(-1);
    expect(limit).toMatchObject({ state: 'unreadable', treatment: undefined });
  });

  it('keeps words beside a code that say more than its name', () => {
    const coding = [{ system: 'http://snomed.info/sct', code: '40617009' }];
    const narrowed = limitOf(
      [directive({ type: 'deny', code: { coding, text: 'invasieve beademing' } })],
      'ventilation',
    );
    const plain = limitOf(
      [directive({ type: 'deny', code: { coding, text: 'Kunstmatige beademing' } })],
      'ventilation',
    );
    expect(narrowed.current[0]?.treatmentWords).toBe('invasieve beademing');
    expect(plain.current[0]?.treatmentWords).toBeUndefined();
  });

  it('is found in each row when its codings disagree, and read in none', () => {
    const code = {
      coding: ['89666000', '305351004'].map((each) => ({ system: 'http://snomed.info/sct', code: each })),
    };
    const given = [directive({ type: 'permit', code })];
    expect([limitOf(given, 'cpr').state, limitOf(given, 'icuAdmission').state]).toEqual([
      'unreadable',
      'unreadable',
    ]);
  });
});

describe('a treatment directive', () => {
  it.each([
    ['another patient', 'Patient/someone-else'],
    ['a patient whose id only begins the same', 'Patient/test-patient-2'],
    ['a person who is not a patient', 'RelatedPerson/test-patient'],
  ])('about %s is never shown', (_sentence, reference) => {
    const given = [directive({ type: 'deny', consent: { patient: { reference } } })];
    expect(limitOf(given).state).toBe('notDiscussed');
  });

  it.each([
    'Patient/test-patient',
    'https://care.example/fhir/Patient/test-patient',
    'Patient/test-patient/_history/3',
  ])('that names its patient as %s is shown', (reference) => {
    expect(limitOf([directive({ type: 'deny', consent: { patient: { reference } } })]).state).toBe('doNot');
  });

  it('is recognised by its profile when its category is missing', () => {
    const consent = {
      category: undefined,
      meta: {
        profile: ['https://api.iknl.nl/docs/pzp/r4/StructureDefinition/ACP-TreatmentDirective|1.0.0-rc2'],
      },
    };
    expect(limitOf([directive({ type: 'deny', consent })]).state).toBe('doNot');
  });

  it('is not any other consent of the patient', () => {
    const category = [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }];
    expect(planOf([directive({ type: 'deny', consent: { category } })]).empty).toBe(true);
  });

  it('names those who agreed, through their roles, with relation and specialty', () => {
    const people = [
      { resourceType: 'Practitioner', id: 'p', name: [{ text: 'dr. V. Verzonnen' }] },
      {
        resourceType: 'PractitionerRole',
        id: 'r',
        practitioner: { reference: 'Practitioner/p' },
        specialty: [{ text: 'huisarts' }],
      },
      {
        resourceType: 'RelatedPerson',
        id: 'b',
        patient: { reference: `Patient/${patient.id}` },
        name: [{ given: ['Bas'], family: 'Voorbeeld' }],
        relationship: [
          { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'BRO' }] },
        ],
      },
    ];
    const actor = [
      'Patient/test-patient',
      'PractitionerRole/r',
      'RelatedPerson/b',
      'PractitionerRole/gone',
    ].map((reference) => consenter({ reference, display: 'zoals vermeld' }));
    const [current] = limitOf([...people, directive({ type: 'deny', provision: { actor } })]).current;
    expect(current?.parties).toEqual([
      { kind: 'patient', name: 'Test Proefpersoon' },
      { kind: 'professional', name: 'dr. V. Verzonnen', detail: 'huisarts' },
      { kind: 'relatedPerson', name: 'Bas Voorbeeld', detail: { nl: 'broer', en: 'brother' } },
      { kind: 'professional', name: 'zoals vermeld' },
    ]);
  });

  it('does not count an actor in another role as somebody who agreed', () => {
    const actor = [
      { role: { coding: [{ code: 'IRCP' }] }, reference: { reference: 'Patient/test-patient' } },
    ];
    expect(limitOf([directive({ type: 'deny', provision: { actor } })]).current[0]?.parties).toEqual([]);
  });

  it('carries its reason and the declaration it rests on', () => {
    const statement = {
      ...directive({ id: 's' }),
      scope: {},
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentcategorycodes', code: 'acd' }] },
      ],
      provision: { code: [{ text: 'Verklaring' }] },
      dateTime: '2020-01',
    };
    const consent = {
      extension: [{ url: COMMENT, valueString: 'weinig kans op herstel' }],
      sourceReference: { reference: 'Consent/s' },
    };
    const [current] = limitOf([statement, directive({ type: 'deny', consent })]).current;
    expect(current).toMatchObject({
      comment: 'weinig kans op herstel',
      restsOn: [{ kind: 'Verklaring', recorded: { text: '2020-01' } }],
    });
  });

  it('that is dated in the future says so', () => {
    expect(limitOf([directive({ type: 'deny', on: '2062-11-12' })]).current[0]?.datedInFuture).toBe(true);
  });

  it('that was loaded twice counts once', () => {
    const once = directive({ type: 'deny' });
    expect(limitOf([once, structuredClone(once)]).former).toEqual([]);
  });
});
