import { spokenName } from '@caecilia/fhir';
import type { IdentityOptions, LiveSession, PatientPicker, PickablePatient } from '@caecilia/identity';
import { type Caller, type RecordStore, resourceOf, type StoredVersion } from '@caecilia/kernel';
import type { ReadSearch } from '../read-search.ts';

/** What the choice of a patient for an app stands on. */
interface PatientsParts {
  readonly store: RecordStore;
  readonly readSearch: ReadSearch;
  readonly callerOf: (session: LiveSession) => Promise<Caller>;
}

const MOST = '20';
type Pair = readonly [name: string, value: string];

/** The patients that somebody may choose for an app: those that the record shows to them, and no others. */
export function patientsFor(parts: PatientsParts): {
  readonly picker: PatientPicker;
  readonly launchable: IdentityOptions['patients'];
} {
  const reader = async (session: LiveSession) => parts.store.session(await parts.callerOf(session));
  const search = async (session: LiveSession, asked: readonly Pair[]) => {
    const query = parts.readSearch(['Patient'], [...asked, ['_sort', 'name'], ['_count', MOST]]);
    const { matches } = await (await reader(session)).search(query);
    return matches.map(pickable);
  };
  const get = async (session: LiveSession, id: string) => {
    const found = await (await reader(session)).read('Patient', id);
    return found === undefined || found.deleted ? undefined : pickable(found);
  };
  return {
    picker: {
      find: (session, { name, born }) =>
        search(session, [...wordsOf(name), ...(born === undefined ? [] : [['birthdate', born] as const])]),
      get,
    },
    launchable: {
      find: (session, text) => search(session, wordsOf(text)),
      allows: async (session, patient) => (await get(session, patient)) !== undefined,
    },
  };
}

/** Commas, bars, dollars and backslashes have a meaning of their own in a search value. */
function wordsOf(text = ''): readonly Pair[] {
  return text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => ['name', word.replace(/[\\$|]/g, '\\$&')]);
}

function pickable(version: StoredVersion): PickablePatient {
  const { name, birthDate } = resourceOf(version);
  return {
    id: version.id,
    name: spokenName(name) ?? '–',
    ...(typeof birthDate === 'string' ? { birthDate } : {}),
  };
}
