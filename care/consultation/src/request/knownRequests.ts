import type { FhirResource } from '@caecilia/fhir';
import { resourceOf, type StoredVersion } from '@caecilia/kernel';
import type { KeptRequest } from '../consultation.ports.ts';
import { type ListedPerson, personOf } from '../person.ts';

/** Kept at once: the queue of a busy team several times over. */
const MOST = 2_000;

/**
 * Requests and names as they were read before, by their versions: a version never changes, and a list that is asked for
 * every second is mostly the one of a second ago. Whether somebody may see it was decided by the search that found it.
 */
export class KnownRequests {
  readonly #requests = new Map<string, KeptRequest>();
  readonly #persons = new Map<string, ListedPerson>();

  /** The request of a Task; `requestOf` finds the other resource by its id. Throws as `read` does, and keeps nothing then. */
  request(
    task: StoredVersion,
    requestOf: (id: string) => StoredVersion | undefined,
    read: (task: FhirResource) => KeptRequest,
  ): KeptRequest {
    const key = keyOf(task);
    const known = this.#requests.get(key);
    if (known !== undefined && requestOf(known.ids.request)?.versionId === known.requestVersionId)
      return known;
    const kept = read(resourceOf(task));
    put(this.#requests, key, kept);
    return kept;
  }

  /** Who it is, as far as the patient was found. */
  person(id: string, patient: StoredVersion | undefined): ListedPerson {
    if (patient === undefined) return personOf(id, undefined);
    const key = keyOf(patient);
    const known = this.#persons.get(key) ?? personOf(id, resourceOf(patient));
    put(this.#persons, key, known);
    return known;
  }
}

const keyOf = ({ type, id, versionId }: StoredVersion) => `${type}/${id}/${versionId}`;

function put<T>(kept: Map<string, T>, key: string, value: T): void {
  if (kept.size >= MOST && !kept.has(key)) kept.clear();
  kept.set(key, value);
}
