import type { Changed, StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { parseIfMatch } from '../etag.ts';
import type { Answer, FhirContext, WritingExchange } from '../exchange.ts';
import { answerDeleted } from './changed.ts';
import { lockName, soleMatch } from './match.ts';
import { expectedVersion, sole } from './update.ts';

/** `DELETE [base]/Type/id`. What is not there is deleted already: 204 as well (R4 3.1.0.7). */
export async function remove(
  exchange: WritingExchange,
  { type, id }: { type: string; id: string },
): Promise<Answer> {
  const ifMatch = await expectedVersion(exchange.reader, type, id, exchange.conditions);
  const changed = await orNothing(() =>
    exchange.session.change({ kind: 'delete', type, id, ...(ifMatch === undefined ? {} : { ifMatch }) }),
  );
  if (changed === undefined && ifMatch !== undefined) throw staleDelete();
  return answerDeleted(changed?.version, exchange);
}

/** `DELETE [base]/Type?condition`: one or none; several are refused with 412, none of them deleted. */
export async function conditionalRemove(
  context: FhirContext,
  exchange: WritingExchange,
  { type }: { type: string },
): Promise<Answer> {
  const condition = exchange.query.toString();
  const expected = parseIfMatch(exchange.conditions.ifMatch);
  const version = await exchange.session.transaction(
    async (transaction): Promise<StoredVersion | undefined> => {
      await transaction.lock(lockName(type, condition));
      const match = await soleMatch(context, { ...exchange, reader: transaction }, type, condition);
      if (match === undefined) {
        if (expected !== undefined) throw staleDelete();
        return undefined;
      }
      const ifMatch = expected === '*' ? match.versionId : expected;
      const change = {
        kind: 'delete' as const,
        type,
        id: match.id,
        ...(ifMatch === undefined ? {} : { ifMatch }),
      };
      return sole(await transaction.write([change])).version;
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

function staleDelete(): Problem {
  return new Problem('conflict', 'If-Match asks for a version, and there is nothing to delete', {
    status: 412,
  });
}
