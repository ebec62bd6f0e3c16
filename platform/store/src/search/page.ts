import type { Param } from '@caecilia/engine';
import type { SearchQuery } from '@caecilia/fhir';
import type { View } from '../access/view.ts';
import { typeNumber } from '../resource-types.ts';
import { TIER } from './condition.ts';
import { conditionsOf } from './condition-of.ts';
import { keyOf } from './criteria/range.ts';
import { foundColumns } from './found-row.ts';
import { firstOfAllMatches } from './matches.ts';
import { type OrderColumn, orderOf } from './order.ts';
import { type OwnPatients, ownPatients } from './own-patients.ts';
import { PageDraft, type PageWanted } from './page-draft.ts';
import { byKey, scanned, selected, source } from './source.ts';
import { StatementDraft } from './statement-draft.ts';
import { dateWindow, textWindow, timeWindow } from './windows.ts';

/** One statement and its parameters. */
export interface Compiled {
  readonly text: string;
  readonly params: readonly Param[];
  /** It is led by something that finds few records, such as one patient, so that this is likely to be short. */
  readonly quick: boolean;
}

/** One page as one statement. Throws `Problem` where the search cannot be answered as asked. */
export function compilePage(query: SearchQuery, view: View, wanted: PageWanted): Compiled {
  const draft = new StatementDraft(view);
  const level = { draft, alias: 'r', types: query.types };
  const conditions = conditionsOf(level, query.criteria);
  const page = new PageDraft(level, conditions, orderOf(level, query.sort), wanted);
  return { text: pageText(page), params: draft.params, quick: isQuick(page) };
}

function isQuick({ lead }: PageDraft): boolean {
  return lead !== undefined && (lead.tier <= TIER.narrow || lead.selective === true);
}

/** The number of all matches as one statement. */
export function compileTotal(query: SearchQuery, view: View): Compiled {
  const draft = new StatementDraft(view);
  const level = { draft, alias: 'r', types: query.types };
  const found = source(level, conditionsOf(level, query.criteria));
  return { text: selected('count(*) as total', found), params: draft.params, quick: false };
}

/** The way to a page. Which one is taken depends on the search and its caller alone, never on statistics of the database. */
function pageText(page: PageDraft): string {
  const [first] = page.order.columns;
  const { lead, oneType } = page;
  if (first === undefined && lead?.kind === 'column') return direct(page);
  const own = oneType && mayFindMany(page) ? ownPatients(page.level) : undefined;
  if (own !== undefined) return beginningWith(own, page, first);
  if (first === undefined && lead === undefined && oneType) return direct(page);
  return fetched(page, keysOf(page, first));
}

/** Whether the criterion that leads may find very many rows. */
function isBroad({ lead }: PageDraft): boolean {
  return lead === undefined || lead.tier >= TIER.period;
}

/** Whether it may find very many rows, the first letters of a name counted in: thousands can begin so. */
function mayFindMany(page: PageDraft): boolean {
  return isBroad(page) || (page.lead?.tier === TIER.text && page.lead.selective !== true);
}

/** The keys of the rows of a page, and what has to stand before them. */
interface Keys {
  readonly parts: readonly string[];
  readonly sql: string;
}

function keysOf(page: PageDraft, first: OrderColumn | undefined): Keys {
  const window = page.oneType && isBroad(page) ? windowOf(page, first) : undefined;
  if (window !== undefined) return triedFirst(page, window);
  const isWalk = first === undefined && page.lead === undefined;
  return { parts: [], sql: isWalk ? newestOfEachType(page) : firstOfAllMatches(page) };
}

/** The first of all that the caller's own patients have; the way of everybody else where these are too many. */
function beginningWith(own: OwnPatients, page: PageDraft, first: OrderColumn | undefined): string {
  const { level, conditions, order, wanted } = page;
  const ownPage = new PageDraft(level, [...conditions, own.condition], order, wanted);
  const columns = keyColumns(page);
  const others = keysOf(page, first);
  const named = (alias: string) => columns.map((name) => `${alias}.${name}`).join(', ');
  const sql = `select ${named('q')} from (${firstOfAllMatches(ownPage)}) q
    union all select ${named('w')} from (${others.sql}) w where ${own.tooMany}`;
  return fetched(page, { parts: [...own.parts, ...others.parts], sql });
}

function keyColumns({ order }: PageDraft): readonly string[] {
  return ['bucket', 'type', 'id', 'last_updated', ...order.columns.map(({ name }) => name)];
}

/** An index in the order of this column, where there is one. */
function windowOf(page: PageDraft, first: OrderColumn | undefined): string | undefined {
  if (first === undefined) return page.lead === undefined ? undefined : timeWindow(page);
  // Beyond a row without a value there is no other with one.
  if (first.from.kind === 'row' || page.wanted.cursor?.values[0] === null) return undefined;
  const [key, ...more] = first.from.keys;
  if (key === undefined || more.length > 0) return undefined;
  if (first.from.kind === 'dates') return dateWindow(page, first, key);
  return first.from.kind === 'texts' && page.order.columns.length === 1
    ? textWindow(page, first, key)
    : undefined;
}

/**
 * The newest rows of one type, or of one type of one patient: an index has them in the order of the answer. Rows
 * of one patient over several types are few enough to be sorted.
 */
function direct(page: PageDraft): string {
  const { level, conditions, lead, wanted } = page;
  const { from, where } = lead === undefined ? scanned(level, conditions, 'few') : source(level, conditions);
  const all = [...where, ...page.beyond('r')].join(' and ');
  return `select ${foundColumns('r', wanted.withToks)} from ${from} where ${all} order by ${page.orderBy('r')} limit ${page.limit}`;
}

/** The newest rows over many types: the newest of each, merged. */
function newestOfEachType(page: PageDraft): string {
  const { level, conditions } = page;
  const where = ['r.type = y.type', ...scanned(level, conditions, 'few').where, ...page.beyond('r')];
  const types = `'{${level.types.map(typeNumber).join(',')}}'::smallint[]`;
  return `select q.* from (select distinct type from unnest(${types}) y(type)) y
    cross join lateral (select r.bucket, r.type, r.id, r.last_updated from res r where ${where.join(' and ')}
      order by ${page.orderBy('r')} limit ${page.limit}) q
    order by ${page.orderBy('q')} limit ${page.limit}`;
}

/** What a window gives, if that fills the page; otherwise the first of all matches. */
function triedFirst(page: PageDraft, window: string): Keys {
  const { limit } = page;
  const filled = '(select count(*) from tried)';
  const names = keyColumns(page);
  const best = `select ${names.map((name) => `b.${name}`).join(', ')} from (${firstOfAllMatches(page)}) b`;
  return {
    parts: [`tried as materialized (${window})`, `best as materialized (${best})`],
    sql: `select * from tried where ${filled} >= ${limit} union all select * from best where ${filled} < ${limit}`,
  };
}

/** The rows of the page in full, by their key. */
function fetched(page: PageDraft, { parts, sql }: Keys): string {
  const values = page.order.columns.map(({ name }) => `, m.${name}::text as ${name}`).join('');
  const columns = foundColumns('r', page.wanted.withToks);
  const before = parts.length === 0 ? '' : `with ${parts.join(', ')} `;
  return `${before}select ${columns}${values} from (${sql}) m ${byKey('r', keyOf('m'))} order by ${page.orderBy('m')}`;
}
