import { RELATION_KINDS } from '@caecilia/kernel';

/**
 * The access rule as SQL, from SQL expressions: the one place where it is written down. Statements that are made for one
 * caller give placeholders (`visible.ts`); statements for many callers at once give columns (`asked.ts`).
 */

/** The columns of a row that decide who may see it. */
export interface RowColumns {
  /** uuid; null for what belongs to no patient. */
  readonly patient: string;
  /** uuid[]; the further patients it is about, null for none. */
  readonly others: string;
  /** smallint bits, null for none. */
  readonly label: string;
  /** bigint[]; absent for superseded versions, of which no digests are kept. */
  readonly toks?: string;
}

/** The columns of table `res`, or of `hist`, under an alias. */
export function rowColumns(alias: string, table: 'res' | 'hist' = 'res'): RowColumns {
  return {
    patient: `${alias}.patient`,
    others: `${alias}.others`,
    label: `${alias}.label`,
    ...(table === 'res' ? { toks: `${alias}.toks` } : {}),
  };
}

/** Expressions that a relation is judged by; the kinds that are not there are left out. */
export interface Relating {
  /** text[] */
  readonly actors: string;
  /** timestamptz */
  readonly now: string;
  /** smallint[] each */
  readonly kinds?: string | undefined;
  readonly kindsInLife?: string | undefined;
  readonly kindsPermitted?: string | undefined;
}

/** That the caller stands in one of the relations to the patient of the row, and to all its further patients. */
export function related({ patient, others }: RowColumns, relating: Relating): string {
  // `offset 0` keeps the database from turning it round and beginning with the relations.
  const stranger = `select 1 from unnest(${others}) o(patient) where not ${relatedTo('o.patient', relating)} offset 0`;
  return `(${relatedTo(patient, relating)} and (${others} is null or not exists (${stranger})))`;
}

function relatedTo(patient: string, relating: Relating): string {
  const { actors, now } = relating;
  const holds = [`x.patient = ${patient}`, `x.actor = any(${actors})`, kindHolds(relating), during('x', now)];
  return `exists (select 1 from relation x where ${holds.join(' and ')} offset 0)`;
}

function kindHolds({ actors, now, kinds, kindsInLife, kindsPermitted }: Relating): string {
  const beside = (alias: string, kind: 'living' | 'permission' | 'objection', actor: string) =>
    `exists (select 1 from relation ${alias} where ${alias}.patient = x.patient and ${actor}
      and ${alias}.kind = ${RELATION_KINDS[kind]} and ${during(alias, now)} offset 0)`;
  const ways = [
    ...(kinds === undefined ? [] : [`x.kind = any(${kinds})`]),
    ...(kindsInLife === undefined
      ? []
      : [`(x.kind = any(${kindsInLife}) and ${beside('l', 'living', "l.actor = ''")})`]),
    ...(kindsPermitted === undefined
      ? []
      : [
          `(x.kind = any(${kindsPermitted}) and ${beside('p', 'permission', `p.actor = any(${actors})`)}
            and not ${beside('n', 'objection', `n.actor = any(${actors})`)})`,
        ]),
  ];
  return ways.length === 1 ? (ways[0] ?? 'false') : `(${ways.join(' or ')})`;
}

export function during(alias: string, now: string): string {
  return `${alias}.starts <= ${now} and ${alias}.ends > ${now}`;
}

/** The bits that a caller with these labels may not see; bits of a later release are among them. */
export function hiddenBits(labels: number): number {
  return 0x7fff & ~labels;
}
