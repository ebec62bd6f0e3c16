import {
  asksAs,
  type Colleague,
  DISCIPLINES,
  en,
  mayAct,
  nl,
  requestEndpoints,
} from '@caecilia/consultation';
import type { Caller } from '@caecilia/kernel';
import { chosenTeam, unavailableAt } from '@caecilia/team';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { teamWork } from '../team/desk-area.ts';
import { boardEndpoint } from './board.ts';
import { handles } from './handles.ts';

/** Asking for a consultation, and handling what was asked. */
export function requestsArea(house: DeskHouse): DeskArea {
  return {
    endpoints: [
      ...requestEndpoints({ ...house, colleagues: (caller) => colleaguesOf(house, caller) }),
      boardEndpoint(house),
    ],
    places: (caller) => [
      ...(handles(caller)
        ? [
            { href: '/desk/board', label: { nl: 'Ochtendbord', en: 'Morning board' } },
            { href: '/desk/requests', label: { nl: 'Aanvragen', en: 'Requests' } },
          ]
        : []),
      ...(mayAct(caller.role, 'agree')
        ? [{ href: '/desk/agreements', label: { nl: nl['agreement.place'], en: en['agreement.place'] } }]
        : []),
    ],
    sections: (caller) =>
      handles(caller) || asksAs(caller.role) !== undefined
        ? [{ href: 'requests', label: { nl: 'Aanvragen', en: 'Requests' } }]
        : [],
  };
}

/** Members of the caller's team who go to patients and are there now, by name. */
async function colleaguesOf(house: DeskHouse, caller: Caller): Promise<readonly Colleague[]> {
  const { members } = await chosenTeam(teamWork(house), { caller, query: {} });
  const now = house.now().getTime();
  return members
    .filter((member) => unavailableAt(member, now) === undefined)
    .flatMap(({ reference, name, roles }) => {
      const goes = DISCIPLINES.filter((each) => roles.includes(each));
      return name === undefined || goes.length === 0 ? [] : [{ reference, name, roles: goes }];
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}
