import type { Include, SearchParam } from '../query.ts';
import { SearchError } from '../search-error.ts';
import { requireResourceType } from './criterion.ts';
import { requireTarget } from './reference-criterion.ts';
import type { Reading } from './search-context.ts';

const NAME = /^_(rev)?include(?::(.*))?$/s;
const FORM = '_include and _revinclude are written as Type:parameter or Type:parameter:TargetType, or with *';

/** Whether the name is one of an include, well formed or not. */
export function isIncludeName(name: string): boolean {
  return NAME.test(name);
}

/**
 * `_include=Procedure:encounter`, `_revinclude:iterate=Provenance:target`, `_include=Procedure:*`, `_include=*`.
 * Throws `SearchError` for anything else; `:recurse` is the old name of `:iterate`.
 */
export function parseInclude(name: string, value: string, reading: Reading): Include {
  const [, reversed, modifier] = NAME.exec(name) ?? [];
  if (modifier !== undefined && modifier !== 'iterate' && modifier !== 'recurse') {
    throw new SearchError('invalid', `the only modifier is :iterate; ${FORM}`);
  }
  const kind = { reverse: reversed !== undefined, iterate: modifier !== undefined };
  if (value === '*') return { ...kind, source: '*' };
  const [source = '', code = '', targetType, ...more] = value.split(':');
  if (source === '' || code === '' || targetType === '' || more.length > 0) {
    throw new SearchError('invalid', FORM);
  }
  requireResourceType(source, reading);
  const param = code === '*' ? undefined : referenceParameter(source, code, reading);
  if (targetType !== undefined) {
    requireResourceType(targetType, reading);
    if (param !== undefined) requireTarget(param, targetType);
  }
  return {
    ...kind,
    source,
    ...(param === undefined ? {} : { param }),
    ...(targetType === undefined ? {} : { targetType }),
  };
}

function referenceParameter(source: string, code: string, reading: Reading): SearchParam {
  const param = reading.registry.get(source, code);
  if (param?.type !== 'reference') {
    throw new SearchError('not-supported', `${code} is not a reference parameter of ${source}`);
  }
  return param;
}
