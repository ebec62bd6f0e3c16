import type { Caller, EmergencyGrant } from '@caecilia/kernel';
import type { Core } from '../core.ts';
import { EMERGENCY_COLUMNS, grantOf, instant, patientId } from './emergency-rows.ts';

/** The caller's own grant for this patient that holds now. */
export async function activeEmergency(
  { database, refused, now }: Core,
  caller: Caller,
  patient: string,
): Promise<EmergencyGrant | undefined> {
  const nowMs = now().getTime();
  const held = refused.held.active(caller.id, patient, nowMs);
  if (held !== undefined) return held;
  const rows = await database.keyed.query(
    {
      text: `select ${EMERGENCY_COLUMNS} from break_glass where actor = $1 and patient = $2::uuid and outcome = 'granted' and ends > $3::timestamptz order by asked desc limit 5`,
    },
    [caller.id, patientId(patient), instant(nowMs)],
  );
  return rows.map(grantOf).find(({ id }) => !refused.held.hasEnded(id, nowMs));
}
