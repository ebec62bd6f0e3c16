import type { LogEntry, LogReader, RecordLog, SqlRunner } from '@caecilia/kernel';
import { insertAudit } from '../audit.ts';
import type { Core } from '../core.ts';
import { internalId, isLogicalId } from '../ids.ts';
import { isTypeName, typeNumber } from '../resource-types.ts';
import type { AuditLine } from './line.ts';
import { readLines } from './read-lines.ts';

/** The log as other units write to it. */
export function accessLogOn(core: Core): RecordLog & LogReader {
  const lineNow = (entry: LogEntry) => lineOf(entry, core.now().getTime());
  return {
    async write(entry) {
      const line = lineNow(entry);
      await core.underWay.run(() =>
        entry.event === 'break-glass' ? logOrSpool(core, line) : core.log([line]),
      );
    },
    lines: (query) => core.underWay.run(() => readLines(core.database.wide, query)),
    async writeWithin(sql: SqlRunner, entry: LogEntry) {
      const known = core.whos.ensureWithin(sql, entry.caller);
      if (known !== undefined) await known;
      await insertAudit(sql, [lineNow(entry)]);
    },
  };
}

/** Emergency access goes on while the log refuses lines: its own lines are never what stops it. */
async function logOrSpool({ refused, now, log }: Core, line: AuditLine): Promise<void> {
  await refused.orSpooled(
    now(),
    () => log([line]),
    () => refused.keep([{ kind: 'line', line }]),
  );
}

/** The line of an entry at a moment (ms since 1970). */
export function lineOf(
  { event, action, outcome, caller, patient, object, detail }: LogEntry,
  atMs: number,
): AuditLine {
  return {
    atMs,
    event,
    action,
    outcome,
    caller,
    // A patient is named by whoever asks: what cannot be an id is no patient.
    ...(patient !== undefined && isLogicalId(patient) ? { patient: internalId('Patient', patient).id } : {}),
    ...(object === undefined ? {} : objectOf(object)),
    ...(detail === undefined ? {} : { detail }),
  };
}

function objectOf({ type, id, versionId }: NonNullable<LogEntry['object']>) {
  const known = isTypeName(type);
  return {
    ...(known ? { typeNumber: typeNumber(type) } : {}),
    target: known ? id : `${type}/${id}`,
    ...(versionId === undefined ? {} : { versionId }),
  };
}
