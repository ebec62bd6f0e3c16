import { adviceOverRecord, en, mayCheck, nl, requestsOverRecord } from '@caecilia/consultation';
import type { Caller } from '@caecilia/kernel';
import { itemsOverRecord, type MdtHouse, maySeeMeetings, meetingsOverRecord } from '@caecilia/mdt';
import { onDuty } from '../access/duty-scope.ts';
import type { DeskArea, WholeDeskHouse } from '../desk/area.ts';
import { adviceEndpoints, adviceRights } from './advice-endpoints.ts';
import { agendaSource } from './agenda-source.ts';
import { itemEndpoints } from './item-endpoints.ts';
import { MEETING_DUTY } from './meeting-duty.ts';
import { meetingEndpoints } from './meeting-endpoints.ts';
import { minutesEndpoint } from './minutes-endpoint.ts';
import { Pulses } from './pulse.ts';

const words = { nl, en };

/** Advice and what became of it, and the meeting of the team. */
export function meetingArea(house: WholeDeskHouse): DeskArea {
  const requests = requestsOverRecord(house);
  const mdt: MdtHouse = {
    ...house,
    meetings: (caller) => house.store.session(onDuty(caller, MEETING_DUTY)),
  };
  const parts = {
    house,
    requests,
    advice: adviceOverRecord(house),
    meetings: meetingsOverRecord(mdt),
    items: itemsOverRecord(mdt),
    facts: agendaSource(house, requests),
    pulses: new Pulses(),
  };
  const hasAdvice = (caller: Caller) => {
    const { give, decide, check } = adviceRights(caller);
    return give || decide !== 'no' || check;
  };
  return {
    endpoints: [
      ...adviceEndpoints(house, requests),
      ...meetingEndpoints(parts),
      ...itemEndpoints(parts),
      minutesEndpoint(parts),
    ],
    places: (caller) => [
      ...(mayCheck(caller.role)
        ? [{ href: '/desk/checks', label: { nl: words.nl['check.place'], en: words.en['check.place'] } }]
        : hasAdvice(caller)
          ? [{ href: '/desk/advice', label: { nl: 'Adviezen', en: 'Advice' } }]
          : []),
      ...(maySeeMeetings(caller.role) ? [{ href: '/desk/mdt', label: { nl: 'MDO', en: 'MDT' } }] : []),
    ],
    sections: (caller) =>
      hasAdvice(caller) ? [{ href: 'advice', label: { nl: 'Adviezen', en: 'Advice' } }] : [],
  };
}
