import type { Caller } from '@caecilia/kernel';
import type { OwnHome, OwnStanding } from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { patientOf as patientReferred } from '../access/element.ts';
import { contentOf, lookingUpFor } from './names.ts';

/**
 * Logical id of the patient whose record this caller manages: their own, or of whom they represent by law or in writing,
 * while the policy lets them. Undefined for everyone else; being close to a patient is not representing them.
 */
export async function managedPatient(store: Store, caller: Caller): Promise<string | undefined> {
  const patient = await patientAtHome(store, caller);
  if (patient === undefined) return undefined;
  // Permissions to share are for the patient and who represents them: a carer's mandate does not show them.
  const manages = await store.stillAllowed(caller, patient, { type: 'Consent', interaction: 'read' });
  return manages ? patient : undefined;
}

/** What a patient or a carer may do here at this moment; undefined for everyone else. */
export async function standingAtHome(store: Store, caller: Caller): Promise<OwnStanding | undefined> {
  if (caller.role !== 'patient' && caller.role !== 'carer') return undefined;
  const patient = await patientAtHome(store, caller);
  if (patient === undefined) return 'nothing';
  if (await store.stillAllowed(caller, patient, { type: 'Consent', interaction: 'read' })) return 'manages';
  const sees = await store.stillAllowed(caller, patient, { type: 'Patient', interaction: 'read' });
  return sees ? 'sees' : 'nothing';
}

/** Whose record the first page is about; undefined for who has nothing to see at this moment. */
export async function homeOf(store: Store, caller: Caller): Promise<OwnHome | undefined> {
  const standing = await standingAtHome(store, caller);
  if (standing === undefined || standing === 'nothing') return undefined;
  const patient = await patientAtHome(store, caller);
  return patient === undefined ? undefined : { patient, standing };
}

const MOST_REMEMBERED = 5000;
const remembered = new WeakMap<Store, Map<string, string>>();

/** Logical id of the patient whom a patient or a carer is or is close to; what they may is not asked here. */
export async function patientAtHome(store: Store, caller: Caller): Promise<string | undefined> {
  const { role, id } = caller;
  if (role === 'patient') return /^Patient\/(.+)$/.exec(id)?.[1];
  const person = role === 'carer' ? /^RelatedPerson\/(.+)$/.exec(id)?.[1] : undefined;
  if (person === undefined) return undefined;
  const known = remembered.get(store) ?? new Map<string, string>();
  remembered.set(store, known);
  const before = known.get(person);
  if (before !== undefined) return before;
  const patient = await patientInRecord(store, caller, person);
  if (known.size >= MOST_REMEMBERED) known.clear();
  // To whom somebody is close is remembered, for a line of the log each time; what they may is asked each time.
  if (patient !== undefined) known.set(person, patient);
  return patient;
}

async function patientInRecord(store: Store, caller: Caller, person: string): Promise<string | undefined> {
  const found = await store.session(lookingUpFor(caller)).read('RelatedPerson', person);
  return found === undefined ? undefined : patientReferred(contentOf(found).patient);
}
