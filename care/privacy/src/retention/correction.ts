import type { FhirResource } from '@caecilia/fhir';
import { type Change, Problem, type StoredVersion } from '@caecilia/kernel';

/**
 * A correction as a new version of what was wrong: the old text stays in the history. Made on the version that was read,
 * so that nobody else's change is lost. Throws `Problem('invalid')` for another resource or another patient: what was
 * written at the wrong person is moved by its author, not corrected.
 */
export function correctionOf(current: StoredVersion, corrected: FhirResource): Change {
  const before = JSON.parse(current.content) as FhirResource;
  if (corrected.resourceType !== current.type || corrected.id !== current.id)
    throw new Problem('invalid', 'a correction is a new version of the same resource');
  if (personOf(before) !== personOf(corrected))
    throw new Problem('invalid', 'a correction stays with the same patient', { expression: 'subject' });
  return { kind: 'update', id: current.id, resource: corrected, ifMatch: current.versionId };
}

function personOf({ subject, patient }: FhirResource): string {
  return JSON.stringify([subject ?? null, patient ?? null]);
}

/** Longest statement, characters: several pages. */
const STATEMENT_LENGTH = 20_000;

/**
 * The patient's own statement, added to the record and never taken for a professional's: a Communication sent by the
 * patient about what it concerns. Source: Burgerlijk Wetboek 7:454, second paragraph. Throws `Problem('value')`.
 */
export function patientStatement(statement: {
  /** Logical id of the patient. */
  readonly patient: string;
  /** Who gave it: the patient, or a representative (`RelatedPerson/…`). */
  readonly sender?: string;
  readonly words: string;
  /** `Type/id` of what it concerns, where it concerns one thing. */
  readonly about?: string;
  readonly at: string;
}): FhirResource {
  const words = statement.words.trim();
  if (words === '' || words.length > STATEMENT_LENGTH)
    throw new Problem('value', `a statement has 1 to ${STATEMENT_LENGTH} characters`);
  const subject = { reference: `Patient/${statement.patient}` };
  return {
    resourceType: 'Communication',
    status: 'completed',
    category: [{ text: 'patient statement' }],
    subject,
    sender: statement.sender === undefined ? subject : { reference: statement.sender },
    ...(statement.about === undefined ? {} : { about: [{ reference: statement.about }] }),
    sent: statement.at,
    payload: [{ contentString: words }],
  };
}
