import type { HandOvers } from '@caecilia/exchange';
import { elementOf, parseJson } from '@caecilia/fhir';
import { allowsAtAll, type Caller, Problem, type RecordLog } from '@caecilia/kernel';
import { outcomeOf, problemOf } from '@caecilia/rest';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TellRefusal } from '../refusals.ts';
import { HAND_OVER_KEEPER } from './hand-over-duty.ts';
import type { Offers } from './offers.ts';

/** Where other systems post their notifications: `…/Task`. */
export const NOTIFICATION_BASE = '/exchange/fhir';
const MOST_BYTES = 64 * 1024;
const MOST_DEPTH = 24;

/** What receiving notifications stands on. */
export interface NotificationDoor {
  readonly offers: Offers;
  readonly handOvers: HandOvers;
  readonly now: () => Date;
  readonly log: Pick<RecordLog, 'write'>;
  readonly atFhir: (request: FastifyRequest) => Promise<Caller | undefined>;
  /** Whether the operator wrote this organisation down: from others nothing could be fetched. */
  readonly isPartner: (organization: string) => boolean;
  readonly tellRefusal: TellRefusal;
}

/** Takes notifications of notified pulls from systems that prove by their key who they are, and from nobody else. */
export function registerNotifications(app: FastifyInstance, door: NotificationDoor): void {
  app.register((routes, _options, done) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser(
      ['application/fhir+json', 'application/json'],
      { parseAs: 'string', bodyLimit: MOST_BYTES },
      (_request, text, parsed) => {
        try {
          parsed(null, parseJson(String(text), { maxDepth: MOST_DEPTH }));
        } catch (cause) {
          parsed(new Problem('structure', 'The notification is not JSON.', { cause }));
        }
      },
    );
    routes.setErrorHandler(async (error, request, reply) => {
      const problem = await door.tellRefusal({ request, caller: undefined, problem: problemOf(error) });
      return reply.code(problem.status).type('application/fhir+json').send(outcomeOf(problem));
    });
    routes.post(`${NOTIFICATION_BASE}/Task`, async (request, reply) => {
      const { caller: system, organization } = await systemOf(request, door);
      const caller = { ...system, requestId: request.id };
      const { resourceType, ...rest } = elementOf(request.body);
      const id = await door.offers.keep(organization, { ...rest, resourceType: String(resourceType) });
      await door.log.write({
        event: 'receive',
        action: 'C',
        outcome: 0,
        caller,
        object: { type: 'Task', id },
      });
      return reply.code(201).type('application/fhir+json').send({ resourceType: 'Task', id });
    });
    routes.put<{ Params: { id: string } }>(`${NOTIFICATION_BASE}/Task/:id`, async (request, reply) => {
      const patient = await read(request, door);
      return reply.code(200).type('application/fhir+json').send(patient);
    });
    done();
  });
}

const MOST_NAME = 200;

/**
 * The receiver says that the plan was read, as eOverdracht lets it move the sender's Task on: of what is sent only the
 * status and the name of the owner are taken.
 */
async function read(
  request: FastifyRequest<{ Params: { id: string } }>,
  door: NotificationDoor,
): Promise<object> {
  const { caller, organization } = await systemOf(request, door, 'read');
  const { status, owner } = elementOf(request.body);
  if (status !== 'completed')
    throw new Problem('value', 'a receipt has the status completed', { expression: 'Task.status' });
  const absent = new Problem('not-found', 'there is no such hand-over to this organisation');
  const { id } = request.params;
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id)) throw absent;
  const handOver = await door.handOvers.kept(HAND_OVER_KEEPER, id);
  if (handOver?.channel !== 'fhir' || handOver.to.reference !== organization) throw absent;
  const { display } = elementOf(owner);
  const name = typeof display === 'string' && display !== '' ? display.slice(0, MOST_NAME) : caller.name;
  const who = { practice: handOver.to.name, ...(name === undefined ? {} : { name }) };
  await door.handOvers.record(HAND_OVER_KEEPER, id, {
    kind: 'opened',
    at: door.now().getTime(),
    how: 'system',
    who,
  });
  await door.log.write({
    event: 'receive',
    action: 'U',
    outcome: 0,
    caller: { ...caller, requestId: request.id },
    patient: handOver.patient.slice('Patient/'.length),
    object: { type: 'Task', id },
  });
  return { resourceType: 'Task', id, status };
}

async function systemOf(
  request: FastifyRequest,
  { atFhir, isPartner }: NotificationDoor,
  needs: 'create' | 'read' = 'create',
): Promise<{ readonly caller: Caller; readonly organization: string }> {
  const caller = await atFhir(request);
  if (caller === undefined) throw new Problem('login', 'a notification comes with an access token');
  const { scope, organization } = caller;
  const type = needs === 'create' ? 'Task' : 'Consent';
  const may = scope.kind === 'rules' && allowsAtAll(scope, needs, type);
  if (caller.role !== 'connected-system' || !may || organization === undefined || !isPartner(organization))
    throw new Problem('forbidden', 'notifications come from systems that are registered for them');
  return { caller, organization };
}
