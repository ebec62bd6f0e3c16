import { parseSearch } from '@caecilia/fhir';
import type { StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Exchange, FhirContext } from '../exchange.ts';

/**
 * The one resource that a condition matches, or undefined. Throws 412 when several match, or when the condition
 * would match everything; a condition with a part that is not understood is refused, because leaving it out would
 * change what is written.
 */
export async function soleMatch(
  context: FhirContext,
  { reader, base }: Pick<Exchange, 'reader' | 'base'>,
  type: string,
  condition: string,
): Promise<StoredVersion | undefined> {
  const { query, unsupported } = parseSearch([type], conditionPairs(condition), {
    registry: context.searchParameters,
    terminology: context.searchTerminology,
    baseUrl: base,
    handling: 'strict',
    now: context.now().getTime(),
  });
  const [left] = unsupported;
  if (left !== undefined) {
    throw new Problem('invalid', `a condition must be understood whole: ${left.sentence}`, {
      expression: left.expression,
    });
  }
  if (query.criteria.length === 0) {
    throw new Problem('required', 'a condition needs at least one search parameter with a value', {
      status: 412,
    });
  }
  const { types, criteria } = query;
  const page = await reader.search({ types, criteria, sort: [], count: 2, total: 'none', includes: [] });
  if (page.matches.length > 1) {
    throw new Problem('multiple-matches', `the condition matches more than one ${type}; nothing was changed`);
  }
  return page.matches[0];
}

/** Name of the lock that two conditional changes with the same condition share. */
export function lockName(type: string, condition: string): string {
  const pairs = conditionPairs(condition).map(([name, value]) => `${name}=${value}`);
  return `${type}?${pairs.sort().join('&')}`;
}

/** A condition may be written with the question mark or the type in front, as some clients do. */
function conditionPairs(condition: string): [string, string][] {
  const mark = condition.indexOf('?');
  const text =
    mark >= 0 && /^[A-Za-z]*$/.test(condition.slice(0, mark)) ? condition.slice(mark + 1) : condition;
  return [...new URLSearchParams(text)].filter(([name]) => name !== '_format' && name !== '_pretty');
}
