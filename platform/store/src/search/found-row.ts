import { optionalTextOf, type Row, textOf } from '@caecilia/engine';
import type { StoredVersion } from '@caecilia/kernel';
import { storedVersion, versionColumns } from '../stored-version.ts';

/** A row of an answer: the version, whose it is, and what it can be found by. */
export interface FoundRow {
  readonly version: StoredVersion;
  /** Internal id of the patient in whose compartment it is. */
  readonly patient: string | null;
  /** Digests; empty where they were not asked for. */
  readonly toks: Toks;
}

/** Digests of a row as the database prints them (`{1,-2}`), taken apart when one is looked for. */
export class Toks {
  readonly printed: string;
  #each: ReadonlySet<string> | undefined;

  constructor(printed: string) {
    this.printed = printed;
  }

  get each(): ReadonlySet<string> {
    this.#each ??= new Set(this.printed === '{}' ? [] : this.printed.slice(1, -1).split(','));
    return this.#each;
  }

  has(tok: string): boolean {
    return this.each.has(tok);
  }
}

/** The select list of a found row of table `alias`. */
export function foundColumns(alias: string, withToks: boolean): string {
  return `${versionColumns(alias)}, ${alias}.patient${withToks ? `, ${alias}.toks::text as toks` : ''}`;
}

export function foundRow(row: Row): FoundRow {
  return {
    version: storedVersion(row),
    patient: optionalTextOf(row.patient) ?? null,
    toks: new Toks(row.toks === undefined ? '{}' : textOf(row.toks)),
  };
}

/** `Observation/7` */
export function nameOf({ version }: FoundRow): string {
  return `${version.type}/${version.id}`;
}
