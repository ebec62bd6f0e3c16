import { randomUUID } from 'node:crypto';
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
} from '@caecilia/kernel';
import type { Core } from '../core.ts';
import { internalId, isLogicalId } from '../ids.ts';
import { fhirInstant } from '../instant.ts';
import { type Row, type Sql, textOf } from '../sql.ts';

const HOUR_MS = 3_600_000;

interface Wish {
  readonly patient: string;
  readonly reason: string;
  readonly hours: number;
}

/** Break-glass as rows of `relation` and `break_glass`. */
export function emergenciesOn(core: Core, log: RecordLog): EmergencyGrants {
  const nowMs = () => core.now().getTime();
  return {
    grant: (caller, wish) =>
      core.underWay.run(async () => {
        const organization = askerOf(caller, wish);
        return await core.database.transaction((sql) =>
          grant(sql, log, {
            caller,
            organization,
            wish: { ...wish, reason: wish.reason.trim() },
            nowMs: nowMs(),
          }),
        );
      }),
    active: async (caller, patient) => {
      const rows = await core.database.keyed.query(
        {
          text: `${SELECT} where actor = $1 and patient = $2::uuid and outcome = 'granted' and ends > $3::timestamptz order by asked desc limit 1`,
        },
        [caller.id, patientId(patient), instant(nowMs())],
      );
      return rows[0] === undefined ? undefined : grantOf(rows[0]);
    },
    end: (caller, patient) =>
      core.underWay.run(() =>
        core.database.transaction((sql) => end(sql, log, caller, patient, instant(nowMs()))),
      ),
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

/** The organisation that somebody asks for; throws where they may not ask at all. */
function askerOf({ scope, organization }: Caller, { reason, hours }: Wish): string {
  const may =
    scope.kind === 'rules' &&
    scope.rules.some(({ through }) => typeof through !== 'string' && through.includes('emergency'));
  if (!may || organization === undefined) {
    throw new Problem('forbidden', 'emergency access is not for this role, or not without an organisation');
  }
  if (reason.trim().length < 3) {
    throw new Problem('required', 'say why this record must be opened now; the patient will read it');
  }
  if (!Number.isInteger(hours) || hours < 1 || hours > MOST_EMERGENCY_HOURS) {
    throw new Problem('value', `emergency access lasts 1 to ${MOST_EMERGENCY_HOURS} whole hours`);
  }
  return organization;
}

interface Asking {
  readonly caller: Caller;
  readonly organization: string;
  readonly wish: Wish;
  readonly nowMs: number;
}

async function grant(sql: Sql, log: RecordLog, asking: Asking): Promise<EmergencyAnswer> {
  const { caller, wish, nowMs } = asking;
  const within = await blockedUntil(sql, caller, nowMs);
  if (within !== undefined) {
    await note(sql, asking, 'blocked', nowMs);
    const detail = `asked for the ${EMERGENCIES_BLOCKED_FROM}th time within an hour, or more: blocked`;
    await log.writeWithin(sql, lineOf(asking, 4, detail));
    return { kind: 'blocked', until: within };
  }
  if (!(await isHeldBy(sql, asking))) {
    await note(sql, asking, 'refused', nowMs);
    await log.writeWithin(sql, lineOf(asking, 4, 'no such record in this organisation'));
    return { kind: 'refused' };
  }
  const noted = await note(sql, asking, 'granted', nowMs + wish.hours * HOUR_MS);
  const emergency = { patient: wish.patient, reason: wish.reason };
  await log.writeWithin(sql, lineOf({ ...asking, caller: { ...caller, emergency, ground: 'emergency' } }, 0));
  await sql.query(
    {
      text: `insert into relation (patient, actor, kind, starts, ends, source_type, source_id)
        values ($1::uuid, $2, ${RELATION_KINDS.emergency}, $3::timestamptz, $4::timestamptz, 0, $5::uuid)`,
    },
    [patientId(wish.patient), emergencyActor(caller.id, wish.patient), instant(nowMs), noted.until, noted.id],
  );
  return { kind: 'granted', grant: noted };
}

/** The instant from which the user may ask again; undefined when they may now. Two of their own wait for each other. */
async function blockedUntil(sql: Sql, caller: Caller, nowMs: number): Promise<string | undefined> {
  await sql.query({ text: `select pg_advisory_xact_lock(hashtextextended($1, 13))` }, [caller.id]);
  const rows = await sql.query(
    {
      text: `select asked from break_glass where actor = $1 and asked > $2::timestamptz order by asked desc
        limit ${EMERGENCIES_BLOCKED_FROM - 1}`,
    },
    [caller.id, instant(nowMs - HOUR_MS)],
  );
  const oldest = rows[EMERGENCIES_BLOCKED_FROM - 2];
  return oldest === undefined
    ? undefined
    : new Date(Date.parse(fhirInstant(textOf(oldest.asked))) + HOUR_MS).toISOString();
}

/** Whether the organisation that the user acts for is the one that holds the record. */
async function isHeldBy(sql: Sql, { organization, wish, nowMs }: Asking): Promise<boolean> {
  if (!isLogicalId(wish.patient)) return false;
  const rows = await sql.query(
    {
      text: `select 1 from relation where patient = $1::uuid and actor = $2 and kind = ${RELATION_KINDS.holder}
        and starts <= $3::timestamptz and ends > $3::timestamptz limit 1`,
    },
    [patientId(wish.patient), organization, instant(nowMs)],
  );
  return rows.length > 0;
}

async function note(
  sql: Sql,
  { caller, organization, wish, nowMs }: Asking,
  outcome: EmergencyGrant['outcome'],
  untilMs: number,
): Promise<EmergencyGrant> {
  // What cannot be an id is no patient; that it was asked for is kept all the same.
  const patient = isLogicalId(wish.patient) ? wish.patient : 'not-an-id';
  const noted: EmergencyGrant = {
    id: randomUUID(),
    patient,
    user: caller.id,
    role: caller.role,
    organization,
    reason: wish.reason,
    outcome,
    from: instant(nowMs),
    until: instant(untilMs),
  };
  await sql.query(
    {
      text: `insert into break_glass (id, patient, patient_id, actor, role, organization, reason, asked, outcome, ends)
        values ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8::timestamptz, $9, $10::timestamptz)`,
    },
    [
      noted.id,
      patientId(patient),
      patient,
      noted.user,
      noted.role,
      organization,
      noted.reason,
      noted.from,
      outcome,
      noted.until,
    ],
  );
  return noted;
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
  await log.writeWithin(sql, {
    event: 'break-glass',
    action: 'U',
    outcome: 0,
    caller,
    patient,
    detail: 'ended by its user',
  });
  await sql.query(
    {
      text: `update relation set ends = $3::timestamptz where patient = $1::uuid and actor = $2 and kind = ${RELATION_KINDS.emergency}`,
    },
    [patientId(patient), emergencyActor(caller.id, patient), now],
  );
  return true;
}

function lineOf({ caller, wish }: Asking, outcome: LogEntry['outcome'], detail?: string): LogEntry {
  return {
    event: 'break-glass',
    action: 'E',
    outcome,
    caller,
    patient: wish.patient,
    ...(detail === undefined ? {} : { detail }),
  };
}

const SELECT =
  'select id, patient_id, actor, role, organization, reason, outcome, asked, ends from break_glass';

function grantOf(row: Row): EmergencyGrant {
  const outcome = textOf(row.outcome);
  if (outcome !== 'granted' && outcome !== 'refused' && outcome !== 'blocked') {
    throw new Error('an emergency has an outcome that this release does not know');
  }
  return {
    id: textOf(row.id),
    patient: textOf(row.patient_id),
    user: textOf(row.actor),
    role: textOf(row.role),
    organization: textOf(row.organization),
    reason: textOf(row.reason),
    outcome,
    from: fhirInstant(textOf(row.asked)),
    until: fhirInstant(textOf(row.ends)),
  };
}

function patientId(logicalId: string): string {
  return internalId('Patient', logicalId).id;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
