import { type Caller, type RecordSession, resourceOf, type StoredVersion } from '@caecilia/kernel';
import { type AskedPerson, type StayDesk, stayEndpoints } from '@caecilia/stay';
import { POLICY } from '../access/policy.ts';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { namesOf, personIn } from '../mdt/names.ts';
import { onAskedPerson, onPlaces, onStays } from './stay-access.ts';

const COORDINATOR = 'hospice-coordinator';

/** Roles outside a hospice that write what is asked of others: those who treat. */
const ASKING: ReadonlySet<string> = new Set(
  POLICY.rows
    .filter(({ types, may, where }) => types.includes('ServiceRequest') && may.includes('create') && !where)
    .flatMap(({ roles }) => roles)
    .filter((role) => POLICY.roles.some(({ code, kind }) => code === role && kind === 'staff'))
    .filter((role) => !role.startsWith('hospice-')),
);

const asks = ({ role }: Pick<Caller, 'role'>) => ASKING.has(role);

/** Stays in a hospice: asked, answered, and what has to be there before somebody goes home. */
export function stayArea(house: DeskHouse): DeskArea {
  return {
    endpoints: stayEndpoints(stayDesk(house)),
    places: (caller) => {
      if (answersFor(caller) !== undefined)
        return [{ href: '/desk/stays', label: { nl: 'Aanvragen verblijf', en: 'Stays asked for' } }];
      return caller.role === 'transfer-nurse'
        ? [{ href: '/desk/stays', label: { nl: 'Verblijf gevraagd', en: 'Stays I asked for' } }]
        : [];
    },
    sections: (caller) =>
      asks(caller)
        ? [{ href: 'stays', label: { nl: 'Hospice en ontslag', en: 'Hospice and discharge' } }]
        : [],
  };
}

/** The hospice that a coordinator answers for: of whoever signed in for it. */
function answersFor({ role, organization }: Caller): string | undefined {
  return role === COORDINATOR ? organization : undefined;
}

/** The ports of this area on the record of the house. */
export function stayDesk(house: DeskHouse): StayDesk {
  const { store } = house;
  return {
    ...house,
    mayAsk: async (caller, patient) =>
      asks(caller) &&
      (await store.stillAllowed(caller, patient, { type: 'ServiceRequest', interaction: 'create' })) &&
      // Who asks sees the answer.
      (await store.stillAllowed(caller, patient, { type: 'ServiceRequest', interaction: 'read' })),
    answersFor,
    onStays,
    onPlaces,
    namesOf,
    personOf: async (session, patient) => await personOf(session, patient),
    async peopleFor(caller, patients) {
      const people = await Promise.all(
        patients.map((patient) => personOf(store.session(onAskedPerson(caller, patient)), patient)),
      );
      return new Map(people.map((person) => [person.id, person]));
    },
  };
}

async function personOf(session: RecordSession, id: string): Promise<AskedPerson> {
  const version = await session.read('Patient', id);
  return version === undefined || version.deleted ? { id, deceased: false } : shownOf(version);
}

/** Name, day of birth and whether they live: no more of the resource leaves the server. */
function shownOf(version: StoredVersion): AskedPerson {
  const resource = resourceOf(version);
  const { birthDate, deceasedBoolean, deceasedDateTime } = resource;
  const name = personIn(resource);
  return {
    id: version.id,
    ...(name === undefined || name === '' ? {} : { name }),
    ...(typeof birthDate === 'string' ? { birthDate } : {}),
    deceased: deceasedBoolean === true || deceasedDateTime !== undefined,
  };
}
