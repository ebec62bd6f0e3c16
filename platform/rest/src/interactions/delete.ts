import type { Changed, StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Answer, FhirContext, WritingExchange } from '../exchange.ts';
import { answerDeleted } from './changed.ts';
import { expectedVersion, matchedVersion, stale } from './if-match.ts';
import { lockName, soleMatch } from './match.ts';
import { sole } from './update.ts';

/**
 * `DELETE [base]/Type/id`. What is not there is deleted already: 204 as well (R4 3.1.0.7). Whoever is held to rules gets
 * 404 for it, as for what is not theirs.
 */
export async function remove(
  context: FhirContext,
  exchange: WritingExchange,
  { type, id }: { type: string; id: string },
): Promise<Answer> {
  const expected = await expectedVersion(context, exchange, type, id);
  const work = () => exchange.session.change({ kind: 'delete', type, id, ...expected });
  const changed = exchange.caller.scope.kind === 'rules' ? await work() : await orNothing(work);
  if (changed === undefined && expected.ifMatch !== undefined) throw stale(type);
  return answerDeleted(changed?.version, exchange);
}

/** `DELETE [base]/Type?condition`: one or none; several are refused with 412, none of them deleted. */
export async function conditionalRemove(
  context: FhirContext,
  exchange: WritingExchange,
  { type }: { type: string },
): Promise<Answer> {
  const condition = exchange.query.toString();
  const version = await exchange.session.transaction(
    async (transaction): Promise<StoredVersion | undefined> => {
      await transaction.lock(lockName(type, condition));
      const match = await soleMatch(context, { ...exchange, reader: transaction }, type, condition);
      const expected = matchedVersion(context, type, exchange.conditions.ifMatch, match);
      if (match === undefined) return undefined;
      return sole(await transaction.write([{ kind: 'delete', type, id: match.id, ...expected }])).version;
    },
  );
  return answerDeleted(version, exchange);
}

async function orNothing(work: () => Promise<Changed>): Promise<Changed | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined;
    throw error;
  }
}
