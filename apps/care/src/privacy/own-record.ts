import type { Caller } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { patientOf as patientReferred } from '../access/element.ts';
import { contentOf, lookingUpFor } from './names.ts';

/**
 * Logical id of the patient whose record this caller manages: their own, or of whom they represent by law or in writing,
 * while the policy lets them. Undefined for everyone else; being close to a patient is not representing them.
 */
export async function managedPatient(store: Store, caller: Caller): Promise<string | undefined> {
  const patient = await patientOfRole(store, caller);
  if (patient === undefined) return undefined;
  // Permissions to share are for the patient and who represents them: a carer's mandate does not show them.
  const manages = await store.stillAllowed(caller, patient, { type: 'Consent', interaction: 'read' });
  return manages ? patient : undefined;
}

async function patientOfRole(store: Store, caller: Caller): Promise<string | undefined> {
  const { role, id } = caller;
  if (role === 'patient') return /^Patient\/(.+)$/.exec(id)?.[1];
  const person = role === 'carer' ? /^RelatedPerson\/(.+)$/.exec(id)?.[1] : undefined;
  if (person === undefined) return undefined;
  const found = await store.session(lookingUpFor(caller)).read('RelatedPerson', person);
  return found === undefined ? undefined : patientReferred(contentOf(found).patient);
}
