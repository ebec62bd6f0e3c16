import type { StoredVersion } from '@caecilia/kernel';
import { optionalTextOf, type Row, textOf } from '../sql.ts';
import { storedVersion, versionColumns } from '../stored-version.ts';

/** A row of an answer: the version, whose it is, and what it can be found by. */
export interface FoundRow {
  readonly version: StoredVersion;
  /** Internal id of the patient in whose compartment it is. */
  readonly patient: string | null;
  /** Digests; empty where they were not asked for. */
  readonly toks: ReadonlySet<string>;
}

/** The select list of a found row of table `alias`. */
export function foundColumns(alias: string, withToks: boolean): string {
  return `${versionColumns(alias)}, ${alias}.patient${withToks ? `, ${alias}.toks::text as toks` : ''}`;
}

export function foundRow(row: Row): FoundRow {
  return {
    version: storedVersion(row),
    patient: optionalTextOf(row.patient) ?? null,
    toks: row.toks === undefined ? NONE : digestsOf(textOf(row.toks)),
  };
}

const NONE: ReadonlySet<string> = new Set();

/** `{1,-2}` */
function digestsOf(printed: string): ReadonlySet<string> {
  return printed === '{}' ? NONE : new Set(printed.slice(1, -1).split(','));
}

/** `Observation/7` */
export function nameOf({ version }: FoundRow): string {
  return `${version.type}/${version.id}`;
}
