import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { PATIENT_ID, planOf, sct } from '../testing/record.ts';

const subject = { reference: `Patient/${PATIENT_ID}` };
const procedure = (elements: object = {}): FhirResource => ({
  resourceType: 'Procedure',
  id: 'talk',
  status: 'completed',
  code: sct('713603004'),
  subject,
  performedDateTime: '2026-11-12',
  ...elements,
});
const encounter = (elements: object = {}): FhirResource => ({
  resourceType: 'Encounter',
  id: 'visit',
  status: 'finished',
  subject,
  period: { start: '2026-11-12' },
  reasonReference: [{ reference: 'Procedure/talk' }],
  ...elements,
});
const talks = (...given: readonly FhirResource[]) => planOf(given).conversations;

describe('a conversation about the plan', () => {
  it('is one, made of a Procedure and the Encounter that names it', () => {
    const found = talks(
      procedure({
        performedDateTime: undefined,
        performer: [{ actor: { reference: 'Practitioner/x', display: 'Dr. X' } }],
      }),
      encounter({
        participant: [
          { individual: { reference: 'Practitioner/x', display: 'Dr. X' } },
          { individual: { reference: 'RelatedPerson/y', display: 'Y' } },
        ],
      }),
    );
    expect(found).toMatchObject([
      {
        held: { text: '2026-11-12' },
        originals: [{ type: 'Procedure' }, { type: 'Encounter' }],
        participants: [{ name: 'Dr. X' }, { name: 'Y' }],
      },
    ]);
  });

  it.each([
    ['a Procedure that was not done', [procedure({ status: 'not-done' })]],
    ['a Procedure entered in error', [procedure({ status: 'entered-in-error' })]],
    [
      'an Encounter that is only planned',
      [procedure({ encounter: { reference: 'Encounter/visit' } }), encounter({ status: 'planned' })],
    ],
    ['a day to come', [procedure({ performedDateTime: '2026-12-24' })]],
    ['another procedure', [procedure({ code: sct('80146002') })]],
    ['another patient', [procedure({ subject: { reference: 'Patient/x' } })]],
  ])('is not %s', (_sentence, given) => {
    expect(talks(...given)).toEqual([]);
  });

  it('of a later date comes first', () => {
    const found = talks(
      procedure(),
      procedure({ id: 'earlier', performedDateTime: '2020' }),
      procedure({ id: 'undated', performedDateTime: undefined }),
    );
    expect(found.map(({ originals }) => originals[0]?.id)).toEqual(['talk', 'earlier', 'undated']);
  });
});

const use = (elements: object = {}): FhirResource => ({
  resourceType: 'DeviceUseStatement',
  id: 'use',
  status: 'active',
  subject,
  device: { reference: 'Device/d' },
  timingPeriod: { start: '2018' },
  ...elements,
});
const device = (code = '72506001', elements: object = {}): FhirResource => ({
  resourceType: 'Device',
  id: 'd',
  type: sct(code),
  ...elements,
});

describe('an ICD', () => {
  it('in use is present, with its kind and since when', () => {
    expect(planOf([use(), device('465460004')]).icds).toMatchObject([
      { state: 'present', kind: { nl: 'Eenkamer-ICD' }, since: { text: '2018' } },
    ]);
  });

  it.each([
    ['stopped', { status: 'stopped' }, 'ended'],
    ['active, with a period that has ended', { timingPeriod: { start: '2018', end: '2020' } }, 'ended'],
    ['intended', { status: 'intended' }, 'planned'],
    ['of a status that R4 does not know', { status: 'maybe' }, 'unreadable'],
    ['under an unknown modifier', { modifierExtension: [{ url: 'https://example.org/x' }] }, 'unreadable'],
  ])('whose use is %s is not said to be present', (_sentence, elements, state) => {
    expect(planOf([use(elements), device()]).icds).toMatchObject([{ state }]);
  });

  it('is not another device, nor a use entered in error, nor that of another patient', () => {
    expect(planOf([use(), device('14106009')]).icds).toEqual([]);
    expect(planOf([use({ status: 'entered-in-error' }), device()]).icds).toEqual([]);
    expect(planOf([use({ subject: { reference: 'Patient/x' } }), device()]).icds).toEqual([]);
  });

  it('of a kind that is not listed is one when its resource says so', () => {
    const meta = { profile: ['https://fhir.iknl.nl/fhir/StructureDefinition/ACP-MedicalDevice.Product-ICD'] };
    expect(planOf([use(), device('999', { meta, type: { text: 'nieuw type' } })]).icds).toMatchObject([
      { state: 'present', kind: 'nieuw type' },
    ]);
  });
});
