import { parseArgs } from 'node:util';
import { importSources } from '../import/import.ts';
import { Journals } from '../import/journal.ts';
import { Progress } from '../import/progress.ts';
import { findSources, SourceError } from '../import/sources.ts';
import { Tally } from '../import/tally.ts';
import { type Command, type Invocation, UsageError } from './command.ts';
import { withServer } from './server-access.ts';

async function run({ settings, args, print, tell }: Invocation): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { again: { type: 'boolean', default: false } },
  });
  if (positionals.length === 0) throw new UsageError('import what? caecilia import FILES…');
  const sources = await findSources(positionals).catch((error: unknown) => {
    throw error instanceof SourceError ? new UsageError(error.message, { cause: error }) : error;
  });
  const tally = new Tally();
  const totalBytes = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  const progress = new Progress({
    totalBytes,
    terminal: process.stderr.isTTY === true,
    write: tell,
    now: () => Date.now(),
  });
  let stop = false;
  const askToStop = () => {
    stop = true;
    tell('\nStopping after this portion; the same command goes on from here.\n');
  };
  process.once('SIGINT', askToStop);
  process.once('SIGTERM', askToStop);
  const skipped = await withServer(settings, (link) =>
    importSources(sources, {
      link,
      journals: new Journals(settings.CAECILIA_DATA_DIR),
      tally,
      progress,
      stopped: () => stop,
      again: values.again,
    }),
  );
  process.off('SIGINT', askToStop);
  process.off('SIGTERM', askToStop);
  print(`${tally.toString()}\n`);
  if (skipped > 0)
    print(
      `Left out ${skipped} of ${sources.length} files that were imported before (--again imports them again)\n`,
    );
  return stop ? 130 : tally.refusedTotal > 0 ? 2 : 0;
}

export const importCommand: Command = {
  name: 'import',
  usage: 'import [--again] FILES…',
  summary: 'bundles, NDJSON and folders, plain, .gz or .bz2; goes on where it was interrupted',
  run,
};
