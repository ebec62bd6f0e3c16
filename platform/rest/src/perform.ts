import type { RecordTransaction } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { batch } from './bundle/batch.ts';
import { bodyOfEntry } from './bundle/entry-body.ts';
import type { PlannedEntry } from './bundle/plan.ts';
import { transaction } from './bundle/transaction.ts';
import type { Answer, FhirContext, WritingExchange } from './exchange.ts';
import type { Interaction } from './interaction.ts';
import { create } from './interactions/create.ts';
import { conditionalRemove, remove } from './interactions/delete.ts';
import { history } from './interactions/history.ts';
import { conditionalPatch, patch } from './interactions/patch.ts';
import { read, vread } from './interactions/read.ts';
import { search } from './interactions/search.ts';
import { conditionalUpdate, update } from './interactions/update.ts';
import { callOperation } from './operations/call.ts';
import { problemOf } from './outcome.ts';
import { isTold } from './refusal.ts';

/**
 * Carries out one interaction: allowed first, then run; the store writes the audit line with it. Clients, batches and
 * transactions all come through here, so that none of them can do what another may not.
 */
export async function perform(
  context: FhirContext,
  exchange: WritingExchange,
  interaction: Interaction,
): Promise<Answer> {
  const allowed = context.allow(exchange.caller, interaction);
  if (allowed !== undefined) await allowed;
  switch (interaction.name) {
    case 'read':
      return read(context, exchange, interaction);
    case 'vread':
      return vread(context, exchange, interaction);
    case 'search':
      return search(context, exchange, interaction);
    case 'history':
      return history(context, exchange, interaction);
    case 'create':
      return create(context, exchange, interaction);
    case 'update':
    case 'patch':
    case 'delete':
      return change(context, exchange, interaction);
    case 'operation':
      return callOperation(context, exchange, interaction);
    case 'bundle':
      return bundle(context, exchange);
    case 'capabilities':
      return { status: 200, headers: {}, content: context.capabilities(exchange.base) };
  }
}

/** An entry of a batch has no request of its own whose refusal the log could be told of. */
async function performOrTell(
  context: FhirContext,
  exchange: WritingExchange,
  interaction: Interaction,
): Promise<Answer> {
  try {
    if (interaction.name === 'bundle') {
      throw new Problem('not-supported', 'a batch or transaction is not sent inside another one');
    }
    return await perform(context, exchange, interaction);
  } catch (error) {
    await tell(context, exchange, interaction, problemOf(error));
    throw error;
  }
}

async function tell(
  context: FhirContext,
  { caller }: WritingExchange,
  interaction: Interaction | undefined,
  { status, code }: Problem,
): Promise<void> {
  if (!isTold({ interaction, status })) return;
  const { requestId } = caller;
  await context.onRefusal({ caller, requestId, address: undefined, interaction, status, code });
}

type ChangeInteraction = Extract<Interaction, { name: 'update' | 'patch' | 'delete' }>;

function change(
  context: FhirContext,
  exchange: WritingExchange,
  { name, type, id }: ChangeInteraction,
): Promise<Answer> {
  switch (name) {
    case 'update':
      return id === undefined
        ? conditionalUpdate(context, exchange, { type })
        : update(context, exchange, { type, id });
    case 'patch':
      return id === undefined
        ? conditionalPatch(context, exchange, { type })
        : patch(context, exchange, { type, id });
    case 'delete':
      return id === undefined
        ? conditionalRemove(context, exchange, { type })
        : remove(context, exchange, { type, id });
  }
}

function bundle(context: FhirContext, exchange: WritingExchange): Promise<Answer> {
  const { body } = exchange;
  if (body.kind !== 'resource' || body.resource.resourceType !== 'Bundle') {
    throw new Problem('invalid', 'a Bundle of type batch or transaction is sent to this address', {
      expression: 'resourceType',
    });
  }
  switch (body.resource.type) {
    case 'batch':
      return batch(
        context,
        exchange,
        body.resource,
        (entry) => performOrTell(context, exchangeOf(context, exchange, entry), entry.interaction),
        (problem) => tell(context, exchange, undefined, problem),
      );
    case 'transaction':
      return transaction(context, exchange, body.resource, (entry, inside) =>
        perform(context, readingExchange(context, exchange, entry, inside), entry.interaction),
      );
    default:
      throw new Problem('not-supported', 'a Bundle sent to this address is a batch or a transaction', {
        expression: 'Bundle.type',
      });
  }
}

/** An entry of a batch as a request of its own. Its answer leaves the resource out unless that was asked for. */
function exchangeOf(context: FhirContext, exchange: WritingExchange, entry: PlannedEntry): WritingExchange {
  return {
    ...exchange,
    query: entry.query,
    conditions: entry.conditions,
    prefer: { ...exchange.prefer, return: exchange.prefer.return ?? 'minimal' },
    body: bodyOfEntry(entry, context.limits.depth),
  };
}

function readingExchange(
  context: FhirContext,
  exchange: WritingExchange,
  entry: PlannedEntry,
  inside: RecordTransaction,
): WritingExchange {
  return { ...exchangeOf(context, exchange, entry), reader: inside };
}
