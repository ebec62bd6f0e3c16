import { keyOf } from './criteria/range.ts';
import { ROW_COLUMNS, sortColumn } from './matches.ts';
import { lastInOrder, type OrderColumn } from './order.ts';
import type { PageDraft } from './page-draft.ts';
import { byKey, scanned } from './source.ts';
import { typeCondition } from './statement-draft.ts';

/**
 * Windows: some rows in the order asked, by an index that has this order, looked at one by one. A page that is dense
 * among them costs no more than that; of one that is not there are few enough matches to sort them all. So a window is
 * tried before a criterion that may find very many rows is answered by its own index.
 *
 * The sizes weigh what a row costs: a row of the newest lies beside the one before it, a row found by its date does not,
 * and a text finds all rows that have it.
 */
const NEWEST = 1500;
const NEWEST_WITH_CHAINS = 600;
const DATES = 400;
const TEXTS = 60;

/** What criteria and the access rule ask of a row. */
const ASKED = [
  'bucket',
  'type',
  'id',
  'fid',
  'patient',
  'others',
  'label',
  'deleted',
  'last_updated',
  'toks',
];

/** The newest rows of one type. */
export function timeWindow(page: PageDraft): string {
  const { level, conditions } = page;
  const inOrder = `order by ${page.orderBy('r')}`;
  const where = [typeCondition('r.type', level.types), ...page.beyond('r')].join(' and ');
  const size = conditions.some(({ dear }) => dear) ? NEWEST_WITH_CHAINS : NEWEST;
  const rows = `(select r.* from res r where ${where} ${inOrder} limit ${size}) r`;
  const met = scanned(level, conditions, 'few').where.join(' and ');
  return `select ${ROW_COLUMNS.join(', ')} from ${rows} where ${met} ${inOrder} limit ${page.limit}`;
}

/** The first rows in the order of a date; of several dates of a row only the one that it sorts by. */
export function dateWindow(page: PageDraft, column: OrderColumn, dateKey: string): string {
  const { draft } = page.level;
  const key = draft.param(dateKey, 'bigint');
  const { direction, from } = ahead(page, column, (value) => draft.param(Number(value), 'float8'));
  const start = from === undefined ? '' : ` and g.lo ${from}`;
  const rows = `(select g.* from rng g where g.key = ${key}${start} order by g.lo ${direction} limit ${DATES}) g`;
  // By the row and not by the range, so that it is asked only of rows that meet everything else.
  const only = `not exists (select 1 from rng o where o.bucket = r.bucket and o.type = r.type and o.id = r.id
    and o.key = g.key and (o.lo, o.hi) ${column.descending ? '>' : '<'} (g.lo, g.hi) offset 0)`;
  const columns = page.order.columns.map((each) =>
    each === column ? `g.lo as ${column.name}` : sortColumn(page, each),
  );
  const where = [...scanned(page.level, page.conditions, 'few').where, only].join(' and ');
  const found = `select ${[...ROW_COLUMNS, ...columns].join(', ')} from ${rows} ${byKey('r', keyOf('g'))} where ${where}`;
  return page.firstOf(found, 'p');
}

/**
 * The rows with the first texts of a dictionary, of each text no more than fill the page; of several texts of a row
 * only the one that it sorts by, which is looked at last, because it takes longest.
 */
export function textWindow(page: PageDraft, column: OrderColumn, textKey: string): string {
  const { draft } = page.level;
  const key = draft.param(textKey, 'bigint');
  const { direction, from } = ahead(page, column, (value) => `${draft.param(value, 'text')} collate "C"`);
  const start = from === undefined ? '' : ` and substr(norm, 1, 200) ${from}`;
  const texts = `(select tok, substr(norm, 1, 200) as text from text_value where key = ${key}${start}
    order by substr(norm, 1, 200) ${direction} limit ${TEXTS}) v`;
  // In order first and asked afterwards: of a name that thousands have, only as many are asked as fill the page.
  const columns = `${ASKED.map((name) => `h.${name}`).join(', ')}, v.text as ${column.name}`;
  const held = `select ${columns} from res h where h.toks && array[v.tok] offset 0`;
  const after = page.beyond('h');
  const where = after.length === 0 ? '' : ` where ${after.join(' and ')}`;
  const ordered = `select h.* from (${held}) h${where} order by ${page.orderBy('h')} offset 0`;
  const met = scanned(page.level, page.conditions, 'few').where.join(' and ');
  const several =
    column.several === undefined
      ? ''
      : `arraycontains(r.toks, ${draft.plain([column.several], 'bigint')}) and `;
  const only = `not (${several}exists (select 1 from unnest(r.toks) t(tok)
    cross join lateral (select norm from text_value where key = ${key} and tok = t.tok offset 0) o
    where (substr(o.norm, 1, 200), t.tok) ${column.descending ? '>' : '<'} (v.text, v.tok) offset 0))`;
  // By the text itself, in whose order they come: the database stops at the text that fills the page.
  return `select p.bucket, p.type, p.id, p.last_updated, p.${column.name} from ${texts}
    cross join lateral (select r.* from (${ordered}) r where ${met} and ${only} limit ${page.limit}) p
    order by ${[`v.text ${direction}`, ...lastInOrder(page.order, 'p', page.backward, false)].join(', ')} limit ${page.limit}`;
}

/** Which way an index is read for the page, and from where on. */
function ahead(
  page: PageDraft,
  { descending }: OrderColumn,
  placeholder: (value: string) => string,
): { readonly direction: 'asc' | 'desc'; readonly from: string | undefined } {
  const direction = descending === page.backward ? 'asc' : 'desc';
  const value = page.wanted.cursor?.values[0];
  if (value === undefined || value === null) return { direction, from: undefined };
  return { direction, from: `${direction === 'asc' ? '>=' : '<='} ${placeholder(value)}` };
}
