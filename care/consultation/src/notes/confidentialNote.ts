import { elementsOf, type FhirResource } from '@caecilia/fhir';
import { CONFIDENTIALITY_SYSTEM } from '@caecilia/kernel';
import { NOTE_SYSTEM } from '../codes.ts';
import { coded, codeIn, demand, instantIn, patientIn, referenceIn, textIn, unreadable } from '../element.ts';

/** Disciplines that keep notes of their own, and the label of those in `meta.security`. */
const LABELS = { 'spiritual-care-worker': 'spiritual-care', 'social-worker': 'psychosocial' } as const;
export type ConfidentialDiscipline = keyof typeof LABELS;

/** Most letters of the line that everybody reads. */
export const LONGEST_OUTCOME = 200;

/** A note for one discipline, with one line for everybody who sees the patient. */
export interface ConfidentialNote {
  /** Logical id. */
  readonly patient: string;
  readonly discipline: ConfidentialDiscipline;
  readonly by: string;
  /** Instant. */
  readonly at: string;
  /** For the own discipline only. */
  readonly note: string;
  /** For all. */
  readonly sharedOutcome: string;
}

/** The two resources: the note with its label, and the shared line without. */
export interface NoteResources {
  readonly note: FhirResource;
  readonly outcome: FhirResource;
}

/** The discipline of a role that keeps confidential notes. */
export function confidentialDisciplineOf(role: string): ConfidentialDiscipline | undefined {
  return role === 'spiritual-care-worker' || role === 'social-worker' ? role : undefined;
}

/**
 * A note as two ClinicalImpressions. The note points at the shared line; the line does not point at the note, and has
 * none of its words but those that were written for all. Throws `Problem('business-rule')`.
 */
export function toNoteResources(
  note: ConfidentialNote,
  ids: { readonly note: string; readonly outcome: string },
): NoteResources {
  demand(note.note.trim() !== '', 'Write the note.');
  demand(
    note.sharedOutcome.trim() !== '' &&
      !/[\r\n]/.test(note.sharedOutcome) &&
      note.sharedOutcome.length <= LONGEST_OUTCOME,
    `Write one line, of at most ${LONGEST_OUTCOME} letters, that all who care for the patient may read.`,
  );
  const common = {
    resourceType: 'ClinicalImpression',
    status: 'completed',
    subject: { reference: `Patient/${note.patient}` },
    date: note.at,
    assessor: { reference: note.by },
  };
  const discipline = { text: note.discipline };
  return {
    note: {
      ...common,
      id: ids.note,
      meta: { security: [{ system: CONFIDENTIALITY_SYSTEM, code: LABELS[note.discipline] }] },
      code: { ...coded(NOTE_SYSTEM, 'confidential'), ...discipline },
      supportingInfo: [{ reference: `ClinicalImpression/${ids.outcome}` }],
      note: [{ text: note.note }],
    },
    outcome: {
      ...common,
      id: ids.outcome,
      code: { ...coded(NOTE_SYSTEM, 'shared-outcome'), ...discipline },
      summary: note.sharedOutcome,
    },
  };
}

/** Reads a note back with its shared line. Throws `Problem('invariant')`, also where the note lost its label. */
export function noteIn({ note, outcome }: NoteResources): ConfidentialNote {
  const discipline = confidentialDisciplineOf(textIn(codeText(note), 'ClinicalImpression.code.text'));
  if (discipline === undefined || codeIn(note.code, NOTE_SYSTEM) !== 'confidential')
    throw unreadable('ClinicalImpression.code');
  const isLabelled = elementsOf(note.meta?.security).some(
    ({ system, code }) => system === CONFIDENTIALITY_SYSTEM && code === LABELS[discipline],
  );
  if (!isLabelled) throw unreadable('ClinicalImpression.meta.security');
  if (codeIn(outcome.code, NOTE_SYSTEM) !== 'shared-outcome') throw unreadable('ClinicalImpression.code');
  const patient = patientIn(note.subject, 'ClinicalImpression.subject');
  if (patientIn(outcome.subject, 'ClinicalImpression.subject') !== patient)
    throw unreadable('ClinicalImpression.subject');
  return {
    patient,
    discipline,
    by: referenceIn(note.assessor, 'ClinicalImpression.assessor'),
    at: instantIn(note.date, 'ClinicalImpression.date'),
    note: textIn(elementsOf(note.note)[0]?.text, 'ClinicalImpression.note'),
    sharedOutcome: textIn(outcome.summary, 'ClinicalImpression.summary'),
  };
}

function codeText({ code }: FhirResource): unknown {
  return typeof code === 'object' && code !== null && 'text' in code ? code.text : undefined;
}
