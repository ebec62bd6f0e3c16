import { integerOf, type Sql } from '@caecilia/engine';
import type { OfficeCaller } from '@caecilia/kernel';

/** What a line of the log is about. */
export type LineKind = 'change' | 'read' | 'refused' | 'sign-in' | 'sign-out';

/** One line of the log: who did what, when and why. It names records, and says nothing of what is in them. */
export interface Line {
  readonly kind: LineKind;
  readonly caller: Pick<OfficeCaller, 'id' | 'name' | 'requestId'>;
  readonly why: string;
  readonly subject?: string;
  readonly id?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Any number will do; every release must use the same. */
const LOCK = '4123008711';

/**
 * Lets whoever writes wait until nobody else does, and gives the number of the next line. Changes of an office come one
 * after the other: nobody decides on what another one is changing at the same moment, and the lines form one chain.
 */
export async function beginWriting(sql: Sql): Promise<number> {
  await sql.query({ text: `select pg_advisory_xact_lock(${LOCK})` }, []);
  // A statement of its own: it sees what was written while it waited.
  const [row] = await sql.query({ text: `select nextval('register.log_number')::int as number` }, []);
  return integerOf(row?.number);
}

/** What the hash of a line covers: the hash of the line before, and everything that the line says. */
export const LINE_DIGEST = (previous: string): string =>
  `sha256(coalesce(${previous}, ''::bytea) || convert_to(concat_ws(E'\\x1f', l.number, (l.at at time zone 'UTC')::text,
    l.kind, l.by, l.by_name, coalesce(l.request, ''), coalesce(l.subject, ''), coalesce(l.id, ''), l.why,
    l.facts::text), 'UTF8'))`;

/** Writes a line under its number. */
export async function writeLine(sql: Sql, number: number, at: string, line: Line): Promise<void> {
  const text = `insert into register.log (number, at, kind, by, by_name, request, subject, id, why, facts, hash)
    select l.*, ${LINE_DIGEST('(select hash from register.log order by number desc limit 1)')}
    from (select $1::bigint as number, $2::timestamptz as at, $3::text as kind, $4::text as by, $5::text as by_name,
      $6::text as request, $7::text as subject, $8::text as id, $9::text as why, $10::jsonb as facts) l`;
  const { kind, caller, why, subject = null, id = null, facts = {} } = line;
  const who = [caller.id, caller.name, caller.requestId ?? null];
  await sql.query({ text }, [number, at, kind, ...who, subject, id, why, JSON.stringify(facts)]);
}
