import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, Problem, resourceOf, type StoredVersion } from '@caecilia/kernel';
import type { SheetNote } from './handOverSheet.ts';
import { fhirInstant } from './instant.ts';
import { referenceTo } from './members.ts';
import { searchAll, type TeamOverRecord } from './settings.ts';

/**
 * What a colleague writes for whoever comes on duty: what to expect, and what to do. One Communication for each patient;
 * a new text replaces it, and the versions keep what was written before.
 */
export interface HandOverNotes {
  /** The notes of these patients (logical ids), by patient. */
  read(caller: Caller, patients: readonly string[]): Promise<ReadonlyMap<string, SheetNote>>;
  /**
   * Writes one, or with empty words ends it. `seen` is the note that stood there; absent: there was none. Throws a
   * conflict (412) where a colleague wrote since.
   */
  write(
    caller: Caller,
    patient: string,
    words: string,
    seen?: Pick<SheetNote, 'id' | 'versionId'>,
  ): Promise<void>;
}

const SYSTEM = 'urn:caecilia:communication';
const CODE = 'hand-over';
const MOST_WORDS = 600;
const PATIENTS_AT_ONCE = 50;

export function handOverNotesOverRecord(house: TeamOverRecord): HandOverNotes {
  return {
    async read(caller, patients) {
      const notes = new Map<string, SheetNote>();
      for (let first = 0; first < patients.length; first += PATIENTS_AT_ONCE) {
        const some = patients.slice(first, first + PATIENTS_AT_ONCE);
        const versions = await searchAll(house.session(caller), house.readSearch, 'Communication', [
          ['patient', some.map((id) => `Patient/${id}`).join(',')],
          ['category', `${SYSTEM}|${CODE}`],
          ['status', 'completed'],
        ]);
        for (const [patient, note] of versions.flatMap(noteIn)) {
          const other = notes.get(patient);
          if (other === undefined || other.at < note.at) notes.set(patient, note);
        }
      }
      return notes;
    },
    write: (caller, patient, words, seen) => write(house, caller, { patient, words: words.trim(), seen }),
  };
}

function noteIn(version: StoredVersion): readonly (readonly [string, SheetNote])[] {
  const { subject, payload, sent, sender } = resourceOf(version);
  const patient = referenceTo('Patient', subject);
  const words = elementsOf(payload)[0]?.contentString;
  const at = Date.parse(String(sent));
  if (patient === undefined || typeof words !== 'string' || Number.isNaN(at)) return [];
  const by = elementOf(sender).display;
  const { id, versionId } = version;
  const note = { id, versionId, words, at, ...(typeof by === 'string' ? { by } : {}) };
  return [[patient.slice('Patient/'.length), note]];
}

interface Writing {
  readonly patient: string;
  readonly words: string;
  readonly seen: Pick<SheetNote, 'id' | 'versionId'> | undefined;
}

async function write(house: TeamOverRecord, caller: Caller, writing: Writing): Promise<void> {
  const { patient, words, seen } = writing;
  if (words.length > MOST_WORDS)
    throw new Problem('value', 'Write at most 600 characters: it is read at night, on paper.', {
      expression: 'words',
    });
  await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`hand-over of Patient/${patient}`);
    const [before] = await searchAll(transaction, house.readSearch, 'Communication', [
      ['patient', `Patient/${patient}`],
      ['category', `${SYSTEM}|${CODE}`],
      ['status', 'completed'],
    ]);
    if (before?.id !== seen?.id || before?.versionId !== seen?.versionId) throw overtaken();
    if (before === undefined && words === '') return;
    const resource = toCommunication(house, caller, writing);
    await transaction.write([
      before === undefined
        ? { kind: 'create', resource }
        : { kind: 'update', id: before.id, ifMatch: before.versionId, resource },
    ]);
  });
}

const overtaken = () =>
  new Problem('conflict', 'A colleague wrote this hand-over in the meantime; look at it and choose.', {
    status: 412,
    expression: 'words',
  });

function toCommunication(
  { now }: TeamOverRecord,
  { id, name }: Caller,
  { patient, words }: Writing,
): FhirResource {
  return {
    resourceType: 'Communication',
    status: words === '' ? 'stopped' : 'completed',
    category: [{ coding: [{ system: SYSTEM, code: CODE }] }],
    subject: { reference: `Patient/${patient}` },
    sent: fhirInstant(now().getTime()),
    sender: {
      ...(/^[A-Z][A-Za-z]+\//.test(id) ? { reference: id } : {}),
      display: name ?? id,
    },
    ...(words === '' ? {} : { payload: [{ contentString: words }] }),
  };
}
