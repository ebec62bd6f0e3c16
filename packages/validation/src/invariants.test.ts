import { describe, expect, it } from 'vitest';
import { r4Validator } from '../testing/corpora.ts';
import { lines } from '../testing/profiles.ts';

const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
};
const patient = { resourceType: 'Patient' };
const consent = {
  resourceType: 'Consent',
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'adr' }] },
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentcategorycodes', code: 'acd' }] },
  ],
  policy: [{ uri: 'http://example.org/policy' }],
};

const say = (resource: unknown) => lines(r4Validator.validate(resource));

describe('an invariant', () => {
  it.each([
    ['obs-6', { ...observation, valueString: 'x', dataAbsentReason: { text: 'y' } }],
    [
      'obs-7',
      { ...observation, valueString: 'x', component: [{ code: observation.code, valueString: 'y' }] },
    ],
    ['obs-3', { ...observation, referenceRange: [{ appliesTo: [{ text: 'x' }] }] }],
    ['ppc-1', { ...consent, policy: undefined }],
    ['pat-1', { ...patient, contact: [{ gender: 'female' }] }],
    ['per-1', { ...observation, effectivePeriod: { start: '2021-01-02', end: '2021-01-01' } }],
    ['qty-3', { ...observation, valueQuantity: { value: 1, code: 'mg' } }],
    ['cpt-2', { ...patient, telecom: [{ value: '030' }] }],
    ['att-1', { ...patient, photo: [{ data: 'AAAA' }] }],
    ['rat-1', { ...observation, valueRatio: { numerator: { value: 1 } } }],
    ['ext-1', { ...patient, extension: [{ url: 'http://example.org/x' }] }],
    [
      'ext-1',
      {
        ...patient,
        extension: [
          { url: 'http://example.org/x', valueString: 'x', extension: [{ url: 'y', valueCode: 'z' }] },
        ],
      },
    ],
    ['ref-1', { ...observation, subject: { reference: '#nobody' } }],
    [
      'dom-2',
      {
        ...patient,
        contained: [
          {
            resourceType: 'Group',
            id: 'g',
            type: 'person',
            actual: true,
            contained: [{ resourceType: 'Patient', id: 'p' }],
          },
        ],
        generalPractitioner: [{ reference: '#g' }],
      },
    ],
    ['dom-3', { ...observation, contained: [{ resourceType: 'Patient', id: 'p' }] }],
    [
      'dom-4',
      {
        ...observation,
        subject: { reference: '#p' },
        contained: [{ resourceType: 'Patient', id: 'p', meta: { versionId: '1' } }],
      },
    ],
    [
      'dom-5',
      {
        ...observation,
        subject: { reference: '#p' },
        contained: [{ resourceType: 'Patient', id: 'p', meta: { security: [{ code: 'R' }] } }],
      },
    ],
    [
      'qrs-1',
      {
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        item: [{ linkId: '1', item: [{ linkId: '2' }], answer: [{ valueString: 'x' }] }],
      },
    ],
    ['bdl-5', { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: 'urn:x' }] }],
    [
      'tim-1',
      {
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        subject: { display: 'x' },
        occurrenceTiming: { repeat: { duration: 1 } },
      },
    ],
    ['que-1', { resourceType: 'Questionnaire', status: 'draft', item: [{ linkId: '1', type: 'group' }] }],
    [
      'con-4',
      {
        resourceType: 'Condition',
        subject: { display: 'x' },
        abatementString: 'over',
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
        },
      },
    ],
  ])('%s refuses what breaks it', (key, resource) => {
    const errors = r4Validator.validate(resource).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, diagnostics }) => `${code} ${diagnostics}`)).toContainEqual(
      expect.stringMatching(new RegExp(`^invariant The rule ${key} is not kept`)),
    );
  });

  it('that its publisher calls a warning is a warning', () => {
    const set = { resourceType: 'ValueSet', status: 'draft', name: 'not usable as a name' };
    expect(say(set)).toEqual([expect.stringMatching(/^warning at ValueSet: The rule vsd-0/)]);
  });

  it('lets a contained resource be anchored by its reference to the container', () => {
    const contained = [
      {
        resourceType: 'Observation',
        id: 'o',
        status: 'final',
        code: { text: 'x' },
        subject: { reference: '#' },
      },
    ];
    expect(say({ ...patient, contained })).toEqual([]);
  });
});

describe('a narrative', () => {
  const withText = (div: string) => say({ ...patient, text: { status: 'generated', div } });

  it('is judged by the allow-list', () => {
    expect(withText('<div xmlns="http://www.w3.org/1999/xhtml"><p>Good</p></div>')).toEqual([]);
    expect(withText('<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>')).toEqual([
      expect.stringMatching(/^error at Patient.text.div: .*txt-1/),
    ]);
  });

  it('that shows nothing is a warning', () => {
    expect(withText('<div xmlns="http://www.w3.org/1999/xhtml"> <p/> </div>')).toEqual([
      expect.stringMatching(/^warning at Patient.text.div: .*txt-2/),
    ]);
  });
});
