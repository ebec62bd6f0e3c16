import type { FhirResource } from '@caecilia/fhir';
import type { Change, Changed, StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Answer, FhirContext, WritingExchange } from '../exchange.ts';
import { answerChanged } from './changed.ts';
import { type Expected, expectedVersion, matchedVersion } from './if-match.ts';
import { accepted, requireId, resourceIn } from './incoming.ts';
import { lockName, soleMatch } from './match.ts';

/** `PUT [base]/Type/id`: replaces, or creates under the id that the client chose. */
export async function update(
  context: FhirContext,
  exchange: WritingExchange,
  { type, id }: { type: string; id: string },
): Promise<Answer> {
  const given = resourceIn(exchange.body, type);
  requireId(given, id);
  const { resource, notes } = accepted(context, given);
  const expected = await expectedVersion(context, exchange, type, id);
  const change: Change = { kind: 'update', id, resource, ...expected };
  return answerChanged(await exchange.session.change(change), exchange, notes);
}

/** `PUT [base]/Type?condition` (R4 3.1.0.4.3). */
export async function conditionalUpdate(
  context: FhirContext,
  exchange: WritingExchange,
  { type }: { type: string },
): Promise<Answer> {
  const { resource, notes } = accepted(context, resourceIn(exchange.body, type));
  const condition = exchange.query.toString();
  const changed = await exchange.session.transaction(async (transaction) => {
    await transaction.lock(lockName(type, condition));
    const match = await soleMatch(context, { ...exchange, reader: transaction }, type, condition);
    const expected = matchedVersion(context, type, exchange.conditions.ifMatch, match);
    const change = conditionalChange(resource, match, expected);
    return sole(await transaction.write([change]));
  });
  return answerChanged(changed, exchange, notes);
}

/** What a conditional update becomes: a create, an update under the id in the resource, or an update of the match. */
export function conditionalChange(
  resource: FhirResource,
  match: StoredVersion | undefined,
  expected: Expected,
): Change {
  const type = resource.resourceType;
  if (match === undefined) {
    if (resource.id === undefined) return { kind: 'create', resource };
    return { kind: 'update', id: resource.id, resource };
  }
  if (resource.id !== undefined && resource.id !== match.id) {
    throw new Problem(
      'invalid',
      'the id in the resource is not the id of the resource that matches the condition',
      { expression: `${type}.id` },
    );
  }
  const changed = { ...resource, resourceType: type, id: match.id };
  return { kind: 'update', id: match.id, resource: changed, ...expected };
}

/** The result of writing one change inside a transaction. */
export function sole(changes: readonly Changed[]): Changed {
  const [changed] = changes;
  if (changed === undefined || changes.length > 1)
    throw new Error('the store answered another number of changes');
  return changed;
}
