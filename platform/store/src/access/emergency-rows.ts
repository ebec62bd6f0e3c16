import { randomUUID } from 'node:crypto';
import { type Row, type Sql, textOf } from '@caecilia/engine';
import {
  type Caller,
  type EmergencyGrant,
  type EmergencyWish,
  emergencyActor,
  RELATION_KINDS,
} from '@caecilia/kernel';
import { internalId, isLogicalId } from '../ids.ts';
import { fhirInstant } from '../instant.ts';

/** Somebody who asks for an emergency, checked. */
export interface Asking {
  readonly caller: Caller;
  readonly organization: string;
  readonly wish: EmergencyWish;
  readonly nowMs: number;
}

/** What was asked, with what became of it. */
export function emergencyOf(
  { caller, organization, wish, nowMs }: Asking,
  outcome: EmergencyGrant['outcome'],
  untilMs: number,
): EmergencyGrant {
  return {
    id: randomUUID(),
    // What cannot be an id is no patient; that it was asked for is kept all the same.
    patient: isLogicalId(wish.patient) ? wish.patient : 'not-an-id',
    user: caller.id,
    role: caller.role,
    organization,
    reason: wish.reason,
    outcome,
    from: instant(nowMs),
    until: instant(untilMs),
  };
}

/** Keeps that it was asked for. */
export async function addEmergency(sql: Sql, grant: EmergencyGrant): Promise<void> {
  await sql.query(
    {
      text: `insert into break_glass (id, patient, patient_id, actor, role, organization, reason, asked, outcome, ends)
        values ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8::timestamptz, $9, $10::timestamptz)
        on conflict (id) do update set ends = excluded.ends`,
    },
    [
      grant.id,
      patientId(grant.patient),
      grant.patient,
      grant.user,
      grant.role,
      grant.organization,
      grant.reason,
      grant.from,
      grant.outcome,
      grant.until,
    ],
  );
}

/** Lets it open the record. */
export async function openEmergency(
  sql: Sql,
  { id, patient, user, from, until }: EmergencyGrant,
): Promise<void> {
  await sql.query(
    {
      text: `insert into relation (patient, actor, kind, starts, ends, source_type, source_id)
        values ($1::uuid, $2, ${RELATION_KINDS.emergency}, $3::timestamptz, $4::timestamptz, 0, $5::uuid)`,
    },
    [patientId(patient), emergencyActor(user, patient), from, until, id],
  );
}

/** What was kept elsewhere, as it was at last; nothing that was ended is opened again. */
export async function replaceEmergency(sql: Sql, grant: EmergencyGrant): Promise<void> {
  await addEmergency(sql, grant);
  if (grant.outcome !== 'granted') return;
  const text = 'delete from relation where source_type = 0 and source_id = $1::uuid';
  await sql.query({ text }, [grant.id]);
  await openEmergency(sql, grant);
}

/** Columns of an emergency, to select. */
export const EMERGENCY_COLUMNS = 'id, patient_id, actor, role, organization, reason, outcome, asked, ends';

/** An emergency of a row that was selected with `EMERGENCY_COLUMNS`. */
export function grantOf(row: Row): EmergencyGrant {
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

export function patientId(logicalId: string): string {
  return internalId('Patient', logicalId).id;
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
