import { parseArgs } from 'node:util';
import type { Settings } from '../configuration.ts';
import type { SeedRun } from '../demo/seed.ts';
import { Progress } from '../import/progress.ts';
import { findRunning } from '../running.ts';
import { type Command, type Invocation, UsageError } from './command.ts';

const USAGE = 'caecilia seed --patients N [--seed WORD] [--among-others]';
const MOST = 1_000_000;
/** Transactions at the same time: the embedded database has one connection. */
const AT_ONCE = { pglite: 1, postgresql: 4 } as const;

interface Wish {
  readonly patients: number;
  readonly seed: string;
  readonly amongOthers: boolean;
}

function wishIn(args: readonly string[]): Wish {
  const { values } = parseArgs({
    args: [...args],
    options: {
      patients: { type: 'string' },
      seed: { type: 'string', default: '1' },
      'among-others': { type: 'boolean', default: false },
    },
  });
  const patients = Number(values.patients);
  if (!Number.isInteger(patients) || patients < 1 || patients > MOST)
    throw new UsageError(`how many patients, 1 to ${MOST}? ${USAGE}`);
  if (!/^[A-Za-z0-9]{1,16}$/.test(values.seed))
    throw new UsageError(`a seed is a word of at most 16 letters and digits: ${USAGE}`);
  return { patients, seed: values.seed, amongOthers: values['among-others'] };
}

/** The record and the demo, loaded when they are needed: other commands of the line do without. */
const parts = async () =>
  await Promise.all([
    import('../record.ts'),
    import('../read-search.ts'),
    import('../care-plan.ts'),
    import('../demo/calendar.ts'),
    import('../demo/seed.ts'),
  ]);

async function run({ settings, args, print, tell }: Invocation): Promise<number> {
  const wish = wishIn(args);
  await refuseUnsafe(settings);
  const [{ openRecord }, { readSearchIn }, { newestStandard }, { calendarOf }, demo] = await parts();
  const now = () => new Date();
  const { store, language, packs } = await openRecord(settings, { now, baseUrl: '' });
  try {
    if (!wish.amongOthers && (await demo.holdsOthers(store, readSearchIn(language, now))))
      throw new UsageError(
        'this record holds patients that are not marked as invented; they may be real. Give --among-others only if you are certain that they are not',
      );
    const calendar = await demo.calendarOfSeed(store, wish.seed, now(), calendarOf);
    const stopping = stopOnSignal(tell);
    let progress = progressOf(wish.patients, tell);
    const seeding: SeedRun = {
      store,
      standard: newestStandard(packs),
      calendar,
      ...wish,
      atOnce: AT_ONCE[store.engine],
      stopped: stopping.asked,
      onBegin(patients) {
        progress = progressOf(patients, tell);
      },
      onDone(patients, resources) {
        progress.addBytes(patients);
        progress.addResources(resources);
      },
    };
    await demo.placeHandmade(seeding);
    const started = performance.now();
    const made = await demo.seedPatients(seeding);
    progress.finish();
    stopping.end();
    const seconds = Math.max((performance.now() - started) / 1000, 0.001);
    print(
      `Made ${made} invented patients of seed ${wish.seed} in ${Math.round(seconds)} s, ${Math.round(made / seconds)} a second\n`,
    );
    return stopping.asked() ? 130 : 0;
  } finally {
    await store.close();
  }
}

/** Nobody invents patients among real ones. */
async function refuseUnsafe(settings: Settings): Promise<void> {
  if (settings.CAECILIA_MODE === 'production')
    throw new UsageError('invented patients are refused in production mode');
  const isEmbedded = settings.CAECILIA_CLINICAL_DATABASE_URL === undefined;
  if (isEmbedded && (await findRunning(settings.CAECILIA_DATA_DIR)))
    throw new UsageError('a server uses the embedded database; stop it first, then seed');
}

function stopOnSignal(tell: Invocation['tell']) {
  let stop = false;
  const ask = () => {
    stop = true;
    tell('\nStopping after what is under way; the same command goes on from here.\n');
  };
  process.once('SIGINT', ask);
  process.once('SIGTERM', ask);
  return {
    asked: () => stop,
    end() {
      process.off('SIGINT', ask);
      process.off('SIGTERM', ask);
    },
  };
}

/** Counts patients where an import counts bytes. */
function progressOf(patients: number, write: (text: string) => void): Progress {
  return new Progress({
    totalBytes: patients,
    terminal: process.stderr.isTTY === true,
    write,
    now: () => Date.now(),
  });
}

/** Invented patients in numbers, for trying how the product does in a large house. */
export const seedCommand: Command = {
  name: 'seed',
  usage: 'seed --patients N [--seed WORD]',
  summary: 'make invented patients; goes on where it was stopped; not in production mode',
  run,
};
