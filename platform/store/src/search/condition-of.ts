import type { Criterion } from '@caecilia/fhir';
import { type Condition, NEVER } from './condition.ts';
import { chainCondition } from './criteria/chain.ts';
import { compositeCondition } from './criteria/composite.ts';
import { hasCondition } from './criteria/has.ts';
import { idCondition } from './criteria/id.ts';
import { lastUpdatedCondition } from './criteria/last-updated.ts';
import { compartmentCondition } from './criteria/patient-rows.ts';
import { type DateCriterion, datesCondition, rangeCondition } from './criteria/range.ts';
import { referenceCondition } from './criteria/reference.ts';
import { stringCondition, uriCondition, wordsCondition } from './criteria/text.ts';
import {
  missingCondition,
  ofTypeCondition,
  referenceIdentifierCondition,
  tokenCondition,
} from './criteria/token.ts';
import type { Level } from './statement-draft.ts';

/**
 * The SQL of all criteria of a search. Dates of one parameter are taken together: from one day to another is two
 * criteria, and each alone may find half of the record.
 */
export function conditionsOf(level: Level, criteria: readonly Criterion[]): Condition[] {
  const dates = new Map<string, DateCriterion[]>();
  const others: Criterion[] = [];
  for (const criterion of criteria) {
    if (criterion.kind !== 'date') others.push(criterion);
    else dates.set(criterion.param.code, [...(dates.get(criterion.param.code) ?? []), criterion]);
  }
  return [
    ...others.map((criterion) => conditionOf(level, criterion)),
    ...[...dates.values()].map((group) => datesCondition(level, group)),
  ];
}

/** The SQL of one criterion, asked of the rows of a level. Parameters enter the statement when a side of it is used. */
export function conditionOf(level: Level, criterion: Criterion): Condition {
  switch (criterion.kind) {
    case 'token':
      return tokenCondition(level, criterion);
    case 'text':
      return wordsCondition(level, criterion);
    case 'identifierOfType':
      return ofTypeCondition(level, criterion);
    case 'string':
      return stringCondition(level, criterion);
    case 'uri':
      return uriCondition(level, criterion);
    case 'date':
    case 'number':
    case 'quantity':
      return rangeCondition(level, criterion);
    case 'reference':
      return referenceCondition(level, criterion);
    case 'referenceIdentifier':
      return referenceIdentifierCondition(level, criterion);
    case 'composite':
      return compositeCondition(level, criterion, conditionOf);
    case 'missing':
      return missingCondition(level, criterion);
    case 'chain':
      return chainCondition(level, criterion, conditionOf);
    case 'has':
      return hasCondition(level, criterion, conditionOf);
    case 'id':
      return idCondition(level, criterion);
    case 'lastUpdated':
      return lastUpdatedCondition(level, criterion);
    case 'compartment':
      return compartmentCondition(level, criterion);
    case 'never':
      return NEVER;
  }
}
