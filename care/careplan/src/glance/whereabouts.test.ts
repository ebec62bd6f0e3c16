import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { NIGHT, PATIENT_ID, TIME_ZONE } from '../testing/record.ts';
import { readWhereabouts } from './whereabouts.ts';

const subject = { reference: `Patient/${PATIENT_ID}` };
const hospital = { resourceType: 'Organization', id: 'hospital', name: 'Ziekenhuis Nergens' };
const ward = { resourceType: 'Location', id: 'ward', name: 'Long 4' };
const stay: FhirResource = {
  resourceType: 'Encounter',
  id: 'stay',
  status: 'in-progress',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
  subject,
  period: { start: '2026-11-19' },
  serviceProvider: { reference: 'Organization/hospital' },
};
const homeCare: FhirResource = {
  resourceType: 'EpisodeOfCare',
  id: 'home',
  status: 'active',
  type: [{ coding: [{ system: 'urn:test', code: 'home' }] }],
  patient: subject,
  managingOrganization: { display: 'Thuiszorg Fictie' },
};

const placesOf = (...resources: readonly FhirResource[]) =>
  readWhereabouts([hospital, ward, ...resources], {
    patientId: PATIENT_ID,
    now: NIGHT,
    timeZone: TIME_ZONE,
    placesOfCare: { hospice: ['urn:test|hospice'], homeCare: ['urn:test|home'], visits: ['urn:test:visit'] },
  }).map(({ kind, place }) => [kind, place]);

describe('where a patient is now', () => {
  it('is the stay that is under way, by the place that holds now, before the care that waits at home', () => {
    const locations = [
      { location: { reference: 'Location/emergency' }, status: 'completed' },
      { location: { reference: 'Location/ward' }, status: 'active' },
    ];
    expect(placesOf(homeCare, stay)).toEqual([
      ['admitted', 'Ziekenhuis Nergens'],
      ['homeCare', 'Thuiszorg Fictie'],
    ]);
    expect(placesOf({ ...stay, location: locations })).toEqual([['admitted', 'Long 4']]);
  });

  it('is not told by a visit of a team at the bedside that nobody closed', () => {
    const visit = { coding: [{ system: 'urn:test:visit', code: 'bedside' }] };
    expect(placesOf({ ...stay, type: [visit] })).toEqual([]);
  });

  it('is the hospice, by an episode or by a stay of that kind', () => {
    const hospice = { coding: [{ system: 'urn:test', code: 'hospice' }] };
    expect(placesOf({ ...homeCare, type: [hospice] })).toEqual([['hospice', 'Thuiszorg Fictie']]);
    // Promised, and nobody has come yet.
    expect(placesOf({ ...homeCare, status: 'onhold', type: [hospice] })).toEqual([]);
    expect(placesOf({ ...stay, class: undefined, type: [hospice] })).toEqual([
      ['hospice', 'Ziekenhuis Nergens'],
    ]);
  });

  it.each([
    ['a stay that has ended', { ...stay, period: { start: '2026-11-01', end: '2026-11-20' } }],
    ['a stay that begins later', { ...stay, period: { start: '2026-12-01' } }],
    ['a stay whose end cannot be read', { ...stay, period: { end: 'tomorrow' } }],
    ['a stay that was entered in error', { ...stay, status: 'entered-in-error' }],
    ['a visit to the outpatient clinic', { ...stay, class: { ...(stay.class as object), code: 'AMB' } }],
    ['a class of another code system', { ...stay, class: { system: 'urn:other', code: 'IMP' } }],
    ['a stay of somebody else', { ...stay, subject: { reference: 'Patient/another' } }],
    ['care that was finished', { ...homeCare, status: 'finished' }],
    ['care that says of no kind where it is given', { ...homeCare, type: undefined }],
  ] as const)('is not said by %s', (_what, resource) => {
    expect(placesOf(resource)).toEqual([]);
  });
});
