import type { FhirResource, SearchQuery } from '@caecilia/fhir';
import { everyPage, Problem, type RecordReader, resourceOf, type StoredVersion } from '@caecilia/kernel';
import { elementOf } from './reading/element.ts';
import { targetOf } from './reading/references.ts';
import type { Code, PlanStandard } from './standard/standard.ts';

/** A search parameter by name and value, as it stands in an address, not encoded. */
export type SearchPair = readonly [name: string, value: string];

/** Turns a FHIR search on one or more types into what the record understands; the application binds it to its definitions. */
export type ReadSearch = (types: readonly string[], pairs: readonly SearchPair[]) => SearchQuery;

/** Most resources asked for at once; a search goes on until the last page. */
const PAGE = '200';

/** Everything small that belongs to one patient: searched in one go, whatever it says. */
const WHOLE_TYPES = [
  'Consent',
  'Goal',
  'RelatedPerson',
  'CareTeam',
  'DeviceUseStatement',
  'CommunicationRequest',
  'Communication',
];

/** Types that others refer to by name, number or kind. */
const FOLLOWED = new Set([
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'HealthcareService',
  'Device',
  'RelatedPerson',
]);

/** A role leads to a person, an organisation and a service; an organisation to nothing we read. */
const ROUNDS = 2;

/**
 * Loads what the plan of a patient is read from: the patient, four searches at once, then what those refer to. All
 * treatment directives are loaded, not only those a named query of the standard would find: one that was recorded
 * in an unexpected way must be seen as unreadable and not as absent. Throws `Problem('not-found')` and
 * `Problem('deleted')` for the patient.
 */
export async function loadPlanRecord(
  reader: RecordReader,
  readSearch: ReadSearch,
  standards: readonly PlanStandard[],
  patientId: string,
): Promise<readonly FhirResource[]> {
  const patient = await reader.read('Patient', patientId);
  if (!patient)
    throw new Problem('not-found', 'There is no patient with this id, or this caller may not see it.');
  if (patient.deleted) throw new Problem('deleted', 'The record of this patient was deleted.');
  const about: SearchPair = ['patient', `Patient/${patientId}`];
  const codes = (list: readonly Code[]) =>
    [...new Set(list.map(({ system, code }) => `${system}|${code}`))].join(',');
  const asked = standards.flatMap(({ observations }) =>
    Object.values(observations).flatMap((each) => each.codes),
  );
  const spoken = codes(standards.flatMap(({ conversation }) => conversation.codes));
  const queries = [
    readSearch(WHOLE_TYPES, [about, ['_count', PAGE]]),
    readSearch(['Observation'], [about, ['code', codes(asked)], ['_count', PAGE]]),
    readSearch(['Procedure'], [about, ['code', spoken], ['_count', PAGE]]),
    readSearch(['Encounter'], [about, ['reason-reference:Procedure.code', spoken], ['_count', PAGE]]),
  ];
  const found = await Promise.all(queries.map((query) => allPages(reader, query)));
  const loaded = [patient, ...found.flat()].map(resourceOf);
  return withFollowed(reader, loaded);
}

/** Every page of a search. */
export async function allPages(reader: RecordReader, query: SearchQuery): Promise<readonly StoredVersion[]> {
  const { matches, includes } = await everyPage(reader, query);
  return [...matches, ...includes];
}

async function withFollowed(
  reader: RecordReader,
  loaded: readonly FhirResource[],
): Promise<readonly FhirResource[]> {
  const known = new Map(
    loaded.map((resource) => [`${resource.resourceType}/${resource.id ?? ''}`, resource]),
  );
  let fresh: readonly FhirResource[] = loaded;
  for (let round = 0; round < ROUNDS && fresh.length > 0; round += 1) {
    const missing = new Map(
      fresh
        .flatMap(referencesIn)
        .filter(({ type, id }) => FOLLOWED.has(type) && !known.has(`${type}/${id}`))
        .map((target) => [`${target.type}/${target.id}`, target]),
    );
    if (missing.size === 0) break;
    const versions = await reader.readMany([...missing.values()]);
    fresh = versions.filter(({ deleted }) => !deleted).map(resourceOf);
    for (const resource of fresh) known.set(`${resource.resourceType}/${resource.id ?? ''}`, resource);
  }
  return [...known.values()];
}

/** Every reference anywhere in a resource. */
function referencesIn(value: unknown): readonly { type: string; id: string }[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  const element = elementOf(value);
  if (!element) return [];
  const own = targetOf(element);
  return [...(own ? [own] : []), ...Object.values(element).flatMap(referencesIn)];
}

/** One patient on the start page. */
export interface FoundPatients {
  readonly patients: readonly FhirResource[];
  /** Ids of those with treatment or advance directives. */
  readonly withPlan: ReadonlySet<string>;
  readonly more: boolean;
}

/** Most patients on one list: more than anyone reads. */
export const MOST_FOUND = 50;

/** What a person asks for on the start page; nothing asked lists those with a plan. */
export interface PatientQuestion {
  readonly name?: string;
  /** FHIR date. */
  readonly birthDate?: string;
}

const ORDER: readonly SearchPair[] = [
  ['_sort', 'family'],
  ['_count', String(MOST_FOUND)],
];

/** Finds patients by name and birth date, in the order of their family names. */
export async function findPatients(
  reader: RecordReader,
  readSearch: ReadSearch,
  standards: readonly PlanStandard[],
  { name, birthDate }: PatientQuestion,
): Promise<FoundPatients> {
  const categories = standards.flatMap(({ treatmentDirective, advanceDirective }) => [
    treatmentDirective.category,
    advanceDirective.category,
  ]);
  const value = [...new Set(categories.map(({ system, code }) => `${system}|${code}`))].join(',');
  const hasPlan: SearchPair = ['_has:Consent:patient:category', value];
  const words = (name ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const asked = (parameter: string): readonly SearchPair[] => [
    ...words.map((word): SearchPair => [parameter, escapeValue(word)]),
    ...(birthDate ? ([['birthdate', birthDate]] as const) : []),
  ];
  const searched = asked('name').length > 0;
  const find = (criteria: readonly SearchPair[]) =>
    reader.search(readSearch(['Patient'], [...criteria, ...ORDER]));
  const begun = await find(searched ? asked('name') : [hasPlan]);
  // Names are found by their beginning; "Proef" in "Voorbeeld-de Proef" only by looking inside, which costs more.
  const page = words.length > 0 && begun.matches.length === 0 ? await find(asked('name:contains')) : begun;
  const patients = page.matches.map(resourceOf);
  const ids = patients.flatMap(({ id }) => id ?? []);
  const more = page.next !== undefined;
  if (!searched || ids.length === 0) return { patients, withPlan: new Set(ids), more };
  const planned = await reader.search(
    readSearch(['Patient'], [['_id', ids.join(',')], hasPlan, ['_count', String(MOST_FOUND)]]),
  );
  return { patients, withPlan: new Set(planned.matches.map(({ id }) => id)), more };
}

/** Commas, bars, dollars and backslashes have a meaning of their own in a search value. */
function escapeValue(words: string): string {
  return words.replace(/[\\$,|]/g, '\\$&');
}
