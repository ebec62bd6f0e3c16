import { SearchError } from '../search-error.ts';
import type { Draft, Summary } from './draft.ts';
import { parseInclude } from './include.ts';
import { refuseBeyond } from './search-context.ts';
import { parseSortKey } from './sort.ts';

type Handler = (draft: Draft, value: string) => void;

const SUMMARIES: ReadonlySet<string> = new Set<Summary>(['true', 'text', 'data', 'count', 'false']);
const ELEMENT = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*$/;
const LONGEST_CURSOR = 4096;

/** The parameters that shape the answer and are not criteria, by name. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['_sort', readSort],
  ['_count', readCount],
  ['_total', readTotal],
  ['_summary', readSummary],
  ['_elements', readElements],
  ['_cursor', readCursor],
  ['_contained', readContained],
  // Which types are searched is settled before the parameters are read; how it is written, by whoever answers.
  ['_type', (draft, value) => draft.understood('_type', value)],
  ['_format', (draft, value) => draft.understood('_format', value)],
  ['_pretty', (draft, value) => draft.understood('_pretty', value)],
]);

/** Reads a parameter that shapes the answer; false where the name is none of those. Throws `SearchError`. */
export function readResultParameter(draft: Draft, name: string, value: string): boolean {
  const handler = HANDLERS.get(name);
  handler?.(draft, value);
  return handler !== undefined;
}

/** Reads an include; a malformed or unknown one is left out of a lenient search. */
export function readInclude(draft: Draft, name: string, value: string): void {
  draft.tolerate(name, () => {
    const include = parseInclude(name, value, draft.reading);
    draft.includes.push(include);
    refuseBeyond(draft.includes.length, draft.reading.limits.includes, 'includes');
    draft.understood(`_${include.reverse ? 'rev' : ''}include${include.iterate ? ':iterate' : ''}`, value);
  });
}

function readSort(draft: Draft, value: string): void {
  const understood: string[] = [];
  for (const rule of value.split(',')) {
    draft.tolerate('_sort', () => {
      draft.sort.push(parseSortKey(rule.trim(), draft.types, draft.reading));
      understood.push(rule.trim());
    });
  }
  refuseBeyond(draft.sort.length, draft.reading.limits.sortKeys, 'rules in _sort');
  if (understood.length > 0) draft.understood('_sort', understood.join(','));
}

function readCount(draft: Draft, value: string): void {
  draft.onlyOnce('_count');
  if (!/^\d{1,9}$/.test(value)) throw new SearchError('value', '_count takes a whole number, 0 or more');
  draft.count = Math.min(Number(value), draft.reading.limits.maximumCount);
  draft.understood('_count', String(draft.count));
}

function readTotal(draft: Draft, value: string): void {
  draft.onlyOnce('_total');
  if (value !== 'none' && value !== 'estimate' && value !== 'accurate') {
    throw new SearchError('value', '_total takes none, estimate or accurate');
  }
  draft.total = value === 'none' ? 'none' : 'accurate';
  draft.understood('_total', value);
}

function isSummary(value: string): value is Summary {
  return SUMMARIES.has(value);
}

function readSummary(draft: Draft, value: string): void {
  draft.onlyOnce('_summary');
  if (!isSummary(value)) throw new SearchError('value', '_summary takes true, text, data, count or false');
  draft.summary = value;
  draft.understood('_summary', value);
}

function readElements(draft: Draft, value: string): void {
  const elements = value.split(',').map((element) => element.trim());
  if (!elements.every((element) => ELEMENT.test(element))) {
    throw new SearchError('value', '_elements takes names of elements, joined by commas');
  }
  draft.elements.push(...elements);
  draft.understood('_elements', elements.join(','));
}

function readCursor(draft: Draft, value: string): void {
  draft.onlyOnce('_cursor');
  refuseBeyond(value.length, LONGEST_CURSOR, 'characters in _cursor');
  draft.cursor = value;
}

function readContained(draft: Draft, value: string): void {
  if (value !== 'false') {
    throw new SearchError('not-supported', 'contained resources are not searched; _contained takes false');
  }
  draft.understood('_contained', value);
}
