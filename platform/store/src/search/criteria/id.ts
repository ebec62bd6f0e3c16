import type { Criterion } from '@caecilia/fhir';
import { internalId, isLogicalId } from '../../ids.ts';
import { type Condition, TIER } from '../condition.ts';
import { keysOf } from '../internal-ids.ts';
import { byKey } from '../source.ts';
import { type Level, once } from '../statement-draft.ts';
import { keyOf } from './range.ts';

/** `_id`. What FHIR does not admit as an id is the id of nothing. */
export function idCondition(level: Level, { anyOf, negated }: Extract<Criterion, { kind: 'id' }>): Condition {
  const { draft, alias, types } = level;
  const names = types.flatMap((type) => anyOf.filter(isLogicalId).map((id) => ({ type, id })));
  const ids = once(() =>
    draft.plain(
      names.map(({ type, id }) => internalId(type, id).id),
      'uuid',
    ),
  );
  if (negated) return { check: () => `${alias}.id <> all(${ids()})` };
  return {
    check: () => `${alias}.id = any(${ids()})`,
    // An id of the server's own layout is the same for every type, so a row found by key is one that was asked for.
    drive: {
      kind: 'from',
      tier: TIER.id,
      sql: () => {
        const k = draft.alias('k');
        return `${keysOf(draft, names)} ${k} ${byKey(alias, keyOf(k))}`;
      },
    },
  };
}
