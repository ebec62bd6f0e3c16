import type { FhirResource } from '@caecilia/fhir';
import { type Caller, Problem, resourceOf, type StoredVersion } from '@caecilia/kernel';
import type { Kept, Listed, Register } from './consultation.ports.ts';
import {
  type ConsultationHouse,
  doingOf,
  forbid,
  listed,
  MOST,
  present,
  type SearchPair,
  todayOf,
  wasOvertaken,
} from './overRecord.ts';
import { nameOf } from './person.ts';
import type { AgendaEntry } from './register/agenda.ts';
import { MARK_TOKEN, type Mark, marked, markIn, markResource, mayMark, unmarked } from './register/mark.ts';

/** The register of marked patients as Observations, one for each time that somebody marked a patient. */
export function registerOverRecord(house: ConsultationHouse): Register {
  return {
    mark: async (caller, patientId, reason) => await mark(house, caller, patientId, reason),
    unmark: async (caller, on, reason) => await unmark(house, caller, on, reason),
    ofPatient: async (caller, patientId) => await ofPatient(house, caller, patientId),
    mine: async (caller) => await agendaOf(house, caller, [['performer', caller.id]]),
    all: async (caller) => {
      forbid(mayMark(caller.role), 'With your role you mark no patients.');
      const found = await agendaOf(house, caller, []);
      const known = new Set<string>();
      const isFirst = ({ value: { mark: one } }: Kept<AgendaEntry>) =>
        !known.has(one.patient) && known.add(one.patient) !== undefined;
      return { ...found, entries: found.entries.filter(isFirst) };
    },
  };
}

/** Marks of somebody that have not ended. */
function marksBy({ readSearch }: ConsultationHouse, by: string, more: readonly SearchPair[]) {
  return readSearch(['Observation'], [['code', MARK_TOKEN], ['performer', by], ['status', 'final'], ...more]);
}

async function mark(house: ConsultationHouse, caller: Caller, patientId: string, reason: string) {
  forbid(mayMark(caller.role), 'With your role you cannot mark a patient.');
  const { by } = doingOf(house, caller);
  const value = marked(patientId, { on: todayOf(house), by, reason });
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`mark ${patientId} ${by}`);
    const page = await transaction.search(marksBy(house, by, [['patient', `Patient/${patientId}`]]));
    const [standing] = page.matches.map(keptIn);
    if (standing !== undefined) return standing;
    const id = transaction.newId('Observation', patientId);
    await transaction.write([{ kind: 'create', id, resource: markResource(value) }]);
    return { id, versionId: 1, value };
  });
}

async function unmark(house: ConsultationHouse, caller: Caller, on: Kept<Mark>, reason: string) {
  forbid(mayMark(caller.role), 'With your role you cannot take a mark away.');
  const { by } = doingOf(house, caller);
  const session = house.session(caller);
  const conflict = async () => {
    const theirs = keptIn(await present(session, 'Observation', on.id));
    return { kind: 'conflict', theirs, tried: 'unmark' } as const;
  };
  const version = await present(session, 'Observation', on.id);
  if (version.versionId !== on.versionId) return await conflict();
  const value = unmarked(keptIn(version).value, { on: todayOf(house), by, reason });
  try {
    const resource = markResource(value, resourceOf(version));
    const done = await session.change({ kind: 'update', id: on.id, ifMatch: on.versionId, resource });
    return { kind: 'changed', now: { id: on.id, versionId: done.version.versionId, value } } as const;
  } catch (error) {
    if (!wasOvertaken(error)) throw error;
    return await conflict();
  }
}

async function ofPatient(house: ConsultationHouse, caller: Caller, patientId: string) {
  const page = await house.session(caller).search(
    house.readSearch(
      ['Observation'],
      [
        ['code', MARK_TOKEN],
        ['patient', `Patient/${patientId}`],
        ['_sort', '-date'],
        ['_count', String(MOST)],
      ],
    ),
  );
  return listed(page, page.matches, keptIn);
}

async function agendaOf(
  house: ConsultationHouse,
  caller: Caller,
  more: readonly SearchPair[],
): Promise<Listed<Kept<AgendaEntry>>> {
  const session = house.session(caller);
  const page = await session.search(
    house.readSearch(
      ['Observation'],
      [['code', MARK_TOKEN], ['status', 'final'], ...more, ['_sort', 'date'], ['_count', String(MOST)]],
    ),
  );
  const found = listed(page, page.matches, keptIn);
  const patients = await session.readMany(
    [...new Set(found.entries.map(({ value }) => value.patient))].map((id) => ({ type: 'Patient', id })),
  );
  const named = new Map(
    patients.filter(({ deleted }) => !deleted).map((each) => [each.id, resourceOf(each)]),
  );
  const entries = found.entries.map(({ value, ...rest }) => ({
    ...rest,
    value: entryOf(value, named.get(value.patient)),
  }));
  return { ...found, entries };
}

function keptIn(version: StoredVersion): Kept<Mark> {
  if (version.deleted) throw new Problem('deleted', 'This mark was deleted.');
  return { id: version.id, versionId: version.versionId, value: markIn(resourceOf(version)) };
}

function entryOf(mark: Mark, patient: FhirResource | undefined): AgendaEntry {
  const name = nameOf(patient);
  const birthDate = patient?.birthDate;
  return {
    mark,
    ...(name === '' ? {} : { name }),
    ...(typeof birthDate === 'string' ? { birthDate } : {}),
  };
}
