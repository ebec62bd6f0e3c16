import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '@caecilia/engine';
import type { LogSpool } from '@caecilia/kernel';
import type { AuditLine } from './audit.ts';
import { type Batches, batchesOn } from './batches.ts';
import { RefusedLog } from './log/refused-log.ts';
import { Whos } from './log/who.ts';
import type { Searcher } from './searcher.ts';
import { UnderWay } from './under-way.ts';
import type { Drafting } from './write/draft.ts';
import { KnownTexts } from './write/known-texts.ts';

/** What the sessions of one store share. */
export interface Core {
  readonly database: Database;
  readonly drafting: Drafting;
  readonly searcher: Searcher;
  readonly now: () => Date;
  readonly knownTexts: KnownTexts;
  readonly batches: Batches;
  readonly whos: Whos;
  readonly refused: RefusedLog;
  readonly underWay: UnderWay;
  /** Set while the work of a transaction runs. */
  readonly inTransaction: AsyncLocalStorage<true>;
  readonly counts: { transactionsRunAgain: number; batchesTakenApart: number; emergenciesBlocked: number };
  /** Returns when the lines are committed. */
  readonly log: (lines: readonly AuditLine[]) => Promise<void>;
}

export function coreOf(
  database: Database,
  drafting: Drafting,
  { searcher, spool }: { readonly searcher: Searcher; readonly spool: LogSpool | undefined },
): Core {
  const knownTexts = new KnownTexts();
  const counts = { transactionsRunAgain: 0, batchesTakenApart: 0, emergenciesBlocked: 0 };
  const whos = new Whos(database.keyed);
  const batches = batchesOn(database, knownTexts, {
    onRetry: () => {
      counts.transactionsRunAgain += 1;
    },
    onTakenApart: () => {
      counts.batchesTakenApart += 1;
    },
  });
  return {
    database,
    drafting,
    searcher,
    now: drafting.now,
    knownTexts,
    batches,
    whos,
    refused: new RefusedLog(spool),
    underWay: new UnderWay(),
    inTransaction: new AsyncLocalStorage(),
    counts,
    log: async (lines) => {
      for (const { caller } of lines) await whos.ensure(caller);
      if (lines.length > 0) await batches.auditLines.add(lines);
    },
  };
}
