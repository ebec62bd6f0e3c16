import { elementsOf } from '@caecilia/fhir';
import {
  type Caller,
  Problem,
  type RecordReader,
  type RecordTransaction,
  resourceOf,
  type StoredVersion,
} from '@caecilia/kernel';
import { CLIENT_REQUEST_SYSTEM } from './codes.ts';
import type { ConfidentialNotes, KeptNote, NewNote } from './consultation.ports.ts';
import {
  type ConfidentialDiscipline,
  type ConfidentialNote,
  confidentialDisciplineOf,
  labelTokenOf,
  noteIn,
  toNoteResources,
  written,
} from './notes/confidentialNote.ts';
import {
  type ConsultationHouse,
  demandClientId,
  doingOf,
  forbid,
  listed,
  MOST,
  notThere,
} from './overRecord.ts';

/** Confidential notes over the record. The access rule, not this module, keeps them from other disciplines. */
export function notesOverRecord(house: ConsultationHouse): ConfidentialNotes {
  return {
    ofPatient: async (caller, patientId) => await ofPatient(house, caller, patientId),
    write: async (caller, note) => await write(house, caller, note),
    correct: async (caller, on, words) =>
      await change(house, caller, on, (note, at) => ({ ...note, ...words, correctedAt: at })),
    retract: async (caller, on, reason) =>
      await change(house, caller, on, (note, at) => ({ ...note, inError: reason, correctedAt: at })),
  };
}

function disciplineOf({ role }: Caller): ConfidentialDiscipline {
  const discipline = confidentialDisciplineOf(role);
  if (discipline === undefined)
    throw new Problem(
      'forbidden',
      'Confidential notes are for spiritual care and social work, each their own.',
    );
  return discipline;
}

/** Newest first, with the line for all beside each. */
async function ofPatient(house: ConsultationHouse, caller: Caller, patientId: string) {
  const discipline = disciplineOf(caller);
  const page = await house.session(caller).search(
    house.readSearch(
      ['ClinicalImpression'],
      [
        ['patient', `Patient/${patientId}`],
        ['_security', labelTokenOf(discipline)],
        ['_include', 'ClinicalImpression:supporting-info'],
        ['_sort', '-date'],
        ['_count', String(MOST)],
      ],
    ),
  );
  const outcomes = new Map(
    [...page.includes, ...page.matches].map((each) => [`${each.type}/${each.id}`, each]),
  );
  return listed(page, page.matches, (version) => keptIn(version, outcomes.get(outcomeOf(version) ?? '')));
}

/** The reference of the line that belongs to a note. */
function outcomeOf(note: StoredVersion): string | undefined {
  const [first] = elementsOf(resourceOf(note).supportingInfo);
  return typeof first?.reference === 'string' ? first.reference : undefined;
}

function keptIn(note: StoredVersion, outcome: StoredVersion | undefined): KeptNote {
  if (outcome === undefined || outcome.deleted)
    throw new Problem('invariant', 'this note has lost the line for everybody; open the original');
  return {
    id: note.id,
    versionId: note.versionId,
    outcome: { id: outcome.id, versionId: outcome.versionId },
    value: noteIn({ note: resourceOf(note), outcome: resourceOf(outcome) }),
  };
}

/** The same form again (`clientId`) answers what is there, and writes nothing; with other words it is refused. */
async function write(house: ConsultationHouse, caller: Caller, given: NewNote) {
  const discipline = disciplineOf(caller);
  demandClientId(given.clientId);
  const words = written(given);
  const { by, at } = doingOf(house, caller);
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`client-request ${given.clientId}`);
    const before = await sentBefore(house, transaction, given);
    if (before !== undefined) {
      const { note, sharedOutcome, by: author } = before.value;
      if (note !== words.note || sharedOutcome !== words.sharedOutcome || author !== by)
        throw new Problem(
          'duplicate',
          'This note was sent already, with other words. Open it and correct it.',
        );
      return { kept: before, again: true };
    }
    const ids = {
      note: transaction.newId('ClinicalImpression', given.patient),
      outcome: transaction.newId('ClinicalImpression', given.patient),
    };
    const value: ConfidentialNote = { patient: given.patient, discipline, by, at, ...words };
    const made = toNoteResources(value, { ...ids, clientId: given.clientId });
    await transaction.write([
      { kind: 'create', id: ids.outcome, resource: made.outcome },
      { kind: 'create', id: ids.note, resource: made.note },
    ]);
    const kept: KeptNote = { id: ids.note, versionId: 1, outcome: { id: ids.outcome, versionId: 1 }, value };
    return { kept, again: false };
  });
}

async function sentBefore(
  { readSearch }: ConsultationHouse,
  reader: RecordReader,
  { clientId, patient }: NewNote,
): Promise<KeptNote | undefined> {
  const { matches } = await reader.search(
    readSearch(
      ['ClinicalImpression'],
      [
        ['identifier', `${CLIENT_REQUEST_SYSTEM}|${clientId}`],
        ['patient', `Patient/${patient}`],
        ['_count', '2'],
      ],
    ),
  );
  const [only] = matches;
  return only && (await withOutcome(reader, only));
}

async function withOutcome(reader: RecordReader, note: StoredVersion): Promise<KeptNote> {
  const [type = '', id = ''] = (outcomeOf(note) ?? '').split('/');
  return keptIn(note, type === 'ClinicalImpression' ? await reader.read(type, id) : undefined);
}

type Place = Pick<KeptNote, 'id' | 'versionId' | 'outcome'> & { readonly patient: string };

/** Both parts change together, on the versions that were on the screen, and only by who wrote them. */
async function change(
  house: ConsultationHouse,
  caller: Caller,
  on: Place,
  changed: (note: ConfidentialNote, at: string) => ConfidentialNote,
) {
  const discipline = disciplineOf(caller);
  const { by, at } = doingOf(house, caller);
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`note ${on.id}`);
    const { kept, versions } = await current(transaction, on);
    forbid(
      kept.value.discipline === discipline && kept.value.by === by,
      'A note is corrected by who wrote it. Write a note of your own beside it.',
    );
    if (kept.versionId !== on.versionId || kept.outcome.versionId !== on.outcome.versionId)
      return { kind: 'conflict', theirs: kept } as const;
    if (kept.value.inError !== undefined)
      throw new Problem('business-rule', 'This note was marked as entered in error. Write a new one.');
    const value = changed(kept.value, at);
    const made = toNoteResources(value, { note: kept.id, outcome: kept.outcome.id }, versions);
    const done = await transaction.write([
      { kind: 'update', id: kept.outcome.id, ifMatch: kept.outcome.versionId, resource: made.outcome },
      { kind: 'update', id: kept.id, ifMatch: kept.versionId, resource: made.note },
    ]);
    const [outcome, note] = done.map(({ version }) => version);
    if (!note || !outcome) throw new Problem('exception', 'A change of two resources answered fewer.');
    return { kind: 'changed', now: keptIn(note, outcome) } as const;
  });
}

async function current(transaction: RecordTransaction, { id, patient }: Place) {
  const version = await transaction.read('ClinicalImpression', id);
  if (version === undefined || version.deleted) throw notThere('note');
  const kept = await withOutcome(transaction, version);
  const outcome = await transaction.read('ClinicalImpression', kept.outcome.id);
  if (kept.value.patient !== patient || outcome === undefined) throw notThere('note');
  return { kept, versions: { note: resourceOf(version), outcome: resourceOf(outcome) } };
}
