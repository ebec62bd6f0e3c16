import type { OrganizationReference } from '@caecilia/exchange';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type RecordReader, type RelationKind, resourceOf } from '@caecilia/kernel';
import { relationsOf } from '../access/relations.ts';
import { namesOf } from '../mdt/names.ts';
import type { ReadSearch } from '../read-search.ts';

/** An organisation that treats a patient now, with who does there. */
export interface Treating {
  readonly reference: OrganizationReference;
  /** As what: the kinds of relation that the record has. */
  readonly as: readonly RelationKind[];
  readonly people: readonly { readonly name: string; readonly email?: string }[];
}

/** Being the patient, holding the file and living are no treatment, nor is a permission to look. */
const CARING: readonly RelationKind[] = [
  'generalPractitioner',
  'treatingTeam',
  'homeCare',
  'hospiceStay',
  'consultation',
];

/** What says who treats a patient, and in which states it says so. */
const SAYS: readonly (readonly [type: string, ...pairs: (readonly [string, string])[]])[] = [
  ['CareTeam', ['status', 'active']],
  ['EpisodeOfCare', ['status', 'active,onhold']],
  ['Encounter', ['status', 'arrived,triaged,in-progress,onleave']],
  ['ServiceRequest', ['status', 'active']],
];

/** What is read of a patient to know who treats them. */
export const SAYING_TYPES = SAYS.map(([type]) => type);

/**
 * The organisations that treat a patient at this moment, as the reader sees it: by the same facts from which the access
 * rule takes who may see the record. Sorted by name of the relation, the general practice first.
 */
export async function treatingOf(
  {
    reader,
    readSearch,
    now,
  }: { readonly reader: RecordReader; readonly readSearch: ReadSearch; readonly now: Date },
  patientId: string,
): Promise<readonly Treating[]> {
  const found = await resourcesAbout(reader, readSearch, patientId);
  const at = now.toISOString();
  const caring = found
    .flatMap((resource) => relationsOf(resource))
    .filter(
      ({ patient, kind, starts = '', ends }) =>
        patient === patientId && CARING.includes(kind) && starts <= at && (ends === undefined || ends > at),
    );
  const placed = await placesOf(reader, readSearch, [...new Set(caring.map(({ actor }) => actor))]);
  const byOrganization = new Map<
    OrganizationReference,
    { as: Set<RelationKind>; people: Map<string, string | undefined> }
  >();
  for (const { actor, kind } of caring)
    for (const { organization, person } of placed.get(actor) ?? []) {
      const known = byOrganization.get(organization) ?? { as: new Set(), people: new Map() };
      known.as.add(kind);
      if (person !== undefined) known.people.set(person.name, person.email);
      byOrganization.set(organization, known);
    }
  return [...byOrganization]
    .map(([reference, { as, people }]) => ({
      reference,
      as: CARING.filter((kind) => as.has(kind)),
      people: [...people].map(([name, email]) => ({ name, ...(email === undefined ? {} : { email }) })),
    }))
    .toSorted((one, other) => rankOf(one) - rankOf(other));
}

const rankOf = ({ as }: Treating) => CARING.findIndex((kind) => as.includes(kind));

async function resourcesAbout(
  reader: RecordReader,
  readSearch: ReadSearch,
  patientId: string,
): Promise<readonly FhirResource[]> {
  const patient = await reader.read('Patient', patientId);
  const pages = await Promise.all(
    SAYS.map(([type, ...pairs]) =>
      reader.search(readSearch([type], [['patient', `Patient/${patientId}`], ...pairs, ['_count', '200']])),
    ),
  );
  return [
    ...(patient === undefined || patient.deleted ? [] : [resourceOf(patient)]),
    ...pages.flatMap(({ matches }) => matches.map((each) => resourceOf(each))),
  ];
}

interface Place {
  readonly organization: OrganizationReference;
  readonly person?: { readonly name: string; readonly email?: string };
}

/** Where each of them works, by the directory; an organisation is its own place. */
async function placesOf(
  reader: RecordReader,
  readSearch: ReadSearch,
  actors: readonly string[],
): Promise<ReadonlyMap<string, readonly Place[]>> {
  const ids = (type: string) =>
    actors.flatMap((actor) => (actor.startsWith(`${type}/`) ? [actor.slice(type.length + 1)] : []));
  const [roles, ofPeople] = await Promise.all([
    reader.readMany(ids('PractitionerRole').map((id) => ({ type: 'PractitionerRole', id }))),
    ids('Practitioner').length === 0
      ? []
      : reader
          .search(
            readSearch(
              ['PractitionerRole'],
              [
                [
                  'practitioner',
                  ids('Practitioner')
                    .map((id) => `Practitioner/${id}`)
                    .join(','),
                ],
                ['_count', '200'],
              ],
            ),
          )
          .then(({ matches }) => matches),
  ]);
  const working = [...roles, ...ofPeople]
    .filter(({ deleted }) => !deleted)
    .map((each) => resourceOf(each))
    .filter(({ active }) => active !== false);
  const names = await namesOf(
    reader,
    working.map(({ id }) => `PractitionerRole/${String(id)}`),
  );
  const places = new Map<string, Place[]>();
  const add = (actor: unknown, place: Place) => {
    if (typeof actor === 'string' && actors.includes(actor))
      places.set(actor, [...(places.get(actor) ?? []), place]);
  };
  for (const actor of actors) if (isOrganization(actor)) add(actor, { organization: actor });
  for (const role of working) {
    const { reference: organization } = elementOf(role.organization);
    if (typeof organization !== 'string' || !isOrganization(organization)) continue;
    const name = names.get(`PractitionerRole/${String(role.id)}`);
    const email = telecomOf(role, 'email');
    const place: Place = {
      organization,
      ...(name === undefined ? {} : { person: { name, ...(email === undefined ? {} : { email }) } }),
    };
    add(`PractitionerRole/${String(role.id)}`, place);
    add(elementOf(role.practitioner).reference, place);
  }
  return places;
}

const isOrganization = (text: string): text is OrganizationReference =>
  /^Organization\/[A-Za-z0-9.-]{1,64}$/.test(text);

/** The first number or address of this kind that is in use. */
export function telecomOf({ telecom }: FhirResource, kind: 'phone' | 'email'): string | undefined {
  const found = elementsOf(telecom).find(({ system, use }) => system === kind && use !== 'old')?.value;
  return typeof found === 'string' && found !== '' ? found : undefined;
}
