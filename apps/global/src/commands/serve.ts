import { startGlobal } from '../house.ts';
import { type Command, UsageError } from './command.ts';

/** Serves until SIGTERM or SIGINT; accepted requests are finished first. */
export const serve: Command = {
  name: 'serve',
  usage: 'serve global',
  summary: 'serve the house Global alone, in one process',
  async run({ settings, args, tell }) {
    if (args[0] !== 'global') throw new UsageError('serve which house? caecilia serve global');
    const house = await startGlobal(settings);
    tell(`Caecilia Global is ready: ${house.url}\n`);
    if (settings.provider === undefined)
      tell(
        '  Nobody can sign in: name an OpenID Connect provider in CAECILIA_GLOBAL_OIDC_ISSUER (docs/global.md).\n',
      );
    if (house.engine === 'pglite')
      tell('  The embedded database does not sync to disk: a power cut can lose what was last written.\n');
    await signalToStop();
    tell('Stopping Global: finishing what was accepted.\n');
    await house.close();
    return 0;
  },
};

function signalToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
