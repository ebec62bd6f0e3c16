import type { SearchParam, SortKey } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { type Cursor, isPrintedInstant } from './cursor.ts';
import { logicalId } from './internal-ids.ts';
import { type Dictionary, type ParamKey, rangeKey, severalTok, textKey } from './keys.ts';
import { paramKeys } from './merged-params.ts';
import { isPatientColumn } from './patient-column.ts';
import type { Level, StatementDraft } from './statement-draft.ts';

/**
 * The order of an answer. Several values of one resource count by their smallest when ascending and their largest
 * when descending; a range counts by where it begins; texts by their first 200 characters, folded; tokens by their
 * code. Resources without a value come last either way. What is equal is ordered newest first and then by id, so
 * that every row has one place.
 */
export interface Order {
  readonly columns: readonly OrderColumn[];
  /** Of time and id, which come after the columns; ascending only where the search asked for nothing but that. */
  readonly timeDescending: boolean;
}

/** One rule of `_sort`, as a column of the set of matches. */
export interface OrderColumn {
  readonly name: string;
  readonly type: 'float8' | 'text' | 'timestamptz';
  readonly descending: boolean;
  /** A digest that every row with more than one text holds; absent where none tells. */
  readonly several?: string;
  readonly from:
    | { readonly kind: 'row'; readonly sql: string }
    /** `dates`: under one key, and no range twice, so that the index over ranges has the order of the answer. */
    | { readonly kind: 'dates' | 'ranges' | 'texts'; readonly keys: readonly string[] };
}

/** Throws `Problem('not-supported')` for what has no order in the index. */
export function orderOf(level: Level, sort: readonly SortKey[]): Order {
  const [first, ...more] = sort;
  if (first === undefined) return { columns: [], timeDescending: true };
  if (first.by === '_lastUpdated' && more.length === 0) {
    return { columns: [], timeDescending: first.descending };
  }
  const columns = sort.map((key, index) => ({
    name: `k${index}`,
    descending: key.descending,
    ...columnOf(level, key.by),
  }));
  return { columns, timeDescending: true };
}

type Column = Pick<OrderColumn, 'type' | 'from' | 'several'>;

function columnOf(level: Level, by: SortKey['by']): Column {
  const { alias, types } = level;
  if (by === '_id') return { type: 'text', from: { kind: 'row', sql: `${logicalId(alias)} collate "C"` } };
  if (by === '_lastUpdated') {
    return { type: 'timestamptz', from: { kind: 'row', sql: `${alias}.last_updated` } };
  }
  const column = columnOfParam(level, by, paramKeys(types, by.code));
  if (column === undefined) throw unordered(by);
  return column;
}

function columnOfParam(
  { alias, types }: Level,
  by: SearchParam,
  keys: readonly ParamKey[],
): Column | undefined {
  switch (by.type) {
    case 'date':
      return {
        type: 'float8',
        from: { kind: keys.length === 1 ? 'dates' : 'ranges', keys: keys.map(rangeKey) },
      };
    case 'number':
    case 'quantity':
      return { type: 'float8', from: { kind: 'ranges', keys: keys.map(rangeKey) } };
    case 'string': {
      const [only, ...more] = keys;
      const several = only === undefined || more.length > 0 ? {} : { several: severalTok(only) };
      return { ...texts(keys, 'string'), ...several };
    }
    case 'uri':
      return texts(keys, 'uri');
    case 'token':
      return by.code === 'identifier' ? undefined : texts(keys, 'code');
    case 'reference':
      return types.every((type) => isPatientColumn(type, by.code))
        ? { type: 'text', from: { kind: 'row', sql: `${alias}.patient::text collate "C"` } }
        : undefined;
    case 'composite':
    case 'special':
      return undefined;
  }
}

function texts(keys: readonly ParamKey[], dictionary: Dictionary): Column {
  return { type: 'text', from: { kind: 'texts', keys: keys.map((key) => textKey(key, dictionary)) } };
}

function unordered(param: SearchParam): Problem {
  return new Problem(
    'not-supported',
    `${param.code} of ${param.base} cannot be sorted by; dates, numbers, quantities, strings, addresses, codes, patient, _id and _lastUpdated can`,
    { expression: '_sort' },
  );
}

/** The ORDER BY list over a row source that has the columns of `order`; backward for a page before the cursor. */
export function orderBy(order: Order, alias: string, backward: boolean, withType: boolean): string {
  const columns = order.columns.map(({ name, descending }) => {
    const direction = descending === backward ? 'asc' : 'desc';
    return `${alias}.${name} ${direction} nulls ${backward ? 'first' : 'last'}`;
  });
  return [...columns, ...lastInOrder(order, alias, backward, withType)].join(', ');
}

/** What ends every order: rows that are equal in all columns. */
export function lastInOrder(order: Order, alias: string, backward: boolean, withType: boolean): string[] {
  const direction = order.timeDescending === backward ? 'asc' : 'desc';
  return ['last_updated', 'id', ...(withType ? ['type'] : [])].map((name) => `${alias}.${name} ${direction}`);
}

/** The condition that a row comes after the cursor, or before it. */
export function beyond(
  draft: StatementDraft,
  order: Order,
  { cursor, alias, withType }: { cursor: Cursor; alias: string; withType: boolean },
): string {
  const { backward } = cursor;
  const names = ['last_updated', 'id', ...(withType ? ['type'] : [])].map((name) => `${alias}.${name}`);
  const place = [
    draft.param(cursor.lastUpdated, 'timestamptz'),
    draft.param(cursor.id, 'uuid'),
    ...(withType ? [draft.param(cursor.type, 'int')] : []),
  ];
  const sign = order.timeDescending === backward ? '>' : '<';
  const timeAndId = `(${names.join(', ')}) ${sign} (${place.join(', ')})`;
  return order.columns.reduceRight((rest, column, index) => {
    const value = cursor.values[index] ?? null;
    return columnBeyond(draft, { column, value, alias, backward }, rest);
  }, timeAndId);
}

interface ColumnPlace {
  readonly column: OrderColumn;
  readonly value: string | null;
  readonly alias: string;
  readonly backward: boolean;
}

/** Beyond in this column, or equal in it and beyond in the rest. Nulls stand last. */
function columnBeyond(
  draft: StatementDraft,
  { column, value, alias, backward }: ColumnPlace,
  rest: string,
): string {
  const name = `${alias}.${column.name}`;
  if (value === null) {
    return backward
      ? `(${name} is not null or (${name} is null and ${rest}))`
      : `(${name} is null and ${rest})`;
  }
  const placeholder = draft.param(checked(column, value), column.type);
  const collated = column.type === 'text' ? `${placeholder} collate "C"` : placeholder;
  const sign = column.descending === backward ? '>' : '<';
  const strictly = `${name} ${sign} ${collated}`;
  const past = backward ? strictly : `(${strictly} or ${name} is null)`;
  return `(${past} or (${name} = ${collated} and ${rest}))`;
}

/** A sort value of a cursor is what the database printed; anything else would only fail there. */
function checked({ type }: OrderColumn, value: string): string {
  const isWellFormed =
    type === 'text' ||
    (type === 'timestamptz' ? isPrintedInstant(value) : value !== '' && !Number.isNaN(Number(value)));
  if (isWellFormed && !value.includes('\0')) return value;
  throw new Problem(
    'value',
    'the position in the search is not one that this server gave; follow the links of its pages',
    {
      expression: '_cursor',
    },
  );
}
