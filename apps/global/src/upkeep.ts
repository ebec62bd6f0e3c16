import type { FastifyInstance } from 'fastify';
import type { GlobalModule, ModuleGround } from './modules.ts';

const EVERY_MS = 60_000;

/** Looks every minute what is due by the clock. Gives back what ends it, after what is under way is done. */
export function keepUp(
  modules: readonly GlobalModule[],
  ground: ModuleGround,
  log: Pick<FastifyInstance['log'], 'error'>,
): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  const round = async () => {
    for (const module of modules) {
      try {
        await module.upkeep?.(ground);
      } catch (error) {
        // What is due stays due: the next minute tries again.
        log.error({ err: error, module: module.name }, 'what is due by the clock could not be done');
      }
    }
  };
  const timer = setInterval(() => {
    underWay ??= round().finally(() => {
      underWay = undefined;
    });
  }, EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
