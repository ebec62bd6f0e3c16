import { type Caller, emergencyActor, Problem, type RecordReader, scopeOfEmergency } from '@caecilia/kernel';
import { activeEmergency } from '../access/active-emergency.ts';
import type { Core } from '../core.ts';
import type { AuditLine } from '../log/line.ts';
import { type Asked, readUnlogged } from '../read/read-by-id.ts';
import { typeNumber } from '../resource-types.ts';
import { Reader } from './reader.ts';

/** What of a reader can go on while the log takes no lines. */
export type SpooledReader = Pick<RecordReader, 'read' | 'readMany' | 'search'>;

/**
 * Reads whose lines go to the spool, on the disk before there is an answer. It sees what the scope of the caller says and
 * asks nothing else: only for a caller who may read though the log does not take their line. Who is held to rules searches
 * in one patient only.
 */
export function spooledReader(core: Core, caller: Caller): SpooledReader {
  const log = (lines: readonly AuditLine[]) =>
    core.refused.keep(lines.map((line) => ({ kind: 'line', line }) as const));
  return new Reader(caller, {
    wide: core.database.wide,
    guard: (call) => call(),
    current: async (asked) => {
      const found = await readUnlogged(core.database.keyed, asked);
      await log(asked.map((one, index) => readLine(one, found[index])));
      return found.map((each) => each?.version);
    },
    version: () => Promise.reject(notNow()),
    log,
    search: (sql, query, view) =>
      view.onePatient || caller.scope.kind === 'everything'
        ? core.searcher(sql, query, view)
        : Promise.reject(notNow()),
    now: core.now,
  });
}

/**
 * The reader of a caller whose emergency for one patient holds: of this patient, by the emergency alone, and of what
 * belongs to nobody. Undefined for everybody else.
 */
export async function emergencyReader(core: Core, caller: Caller): Promise<SpooledReader | undefined> {
  const { id, scope, emergency } = caller;
  if (core.refused.spool === undefined || emergency === undefined || scope.kind !== 'rules') return undefined;
  if (scope.emergencyActor !== emergencyActor(id, emergency.patient)) return undefined;
  if ((await activeEmergency(core, caller, emergency.patient)) === undefined) return undefined;
  return spooledReader(core, { ...caller, scope: scopeOfEmergency(scope, emergency.patient) });
}

function notNow(): Problem {
  return new Problem(
    'no-store',
    'the log cannot be written now; an emergency shows one patient and no more',
    {
      status: 503,
      retryAfterS: 15,
    },
  );
}

function readLine(
  { type, id, caller, atMs }: Asked,
  found: Awaited<ReturnType<typeof readUnlogged>>[number],
): AuditLine {
  return {
    atMs,
    caller,
    event: 'read',
    action: 'R',
    typeNumber: typeNumber(type),
    target: id,
    outcome: found === undefined ? 4 : 0,
    ...(found === undefined ? {} : { versionId: found.version.versionId, patient: found.patient }),
  };
}
