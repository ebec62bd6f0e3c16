import { type Condition, lowest, TIER } from './condition.ts';
import { type Level, standing, typeCondition } from './statement-draft.ts';

/** Where the rows of a level come from: a FROM list and everything that must hold. */
export interface Source {
  readonly from: string;
  readonly where: readonly string[];
}

/** Rows by their primary key, whatever the statistics say: `keys` names a row source with bucket, type and id. */
export function byKey(
  alias: string,
  keys: { bucket: string; type: string; id: string },
  columns = '*',
): string {
  return `cross join lateral (select ${columns} from res where bucket = ${keys.bucket} and type = ${keys.type} and id = ${keys.id} offset 0) ${alias}`;
}

/**
 * The rows that meet all the conditions. The one that is likely to find the fewest leads, together with the others
 * of its tier where it is the index over digests; all the rest is asked of the rows that it finds.
 */
export function source(level: Level, conditions: readonly Condition[]): Source {
  const lead = lowest(conditions);
  if (lead === undefined) return scanned(level, conditions, 'many');
  const rows = lead.tier < TIER.period ? 'few' : 'many';
  const leading = conditions.filter(({ drive }) =>
    lead.kind === 'toks' ? drive?.kind === 'toks' && drive.tier === lead.tier : drive === lead,
  );
  // What leads loosely is checked last: its rows nearly always meet it.
  const others = conditions.filter((each) => !leading.includes(each));
  const loose = leading.filter(({ drive }) => drive?.loose);
  const checks = [...others, ...loose].map((each) => each.check(rows));
  const { alias } = level;
  switch (lead.kind) {
    case 'from':
      return { from: lead.sql(), where: [...standing(level), ...checks] };
    case 'column':
      return {
        from: `res ${alias}`,
        where: [lead.sql(), ...standing(level, undefined, lead.patient()), ...checks],
      };
    case 'toks': {
      const held = leading.map(({ drive }) => `${alias}.toks && ${drive?.sql() ?? ''}`);
      return { from: `res ${alias}`, where: [...held, ...standing(level, ofTypeLoosely(level)), ...checks] };
    }
  }
}

/** The sum keeps the database from going by the type, and from going by both the type and the digests. */
export function ofTypeLoosely({ alias, types }: Level): string {
  return typeCondition(`(${alias}.type + 0)`, types);
}

/** Every row of the level, each asked for everything. */
export function scanned(
  level: Level,
  conditions: readonly Condition[],
  rows: 'few' | 'many',
  ofType?: string,
): Source {
  return {
    from: `res ${level.alias}`,
    where: [...standing(level, ofType), ...conditions.map((each) => each.check(rows))],
  };
}

/** `select … from … where …`. */
export function selected(columns: string, { from, where }: Source): string {
  return `select ${columns} from ${from} where ${where.join(' and ')}`;
}
