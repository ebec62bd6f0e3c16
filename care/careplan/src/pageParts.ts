import type { FhirResource } from '@caecilia/fhir';
import { type Caller, type PageRequest, type PageVisit, Problem, type RecordSession } from '@caecilia/kernel';
import type { CarePlanSettings } from './pages.ts';
import { loadPlanRecord } from './planSearches.ts';

/** A FHIR id, or the answer that an unknown one gives: what cannot be an id cannot be a record. */
export function idIn(request: PageRequest, name: string): string {
  const id = request.params[name] ?? '';
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id))
    throw new Problem('not-found', `${name} in the address is not a FHIR id.`);
  return id;
}

/** Loads what a plan is read from, for who may see what was agreed with this patient. */
export async function loadForCaller(
  { readSearch, standards, maySeePlan }: CarePlanSettings,
  session: RecordSession,
  caller: Caller,
  patientId: string,
): Promise<readonly FhirResource[]> {
  const resources = await loadPlanRecord(session, readSearch, standards, patientId);
  if (maySeePlan && !(await maySeePlan(caller, patientId)))
    throw new Problem('forbidden', 'What was agreed with this patient is not for this caller to see.');
  return resources;
}

/** The patient whose own plan is asked for, by themselves or by who represents them. Refuses everybody else. */
export async function ownPatient(settings: CarePlanSettings, { caller }: PageVisit): Promise<string> {
  const patientId = await settings.patientAtHome?.(caller);
  if (patientId === undefined || (caller.role !== 'patient' && caller.role !== 'carer'))
    throw new Problem('forbidden', 'This page is for patients and for who represents them.');
  return patientId;
}
