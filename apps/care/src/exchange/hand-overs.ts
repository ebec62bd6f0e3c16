import {
  type ExchangeOverRecord,
  type HandOver,
  type HandOvers,
  handOversOverRecord,
  isLocked,
} from '@caecilia/exchange';
import type { FhirResource } from '@caecilia/fhir';
import { isTeamRole, type TeamReference, toTask } from '@caecilia/team';
import { onDuty } from '../access/duty-scope.ts';
import type { DeskHouse } from '../desk/area.ts';
import { HAND_OVER_DUTY } from './hand-over-duty.ts';

/** What hand-overs stand on. */
export type HandOverParts = Pick<DeskHouse, 'session' | 'readSearch' | 'now'>;

/** The hand-overs of this house, over its record and with its teams. */
export function handOversOf(house: HandOverParts): HandOvers {
  const { session, readSearch, now } = house;
  const over: ExchangeOverRecord = {
    session,
    keeping: (caller) => session(onDuty(caller, HAND_OVER_DUTY)),
    readSearch,
    now,
    unreadTask,
  };
  return handOversOverRecord(over);
}

/** Time that the team gets for it: a working day. */
const DUE_MS = 24 * 3_600_000;

/** For the role that sent it, in the language of the record; who it was for, and no word of what was sent. */
export function unreadTask(handOver: HandOver, now: Date): FhirResource {
  const { role, team, patient, to } = handOver;
  if (!isTeamRole(role)) throw new Error('a hand-over names a role that no team has');
  return toTask(
    {
      patient,
      team: team as TeamReference,
      role,
      words: isLocked(handOver)
        ? `De link voor ${to.name} is dicht na vijf verkeerde codes. Bel de ontvanger, en stuur een nieuwe.`
        : `Het plan dat naar ${to.name} is gestuurd, is na 24 uur niet geopend. Bel of het is aangekomen.`,
      due: now.getTime() + DUE_MS,
    },
    {
      resourceType: 'Task',
      intent: 'order',
      authoredOn: now.toISOString(),
      requester: { display: 'Caecilia' },
    },
  );
}
