import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Sql } from '@caecilia/engine';
import { runAgainOnDeadlock } from '@caecilia/engine';
import { type Caller, type Change, type Changed, Problem, type RecordTransaction } from '@caecilia/kernel';
import { insertAudit } from '../audit.ts';
import type { Core } from '../core.ts';
import type { TextRow } from '../extraction.ts';
import { readCurrent, readVersions } from '../read/read-by-id.ts';
import { type Draft, draftOf, ownId } from '../write/draft.ts';
import { writeLocked } from '../write/writer.ts';
import { Reader } from './reader.ts';

const DRAFTS_IN_A_TURN = 50;

/** Runs the work in one database transaction, and again where it lost against another one. */
export async function runTransaction<T>(
  core: Core,
  caller: Caller,
  work: (transaction: RecordTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await runAgainOnDeadlock(
      async () => {
        const texts: TextRow[] = [];
        const result = await core.database.transaction((sql) =>
          core.inTransaction.run(true, () => work(new Transaction(core, caller, sql, texts))),
        );
        core.knownTexts.learn(texts);
        return result;
      },
      () => {
        core.counts.transactionsRunAgain += 1;
      },
    );
  } catch (error) {
    await logRefusal(core, caller, error);
    throw error;
  }
}

/** The lines of the transaction were rolled back with it; that it was tried and refused is logged on its own. */
async function logRefusal(core: Core, caller: Caller, error: unknown): Promise<void> {
  if (!(error instanceof Problem) || error.status >= 500) return;
  await core.log([
    {
      atMs: core.now().getTime(),
      caller,
      event: 'transaction',
      action: 'E',
      target: 'transaction',
      outcome: 4,
    },
  ]);
}

class Transaction extends Reader implements RecordTransaction {
  readonly #core: Core;
  readonly #sql: Sql;
  readonly #texts: TextRow[];
  readonly #madeHere = new Set<string>();

  constructor(core: Core, caller: Caller, sql: Sql, texts: TextRow[]) {
    super(caller, {
      wide: sql,
      guard: (call) => call(),
      current: (asked) => readCurrent(sql, asked),
      version: async (asked) => (await readVersions(sql, [asked]))[0],
      log: (lines) => insertAudit(sql, lines),
      search: core.searcher,
      now: core.now,
    });
    this.#core = core;
    this.#sql = sql;
    this.#texts = texts;
  }

  async lock(name: string): Promise<void> {
    const key = createHash('sha256').update(name).digest().readBigInt64BE();
    await this.#sql.query({ name: 'lock_name', text: 'select pg_advisory_xact_lock($1::bigint)' }, [
      key.toString(),
    ]);
  }

  newId(type: string, patientId?: string): string {
    const id = ownId(type, patientId, this.#core.now().getTime());
    this.#madeHere.add(id);
    return id;
  }

  async write(changes: readonly Change[]): Promise<readonly Changed[]> {
    const making = { ...this.#core.drafting, caller: this.caller, madeHere: this.#madeHere };
    const drafts: Draft[] = [];
    for (const change of changes) {
      drafts.push(draftOf(change, making));
      // A bundle of thousands takes seconds to prepare; others are answered in between.
      if (drafts.length % DRAFTS_IN_A_TURN === 0) await turn();
    }
    const { aside } = this.#core.database;
    const path = { sql: this.#sql, aside, knownTexts: this.#core.knownTexts };
    const { outcomes, learnt } = await writeLocked(path, drafts);
    this.#texts.push(...learnt);
    return outcomes.map((outcome) => {
      if (outcome.kind === 'refused') throw outcome.problem;
      return outcome.changed;
    });
  }
}
