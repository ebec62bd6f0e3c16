import { type Command, type Invocation, UsageError } from './command.ts';

/** Serves until SIGTERM or SIGINT; accepted requests are finished first. */
async function serve({ settings, tell }: Invocation): Promise<number> {
  const { startCare } = await import('../house.ts');
  const house = await startCare(settings, {});
  const development = settings.CAECILIA_MODE === 'development';
  tell(`Caecilia Care is ready: ${house.url}\n`);
  if (development) {
    tell(`  Start page   ${house.url}/\n`);
    tell(`  FHIR R4      ${house.url}/fhir   (a token for local tools: npm run -s caecilia -- token)\n`);
    if (settings.demo) tell('  Sign in with one click as one of the invented people of the demo.\n');
    tell('  For trying and developing, not for real patients.\n');
    if (house.engine === 'pglite')
      tell('  The embedded database does not sync to disk: a power cut can lose what was last written.\n');
  }
  await signalToStop();
  tell('Stopping: finishing what was accepted.\n');
  await house.close();
  return 0;
}

function signalToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

/** `npm start`: the whole product, on this machine. */
export const start: Command = {
  name: 'start',
  usage: 'start',
  summary: 'serve the whole product, with the demo where the store is empty',
  run: serve,
};

export const serveHouse: Command = {
  name: 'serve',
  usage: 'serve care',
  summary: 'serve one house alone, in one process',
  run(invocation) {
    if (invocation.args[0] !== 'care') throw new UsageError('serve which house? caecilia serve care');
    return serve(invocation);
  },
};
