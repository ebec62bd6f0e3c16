import { hash } from 'node:crypto';
import { elementOf, elementsOf, spokenName } from '@caecilia/fhir';
import type { SignIn } from '@caecilia/identity';
import type { Caller, RecordSession, StoredVersion } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { DIRECTORY_READER } from '../identity/standing.ts';

/** Words for whom the log names by reference. */
export class Names {
  readonly #store: Store;
  readonly #session: RecordSession;
  readonly #accounts: SignIn['accounts'];

  constructor(store: Store, accounts: SignIn['accounts']) {
    this.#store = store;
    this.#session = store.session(DIRECTORY_READER);
    this.#accounts = accounts;
  }

  /** Names of organisations by reference (`Organization/…`). One that is not there is left out. */
  async organizations(references: Iterable<string | undefined>): Promise<ReadonlyMap<string, string>> {
    const ids = new Set(
      [...references].flatMap((each) => /^Organization\/(.+)$/.exec(each ?? '')?.[1] ?? []),
    );
    if (ids.size === 0) return new Map();
    const found = await this.#session.readMany([...ids].map((id) => ({ type: 'Organization', id })));
    return new Map(
      found.flatMap((version): [string, string][] => {
        const { name } = contentOf(version);
        return typeof name === 'string' ? [[`Organization/${version.id}`, name]] : [];
      }),
    );
  }

  /** Names of patients by logical id, looked up for somebody who answers them. One who is not there is left out. */
  async patients(caller: Caller, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids)].map((id) => ({ type: 'Patient', id }));
    if (wanted.length === 0) return new Map();
    const found = await this.#store.session(lookingUpFor(caller)).readMany(wanted);
    return new Map(found.flatMap((version) => named(version)));
  }

  /** Name of a person at work by what the log calls them (`who.id`); what the log calls them where there is none. */
  async person(id: string): Promise<string> {
    const account = (await this.#accounts.findByFhirUser(id)) ?? (await this.#accounts.find(id));
    return account?.name ?? id;
  }
}

/** A name for a patient that names nobody, the same each time: for a list on which the name does not matter. */
export function pseudonymOf(patient: string): string {
  const digits = BigInt(`0x${hash('sha256', `patient ${patient}`, 'hex').slice(0, 10)}`);
  const letters = digits.toString(32).toUpperCase().padStart(8, '0').slice(-6);
  return `Patiënt ${letters.slice(0, 3)}-${letters.slice(3)}`;
}

function named(version: StoredVersion): readonly (readonly [string, string])[] {
  const name = nameIn(version);
  return name === undefined ? [] : [[version.id, name]];
}

/** A person in the record as people say their name; undefined where there is none. */
export function nameIn(version: StoredVersion): string | undefined {
  return spokenName(contentOf(version).name);
}

/** Family name of a person's first name, with its prefix. */
export function familyNameIn(version: StoredVersion | undefined): string | undefined {
  if (version === undefined || version.deleted) return undefined;
  const { family } = elementsOf(contentOf(version).name)[0] ?? {};
  return typeof family === 'string' ? family : undefined;
}

/** What a version says; nothing for a deleted one. */
export function contentOf(version: StoredVersion): Readonly<Record<string, unknown>> {
  return version.deleted ? {} : elementOf(JSON.parse(version.content));
}

/** The house looking something up for somebody, who is named in the log. */
export function lookingUpFor(caller: Caller): Caller {
  const { requestId } = caller;
  return {
    ...DIRECTORY_READER,
    responsible: caller.name ?? caller.id,
    ...(requestId === undefined ? {} : { requestId }),
  };
}
