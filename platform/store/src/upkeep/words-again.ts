import { setTimeout as wait } from 'node:timers/promises';
import { integerOf, type Param, plainArray, type Row, type Statement, textOf } from '@caecilia/engine';
import type { Core } from '../core.ts';
import type { TextRow } from '../extraction.ts';
import { TYPE_NUMBERS } from '../resource-types.ts';
import { KnownTexts, NOTICED_MS } from '../write/known-texts.ts';
import { ADD_TEXTS, textParams } from '../write/write-sql.ts';
import { RESTORE_WORDS } from './destroy-sql.ts';
import { indexNow } from './reindex.ts';

/**
 * A change that was under way when a word was taken out may still rely on it: of this process until the commit, of others
 * until they noticed (`KnownTexts`). What was found by a word is found by it again after this.
 */

/** A word is offered once more after everybody must have noticed, with time to spare. */
const SURELY_NOTICED_MS = NOTICED_MS + 500;
/** How long to wait for changes that began before; no request takes so long. */
const LONGEST_CHANGE_MS = 60_000;

/** Puts those words back that are in use: at once, when others noticed, and when what they began before has ended. */
export async function restoreUsed(core: Core, words: readonly Row[]): Promise<void> {
  if (words.length === 0) return;
  await restore(core, words);
  await wait(SURELY_NOTICED_MS);
  await restore(core, words);
  if (await outlastWriters(core)) await restore(core, words);
}

async function restore({ database }: Core, words: readonly Row[]): Promise<void> {
  for (const word of words)
    await database.wide.query(RESTORE_WORDS, [textOf(word.key), textOf(word.tok), textOf(word.norm)]);
}

/** Gives whether there was anybody to wait for. */
async function outlastWriters({ database }: Core): Promise<boolean> {
  if (database.engine === 'pglite') return false;
  const [{ newest = null } = {}] = await database.wide.query(NEWEST_WRITER, []);
  for (let waitedMs = 0; waitedMs < LONGEST_CHANGE_MS; waitedMs += NOTICED_MS) {
    const [{ over = null } = {}] = await database.wide.query(WRITERS_OVER, [textOf(newest)]);
    if (over === true) return waitedMs > 0;
    await wait(NOTICED_MS);
  }
  return true;
}

/** Transactions that write have numbers: those that write now have lower ones than this. */
const NEWEST_WRITER: Statement = { text: 'select pg_snapshot_xmax(pg_current_snapshot())::text as newest' };
const WRITERS_OVER: Statement = {
  text: 'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as over',
};

const BEFORE_MS = 300_000;
const PAGE = 200;

/**
 * The same where the process that took the words out is gone, and nobody knows them any more: whatever was written
 * around that instant has its words offered again.
 */
export async function offerAgain(core: Core, instant: string): Promise<void> {
  const atMs = Date.parse(instant);
  await wait(Math.max(0, Math.min(SURELY_NOTICED_MS, atMs + SURELY_NOTICED_MS - core.now().getTime())));
  await outlastWriters(core);
  const during = [new Date(atMs - BEFORE_MS), new Date(atMs + LONGEST_CHANGE_MS)].map((at) =>
    at.toISOString(),
  );
  let after: Param[] = [0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const page = await core.database.wide.query(WRITTEN_DURING, [
      plainArray(TYPE_NUMBERS),
      ...during,
      ...after,
    ]);
    // One that knows nothing yet gives each word once, in the order in which every writer takes them.
    const texts = new KnownTexts().missing(
      page.flatMap((row): readonly TextRow[] => indexNow(core, row).texts),
    );
    if (texts.length > 0) await core.database.wide.query(ADD_TEXTS, textParams(texts));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = [integerOf(last.type), textOf(last.id)];
  }
}

const WRITTEN_DURING: Statement = {
  text: `select r.type, r.id, r.fid, r.content from res r
    where r.type = any($1::text::smallint[]) and r.last_updated between $2::timestamptz and $3::timestamptz
      and not r.deleted and (r.type, r.id) > ($4::smallint, $5::uuid)
    order by r.type, r.id limit ${PAGE}`,
};
