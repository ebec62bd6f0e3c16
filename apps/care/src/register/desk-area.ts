import { registerEndpoints } from '@caecilia/consultation';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { namesOfPeople } from '../desk/people.ts';
import { countsEndpoint } from './counts-endpoint.ts';

/** Recognising early: prompt lists, marks, the register of whoever marks, and the counts of the team's work. */
export function registerArea(house: DeskHouse): DeskArea {
  const { store, session } = house;
  return {
    endpoints: [
      ...registerEndpoints({
        house,
        namesOf: (caller, references) => namesOfPeople(session(caller), references),
        maySee: (caller, patientId, type) =>
          store.stillAllowed(caller, patientId, { type, interaction: 'search-type' }),
      }),
      countsEndpoint(house),
    ],
  };
}
