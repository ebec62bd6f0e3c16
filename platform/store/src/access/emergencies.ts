import { type Sql, textArray, textOf } from '@caecilia/engine';
import type { SearchQuery } from '@caecilia/fhir';
import {
  type Caller,
  EMERGENCIES_BLOCKED_FROM,
  type EmergencyAnswer,
  type EmergencyGrant,
  type EmergencyGrants,
  emergencyActor,
  type LogEntry,
  MOST_EMERGENCY_HOURS,
  Problem,
  RELATION_KINDS,
  type RecordLog,
  type StoredVersion,
} from '@caecilia/kernel';
import type { Core } from '../core.ts';
import { isLogicalId } from '../ids.ts';
import { fhirInstant } from '../instant.ts';
import { lineOf } from '../log/access-log.ts';
import { Session } from '../session/session.ts';
import { type SpooledReader, spooledReader } from '../session/spooled-reader.ts';
import { activeEmergency } from './active-emergency.ts';
import {
  type Asking,
  addEmergency,
  EMERGENCY_COLUMNS,
  emergencyOf,
  grantOf,
  instant,
  openEmergency,
  patientId,
} from './emergency-rows.ts';

const HOUR_MS = 3_600_000;
const SELECT = `select ${EMERGENCY_COLUMNS} from break_glass`;

/** Break-glass as rows of `relation` and `break_glass`; while the log refuses lines, in memory and in the spool. */
export function emergenciesOn(core: Core, log: RecordLog): EmergencyGrants {
  const nowMs = () => core.now().getTime();
  return {
    lookUp: (caller, patient) => lookUp(core, caller, patient),
    grant: (caller, wish) =>
      core.underWay.run(async () => {
        const organization = askerOf(caller, wish);
        const asking = {
          caller,
          organization,
          wish: { ...wish, reason: wish.reason.trim() },
          nowMs: nowMs(),
        };
        const answer = await core.refused.orSpooled(
          core.now(),
          () => core.database.transaction((sql) => grant(core, sql, log, asking)),
          () => grantSpooled(core, asking),
        );
        if (answer.kind === 'blocked') core.counts.emergenciesBlocked += 1;
        return answer;
      }),
    active: (caller, patient) => activeEmergency(core, caller, patient),
    end: (caller, patient) =>
      core.underWay.run(async () => {
        const held = core.refused.held.active(caller.id, patient, nowMs());
        if (held !== undefined) return await endSpooled(core, caller, held);
        return await core.refused.orSpooled(
          core.now(),
          () => core.database.transaction((sql) => end(sql, log, caller, patient, instant(nowMs()))),
          async () => await endSpooled(core, caller, await activeEmergency(core, caller, patient)),
        );
      }),
    list: async ({ patient, since }) => {
      const rows = await core.database.wide.query(
        {
          text: `${SELECT} where ($1::uuid is null or patient = $1::uuid) and ($2::timestamptz is null or asked >= $2::timestamptz)
            order by asked desc, id limit 1000`,
        },
        [patient === undefined ? null : patientId(patient), since ?? null],
      );
      return rows.map(grantOf);
    },
  };
}

/** The house looks it up: whoever asks may not see the record yet. */
async function lookUp(
  core: Core,
  caller: Caller,
  patient: string | SearchQuery,
): Promise<readonly StoredVersion[]> {
  requireRole(caller);
  const house: Caller = {
    id: 'system:access',
    name: 'Caecilia',
    role: 'system',
    scope: { kind: 'everything' },
    responsible: caller.name ?? caller.id,
    ...(caller.requestId === undefined ? {} : { requestId: caller.requestId }),
  };
  return await core.refused.orSpooled(
    core.now(),
    () => patientsIn(new Session(core, house), patient),
    () => patientsIn(spooledReader(core, house), patient),
  );
}

async function patientsIn(
  reader: SpooledReader,
  patient: string | SearchQuery,
): Promise<readonly StoredVersion[]> {
  if (typeof patient !== 'string') return (await reader.search(patient)).matches;
  return await reader.readMany([{ type: 'Patient', id: patient }]);
}

/** The organisation that somebody asks for. */
function requireRole({ scope, organization }: Caller): string {
  const may =
    scope.kind === 'rules' &&
    scope.rules.some(({ through }) => typeof through !== 'string' && through.includes('emergency'));
  if (!may || organization === undefined) {
    throw new Problem('forbidden', 'emergency access is not for this role, or not without an organisation');
  }
  return organization;
}

/** The organisation that somebody asks for; throws where they may not ask at all, or not so. */
function askerOf(caller: Caller, { reason, hours }: Asking['wish']): string {
  const organization = requireRole(caller);
  if (reason.trim().length < 3) {
    throw new Problem('required', 'say why this record must be opened now; the patient will read it');
  }
  if (!Number.isInteger(hours) || hours < 1 || hours > MOST_EMERGENCY_HOURS) {
    throw new Problem('value', `emergency access lasts 1 to ${MOST_EMERGENCY_HOURS} whole hours`);
  }
  return organization;
}

/** What is to become of it: decided before anything is written. */
interface Decided {
  readonly answer: EmergencyAnswer;
  readonly noted: EmergencyGrant;
  readonly line: LogEntry;
}

async function decide(core: Core, sql: Sql, asking: Asking): Promise<Decided> {
  const { caller, wish, nowMs } = asking;
  const until = await blockedUntil(core, sql, asking);
  if (until !== undefined) {
    const detail = `asked for the ${EMERGENCIES_BLOCKED_FROM}th time within an hour, or more: blocked`;
    return {
      answer: { kind: 'blocked', until },
      noted: emergencyOf(asking, 'blocked', nowMs),
      line: entryOf(asking, 4, detail),
    };
  }
  if (!(await isHeldBy(sql, asking))) {
    return {
      answer: { kind: 'refused' },
      noted: emergencyOf(asking, 'refused', nowMs),
      line: entryOf(asking, 4, 'no such record in this organisation'),
    };
  }
  const noted = emergencyOf(asking, 'granted', nowMs + wish.hours * HOUR_MS);
  const emergency = { patient: wish.patient, reason: wish.reason };
  const user: Caller = { ...caller, emergency, ground: 'emergency' };
  return { answer: { kind: 'granted', grant: noted }, noted, line: entryOf({ ...asking, caller: user }, 0) };
}

async function grant(core: Core, sql: Sql, log: RecordLog, asking: Asking): Promise<EmergencyAnswer> {
  // Two of their own wait for each other.
  await sql.query({ text: `select pg_advisory_xact_lock(hashtextextended($1, 13))` }, [asking.caller.id]);
  const { answer, noted, line } = await decide(core, sql, asking);
  await addEmergency(sql, noted);
  await log.writeWithin(sql, line);
  if (answer.kind === 'granted') await openEmergency(sql, noted);
  return answer;
}

/** The same where nothing can be written: on the disk of this server first, and then in its memory. */
async function grantSpooled(core: Core, asking: Asking): Promise<EmergencyAnswer> {
  const { answer, noted, line } = await decide(core, core.database.keyed, asking);
  // In memory first: who asks twice at the same moment is counted twice. Nothing opens before it is on the disk.
  if (answer.kind !== 'granted') core.refused.held.keep(noted);
  await core.refused.keep([
    { kind: 'line', line: lineOf(line, asking.nowMs) },
    { kind: 'emergency', grant: noted },
  ]);
  core.refused.held.keep(noted);
  return answer;
}

/** The instant from which the user may ask again; undefined when they may now. */
async function blockedUntil(
  { refused }: Core,
  sql: Sql,
  { caller, nowMs }: Asking,
): Promise<string | undefined> {
  const rows = await sql.query(
    {
      text: `select asked from break_glass where actor = $1 and asked > $2::timestamptz order by asked desc
        limit ${EMERGENCIES_BLOCKED_FROM - 1}`,
    },
    [caller.id, instant(nowMs - HOUR_MS)],
  );
  const inDatabase = rows.map((row) => Date.parse(fhirInstant(textOf(row.asked))));
  const asked = [...inDatabase, ...refused.held.askedAfter(caller.id, nowMs - HOUR_MS)];
  const oldest = asked.toSorted((one, other) => other - one)[EMERGENCIES_BLOCKED_FROM - 2];
  return oldest === undefined ? undefined : instant(oldest + HOUR_MS);
}

/** Whether the organisation that the user acts for is the one that holds the record. */
async function isHeldBy(sql: Sql, { organization, wish, nowMs }: Asking): Promise<boolean> {
  if (!isLogicalId(wish.patient)) return false;
  const rows = await sql.query(
    {
      text: `select 1 from relation where patient = $1::uuid and actor = any($2::text::text[]) and kind = ${RELATION_KINDS.holder}
        and starts <= $3::timestamptz and ends > $3::timestamptz limit 1`,
    },
    [patientId(wish.patient), textArray([organization, ...(wish.within ?? [])]), instant(nowMs)],
  );
  return rows.length > 0;
}

async function end(sql: Sql, log: RecordLog, caller: Caller, patient: string, now: string): Promise<boolean> {
  const ended = await sql.query(
    {
      text: `update break_glass set ends = $3::timestamptz
        where actor = $1 and patient = $2::uuid and outcome = 'granted' and ends > $3::timestamptz returning id`,
    },
    [caller.id, patientId(patient), now],
  );
  if (ended.length === 0) return false;
  await log.writeWithin(sql, endOf(caller, patient));
  await sql.query(
    {
      text: `update relation set ends = $3::timestamptz where patient = $1::uuid and actor = $2 and kind = ${RELATION_KINDS.emergency}`,
    },
    [patientId(patient), emergencyActor(caller.id, patient), now],
  );
  return true;
}

/** It ends here at once; the database hears of it with the rest of the spool. */
async function endSpooled(core: Core, caller: Caller, found: EmergencyGrant | undefined): Promise<boolean> {
  if (found === undefined) return false;
  const nowMs = core.now().getTime();
  const ended = { ...found, until: instant(nowMs) };
  core.refused.held.keep(ended);
  await core.refused.keep([
    { kind: 'line', line: lineOf(endOf(caller, found.patient), nowMs) },
    { kind: 'emergency', grant: ended },
  ]);
  return true;
}

function endOf(caller: Caller, patient: string): LogEntry {
  return { event: 'break-glass', action: 'U', outcome: 0, caller, patient, detail: 'ended by its user' };
}

function entryOf({ caller, wish }: Asking, outcome: LogEntry['outcome'], detail?: string): LogEntry {
  return {
    event: 'break-glass',
    action: 'E',
    outcome,
    caller,
    patient: wish.patient,
    ...(detail === undefined ? {} : { detail }),
  };
}
