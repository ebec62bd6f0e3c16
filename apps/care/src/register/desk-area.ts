import { en, mayMark, mayTick, nl, registerEndpoints } from '@caecilia/consultation';
import type { PlaceLink } from '@caecilia/kernel';
import { isCounter } from '../consultation/counts.ts';
import type { DeskArea, DeskHouse, DeskPlace } from '../desk/area.ts';
import { namesOfPeople } from '../desk/people.ts';
import { countsEndpoint } from './counts-endpoint.ts';

const REGISTER: PlaceLink = {
  href: '/desk/register',
  label: { nl: nl['register.title'], en: en['register.title'] },
};
const COUNTS: DeskPlace = {
  href: '/desk/counts',
  label: { nl: nl['counts.title'], en: en['counts.title'] },
  group: 'team',
};
const EARLY: PlaceLink = { href: 'prompts', label: { nl: nl['early.section'], en: en['early.section'] } };

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
    places: (caller) => [
      // A practice begins its meeting with it; to the team of the hospital it is one page among many.
      ...(mayMark(caller.role)
        ? [caller.role === 'gp' ? REGISTER : ({ ...REGISTER, group: 'team' } as const)]
        : []),
      ...(isCounter(caller) ? [COUNTS] : []),
    ],
    sections: ({ role }) => (mayTick(role) || mayMark(role) ? [EARLY] : []),
  };
}
