import { asksAs, requestEndpoints } from '@caecilia/consultation';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { boardEndpoint } from './board.ts';
import { handles } from './handles.ts';

/** Asking for a consultation, and handling what was asked. */
export function requestsArea(house: DeskHouse): DeskArea {
  return {
    endpoints: [...requestEndpoints(house), boardEndpoint(house)],
    places: (caller) =>
      handles(caller)
        ? [
            { href: '/desk/board', label: { nl: 'Ochtendbord', en: 'Morning board' } },
            { href: '/desk/requests', label: { nl: 'Aanvragen', en: 'Requests' } },
          ]
        : [],
    sections: (caller) =>
      handles(caller) || asksAs(caller.role) !== undefined
        ? [{ href: 'requests', label: { nl: 'Aanvragen', en: 'Requests' } }]
        : [],
  };
}
