import { type Command, type Invocation, UsageError } from './command.ts';

const USAGE = 'caecilia log remove-month 2020-11';

/** Whoever may use the address of the owner of the database takes it out, on the responsibility of the house. */
const OPERATOR = { id: 'system:command-line', role: 'operator', scope: { kind: 'everything' } } as const;

async function run({ settings, args, print }: Invocation): Promise<number> {
  const [what, month, ...more] = args;
  if (what !== 'remove-month' || month === undefined || more.length > 0) throw new UsageError(USAGE);
  const isServer = settings.CAECILIA_CLINICAL_DATABASE_URL !== undefined;
  if (isServer && settings.CAECILIA_CLINICAL_OWNER_URL === undefined)
    throw new UsageError(
      'the application may take nothing out of the log: give the address of the owner in CAECILIA_CLINICAL_OWNER_URL',
    );
  const { openRecord } = await import('../record.ts');
  const { store } = await openRecord(settings, { now: () => new Date(), baseUrl: '' });
  try {
    const lines = await store.removeLogMonth(OPERATOR, month);
    print(`${lines} lines of ${month} were taken out of the log; verify knows of it\n`);
  } finally {
    await store.close();
  }
  return 0;
}

/** Takes a month out of the log whose time is over. */
export const logCommand: Command = {
  name: 'log',
  usage: 'log remove-month YYYY-MM',
  summary: 'take a month out of the log after five years; as the owner of the database',
  run,
};
