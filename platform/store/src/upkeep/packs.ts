import { type Sql, textOf } from '@caecilia/engine';
import { fhirInstant } from '../instant.ts';

/** A standard pack as it is kept: versioned data of which the store knows no more than its name. */
export interface Pack {
  readonly name: string;
  readonly version: string;
  /** The pack as JSON text. */
  readonly content: string;
}

/** A pack, and since when it is there (FHIR instant). */
export interface InstalledPack extends Pack {
  readonly installed: string;
}

export async function savePack(sql: Sql, { name, version, content }: Pack): Promise<void> {
  const text = `insert into pack (name, version, content) values ($1, $2, $3)
    on conflict (name, version) do update set content = excluded.content, installed = now()`;
  await sql.query({ text }, [name, version, content]);
}

export async function listPacks(sql: Sql): Promise<readonly InstalledPack[]> {
  const text = `select name, version, date_trunc('milliseconds', installed) as installed, content from pack
    order by installed, name, version`;
  const rows = await sql.query({ text }, []);
  return rows.map((row) => ({
    name: textOf(row.name),
    version: textOf(row.version),
    installed: fhirInstant(textOf(row.installed)),
    content: textOf(row.content),
  }));
}
