import { AsyncLocalStorage } from 'node:async_hooks';
import type { Changed, StoredVersion } from '@caecilia/kernel';
import { type AuditLine, insertAudit } from './audit.ts';
import { Batcher, type Settled } from './batcher.ts';
import { isRefusedByDatabase } from './drivers/engine-error.ts';
import { runAgainOnDeadlock } from './drivers/run-again.ts';
import { type Asked, readCurrent, readVersions } from './read/read-by-id.ts';
import type { Searcher } from './searcher.ts';
import type { Database } from './sql.ts';
import type { Draft, Drafting } from './write/draft.ts';
import { KnownTexts } from './write/known-texts.ts';
import { type WriteOutcome, writeFresh, writeLocked } from './write/writer.ts';

/** What the sessions of one store share. */
export interface Core {
  readonly database: Database;
  readonly drafting: Drafting;
  readonly searcher: Searcher;
  readonly now: () => Date;
  readonly knownTexts: KnownTexts;
  /** Set while the work of a transaction runs. */
  readonly inTransaction: AsyncLocalStorage<true>;
  readonly counts: { transactionsRunAgain: number; batchesTakenApart: number };
  readonly reads: Batcher<Asked, StoredVersion | undefined>;
  readonly versionReads: Batcher<Asked, StoredVersion | undefined>;
  readonly creates: Batcher<Draft, Changed>;
  readonly changes: Batcher<Draft, Changed>;
  readonly auditLines: Batcher<readonly AuditLine[], undefined>;
  /** Returns when the lines are committed. */
  readonly log: (lines: readonly AuditLine[]) => Promise<void>;
}

const READS_IN_A_BATCH = 256;
const CHANGES_IN_A_BATCH = 128;

export function coreOf(database: Database, drafting: Drafting, searcher: Searcher): Core {
  const { keyed } = database;
  const lanes = Math.max(1, Math.floor(database.lanes / 2));
  const knownTexts = new KnownTexts();
  const counts = { transactionsRunAgain: 0, batchesTakenApart: 0 };
  const onRetry = () => {
    counts.transactionsRunAgain += 1;
  };
  const apart = <Item, Result>(run: (items: readonly Item[]) => Promise<readonly Settled<Result>[]>) =>
    orOneByOne(run, () => {
      counts.batchesTakenApart += 1;
    });

  const auditLines = new Batcher<readonly AuditLine[], undefined>({
    lanes: 1,
    size: READS_IN_A_BATCH,
    run: apart(async (batch) => {
      await insertAudit(keyed, batch.flat());
      return batch.map(() => ({ ok: true, value: undefined }));
    }),
  });
  return {
    database,
    drafting,
    searcher,
    now: drafting.now,
    knownTexts,
    inTransaction: new AsyncLocalStorage(),
    counts,
    reads: new Batcher({
      lanes,
      size: READS_IN_A_BATCH,
      run: apart(async (asked) => (await readCurrent(keyed, asked)).map(found)),
    }),
    versionReads: new Batcher({
      lanes: 1,
      size: READS_IN_A_BATCH,
      run: apart(async (asked) => (await readVersions(keyed, asked)).map(found)),
    }),
    creates: new Batcher({
      lanes,
      size: CHANGES_IN_A_BATCH,
      run: apart((drafts) =>
        runAgainOnDeadlock(async () => (await writeFresh(keyed, drafts, knownTexts)).map(settled), onRetry),
      ),
    }),
    changes: new Batcher({
      lanes,
      size: CHANGES_IN_A_BATCH,
      key: (draft: Draft) => `${draft.typeNumber}/${draft.id}`,
      run: apart((drafts) =>
        runAgainOnDeadlock(async () => {
          const { outcomes, texts } = await database.transaction((sql) =>
            writeLocked(sql, drafts, knownTexts),
          );
          knownTexts.learn(texts);
          return outcomes.map(settled);
        }, onRetry),
      ),
    }),
    auditLines,
    log: async (lines) => {
      if (lines.length > 0) await auditLines.add(lines);
    },
  };
}

function found(value: StoredVersion | undefined): Settled<StoredVersion | undefined> {
  return { ok: true, value };
}

function settled(outcome: WriteOutcome): Settled<Changed> {
  return outcome.kind === 'done'
    ? { ok: true, value: outcome.changed }
    : { ok: false, error: outcome.problem };
}

/**
 * One member must not fail its neighbours: where the database refuses the batch, each goes alone. Not where the
 * connection is lost: nobody knows then whether the batch was committed.
 */
function orOneByOne<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Settled<Result>[]>,
  onTakenApart: () => void,
) {
  const alone = async (item: Item): Promise<Settled<Result>> => {
    try {
      const [result] = await run([item]);
      return result ?? { ok: false, error: new Error('a batch of one left its item without an answer') };
    } catch (error) {
      return { ok: false, error };
    }
  };
  return async (items: readonly Item[]): Promise<readonly Settled<Result>[]> => {
    try {
      return await run(items);
    } catch (error) {
      if (items.length === 1 || !isRefusedByDatabase(error)) throw error;
      onTakenApart();
      const results: Settled<Result>[] = [];
      for (const item of items) results.push(await alone(item));
      return results;
    }
  };
}
