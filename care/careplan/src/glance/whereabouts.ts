import type { FhirResource } from '@caecilia/fhir';
import { civilTime, type RecordReader, resourceOf } from '@caecilia/kernel';
import type { ReadSearch } from '../planSearches.ts';
import { conceptOf, elementOf, elementsOf, wordsOf } from '../reading/element.ts';
import { parsePlanDate } from '../reading/planDate.ts';
import { isAbout, originalOf } from '../reading/reader.ts';
import { loadedRecord, targetOf } from '../reading/references.ts';
import type { Whereabouts } from './glance.ts';

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
/** Classes of a stay in an institution. Source: FHIR R4, value set encounter-class (v3 ActEncounterCode). */
const STAYS = ['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS', 'EMER'];
const PRESENT = ['arrived', 'triaged', 'in-progress', 'onleave'];
const FOLLOWED = new Set(['Organization', 'Location']);

/** What kinds of care say where somebody is: codes as `system|code`, the same by which the access rule opens records. */
export interface PlacesOfCare {
  readonly hospice: readonly string[];
  readonly homeCare: readonly string[];
  /** Code systems of visits and calls that are under way: they say nothing of where the patient stays. */
  readonly visits?: readonly string[];
}

/** With what eyes to read. */
export interface WhereaboutsOptions {
  readonly patientId: string;
  readonly now: Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
  readonly placesOfCare: PlacesOfCare;
}

/** Loads what says where a patient is now: stays under way, care at home or in a hospice, and the names of places. */
export async function loadWhereabouts(
  reader: RecordReader,
  readSearch: ReadSearch,
  patientId: string,
): Promise<readonly FhirResource[]> {
  const query = readSearch(
    ['Encounter', 'EpisodeOfCare'],
    [
      ['patient', `Patient/${patientId}`],
      ['status', [...PRESENT, 'active', 'onhold'].join(',')],
      ['_count', '200'],
    ],
  );
  const found = (await reader.search(query)).matches.map(resourceOf);
  const places = new Map(
    found
      .flatMap(({ serviceProvider, managingOrganization, location }) => [
        serviceProvider,
        managingOrganization,
        ...elementsOf(location).map((each) => each.location),
      ])
      .flatMap((reference) => targetOf(reference) ?? [])
      .filter(({ type }) => FOLLOWED.has(type))
      .map((target) => [`${target.type}/${target.id}`, target]),
  );
  const named = places.size === 0 ? [] : await reader.readMany([...places.values()]);
  return [...found, ...named.filter(({ deleted }) => !deleted).map(resourceOf)];
}

/**
 * Where a patient is now, as far as the record says: stays under way first, then care at home. Empty where it does not
 * say; what was entered in error, has ended, or is about somebody else is left out.
 */
export function readWhereabouts(
  resources: readonly FhirResource[],
  { patientId, now, timeZone, placesOfCare }: WhereaboutsOptions,
): readonly Whereabouts[] {
  const { hospice, homeCare, visits = [] } = placesOfCare;
  const isHospice = (each: FhirResource) => has(each.type, hospice) || has(each.serviceType, hospice);
  const record = loadedRecord(resources);
  const civil = civilTime(now, timeZone);
  const nameOf = (reference: unknown): string | undefined =>
    wordsOf(record.follow(reference)?.name) ?? wordsOf(elementOf(reference)?.display);
  const holdsNow = ({ period }: FhirResource): boolean => {
    const { start, end } = elementOf(period) ?? {};
    const [from, to] = [parsePlanDate(start, timeZone), parsePlanDate(end, timeZone)];
    // A date that cannot be read proves nothing about now.
    if ((start !== undefined && !from) || (end !== undefined && !to)) return false;
    return (!from || from.from <= civil) && (!to || to.to > civil);
  };
  const at = (resource: FhirResource, kind: Whereabouts['kind'], place: string | undefined): Whereabouts => {
    const since = parsePlanDate(elementOf(resource.period)?.start, timeZone);
    return { kind, ...(place ? { place } : {}), ...(since ? { since } : {}), original: originalOf(resource) };
  };
  const stays = record
    .ofType('Encounter')
    .filter((each) => isAbout({ patientId }, each.subject) && holdsNow(each) && isThere(each))
    .filter((each) => (isInside(each) && !isVisit(each, visits)) || isHospice(each))
    .map((each) => at(each, isHospice(each) ? 'hospice' : 'admitted', placeOf(each, nameOf)));
  const cared = record
    .ofType('EpisodeOfCare')
    .filter((each) => isAbout({ patientId }, each.patient) && holdsNow(each))
    .filter(({ status }) => status === 'active' || status === 'onhold')
    .flatMap((each) => {
      const kind = isHospice(each) ? 'hospice' : has(each.type, homeCare) ? 'homeCare' : undefined;
      // A stay that is on hold was promised, or interrupted: the patient is not there. Home care goes on meanwhile.
      if (kind === undefined || (kind === 'hospice' && each.status !== 'active')) return [];
      return [at(each, kind, nameOf(each.managingOrganization))];
    });
  const all = [...stays, ...cared.toSorted((left, right) => weight(left) - weight(right))];
  return [...new Map(all.map((each) => [`${each.kind} ${each.place ?? ''}`, each])).values()];
}

const weight = ({ kind }: Whereabouts) => (kind === 'homeCare' ? 1 : 0);

const isThere = ({ status }: FhirResource) => PRESENT.includes(String(status));

function isInside(encounter: FhirResource): boolean {
  const code = elementOf(encounter.class);
  return code?.system === ACT_CODE && STAYS.includes(String(code.code));
}

function isVisit({ type }: FhirResource, systems: readonly string[]): boolean {
  return elementsOf(type).some((each) =>
    elementsOf(each.coding).some(({ system }) => systems.includes(String(system))),
  );
}

/** The place that holds now, else who provides the stay. */
function placeOf(encounter: FhirResource, nameOf: (reference: unknown) => string | undefined) {
  const here = elementsOf(encounter.location).find(
    ({ status }) => status === undefined || status === 'active',
  );
  return nameOf(here?.location) ?? nameOf(encounter.serviceProvider);
}

function has(concepts: unknown, codes: readonly string[]): boolean {
  return elementsOf(concepts)
    .flatMap((concept) => conceptOf(concept).codings)
    .some(({ system, code }) => codes.includes(`${system}|${code}`));
}
