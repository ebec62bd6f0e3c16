import { elementOf, parseJson } from '@caecilia/fhir';
import { allowsAtAll, type Caller, Problem, type RecordLog } from '@caecilia/kernel';
import { outcomeOf, problemOf } from '@caecilia/rest';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TellRefusal } from '../refusals.ts';
import type { Offers } from './offers.ts';

/** Where other systems post their notifications: `…/Task`. */
export const NOTIFICATION_BASE = '/exchange/fhir';
const MOST_BYTES = 64 * 1024;
const MOST_DEPTH = 24;

/** What receiving notifications stands on. */
export interface NotificationDoor {
  readonly offers: Offers;
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
    done();
  });
}

async function systemOf(
  request: FastifyRequest,
  { atFhir, isPartner }: NotificationDoor,
): Promise<{ readonly caller: Caller; readonly organization: string }> {
  const caller = await atFhir(request);
  if (caller === undefined) throw new Problem('login', 'a notification comes with an access token');
  const { scope, organization } = caller;
  const may = scope.kind === 'rules' && allowsAtAll(scope, 'create', 'Task');
  if (caller.role !== 'connected-system' || !may || organization === undefined || !isPartner(organization))
    throw new Problem('forbidden', 'notifications come from systems that are registered for them');
  return { caller, organization };
}
