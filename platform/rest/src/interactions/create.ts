import type { Answer, FhirContext, WritingExchange } from '../exchange.ts';
import { answerChanged } from './changed.ts';
import { accepted, resourceIn } from './incoming.ts';
import { lockName, soleMatch } from './match.ts';
import { sole } from './update.ts';

/** `POST [base]/Type`; with `If-None-Exist` only when nothing matches (R4 3.1.0.8.1). */
export async function create(
  context: FhirContext,
  exchange: WritingExchange,
  { type }: { type: string },
): Promise<Answer> {
  const { resource, notes } = accepted(context, resourceIn(exchange.body, type));
  const condition = exchange.conditions.ifNoneExist;
  if (condition === undefined) {
    return answerChanged(await exchange.session.change({ kind: 'create', resource }), exchange, notes);
  }
  const changed = await exchange.session.transaction(async (transaction) => {
    await transaction.lock(lockName(type, condition));
    const match = await soleMatch(context, { ...exchange, reader: transaction }, type, condition);
    if (match !== undefined) return { outcome: 'unchanged' as const, version: match };
    return sole(await transaction.write([{ kind: 'create', resource }]));
  });
  return answerChanged(changed, exchange, notes);
}
