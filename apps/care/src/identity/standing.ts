import type { FhirResource } from '@caecilia/fhir';
import type { Caller, Principal, RecordSession, Standing } from '@caecilia/kernel';
import type { ReadSearch } from '../read-search.ts';

/** How long what the directory says of somebody is remembered: a role that ends stops working within this time. */
const REMEMBERED_MS = 20_000;
const MOST_REMEMBERED = 5000;

interface Remembered {
  readonly standing: Promise<Standing>;
  readonly untilMs: number;
}

/** The house itself, looking up who somebody is before their own scope is known. */
export const DIRECTORY_READER: Caller = {
  id: 'system:access',
  name: 'Caecilia',
  role: 'system',
  scope: { kind: 'everything' },
};

/**
 * What the network directory adds to a sign-in: the roles a professional holds now, and what kind of organisation they
 * act for.
 */
export class Standings {
  readonly #session: RecordSession;
  readonly #readSearch: ReadSearch;
  readonly #now: () => Date;
  readonly #remembered = new Map<string, Remembered>();

  constructor(session: RecordSession, readSearch: ReadSearch, now: () => Date) {
    this.#session = session;
    this.#readSearch = readSearch;
    this.#now = now;
  }

  async of({ fhirUser = '', organization = '' }: Principal): Promise<Standing> {
    const key = `${fhirUser} ${organization}`;
    const nowMs = this.#now().getTime();
    const known = this.#remembered.get(key);
    if (known !== undefined && known.untilMs > nowMs) return await known.standing;
    const standing = this.#lookUp(fhirUser, organization);
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, { standing, untilMs: nowMs + REMEMBERED_MS });
    try {
      return await standing;
    } catch (error) {
      this.#remembered.delete(key);
      throw error;
    }
  }

  async #lookUp(fhirUser: string, organization: string): Promise<Standing> {
    const [actors, organizationTypes] = await Promise.all([
      this.#rolesOf(fhirUser, organization),
      this.#typesOf(organization),
    ]);
    return { actors, organizationTypes };
  }

  /** Active roles of a professional at the organisation they act for; a role elsewhere opens nothing here. */
  async #rolesOf(fhirUser: string, organization: string): Promise<readonly string[]> {
    if (!fhirUser.startsWith('Practitioner/') || organization === '') return [];
    const day = this.#now().toISOString().slice(0, 10);
    // Not by the period: a search by date does not find a role that does not say since when.
    const { matches } = await this.#session.search(
      this.#readSearch(
        ['PractitionerRole'],
        [
          ['practitioner', fhirUser],
          ['organization', organization],
          ['active', 'true'],
        ],
      ),
    );
    return matches
      .filter(({ content }) => holdsOn(JSON.parse(content) as FhirResource, day))
      .map(({ id }) => `PractitionerRole/${id}`);
  }

  async #typesOf(organization: string): Promise<readonly string[]> {
    const id = /^Organization\/(.+)$/.exec(organization)?.[1];
    const found = id === undefined ? undefined : await this.#session.read('Organization', id);
    if (found === undefined || found.deleted) return [];
    const { type = [] } = JSON.parse(found.content) as {
      readonly type?: readonly { readonly coding?: readonly { readonly code?: string }[] }[];
    };
    return type.flatMap(({ coding = [] }) =>
      coding.flatMap(({ code }) => (code === undefined ? [] : [code])),
    );
  }
}

/** Both days count. */
function holdsOn(resource: FhirResource, day: string): boolean {
  const { start, end } = (resource.period ?? {}) as { readonly start?: string; readonly end?: string };
  const begun = start === undefined || start.slice(0, 10) <= day.slice(0, start.length);
  return begun && (end === undefined || end >= day.slice(0, end.length));
}
