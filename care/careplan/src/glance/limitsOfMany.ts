import type { FhirResource } from '@caecilia/fhir';
import { type PageVisit, Problem, type RecordSession, resourceOf } from '@caecilia/kernel';
import type { CarePlanSettings } from '../pages.ts';
import { allPages } from '../planSearches.ts';
import { readCarePlan } from '../readCarePlan.ts';
import { targetOf } from '../reading/references.ts';
import { type LimitsOfMany, limitOf } from './glance.ts';

/** Most patients asked for at once. */
const MOST = 60;

/**
 * The limits of the patients in `ids` (logical ids with commas between them), as the page of each says them: read by the
 * same reader, from every Consent of theirs. Who decided with them is not loaded, and no word of a limit depends on it.
 */
export async function limitsOfMany(
  settings: CarePlanSettings,
  session: RecordSession,
  { caller, query }: PageVisit,
): Promise<LimitsOfMany> {
  const { standards, readSearch, timeZone, recordLanguage, now: clock, maySeePlan } = settings;
  const found = await session.readMany(idsIn(query.ids).map((id) => ({ type: 'Patient', id })));
  const patients = found.filter(({ deleted }) => !deleted).map(resourceOf);
  const allowed = await Promise.all(
    patients.map(async ({ id = '' }) => (((await maySeePlan?.(caller, id)) ?? true) ? id : undefined)),
  );
  const open = allowed.filter((id) => id !== undefined);
  const consents = open.length === 0 ? [] : await allPages(session, consentsOf(readSearch, open));
  const byPatient = Map.groupBy(consents.map(resourceOf), ({ patient }) => targetOf(patient)?.id ?? '');
  const now = clock();
  const limitsOf = (patient: FhirResource, id: string) =>
    readCarePlan([patient, ...(byPatient.get(id) ?? [])], {
      standards,
      patientId: id,
      now,
      timeZone,
    }).limits.map(limitOf);
  return {
    recordLanguage,
    limits: Object.fromEntries(
      patients.map((patient) => {
        const id = String(patient.id);
        return [id, open.includes(id) ? limitsOf(patient, id) : 'closed'];
      }),
    ),
  };
}

const consentsOf = (readSearch: CarePlanSettings['readSearch'], ids: readonly string[]) =>
  readSearch(
    ['Consent'],
    [
      ['patient', ids.map((id) => `Patient/${id}`).join(',')],
      ['_count', '200'],
    ],
  );

function idsIn(ids = ''): readonly string[] {
  const all = [...new Set(ids.split(',').filter((id) => id !== ''))];
  if (all.length === 0 || all.length > MOST || !all.every((id) => /^[A-Za-z0-9.-]{1,64}$/.test(id)))
    throw new Problem('value', `Ask for one to ${MOST} patients, by their ids.`, { expression: 'ids' });
  return all;
}
