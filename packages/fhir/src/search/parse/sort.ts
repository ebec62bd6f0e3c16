import type { SortKey } from '../query.ts';
import { SearchError } from '../search-error.ts';
import { commonParameter } from './criterion.ts';
import type { Reading } from './search-context.ts';

/** One rule of `_sort`: `-date`. Throws `SearchError` for what cannot be sorted by. */
export function parseSortKey(rule: string, types: readonly string[], reading: Reading): SortKey {
  const descending = rule.startsWith('-');
  const code = descending ? rule.slice(1) : rule;
  if (code === '_id' || code === '_lastUpdated') return { by: code, descending };
  const param = commonParameter(types, code, reading);
  if (param === undefined || param.type === 'composite' || param.type === 'special') {
    throw new SearchError('not-supported', `${code} is not a parameter that can be sorted by`);
  }
  return { by: param, descending };
}
