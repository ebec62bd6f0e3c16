import { asksAs, mayAct, requestEndpoints } from '@caecilia/consultation';
import type { Caller } from '@caecilia/kernel';
import type { DeskArea, DeskHouse } from '../desk/area.ts';

/** Roles that handle requests: the team and its office. */
const handles = ({ role }: Caller): boolean => mayAct(role, 'triage');

/** Asking for a consultation, and handling what was asked. */
export function requestsArea(house: DeskHouse): DeskArea {
  return {
    endpoints: requestEndpoints(house),
    places: (caller) =>
      handles(caller) ? [{ href: '/desk/requests', label: { nl: 'Aanvragen', en: 'Requests' } }] : [],
    sections: (caller) =>
      handles(caller) || asksAs(caller.role) !== undefined
        ? [{ href: 'requests', label: { nl: 'Aanvragen', en: 'Requests' } }]
        : [],
  };
}
