import type { FhirResource } from '@caecilia/fhir';
import type { RecordReader } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { directive, NIGHT, PATIENT_ID, patient, TIME_ZONE } from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';
import { changesSince } from './changesSince.ts';

const options = { standards: carriedStandards(), patientId: PATIENT_ID, timeZone: TIME_ZONE, now: NIGHT };
const SINCE = new Date('2026-11-10T12:00:00Z');
const kept = (resource: FhirResource, lastUpdated: string, versionId = '1'): FhirResource => ({
  ...resource,
  meta: { lastUpdated, versionId },
});
const agreed = directive({ id: 'a', type: 'permit' });
const BEFORE = '2026-11-01T10:00:00Z';
const AFTER = '2026-11-12T10:00:00Z';

/** A record that has one version before of everything, as `before` says. */
const reader = (before: FhirResource | undefined, asked: string[] = []): RecordReader => {
  const none = () => Promise.reject(new Error('only histories are asked for here'));
  return {
    read: none,
    readMany: none,
    vread: none,
    search: none,
    history: async ({ type, id }) => {
      asked.push(`${String(type)}/${String(id)}`);
      if (before === undefined) throw new Error('this caller sees no versions');
      return {
        total: 1,
        versions: [
          {
            type: before.resourceType,
            id: String(before.id),
            versionId: 1,
            lastUpdated: BEFORE,
            deleted: false,
            method: 'POST',
            content: JSON.stringify(before),
          },
        ],
      };
    },
  };
};
const changes = (
  resources: readonly FhirResource[],
  {
    sees = true,
    before = agreed,
    asked = [],
  }: { sees?: boolean; before?: FhirResource; asked?: string[] } = {},
) =>
  changesSince(
    reader(sees ? before : undefined, asked),
    { resources: [kept(patient, AFTER, '7'), ...resources], since: SINCE, seesVersions: sees },
    options,
  );

describe('what changed since somebody looked', () => {
  it('is nothing where no record was touched, and no version is asked for', async () => {
    const asked: string[] = [];
    expect(await changes([kept(agreed, BEFORE)], { asked })).toEqual({ changes: [], complete: true });
    expect(asked).toEqual([]);
  });

  it('tells of a decision that was replaced, with what it was', async () => {
    const old = kept({ ...agreed, status: 'inactive' }, AFTER, '2');
    const now = kept(directive({ id: 'b', type: 'deny' }), AFTER);
    const asked: string[] = [];
    expect(await changes([old, now], { asked })).toMatchObject({
      changes: [{ key: 'cpr', before: { state: 'do' }, after: { state: 'doNot' } }],
      complete: true,
    });
    // Only of what was touched and has a version before.
    expect(asked).toEqual(['Consent/a']);
  });

  it('tells of a decision that was entered in error and taken back', async () => {
    const voided = kept({ ...agreed, status: 'entered-in-error' }, AFTER, '2');
    expect(await changes([voided])).toMatchObject({
      changes: [{ key: 'cpr', before: { state: 'do' }, after: { state: 'notDiscussed' } }],
      complete: true,
    });
  });

  it('never says "nothing changed" to who may not see the version before, and asks for none', async () => {
    const voided = kept({ ...agreed, status: 'entered-in-error' }, AFTER, '2');
    expect(await changes([voided], { sees: false })).toMatchObject({ complete: false });
    // A record that is new is complete without versions.
    expect(await changes([kept(directive({ id: 'b', type: 'deny' }), AFTER)], { sees: false })).toMatchObject(
      {
        changes: [{ key: 'cpr', after: { state: 'doNot' } }],
        complete: true,
      },
    );
  });

  it('tells of an agreement that ended by its own date', async () => {
    const limited = directive({ id: 'a', type: 'permit', provision: { period: { end: '2026-11-15' } } });
    expect(await changes([kept(limited, BEFORE)])).toMatchObject({
      changes: [{ key: 'cpr', before: { state: 'do' } }],
      complete: true,
    });
  });
});
