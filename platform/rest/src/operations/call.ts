import type { FhirResource } from '@caecilia/fhir';
import { type Operation, type OperationContext, type OperationResult, Problem } from '@caecilia/kernel';
import type { Answer, FhirContext, WritingExchange } from '../exchange.ts';
import type { Interaction } from '../interaction.ts';
import { writeResource } from '../resource-text.ts';

type OperationInteraction = Extract<Interaction, { name: 'operation' }>;

/** `GET` or `POST` of a named operation, through the one pipeline that parses, allows, runs and audits. */
export async function callOperation(
  context: FhirContext,
  exchange: WritingExchange,
  interaction: OperationInteraction,
): Promise<Answer> {
  const operation = operationOf(context, interaction);
  const { level, type, id } = interaction;
  const operationContext: OperationContext = {
    caller: exchange.caller,
    session: exchange.session,
    level,
    ...(type === undefined ? {} : { type }),
    ...(id === undefined ? {} : { id }),
    base: exchange.base,
    now: context.now,
  };
  const body = resourceIn(exchange);
  const query = exchange.body.kind === 'form' ? exchange.body.parameters : exchange.query;
  const call = { query, ...(body === undefined ? {} : { body }) };
  return answerOf(await context.runOperation(operation, operationContext, call));
}

function operationOf(context: FhirContext, { level, code, type, method }: OperationInteraction): Operation {
  const operation = context.operations.find(level, code, type);
  if (operation === undefined) {
    throw new Problem('not-supported', 'there is no operation of this name here; see /metadata', {
      status: 404,
    });
  }
  if (method === 'GET' && operation.definition.affectsState) {
    throw new Problem('not-supported', 'this operation changes something, so it is called with POST', {
      status: 405,
    });
  }
  return operation;
}

function resourceIn({ body }: WritingExchange): FhirResource | undefined {
  return body.kind === 'resource' ? body.resource : undefined;
}

function answerOf(result: OperationResult): Answer {
  const content = result.kind === 'content' ? result.content : writeResource(result.resource);
  return { status: result.status ?? 200, headers: {}, content };
}
