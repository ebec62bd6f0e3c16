import type { Criterion, RangeValue } from '@caecilia/fhir';
import type { Condition } from '../condition.ts';
import { type Level, once } from '../statement-draft.ts';

/** When the version was made: a moment, so that every prefix is a comparison with one or both ends of the value. */
export function lastUpdatedCondition(
  level: Level,
  { anyOf }: Extract<Criterion, { kind: 'lastUpdated' }>,
): Condition {
  return { check: once(() => `(${anyOf.map((value) => compared(level, value)).join(' or ')})`) };
}

function compared({ draft, alias }: Level, { prefix, low, high }: RangeValue): string {
  const at = `${alias}.last_updated`;
  const from = () => `to_timestamp(${draft.param(low / 1000, 'float8')})`;
  const until = () => `to_timestamp(${draft.param(high / 1000, 'float8')})`;
  switch (prefix) {
    case 'eq':
    case 'ap':
      return `(${at} >= ${from()} and ${at} < ${until()})`;
    case 'ne':
      return `(${at} < ${from()} or ${at} >= ${until()})`;
    case 'gt':
    case 'sa':
      return `${at} >= ${until()}`;
    case 'ge':
      return `${at} >= ${from()}`;
    case 'lt':
    case 'eb':
      return `${at} < ${from()}`;
    case 'le':
      return `${at} < ${until()}`;
  }
}
