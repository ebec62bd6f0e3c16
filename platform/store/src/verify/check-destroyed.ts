import { bytesOf, integerOf, type Sql, textOf } from '@caecilia/engine';
import { digestOf, logTarget } from '../upkeep/destroy.ts';
import type { Break } from './check-resource.ts';

/** Single versions whose content was destroyed, with the hash that they had. */
export type BlankVersions = ReadonlyMap<string, string>;

/** How a version is named in `BlankVersions`. */
export function blankKey(typeNumber: number, id: string, vid: number): string {
  return `${typeNumber} ${id} ${vid}`;
}

/** The versions that stand without their content because they were destroyed on purpose. */
export async function blankVersions(sql: Sql): Promise<BlankVersions> {
  const text = 'select type, id, vid, hash from destroyed where not whole';
  const rows = await sql.query({ text }, []);
  return new Map(
    rows.map((row) => [
      blankKey(integerOf(row.type), textOf(row.id), integerOf(row.vid)),
      Buffer.from(bytesOf(row.hash)).toString('hex'),
    ]),
  );
}

/** Each destruction covers just the rows it had when it was written to the log: none was added to hide a loss. */
export async function checkDestructions(sql: Sql): Promise<Break | undefined> {
  const destructions = await sql.query({ text: 'select id, digest from destruction order by at, id' }, []);
  for (const row of destructions) {
    const id = textOf(row.id);
    const digest = Buffer.from(bytesOf(row.digest)).toString('hex');
    const place = `destruction/${id}`;
    const parts = await sql.query(
      { text: 'select type, id, vid, whole, hash from destroyed where destruction = $1::uuid' },
      [id],
    );
    const made = digestOf(
      parts.map((part) => ({
        type: integerOf(part.type),
        id: textOf(part.id),
        vid: integerOf(part.vid),
        whole: part.whole === true,
        hash: Buffer.from(bytesOf(part.hash)).toString('hex'),
      })),
    );
    if (made !== digest) return { place, reason: 'its rows are not those that were destroyed' };
    const [line] = await sql.query({ text: 'select 1 as found from audit where target = $1 limit 1' }, [
      logTarget({ id, digest }),
    ]);
    if (line === undefined) return { place, reason: 'the log does not tell of it' };
  }
  return undefined;
}
