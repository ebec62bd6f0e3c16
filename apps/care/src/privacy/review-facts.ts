import type { AccessLine, ReviewFacts, Span } from '@caecilia/audit';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CONFIDENTIALITY_SYSTEM, type RecordSession, resourceOf, type StoredVersion } from '@caecilia/kernel';
import { referenceOf } from '../access/element.ts';
import { ACCESS_FACTS } from '../access/relations.ts';
import type { ReadSearch } from '../read-search.ts';
import { contentOf, familyNameIn } from './names.ts';

/** Facts that the rules of odd access ask for, gathered once for all lines of a period. */
export async function reviewFacts(
  session: RecordSession,
  readSearch: ReadSearch,
  lines: readonly AccessLine[],
): Promise<ReviewFacts> {
  const patients = [...new Set(lines.map(({ patient }) => patient))];
  const records = new Map<string, PatientFacts>();
  for (const patient of patients) records.set(patient, await factsOf(session, readSearch, patient));
  const people = await peopleOf(session, lines);
  return {
    relationsOf(actor, patient) {
      const names = people.get(actor)?.actors ?? new Set([actor]);
      return (records.get(patient)?.relations ?? [])
        .filter((relation) => names.has(relation.actor))
        .map(({ span }) => span);
    },
    // Who works here and is a patient here is not recorded: two people with one name are two people.
    accountOf: () => undefined,
    familyNameOfActor: (actor) => people.get(actor)?.familyName,
    familyNameOfPatient: (patient) => records.get(patient)?.familyName,
    surnameShare: () => 0,
    dutiesOf: () => undefined,
    isMarked: (patient) => records.get(patient)?.marked ?? false,
  };
}

interface PatientFacts {
  readonly relations: readonly { readonly actor: string; readonly span: Span }[];
  readonly familyName: string | undefined;
  readonly marked: boolean;
}

const PAGE = '200';
/** Nobody is cared for by these. */
const NO_CARE = ['living', 'holder', 'objection', 'emergency', 'self'];
const BEFORE_ALL = '0001-01-01T00:00:00.000Z';

async function factsOf(
  session: RecordSession,
  readSearch: ReadSearch,
  patient: string,
): Promise<PatientFacts> {
  const person = await session.read('Patient', patient);
  const about = [
    ['patient', `Patient/${patient}`],
    ['_count', PAGE],
  ] as const;
  const sources: StoredVersion[] = [];
  for (const type of ACCESS_FACTS.relationTypes.filter((each) => each !== 'Patient')) {
    let page = await session.search(readSearch([type], about));
    sources.push(...page.matches);
    while (page.next !== undefined) {
      page = await session.search({ ...readSearch([type], about), cursor: page.next });
      sources.push(...page.matches);
    }
  }
  if (person !== undefined && !person.deleted) sources.push(person);
  return {
    relations: sources.flatMap(relationsThatWere),
    familyName: familyNameIn(person),
    marked: person !== undefined && isMarked(person),
  };
}

/** Also of what has ended since: a closed episode says who cared until then, and no longer in its status. */
function relationsThatWere(version: StoredVersion): PatientFacts['relations'] {
  return ACCESS_FACTS.relationsOf(asItWas(version)).flatMap(({ actor, kind, starts, ends }) =>
    NO_CARE.includes(kind)
      ? []
      : [{ actor, span: { from: starts ?? BEFORE_ALL, ...(ends === undefined ? {} : { until: ends }) } }],
  );
}

const RUNNING: Readonly<Record<string, string>> = {
  CareTeam: 'active',
  EpisodeOfCare: 'active',
  Encounter: 'in-progress',
  ServiceRequest: 'active',
  Consent: 'active',
};

function asItWas(version: StoredVersion): FhirResource {
  const resource = resourceOf(version);
  const running = RUNNING[version.type];
  if (running === undefined || resource.status === 'entered-in-error') return resource;
  const over = ['inactive', 'finished', 'completed', 'revoked', 'cancelled'].includes(
    String(resource.status),
  );
  if (!over) return resource;
  const period = elementOf(resource.period);
  return {
    ...resource,
    status: running,
    period: { ...period, end: period.end ?? version.lastUpdated },
    ...(version.type === 'Consent' ? { provision: endedProvision(resource, version.lastUpdated) } : {}),
  };
}

function endedProvision(resource: FhirResource, at: string): object {
  const provision = elementOf(resource.provision);
  const period = elementOf(provision.period);
  return { ...provision, period: { ...period, end: period.end ?? at } };
}

const V3_CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

/** Marked as restricted, very restricted, or of a person who draws curiosity. */
function isMarked(version: StoredVersion): boolean {
  return elementsOf(elementOf(contentOf(version).meta).security).some(
    ({ system, code }) =>
      (system === V3_CONFIDENTIALITY && (code === 'R' || code === 'V')) ||
      system === CONFIDENTIALITY_SYSTEM ||
      code === 'CEL',
  );
}

interface Person {
  /** As what relations name this person. */
  readonly actors: ReadonlySet<string>;
  readonly familyName: string | undefined;
}

/** Who looked: themselves, the roles they hold, and the organisations they looked for. */
async function peopleOf(
  session: RecordSession,
  lines: readonly AccessLine[],
): Promise<ReadonlyMap<string, Person>> {
  const people = new Map<string, Person>();
  for (const [actor, own] of Map.groupBy(lines, (line) => line.actor)) {
    const organizations = own.map(({ organization }) => organization).filter((each) => each !== '');
    people.set(actor, await personOf(session, actor, organizations));
  }
  return people;
}

async function personOf(
  session: RecordSession,
  actor: string,
  organizations: readonly string[],
): Promise<Person> {
  const role = await versionOf(session, actor, 'PractitionerRole');
  const practitioner = (role && referenceOf(contentOf(role).practitioner, ['Practitioner'])) ?? actor;
  const person = await versionOf(session, practitioner, 'Practitioner');
  return {
    actors: new Set([actor, practitioner, ...organizations]),
    familyName: familyNameIn(person),
  };
}

async function versionOf(
  session: RecordSession,
  reference: string,
  type: string,
): Promise<StoredVersion | undefined> {
  const [named, id] = reference.split('/');
  return named === type && id !== undefined ? await session.read(type, id) : undefined;
}
