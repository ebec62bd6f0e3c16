import type { SearchQuery } from '@caecilia/fhir';
import type { Scope } from '@caecilia/kernel';
import { typeNumber } from '../resource-types.ts';
import type { Param } from '../sql.ts';
import { type Condition, type Drive, lowest, TIER } from './condition.ts';
import { conditionOf } from './condition-of.ts';
import { keyOf } from './criteria/range.ts';
import type { Cursor } from './cursor.ts';
import { foundColumns } from './found-row.ts';
import { beyond, type Order, type OrderColumn, orderBy, orderOf } from './order.ts';
import { byKey, scanned, selected, source } from './source.ts';
import { type Level, StatementDraft, typeCondition } from './statement-draft.ts';

/** One statement and its parameters. */
export interface Compiled {
  readonly text: string;
  readonly params: readonly Param[];
}

/** Which rows of an answer. `rows` is one more than the page shows, to know whether there is another. */
export interface PageWanted {
  readonly rows: number;
  readonly cursor: Cursor | undefined;
  /** Gives the digests of each row too, for includes. */
  readonly withToks: boolean;
}

/**
 * How many rows, in the order asked, are looked at one by one before a broad criterion is answered by its index. A
 * page that is dense among them costs no more than that; one that is not has few enough matches for the index.
 */
const WINDOW = 1500;

/** One page as one statement. Throws `Problem` where the search cannot be answered as asked. */
export function compilePage(query: SearchQuery, scope: Scope, wanted: PageWanted): Compiled {
  const draft = new StatementDraft(scope);
  const level = { draft, alias: 'r', types: query.types };
  const conditions = query.criteria.map((criterion) => conditionOf(level, criterion));
  const text = new PageText(level, conditions, orderOf(level, query.sort), wanted).text();
  return { text, params: draft.params };
}

/** The number of all matches as one statement. */
export function compileTotal(query: SearchQuery, scope: Scope): Compiled {
  const draft = new StatementDraft(scope);
  const level = { draft, alias: 'r', types: query.types };
  const conditions = query.criteria.map((criterion) => conditionOf(level, criterion));
  return { text: selected('count(*) as total', source(level, conditions)), params: draft.params };
}

/** The ways to a page. Which one is taken depends on the search alone, never on statistics of the database. */
class PageText {
  readonly #level: Level;
  readonly #conditions: readonly Condition[];
  readonly #order: Order;
  readonly #wanted: PageWanted;
  readonly #lead: Drive | undefined;
  readonly #oneType: boolean;
  readonly #limit: string;

  constructor(level: Level, conditions: readonly Condition[], order: Order, wanted: PageWanted) {
    this.#level = level;
    this.#conditions = conditions;
    this.#order = order;
    this.#wanted = wanted;
    this.#lead = lowest(conditions);
    this.#oneType = level.types.length === 1;
    this.#limit = level.draft.param(wanted.rows, 'int');
  }

  text(): string {
    const [first] = this.#order.columns;
    return first === undefined ? this.#newest() : this.#sorted(first);
  }

  /** Whether the criterion that leads may find very many rows. */
  get #isBroad(): boolean {
    return this.#lead === undefined || this.#lead.tier >= TIER.period;
  }

  #newest(): string {
    if (this.#lead?.kind === 'column') return this.#direct();
    if (this.#lead === undefined) {
      return this.#oneType ? this.#direct() : this.#fetched(this.#newestOfEachType());
    }
    return this.#oneType && this.#isBroad
      ? this.#triedFirst(this.#timeWindow())
      : this.#fetched(this.#best());
  }

  #sorted(first: OrderColumn): string {
    const [date] = first.from.kind === 'dates' && this.#oneType ? first.from.keys : [];
    // Beyond a row without a date there is no other with one.
    if (date === undefined || !this.#isBroad || this.#wanted.cursor?.values[0] === null) {
      return this.#fetched(this.#best());
    }
    return this.#triedFirst(this.#dateWindow(first, date));
  }

  get #backward(): boolean {
    return this.#wanted.cursor?.backward ?? false;
  }

  #orderBy(alias: string): string {
    return orderBy(this.#order, alias, this.#backward, !this.#oneType);
  }

  /** Conditions for a page after or before a cursor; none for the first. */
  #beyond(alias: string): string[] {
    const { cursor } = this.#wanted;
    if (cursor === undefined) return [];
    return [beyond(this.#level.draft, this.#order, { cursor, alias, withType: !this.#oneType })];
  }

  /**
   * The newest rows of one type, or of one type of one patient: an index has them in the order of the answer. Rows
   * of one patient over several types are few enough to be sorted.
   */
  #direct(): string {
    const { from, where } =
      this.#lead === undefined
        ? scanned(this.#level, this.#conditions, 'few')
        : source(this.#level, this.#conditions);
    const all = [...where, ...this.#beyond('r')].join(' and ');
    return `select ${foundColumns('r', this.#wanted.withToks)} from ${from} where ${all} order by ${this.#orderBy('r')} limit ${this.#limit}`;
  }

  /** The newest rows over many types: the newest of each, merged. */
  #newestOfEachType(): string {
    const { types } = this.#level;
    const { where } = scanned(this.#level, this.#conditions, 'few');
    const ofType = ['r.type = y.type', ...where, ...this.#beyond('r')].join(' and ');
    return `select q.* from (select distinct type from unnest('{${types.map(typeNumber).join(',')}}'::smallint[]) y(type)) y
      cross join lateral (select r.bucket, r.type, r.id, r.last_updated from res r where ${ofType}
        order by ${this.#orderBy('r')} limit ${this.#limit}) q
      order by ${this.#orderBy('q')} limit ${this.#limit}`;
  }

  /** All matches by the criterion that leads, the best of them by sorting. */
  #best(): string {
    const beyondIt = this.#beyond('m');
    const where = beyondIt.length === 0 ? '' : ` where ${beyondIt.join(' and ')}`;
    return `select m.* from (${this.#set()}) m${where} order by ${this.#orderBy('m')} limit ${this.#limit}`;
  }

  /** All matches, with the columns they are sorted by. */
  #set(): string {
    const texts = this.#order.columns.filter(({ from }) => from.kind === 'texts');
    const own = this.#order.columns.filter(({ from }) => from.kind !== 'texts');
    const columns = [
      'r.bucket',
      'r.type',
      'r.id',
      'r.last_updated',
      ...own.map((each) => this.#ownColumn(each)),
    ];
    const found = source(this.#level, this.#conditions);
    if (texts.length === 0) return `${selected(columns.join(', '), found)} offset 0`;
    return this.#withTexts(texts, selected([...columns, 'r.toks'].join(', '), found));
  }

  #ownColumn({ name, from, descending }: OrderColumn): string {
    if (from.kind === 'row') return `${from.sql} as ${name}`;
    const keys = this.#level.draft.plain(from.keys, 'bigint');
    return `(select ${descending ? 'max' : 'min'}(g.lo) from rng g where g.bucket = r.bucket and g.type = r.type
      and g.id = r.id and g.key = any(${keys})) as ${name}`;
  }

  /** Joins the digests of all matches with the dictionary at once: asking row by row would take far longer. */
  #withTexts(texts: readonly OrderColumn[], found: string): string {
    const { draft } = this.#level;
    const columns = texts.map(({ name }) => `, ${name}.text as ${name}`).join('');
    const joins = texts.map(({ name, from, descending }) => {
      const keys = draft.plain(from.kind === 'texts' ? from.keys : [], 'bigint');
      return `left join (select f.type, f.id, ${descending ? 'max' : 'min'}(substr(v.norm, 1, 200)) as text
        from found f cross join unnest(f.toks) t(tok) join text_value v on v.tok = t.tok and v.key = any(${keys})
        group by f.type, f.id) ${name} on ${name}.type = f.type and ${name}.id = f.id`;
    });
    return `with found as materialized (${found}) select f.*${columns} from found f ${joins.join(' ')}`;
  }

  /** The newest rows, checked one by one. */
  #timeWindow(): string {
    const inOrder = (alias: string) => `order by ${this.#orderBy(alias)}`;
    const where = [typeCondition('r.type', this.#level.types), ...this.#beyond('r')].join(' and ');
    const rows = `(select r.* from res r where ${where} ${inOrder('r')} limit ${WINDOW}) r`;
    const { where: met } = scanned(this.#level, this.#conditions, 'few');
    return `select r.bucket, r.type, r.id, r.last_updated from ${rows} where ${met.join(' and ')} ${inOrder('r')} limit ${this.#limit}`;
  }

  /** The first rows in the order of a date, checked one by one; of several dates of a row only the one it sorts by. */
  #dateWindow(column: OrderColumn, dateKey: string): string {
    const { draft } = this.#level;
    const key = draft.param(dateKey, 'bigint');
    const ahead = column.descending === this.#backward ? 'asc' : 'desc';
    const start = this.#wanted.cursor?.values[0];
    const from =
      start === undefined || start === null
        ? ''
        : ` and g.lo ${ahead === 'asc' ? '>=' : '<='} ${draft.param(Number(start), 'float8')}`;
    const rows = `(select g.* from rng g where g.key = ${key}${from} order by g.lo ${ahead} limit ${WINDOW}) g`;
    const better = column.descending ? '>' : '<';
    // By the row and not by the range, so that it is asked only of rows that meet everything else.
    const only = `not exists (select 1 from rng o where o.bucket = r.bucket and o.type = r.type and o.id = r.id
      and o.key = g.key and (o.lo, o.hi) ${better} (g.lo, g.hi) offset 0)`;
    const own = this.#order.columns.map((each) =>
      each === column ? `g.lo as ${column.name}` : this.#anyColumn(each),
    );
    const { where } = scanned(this.#level, this.#conditions, 'few');
    const columns = ['r.bucket', 'r.type', 'r.id', 'r.last_updated', ...own].join(', ');
    const found = `select ${columns} from ${rows} ${byKey('r', keyOf('g'))} where ${[...where, only].join(' and ')}`;
    const beyondIt = this.#beyond('p');
    const after = beyondIt.length === 0 ? '' : ` where ${beyondIt.join(' and ')}`;
    return `select p.* from (${found}) p${after} order by ${this.#orderBy('p')} limit ${this.#limit}`;
  }

  #anyColumn(column: OrderColumn): string {
    const { from, name, descending } = column;
    if (from.kind !== 'texts') return this.#ownColumn(column);
    const keys = this.#level.draft.plain(from.keys, 'bigint');
    return `(select ${descending ? 'max' : 'min'}(substr(v.norm, 1, 200)) from unnest(r.toks) t(tok)
      join text_value v on v.tok = t.tok and v.key = any(${keys})) as ${name}`;
  }

  /** What a window gives, if that fills the page; otherwise the best of all matches. */
  #triedFirst(window: string): string {
    const filled = `(select count(*) from tried)`;
    const names = ['bucket', 'type', 'id', 'last_updated', ...this.#order.columns.map(({ name }) => name)];
    const best = `select ${names.map((name) => `b.${name}`).join(', ')} from (${this.#best()}) b`;
    return `with tried as materialized (${window}), best as materialized (${best})
      ${this.#fetched(
        `select * from tried where ${filled} >= ${this.#limit} union all select * from best where ${filled} < ${this.#limit}`,
      )}`;
  }

  /** The rows of the page in full, by their key. */
  #fetched(keys: string): string {
    const values = this.#order.columns.map(({ name }) => `, m.${name}::text as ${name}`).join('');
    return `select ${foundColumns('r', this.#wanted.withToks)}${values} from (${keys}) m ${byKey('r', keyOf('m'))} order by ${this.#orderBy('m')}`;
  }
}
