import type { Sql } from '@caecilia/engine';
import type { Caller, EmergencyGrant, SpooledBatch } from '@caecilia/kernel';
import { replaceEmergency } from '../access/emergency-rows.ts';
import { insertAudit } from '../audit.ts';
import type { Core } from '../core.ts';
import type { AuditLine } from './line.ts';
import { readSpooled } from './spooled.ts';
import { whoOf } from './who.ts';

const HOUSE: Caller = { id: 'system:log', role: 'system', scope: { kind: 'everything' } };

/**
 * Writes a line again that the log refused until now, after everything that waited for it; and gives how many waited.
 * Throws where the log still refuses.
 */
export async function recoverLog(core: Core): Promise<number> {
  const { refused } = core;
  const taken = (await refused.spool?.deliver((batch) => takeSpooled(core, batch))) ?? 0;
  if (refused.since !== undefined) {
    const detail = `the log took no lines from ${refused.since.toISOString()}; ${taken} entries came from the spool`;
    await core.log([ownLine(core, 0, detail)]);
    refused.over();
  }
  return taken;
}

/** One transaction, which remembers the batch: handed over again, it changes nothing. */
async function takeSpooled(core: Core, { id, entries, whole }: SpooledBatch): Promise<void> {
  const read = entries.map(readSpooled);
  const lines = read.flatMap((entry) => (entry?.kind === 'line' ? [marked(entry.line)] : []));
  const grants = read.flatMap((entry) => (entry?.kind === 'emergency' ? [entry.grant] : []));
  const damaged = !whole || read.includes(undefined);
  await core.database.transaction(async (sql) => {
    if (!(await isNew(sql, id, core.now()))) return;
    const all = damaged ? [...lines, ownLine(core, 8, DAMAGED)] : lines;
    for (const caller of callersOf(all)) await core.whos.ensureWithin(sql, caller);
    await insertAudit(sql, all);
    for (const grant of grants) await replaceEmergency(sql, grant);
  });
  core.refused.held.forget(newestOf(grants));
}

const DAMAGED = 'entries of the spool were changed, taken out or cut off';
const MARK = 'kept in the spool of the server';

/** What the line says, and that it was not written where it belongs. */
function marked({ detail, ...line }: AuditLine): AuditLine {
  return { ...line, detail: detail === undefined ? MARK : `${detail}; ${MARK}` };
}

function ownLine({ now }: Core, outcome: AuditLine['outcome'], detail: string): AuditLine {
  return { atMs: now().getTime(), caller: HOUSE, event: 'log-change', action: 'C', outcome, detail };
}

async function isNew(sql: Sql, id: string, now: Date): Promise<boolean> {
  const text =
    'insert into setting (name, value) values ($1, $2) on conflict (name) do nothing returning name';
  return (await sql.query({ text }, [`spool ${id}`, now.toISOString()])).length > 0;
}

function callersOf(lines: readonly AuditLine[]): Iterable<Caller> {
  return new Map(lines.map(({ caller }) => [whoOf(caller).key, caller])).values();
}

/** An emergency that was ended while it waited is there twice. */
function newestOf(grants: readonly EmergencyGrant[]): readonly EmergencyGrant[] {
  return [...new Map(grants.map((grant) => [grant.id, grant])).values()];
}
