import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { directive, observation, PATIENT_ID, patient, sct, TIME_ZONE } from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';
import { planChanges, type RecordedVersion } from './planChanges.ts';

const sctCoding = (code: string) => ({ system: 'http://snomed.info/sct', code });
const options = { standards: carriedStandards(), patientId: PATIENT_ID, timeZone: TIME_ZONE };
const day = (civil: string) => new Date(`${civil}T12:00:00Z`);
const came = (resource: FhirResource, on: string): RecordedVersion => ({ resource, at: `${on}T09:00:00Z` });

const HISTORY: readonly RecordedVersion[] = [
  came(patient, '2026-01-01'),
  came(directive({ id: 'old', type: 'permit', on: '2026-01-10' }), '2026-01-10'),
  came(directive({ id: 'old', type: 'permit', on: '2026-01-10', status: 'inactive' }), '2026-06-01'),
  came(directive({ id: 'new', type: 'deny', on: '2026-06-01' }), '2026-06-01'),
  came(observation('395091006', { on: '2026-06-01', valueCodeableConcept: sct('264362003') }), '2026-06-01'),
  came(directive({ id: 'again', type: 'deny', on: '2026-08-01' }), '2026-08-01'),
];
const between = (from: string, to: string, versions = HISTORY) =>
  planChanges(versions, { from: day(from), to: day(to) }, options);

describe('the difference between two dates', () => {
  it('names each row and question that is not what it was, with what it was', () => {
    expect(between('2026-03-01', '2026-07-01')).toMatchObject([
      { key: 'cpr', before: { state: 'do' }, after: { state: 'doNot', recorded: ['2026-06-01'] } },
      { key: 'preferredPlaceOfDeath', before: { state: 'none' }, after: { state: 'known' } },
    ]);
  });

  it('says of each what the reason was, as it was recorded', () => {
    const because = {
      extension: [
        { url: 'http://nictiz.nl/fhir/StructureDefinition/ext-Comment', valueString: 'Genoeg geweest.' },
      ],
    };
    const history = [
      came(patient, '2026-01-01'),
      came(directive({ id: 'one', type: 'deny', on: '2026-06-01', consent: because }), '2026-06-01'),
    ];
    const [change] = between('2026-05-01', '2026-07-01', history);
    expect(change).toMatchObject({
      before: { because: [] },
      after: { because: ['Genoeg geweest.'] },
    });
  });

  it('keeps the words that narrow what was agreed, also of an older agreement that says the same', () => {
    const narrow = { coding: [sctCoding('89666000')], text: 'alleen met het masker' };
    const older = directive({ id: 'older', type: 'deny', on: '2026-06-01' });
    const history = [
      came(patient, '2026-01-01'),
      came({ ...older, provision: { type: 'deny', code: [narrow] } }, '2026-06-01'),
      came(directive({ id: 'newer', type: 'deny', on: '2026-06-20' }), '2026-06-20'),
    ];
    for (const until of ['2026-06-10', '2026-07-01'])
      expect(between('2026-05-01', until, history)[0]?.after).toMatchObject({
        state: 'doNot',
        words: ['alleen met het masker'],
      });
  });

  it('is none where the same was agreed again', () => {
    expect(between('2026-07-01', '2026-09-01')).toEqual([]);
  });

  it('begins with nothing discussed, before the patient was known', () => {
    expect(between('2025-01-01', '2026-02-01')).toMatchObject([
      { key: 'cpr', before: { state: 'notDiscussed' }, after: { state: 'do' } },
    ]);
  });

  it('also tells of an agreement that ended by its own date', () => {
    const limited = directive({
      id: 'limited',
      type: 'permit',
      provision: { period: { end: '2026-02-10' } },
    });
    const history = [came(patient, '2026-01-01'), came(limited, '2026-01-10')];
    expect(between('2026-02-01', '2026-03-01', history)).toMatchObject([
      { key: 'cpr', before: { state: 'do' }, after: { state: 'unknown' } },
    ]);
  });

  it('tells that two sources disagree', () => {
    const history = [
      ...HISTORY,
      came(directive({ id: 'other', type: 'permit', on: '2026-09-01' }), '2026-09-01'),
    ];
    expect(between('2026-08-10', '2026-10-01', history)).toMatchObject([
      { key: 'cpr', before: { state: 'doNot' }, after: { state: 'contradiction' } },
    ]);
  });

  it('does not count what was deleted', () => {
    const history = [
      ...HISTORY,
      { ...came(directive({ id: 'new' }), '2026-07-15'), deleted: true },
      { ...came(directive({ id: 'again' }), '2026-08-15'), deleted: true },
    ];
    expect(between('2026-07-01', '2026-09-01', history)).toMatchObject([
      { key: 'cpr', before: { state: 'doNot' }, after: { state: 'unknown' } },
    ]);
  });
});
