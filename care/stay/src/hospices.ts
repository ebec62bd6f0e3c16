import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  demand,
  forbid,
  notThere,
  Problem,
  type RecordReader,
  resourceOf,
  type StoredVersion,
} from '@caecilia/kernel';
import { HOSPICE_SERVICE, PLACES_URL } from './codes.ts';
import type { Hospice, Places, StatedPlaces, StayHouse } from './stays.ports.ts';

/** More places than any hospice has: a slip of the finger. */
export const MOST_PLACES = 99;

const providerOf = (service: FhirResource) => elementOf(service.providedBy).reference;

async function servicesIn(
  { readSearch }: Pick<StayHouse, 'readSearch'>,
  reader: RecordReader,
): Promise<readonly StoredVersion[]> {
  const { matches, next } = await reader.search(
    readSearch(
      ['HealthcareService'],
      [
        ['service-type', HOSPICE_SERVICE],
        ['active', 'true'],
        ['_count', '200'],
      ],
    ),
  );
  demand(next === undefined, 'The directory has more hospices than can be shown. Call the service desk.');
  return matches;
}

/** Hospices of the network that take requests, by name. */
export async function hospicesIn(
  house: Pick<StayHouse, 'readSearch'>,
  reader: RecordReader,
): Promise<readonly Hospice[]> {
  const services = (await servicesIn(house, reader)).map(resourceOf);
  const ids = services.flatMap((each) => /^Organization\/(.+)$/.exec(String(providerOf(each)))?.[1] ?? []);
  const found = await reader.readMany([...new Set(ids)].map((id) => ({ type: 'Organization', id })));
  return found
    .filter(({ deleted }) => !deleted)
    .flatMap((version): Hospice[] => {
      const { name, active, telecom } = resourceOf(version);
      if (typeof name !== 'string' || active === false) return [];
      const reference = `Organization/${version.id}`;
      const own = services.filter((service) => providerOf(service) === reference);
      const phone = [...own.map((each) => each.telecom), telecom].map(phoneIn).find((each) => each);
      const places = placesIn(own);
      return [
        {
          reference,
          name,
          ...(phone === undefined ? {} : { phone }),
          ...(places === undefined ? {} : { places }),
        },
      ];
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}

function phoneIn(telecom: unknown): string | undefined {
  const value = elementsOf(telecom).find(({ system }) => system === 'phone')?.value;
  return typeof value === 'string' ? value : undefined;
}

/** What the services of one hospice say: the newest statement counts. */
export function placesIn(services: readonly FhirResource[]): Places | undefined {
  return services
    .flatMap(({ extension }) => elementsOf(extension))
    .filter(({ url }) => url === PLACES_URL)
    .map(placesOf)
    .toSorted((one, other) => other.at.localeCompare(one.at))[0];
}

/** Throws where it cannot be read: a place is not promised on a number that is half understood. */
function placesOf({ extension }: Element): Places {
  const part = (name: string) => elementsOf(extension).find(({ url }) => url === name) ?? {};
  const [count, at] = [part('count').valueUnsignedInt, part('at').valueInstant];
  if (typeof count !== 'number' || typeof at !== 'string')
    throw new Problem('invariant', 'The number of places cannot be read; open the original.', {
      expression: 'HealthcareService.extension',
    });
  return { count, at };
}

/** How many places the caller's hospice has said that it has. Undefined: it is not in the directory as a service. */
export async function statedPlaces(
  house: Pick<StayHouse, 'readSearch'>,
  reader: RecordReader,
  hospice: string,
): Promise<StatedPlaces | undefined> {
  const own = (await servicesIn(house, reader)).filter(
    (version) => providerOf(resourceOf(version)) === hospice,
  );
  const [first] = own.toSorted((one, other) => one.id.localeCompare(other.id));
  if (first === undefined) return undefined;
  const places = placesIn(own.map(resourceOf));
  return {
    service: first.id,
    versionId: first.versionId,
    ...(places === undefined ? {} : { places }),
  };
}

/** Says how many places the caller's hospice has; a colleague who was first is told (412). */
export async function statePlaces(
  house: StayHouse,
  caller: Caller,
  {
    service,
    versionId,
    count,
  }: { readonly service: string; readonly versionId: number; readonly count: number },
): Promise<Places> {
  const hospice = house.answersFor(caller);
  forbid(hospice !== undefined, 'How many places there are is said by the coordinator of the hospice.');
  if (!Number.isSafeInteger(count) || count < 0 || count > MOST_PLACES)
    throw new Problem('value', `Give a number of places from 0 to ${MOST_PLACES}.`, { expression: 'count' });
  const session = house.session(house.onPlaces(caller));
  const version = await session.read('HealthcareService', service);
  if (version === undefined || version.deleted || providerOf(resourceOf(version)) !== hospice)
    throw notThere('hospice');
  const at = house.now().toISOString();
  const base = resourceOf(version);
  const others = elementsOf(base.extension).filter(({ url }) => url !== PLACES_URL);
  const stated = {
    url: PLACES_URL,
    extension: [
      { url: 'count', valueUnsignedInt: count },
      { url: 'at', valueInstant: at },
    ],
  };
  await session.change({
    kind: 'update',
    id: service,
    ifMatch: versionId,
    resource: { ...base, extension: [...others, stated] },
  });
  return { count, at };
}
