import type { FhirResource, SearchQuery } from '@caecilia/fhir';
import { Problem, type RecordSession, resourceOf, type StoredVersion } from '@caecilia/kernel';
import type { ReadSearch, SearchPair } from '../settings.ts';
import { IDENTIFIER_SYSTEMS, type Identifiers } from './identifiers.ts';

/** The types of the directory (IHE mCSD). An administrator's screens read and write no other type. */
export const DIRECTORY_TYPES = [
  'Organization',
  'OrganizationAffiliation',
  'Location',
  'HealthcareService',
  'Practitioner',
  'PractitionerRole',
  'Endpoint',
] as const;
export type DirectoryType = (typeof DIRECTORY_TYPES)[number];

/** Most entries that one screen shows. */
export const MOST_SHOWN = 500;
const PAGE = '100';

/** The directory, under the session of whoever asks. */
export class Directory {
  readonly #session: RecordSession;
  readonly #readSearch: ReadSearch;

  constructor(session: RecordSession, readSearch: ReadSearch) {
    this.#session = session;
    this.#readSearch = readSearch;
  }

  /** Throws `Problem('not-found')` for an id that is none, is deleted, or may not be seen. */
  async get(type: DirectoryType, id: string): Promise<StoredVersion> {
    const version = /^[A-Za-z0-9.-]{1,64}$/.test(id) ? await this.#session.read(type, id) : undefined;
    if (!version || version.deleted)
      throw new Problem('not-found', 'There is no such entry in the directory.');
    return version;
  }

  /** Entries of a type that meet all criteria, sorted by the search; at most `MOST_SHOWN`. */
  async find(type: DirectoryType, criteria: readonly SearchPair[]): Promise<readonly StoredVersion[]> {
    const query = this.#readSearch([type], [...criteria, ['_count', PAGE]]);
    return this.#all(query);
  }

  async #all(query: SearchQuery): Promise<readonly StoredVersion[]> {
    const found: StoredVersion[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#session.search(cursor === undefined ? query : { ...query, cursor });
      found.push(...page.matches);
      cursor = page.next;
    } while (cursor !== undefined && found.length < MOST_SHOWN);
    return found;
  }

  /** Names of entries by reference. What cannot be read is left out. */
  async names(references: readonly (string | undefined)[]): Promise<ReadonlyMap<string, StoredVersion>> {
    const wanted = [...new Set(references.filter((reference) => reference !== undefined))].flatMap(
      (reference) => {
        const [type, id] = reference.split('/');
        return type && id && DIRECTORY_TYPES.some((each) => each === type) ? [{ type, id }] : [];
      },
    );
    if (wanted.length === 0) return new Map();
    const versions = await this.#session.readMany(wanted);
    return new Map(
      versions.filter(({ deleted }) => !deleted).map((version) => [`${version.type}/${version.id}`, version]),
    );
  }

  /** Other entries of the type with one of these numbers: likely the same organisation or person. */
  async withSameIdentifier(
    type: 'Organization' | 'Practitioner',
    identifiers: Identifiers,
    except?: string,
  ): Promise<readonly StoredVersion[]> {
    const values = Object.entries(identifiers).map(
      ([kind, value]) => `${IDENTIFIER_SYSTEMS[kind as keyof Identifiers]}|${value}`,
    );
    if (values.length === 0) return [];
    const found = await this.find(type, [['identifier', values.join(',')]]);
    return found.filter(({ id }) => id !== except);
  }

  /** Adds an entry and answers its id. */
  async add(resource: FhirResource): Promise<string> {
    const { version } = await this.#session.change({ kind: 'create', resource });
    return version.id;
  }

  /**
   * Changes an entry. Throws `Problem` with status 412 when somebody changed it since the version that the form was
   * made from.
   */
  async change(
    type: DirectoryType,
    id: string,
    versionId: number,
    edit: (base: FhirResource) => FhirResource,
  ): Promise<void> {
    const resource = this.edited(await this.get(type, id), edit);
    await this.#session.change({ kind: 'update', id, ifMatch: versionId, resource });
  }

  /** An entry as it will be, under its own id and type. */
  edited(version: StoredVersion, edit: (base: FhirResource) => FhirResource): FhirResource {
    return { ...edit(resourceOf(version)), id: version.id, resourceType: version.type };
  }
}
