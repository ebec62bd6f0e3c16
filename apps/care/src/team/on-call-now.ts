import type { Caller } from '@caecilia/kernel';
import { type OnCallNow, onCallNow as ofTeam, type TeamOverRecord } from '@caecilia/team';

/** Who is on call in a role now, for a board, a patient's header or a message. Throws where the rota is not for them. */
export function onCallNow(house: TeamOverRecord, caller: Caller): Promise<OnCallNow> {
  return ofTeam(house, { caller, query: {} });
}
