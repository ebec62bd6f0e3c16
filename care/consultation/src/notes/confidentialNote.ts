import { type Element, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CONFIDENTIALITY_SYSTEM } from '@caecilia/kernel';
import { CLIENT_REQUEST_SYSTEM, NOTE_SYSTEM } from '../codes.ts';
import {
  coded,
  codeIn,
  demand,
  instantIn,
  known,
  onto,
  patientIn,
  referenceIn,
  textIn,
  unreadable,
} from '../element.ts';

/** Disciplines that keep notes of their own, and the label of those in `meta.security`. */
const LABELS = { 'spiritual-care-worker': 'spiritual-care', 'social-worker': 'psychosocial' } as const;
export type ConfidentialDiscipline = keyof typeof LABELS;

/** Most letters of the line that everybody reads. */
export const LONGEST_OUTCOME = 200;
/** Most letters of a note. */
export const LONGEST_NOTE = 20_000;

/** A note for one discipline, with one line for everybody who sees the patient. */
export interface ConfidentialNote {
  /** Logical id. */
  readonly patient: string;
  readonly discipline: ConfidentialDiscipline;
  readonly by: string;
  /** Instant at which it was first written. */
  readonly at: string;
  /** Instant of the last correction; absent where there was none. */
  readonly correctedAt?: string;
  /** For the own discipline only. */
  readonly note: string;
  /** For all. */
  readonly sharedOutcome: string;
  /** It was never right: why, for the own discipline only. Both parts stay in the record, marked. */
  readonly inError?: string;
}

/** The two resources: the note with its label, and the shared line without. */
export interface NoteResources {
  readonly note: FhirResource;
  readonly outcome: FhirResource;
}

/** The shared line by itself, as everybody reads it who sees the patient. */
export interface SharedOutcome
  extends Pick<ConfidentialNote, 'patient' | 'discipline' | 'by' | 'at' | 'correctedAt'> {
  readonly line: string;
  readonly inError: boolean;
}

/** The discipline of a role that keeps confidential notes. */
export function confidentialDisciplineOf(role: string): ConfidentialDiscipline | undefined {
  return role === 'spiritual-care-worker' || role === 'social-worker' ? role : undefined;
}

/** `system|code` of the label of notes of a discipline, for searches. */
export function labelTokenOf(discipline: ConfidentialDiscipline): string {
  return `${CONFIDENTIALITY_SYSTEM}|${LABELS[discipline]}`;
}

/** What somebody wrote, without white space around it. Throws `Problem('business-rule')` with the field. */
export function written(given: Pick<ConfidentialNote, 'note' | 'sharedOutcome'>) {
  const [note, sharedOutcome] = [given.note.trim(), given.sharedOutcome.trim()];
  demand(note !== '', 'Write the note.', 'note');
  demand(note.length <= LONGEST_NOTE, `Write at most ${LONGEST_NOTE} letters; make two notes of it.`, 'note');
  demand(
    sharedOutcome !== '' && !/[\r\n]/.test(sharedOutcome) && sharedOutcome.length <= LONGEST_OUTCOME,
    `Write one line, of at most ${LONGEST_OUTCOME} letters, that all who care for the patient may read.`,
    'sharedOutcome',
  );
  return { note, sharedOutcome };
}

/**
 * A note as two ClinicalImpressions. The note points at the shared line; the line does not point at the note, and has
 * none of its words but those that were written for all. What else stands in them (`base`) stays. Throws
 * `Problem('business-rule')`.
 */
export function toNoteResources(
  note: ConfidentialNote,
  ids: { readonly note: string; readonly outcome: string; readonly clientId?: string },
  base: Partial<NoteResources> = {},
): NoteResources {
  const words = written(note);
  const common = {
    resourceType: 'ClinicalImpression',
    status: note.inError === undefined ? 'completed' : 'entered-in-error',
    subject: { reference: `Patient/${note.patient}` },
    effectiveDateTime: note.at,
    date: note.correctedAt ?? note.at,
    assessor: { reference: note.by },
  };
  const discipline = { text: note.discipline };
  const { clientId } = ids;
  return {
    note: onto(base.note, {
      ...common,
      id: ids.note,
      meta: {
        ...base.note?.meta,
        security: [{ system: CONFIDENTIALITY_SYSTEM, code: LABELS[note.discipline] }],
      },
      ...(clientId === undefined ? {} : { identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }] }),
      code: { ...coded(NOTE_SYSTEM, 'confidential'), ...discipline },
      supportingInfo: [{ reference: `ClinicalImpression/${ids.outcome}` }],
      note: [{ text: words.note }, ...(note.inError === undefined ? [] : [errorNote(note.inError, note)])],
    }),
    outcome: onto(base.outcome, {
      ...common,
      id: ids.outcome,
      code: { ...coded(NOTE_SYSTEM, 'shared-outcome'), ...discipline },
      summary: words.sharedOutcome,
    }),
  };
}

function errorNote(reason: string, { by, at, correctedAt }: ConfidentialNote): Element {
  demand(reason.trim() !== '', 'Write why this is a mistake.', 'reason');
  return known({ authorReference: { reference: by }, time: correctedAt ?? at, text: reason.trim() });
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
  const patient = patientIn(note.subject, 'ClinicalImpression.subject');
  const shared = sharedOutcomeIn(outcome);
  if (shared === undefined) throw unreadable('ClinicalImpression.code');
  if (shared.patient !== patient) throw unreadable('ClinicalImpression.subject');
  const [words, mistake] = elementsOf(note.note);
  const isVoid = note.status === 'entered-in-error';
  if (isVoid !== shared.inError) throw unreadable('ClinicalImpression.status');
  return {
    patient,
    discipline,
    by: referenceIn(note.assessor, 'ClinicalImpression.assessor'),
    ...momentsIn(note),
    note: textIn(words?.text, 'ClinicalImpression.note'),
    sharedOutcome: shared.line,
    ...(isVoid ? { inError: textIn(mistake?.text, 'ClinicalImpression.note') } : {}),
  };
}

/** Reads the line for all by itself; undefined for another ClinicalImpression. Throws `Problem('invariant')`. */
export function sharedOutcomeIn(outcome: FhirResource): SharedOutcome | undefined {
  if (codeIn(outcome.code, NOTE_SYSTEM) !== 'shared-outcome') return undefined;
  const discipline = confidentialDisciplineOf(textIn(codeText(outcome), 'ClinicalImpression.code.text'));
  if (discipline === undefined) throw unreadable('ClinicalImpression.code');
  return {
    patient: patientIn(outcome.subject, 'ClinicalImpression.subject'),
    discipline,
    by: referenceIn(outcome.assessor, 'ClinicalImpression.assessor'),
    ...momentsIn(outcome),
    line: textIn(outcome.summary, 'ClinicalImpression.summary'),
    inError: outcome.status === 'entered-in-error',
  };
}

/** When it was first written, and when this version was, where that is another moment. */
function momentsIn({ effectiveDateTime, date }: FhirResource): Pick<ConfidentialNote, 'at' | 'correctedAt'> {
  const writtenAt = instantIn(date, 'ClinicalImpression.date');
  const at =
    effectiveDateTime === undefined
      ? writtenAt
      : instantIn(effectiveDateTime, 'ClinicalImpression.effectiveDateTime');
  return at === writtenAt ? { at } : { at, correctedAt: writtenAt };
}

function codeText({ code }: FhirResource): unknown {
  return typeof code === 'object' && code !== null && 'text' in code ? code.text : undefined;
}
