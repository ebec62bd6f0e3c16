import { parseArgs } from 'node:util';
import { matchFile } from '../match/match-file.ts';
import { type Command, type Invocation, UsageError } from './command.ts';

const USAGE = 'match --registry FILE.ndjson[.gz] --mode single|multi --in IN.ndjson --out OUT.ndjson';

async function run({ args, tell }: Invocation): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      registry: { type: 'string', multiple: true },
      mode: { type: 'string' },
      in: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { registry: registries, mode, in: input, out: output } = values;
  if (registries === undefined || input === undefined || output === undefined) throw new UsageError(USAGE);
  if (mode !== 'single' && mode !== 'multi')
    throw new UsageError(`--mode should be single or multi: ${USAGE}`);
  let stop = false;
  const askToStop = () => {
    stop = true;
  };
  process.once('SIGINT', askToStop);
  process.once('SIGTERM', askToStop);
  const place = { isTerminal: process.stderr.isTTY === true, tell, now: () => performance.now() };
  const { leftOut, stopped } = await matchFile({
    registries,
    mode,
    input,
    output,
    place,
    stopped: () => stop,
  });
  process.off('SIGINT', askToStop);
  process.off('SIGTERM', askToStop);
  if (stopped) tell('Stopped; nothing was written\n');
  return stopped ? 130 : leftOut > 0 ? 2 : 0;
}

/** Free texts to ids of organisations, from file to file. Needs no register, no server and no network. */
export const match: Command = {
  name: 'match',
  usage: USAGE,
  summary: 'which organisations of a registry file the texts of a file mean, with reasons',
  run,
};
