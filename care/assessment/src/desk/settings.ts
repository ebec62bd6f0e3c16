import { type Caller, type PageVisit, Problem } from '@caecilia/kernel';
import { isReference } from '../element.ts';
import type { AssessmentHouse } from '../record/house.ts';
import { PROFESSIONALS } from '../response/response.ts';

/** What the endpoints of this module need from the house. */
export interface AssessmentDesk extends AssessmentHouse {
  /**
   * Whether the caller may see what is observed in this patient now, see contacts, record, or score: whoever cares for
   * the patient at home scores and does not record contacts or phases. Who records sees what was kept from the patient
   * too.
   */
  readonly may: (
    caller: Caller,
    patientId: string,
    what: 'see' | 'contacts' | 'record' | 'score',
  ) => Promise<boolean>;
  /**
   * Whether the patient or somebody close (a reference) could open a preparation with a sign-in of their own. Absent:
   * nobody can here, and there is paper.
   */
  readonly couldPrepareAtHome?: (patientId: string, person: string) => Promise<boolean>;
}

/** A logical id of the path. Throws `Problem('not-found')` for what can be none. */
export function idIn({ params }: PageVisit, name: string): string {
  const id = params[name] ?? '';
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(id)) throw new Problem('not-found', 'There is nothing at this address.');
  return id;
}

/** Who records: somebody of the directory. Throws `Problem('business-rule')` for an account that is nobody there. */
export function professionalOf({ id }: Caller): string {
  if (!isReference(id, ...PROFESSIONALS))
    throw new Problem(
      'business-rule',
      'This is recorded by a person of the directory; sign in with your own account.',
    );
  return id;
}

/** Throws `Problem('not-found')` where a patient's observations are not for this caller. */
export async function mustSee(desk: AssessmentDesk, caller: Caller, patientId: string): Promise<void> {
  if (!(await desk.may(caller, patientId, 'see')))
    throw new Problem('not-found', 'What was observed in this patient is not for you to see.');
}

/** Throws `Problem('not-found')` where contacts are not for this caller: an empty list would say that there were none. */
export async function mustSeeContacts(
  desk: AssessmentDesk,
  caller: Caller,
  patientId: string,
): Promise<void> {
  await mustSee(desk, caller, patientId);
  if (!(await desk.may(caller, patientId, 'contacts')))
    throw new Problem('not-found', 'Contacts with this patient are not for you to see.');
}

/** Throws `Problem('forbidden')` where the caller may see and not score. */
export async function mustScore(desk: AssessmentDesk, caller: Caller, patientId: string): Promise<string> {
  await mustSee(desk, caller, patientId);
  if (!(await desk.may(caller, patientId, 'score')))
    throw new Problem('forbidden', 'In your role this can be read and not recorded.');
  return professionalOf(caller);
}

/** Throws `Problem('forbidden')` where the caller may see and not record. */
export async function mustRecord(desk: AssessmentDesk, caller: Caller, patientId: string): Promise<string> {
  await mustSee(desk, caller, patientId);
  if (!(await desk.may(caller, patientId, 'record')))
    throw new Problem('forbidden', 'In your role this can be read and not recorded.');
  return professionalOf(caller);
}
