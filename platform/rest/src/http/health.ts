import type { RecordStore } from '@caecilia/kernel';
import type { FastifyInstance } from 'fastify';

/** Servers that were told to stop, so that they no longer call themselves ready. */
const stopping = new WeakSet<FastifyInstance['server']>();

/** Whether the server was told to stop. */
export function isStopping(app: FastifyInstance): boolean {
  return stopping.has(app.server);
}

/**
 * `/health/live`: the process answers. `/health/ready`: the database answers within two seconds and no stop was asked
 * for; 503 otherwise, so that a load balancer sends the next request elsewhere.
 */
export function registerHealth(app: FastifyInstance, store: Pick<RecordStore, 'ping'>): void {
  app.get('/health/live', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'live' }),
  );
  app.get('/health/ready', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (isStopping(app)) return reply.code(503).send({ status: 'stopping' });
    try {
      await within(2000, store.ping());
      return reply.send({ status: 'ready' });
    } catch (error) {
      request.log.warn({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'database does not answer' });
    }
  });
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Stops without losing an accepted request: not ready any more, no new connections, requests under way are answered,
 * then the store is closed. After the deadline what still hangs is cut off. Returns whether all were answered in time.
 */
export async function closeGracefully(
  app: FastifyInstance,
  store: Pick<RecordStore, 'close'>,
  { deadlineMs = 10_000 }: { deadlineMs?: number } = {},
): Promise<boolean> {
  stopping.add(app.server);
  let inTime = true;
  const cut = setTimeout(() => {
    inTime = false;
    app.server.closeAllConnections();
  }, deadlineMs);
  // A connection that was busy when the stop came is kept open by its client once it has its answer.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
    clearInterval(idle);
    await store.close();
  }
  return inTime;
}
