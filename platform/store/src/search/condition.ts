/**
 * What a criterion is in SQL. It has two sides. `check` is asked of a row at hand and is written so that the
 * database cannot use an index of `res` for it. `drive` finds the rows that meet it by an index. The store, and not
 * the database, decides which criterion of a search drives (`source.ts`); all the others are checked.
 */
export interface Condition {
  /** `many`: the rows at hand are so many that what lies at the other end of a reference is better gathered once. */
  check(rows: 'few' | 'many'): string;
  /** Asking it of one row takes long, as what lies at the other end of a reference does. */
  readonly dear?: boolean;
  /** Absent where no index finds the rows, as for what is negated. */
  readonly drive?: Drive;
}

/** How likely a criterion finds few rows; the lowest drives. From `broad` on, the newest rows are tried first. */
export const TIER = {
  id: 0,
  /** The rows of one patient. */
  patient: 1,
  /** One identifier, one reference. */
  narrow: 2,
  /** Texts of a dictionary. */
  text: 3,
  /** Chains and `_has` whose far end is one of the above. */
  related: 4,
  /** A day or a month. */
  period: 5,
  /** Codes. */
  broad: 6,
  /** Ranges that are open to one side or long. */
  range: 7,
  /** Chains and `_has` whose far end is broad. */
  broadlyRelated: 8,
} as const;

export type Tier = (typeof TIER)[keyof typeof TIER];

export type Drive = {
  readonly tier: Tier;
  /** It finds more than the rows that meet the criterion, so that they are checked as well. */
  readonly loose?: boolean;
  /** Of its tier one that is likely to find few rows, as the first letters of a name are and its first letter is not. */
  readonly selective?: boolean;
} & (
  | {
      /** `toks` of the row holds one of these digests; an SQL expression of type bigint[]. */
      readonly kind: 'toks';
      readonly sql: () => string;
    }
  | {
      /** A condition on the leading columns of `res_patient`. */
      readonly kind: 'column';
      readonly sql: () => string;
      /** The one patient whose rows these are, as an expression of type uuid. */
      readonly patient: () => string;
    }
  | {
      /** A FROM list in which `res` stands under the level's alias, each row at most once. */
      readonly kind: 'from';
      readonly sql: () => string;
    }
);

/** Meets nothing. */
export const NEVER: Condition = { check: () => 'false' };

/** One of several. It can be driven when each of them can be driven by digests. */
export function either(conditions: readonly Condition[]): Condition {
  const [only, ...more] = conditions;
  if (only === undefined) return NEVER;
  if (more.length === 0) return only;
  const check: Condition['check'] = (rows) => `(${conditions.map((each) => each.check(rows)).join(' or ')})`;
  const drives = conditions.flatMap(({ drive }) => (drive?.kind === 'toks' ? [drive] : []));
  const dear = conditions.some((each) => each.dear);
  if (drives.length < conditions.length) return { check, dear };
  const tier = drives.reduce<Tier>((most, each) => (each.tier > most ? each.tier : most), TIER.id);
  const sql = () => `(${drives.map((each) => each.sql()).join(' || ')})`;
  return { check, dear, drive: { kind: 'toks', tier, sql, loose: drives.some((each) => each.loose) } };
}

/** All of several: driven by the one that is likely to find the fewest, and checked. */
export function all(conditions: readonly Condition[]): Condition {
  const [only, ...more] = conditions;
  if (only !== undefined && more.length === 0) return only;
  const check: Condition['check'] = (rows) => `(${conditions.map((each) => each.check(rows)).join(' and ')})`;
  const dear = conditions.some((each) => each.dear);
  const drive = lowest(conditions);
  return drive === undefined ? { check, dear } : { check, dear, drive: { ...drive, loose: true } };
}

/** The drive among these conditions that is likely to find the fewest rows. */
export function lowest(conditions: readonly Condition[]): Drive | undefined {
  let best: Drive | undefined;
  for (const { drive } of conditions) {
    if (drive !== undefined && (best === undefined || drive.tier < best.tier)) best = drive;
  }
  return best;
}
