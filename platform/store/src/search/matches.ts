import { TIER } from './condition.ts';
import type { OrderColumn } from './order.ts';
import type { PageDraft } from './page-draft.ts';
import { selected, source } from './source.ts';

/** Columns that name a row and end every order. */
export const ROW_COLUMNS = ['r.bucket', 'r.type', 'r.id', 'r.last_updated'];

/** All matches by the criterion that leads, the first of them by sorting. */
export function firstOfAllMatches(page: PageDraft): string {
  return page.firstOf(allMatches(page), 'm');
}

function allMatches(page: PageDraft): string {
  const texts = page.order.columns.filter(({ from }) => from.kind === 'texts');
  const own = page.order.columns.filter(({ from }) => from.kind !== 'texts');
  const columns = [...ROW_COLUMNS, ...own.map((each) => sortColumn(page, each))];
  const found = source(page.level, page.conditions);
  if (texts.length === 0) return `${selected(columns.join(', '), found)} offset 0`;
  return withTexts(page, texts, selected([...columns, 'r.toks'].join(', '), found));
}

/** The value of row `r` that it is sorted by. */
export function sortColumn({ level: { draft } }: PageDraft, { name, from, descending }: OrderColumn): string {
  if (from.kind === 'row') return `${from.sql} as ${name}`;
  const best = descending ? 'max' : 'min';
  const keys = draft.plain(from.keys, 'bigint');
  if (from.kind === 'texts') {
    return `(select ${best}(substr(v.norm, 1, 200)) from unnest(r.toks) t(tok)
      join text_value v on v.tok = t.tok and v.key = any(${keys})) as ${name}`;
  }
  return `(select ${best}(g.lo) from rng g where g.bucket = r.bucket and g.type = r.type
    and g.id = r.id and g.key = any(${keys})) as ${name}`;
}

/**
 * Joins the digests of all matches with the dictionary at once: asking row by row would take far longer where the
 * matches are many. The dictionary is read first then; where they are few, it is asked by key.
 */
function withTexts(page: PageDraft, texts: readonly OrderColumn[], found: string): string {
  const few = page.lead !== undefined && page.lead.tier < TIER.period;
  const joins = texts.map((text) => {
    const { name, from, descending } = text;
    const keys = page.level.draft.plain(from.kind === 'texts' ? from.keys : [], 'bigint');
    const dictionary = few ? 'text_value' : `d${name}`;
    return {
      column: `${name}.text as ${name}`,
      dictionary: `d${name} as materialized (select key, tok, norm from text_value where key = any(${keys}))`,
      join: `left join (select f.type, f.id, ${descending ? 'max' : 'min'}(substr(v.norm, 1, 200)) as text
        from found f cross join unnest(f.toks) t(tok) join ${dictionary} v on v.tok = t.tok and v.key = any(${keys})
        group by f.type, f.id) ${name} on ${name}.type = f.type and ${name}.id = f.id`,
    };
  });
  const read = few ? [] : joins.map(({ dictionary }) => dictionary);
  const columns = ['f.*', ...joins.map(({ column }) => column)].join(', ');
  return `with ${[`found as materialized (${found})`, ...read].join(', ')}
    select ${columns} from found f ${joins.map(({ join }) => join).join(' ')}`;
}
