import type { Database } from '@caecilia/engine';
import { isHeldByAnother, isRefusedByDatabase, readAgainWhenCut, runAgainOnDeadlock } from '@caecilia/engine';
import type { Changed, StoredVersion } from '@caecilia/kernel';
import { type AuditLine, insertAudit } from './audit.ts';
import { type Answer, Batcher, type Settled } from './batcher.ts';
import { type Asked, readCurrent, readVersions } from './read/read-by-id.ts';
import type { Draft } from './write/draft.ts';
import type { KnownTexts } from './write/known-texts.ts';
import { type WriteOutcome, writeFresh, writeLocked } from './write/writer.ts';

/** What callers ask one by one and the database is asked together. */
export interface Batches {
  readonly reads: Batcher<Asked, StoredVersion | undefined>;
  readonly versionReads: Batcher<Asked, StoredVersion | undefined>;
  readonly creates: Batcher<Draft, Changed>;
  readonly changes: Batcher<Draft, Changed>;
  readonly auditLines: Batcher<readonly AuditLine[], undefined>;
}

/** Told when a batch did not go as it was planned; for the metrics. */
export interface BatchEvents {
  readonly onRetry: () => void;
  readonly onTakenApart: () => void;
}

const READS = 256;
/** Most of what a small batch of reads costs the database is the commit of its lines in the log. */
const READS_LEAST = 16;
const CHANGES = 128;
/** How long a batch waits for a row that somebody else holds, before each change waits for its own. */
const BATCH_LOCK_MS = 200;
/**
 * Batches of creates under way: the database works on one while the next is made. With a third each was a third smaller,
 * and a create cost a tenth more of both sides' time.
 */
const CREATE_LANES = 2;

export function batchesOn(database: Database, knownTexts: KnownTexts, events: BatchEvents): Batches {
  const { keyed } = database;
  const lanes = Math.max(1, Math.floor(database.lanes / 2));
  const apart = <Item, Result>(run: RunBatch<Item, Result>) => orEachAlone(run, events.onTakenApart);
  const again = <T>(work: () => Promise<T>) => runAgainOnDeadlock(work, events.onRetry);

  const writeChanges = async (drafts: readonly Draft[], alone: boolean) => {
    const options = alone ? {} : { lockTimeoutMs: BATCH_LOCK_MS };
    const { outcomes, learnt } = await database.transaction(
      (sql) => writeLocked({ sql, aside: database.aside, knownTexts }, drafts),
      options,
    );
    knownTexts.learn(learnt);
    return outcomes.map(settled);
  };

  return {
    reads: new Batcher({
      lanes,
      size: READS,
      least: READS_LEAST,
      run: apart((asked) => readAgainWhenCut(async () => (await readCurrent(keyed, asked)).map(found))),
    }),
    versionReads: new Batcher({
      lanes: 1,
      size: READS,
      run: apart((asked) => readAgainWhenCut(async () => (await readVersions(keyed, asked)).map(found))),
    }),
    creates: new Batcher({
      lanes: Math.min(lanes, CREATE_LANES),
      size: CHANGES,
      run: apart((drafts) => again(async () => (await writeFresh(keyed, drafts, knownTexts)).map(settled))),
    }),
    changes: new Batcher({
      lanes,
      size: CHANGES,
      key: (draft: Draft) => `${draft.typeNumber}/${draft.id}`,
      run: apart((drafts, alone) => again(() => writeChanges(drafts, alone))),
    }),
    auditLines: new Batcher({
      lanes: 1,
      size: READS,
      run: apart(async (lines) => {
        await insertAudit(keyed, lines.flat());
        return lines.map(() => ({ ok: true, value: undefined }));
      }),
    }),
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

/** `alone`: one item outside of the lanes, where it may wait as long as it has to. */
type RunBatch<Item, Result> = (items: readonly Item[], alone: boolean) => Promise<readonly Settled<Result>[]>;

/**
 * One member must not fail its neighbours, nor make them wait: where the database refuses the batch, each goes
 * alone, and the lane is free for others. Not where the connection is lost: nobody knows then whether the batch was
 * committed.
 */
function orEachAlone<Item, Result>(run: RunBatch<Item, Result>, onTakenApart: () => void) {
  const alone = async (item: Item): Promise<Settled<Result>> => {
    try {
      const [result] = await run([item], true);
      return result ?? { ok: false, error: new Error('a batch of one left its item without an answer') };
    } catch (error) {
      return { ok: false, error };
    }
  };
  return async (items: readonly Item[]): Promise<readonly Answer<Result>[]> => {
    try {
      return await run(items, false);
    } catch (error) {
      const helps = items.length > 1 ? isRefusedByDatabase(error) : isHeldByAnother(error);
      if (!helps) throw error;
      onTakenApart();
      return items.map(alone);
    }
  };
}
