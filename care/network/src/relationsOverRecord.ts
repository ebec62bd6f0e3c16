import { elementOf, elementsOf, type FhirResource, spokenName } from '@caecilia/fhir';
import {
  type AccessLog,
  CARE_RELATION_SYSTEM,
  type Caller,
  civilDay,
  Problem,
  type RecordSession,
  resourceOf,
  type StoredVersion,
} from '@caecilia/kernel';
import { known, referenceIn, wordsOf } from './directory/element.ts';
import { namePartsOf } from './directory/reading.ts';
import type { CareRelation, CareRelations, RelationPatient } from './relations.ports.ts';
import type { ReadSearch } from './settings.ts';

/** What care relations over the record need from the house. */
export interface RelationsOverRecord {
  /**
   * A record session for this purpose: it must see Patient, CareTeam, EpisodeOfCare and Organization of every patient,
   * and write CareTeam and EpisodeOfCare. It is opened under the name of the caller.
   */
  readonly session: (caller: Caller) => RecordSession;
  readonly readSearch: ReadSearch;
  readonly log: AccessLog;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

type RelationType = CareRelation['type'];
const PAGE = '200';

/** Care relations as CareTeam and EpisodeOfCare. Of a patient it reads name and birth date, of a relation who and when. */
export function careRelationsOverRecord(house: RelationsOverRecord): CareRelations {
  const today = () => civilDay(house.now(), house.timeZone);
  return {
    findPatient: (caller, question) => findPatient(house, caller, question),
    of: (caller, patientId) => relationsOf(house, caller, patientId, today()),
    async end(caller, patientId, { type, id, versionId }, on) {
      if (on > today()) throw new Problem('business-rule', 'A care relation ends today or earlier.');
      const session = house.session(caller);
      const version = await session.read(type, id);
      if (!version || version.deleted || patientOf(resourceOf(version)) !== `Patient/${patientId}`)
        throw new Problem('not-found', 'There is no such care relation of this patient.');
      const base = resourceOf(version);
      await logged(
        house,
        caller,
        { patient: patientId, action: 'U', type, id, detail: 'care relation ended' },
        () => session.change({ kind: 'update', id, ifMatch: versionId, resource: ended(base, on) }),
      );
    },
    async start(caller, patientId, { organization, as, from, until }) {
      const session = house.session(caller);
      const patient = await session.read('Patient', patientId);
      if (!patient || patient.deleted) throw new Problem('not-found', 'There is no such patient.');
      const resource: FhirResource = {
        resourceType: 'EpisodeOfCare',
        status: 'active',
        ...(as === 'treatment' ? {} : { type: [{ coding: [{ system: CARE_RELATION_SYSTEM, code: as }] }] }),
        patient: { reference: `Patient/${patientId}` },
        managingOrganization: { reference: organization },
        period: known({ start: from, end: until }),
      };
      const line = {
        patient: patientId,
        action: 'C',
        type: 'EpisodeOfCare',
        detail: 'care relation started',
      } as const;
      await logged(house, caller, line, () => session.change({ kind: 'create', resource }));
    },
  };
}

interface ChangeLine {
  readonly patient: string;
  readonly action: 'C' | 'U';
  readonly type: RelationType;
  readonly id?: string;
  readonly detail: string;
}

/** The line comes first: a change that could not be logged does not happen, and one that then fails says so too. */
async function logged(
  { log }: RelationsOverRecord,
  caller: Caller,
  { type, id, ...line }: ChangeLine,
  change: () => Promise<unknown>,
): Promise<void> {
  const entry = {
    ...line,
    event: 'rights-change',
    caller,
    ...(id === undefined ? {} : { object: { type, id } }),
  } as const;
  await log.write({ ...entry, outcome: 0 });
  try {
    await change();
  } catch (error) {
    await log.write({ ...entry, outcome: 8, detail: `${line.detail}: not saved` });
    throw error;
  }
}

async function findPatient(
  { session, readSearch }: RelationsOverRecord,
  caller: Caller,
  { familyName, birthDate }: { readonly familyName: string; readonly birthDate: string },
): Promise<RelationPatient | undefined> {
  const family = familyName.replace(/[\\$,|]/g, '\\$&');
  const query = readSearch(
    ['Patient'],
    [
      ['family', family],
      ['birthdate', birthDate],
      ['_count', '20'],
    ],
  );
  const { matches } = await session(caller).search(query);
  const exact = matches.filter((version) => isNamed(resourceOf(version), familyName));
  const [only] = exact;
  return only && exact.length === 1 ? patientIn(only) : undefined;
}

const folded = (words: string) =>
  words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();

/** The whole family name as recorded, or the own name without its prefix. A beginning is not enough. */
function isNamed(patient: FhirResource, familyName: string): boolean {
  const wanted = folded(familyName);
  return elementsOf(patient.name).some((name) => {
    const { prefix, family } = namePartsOf(name);
    return [name.family, family, [prefix, family].filter(Boolean).join(' ')].some(
      (each) => typeof each === 'string' && folded(each) === wanted,
    );
  });
}

function patientIn(version: StoredVersion): RelationPatient {
  const patient = resourceOf(version);
  return {
    id: version.id,
    name: spokenName(patient.name) ?? version.id,
    ...(known({ birthDate: wordsOf(patient.birthDate) }) as Partial<RelationPatient>),
  };
}

async function relationsOf(house: RelationsOverRecord, caller: Caller, patientId: string, today: string) {
  const session = house.session(caller);
  const version = await session.read('Patient', patientId);
  if (!version || version.deleted) return undefined;
  const about = ['patient', `Patient/${patientId}`] as const;
  const page = await session.search(
    house.readSearch(['CareTeam', 'EpisodeOfCare'], [about, ['_count', PAGE]]),
  );
  if (page.next !== undefined)
    throw new Problem('too-costly', 'This patient has more care relations than one page shows.');
  const found = page.matches.map((each) => ({ version: each, resource: resourceOf(each) }));
  const names = await organizationNames(
    session,
    found.map(({ resource }) => resource),
  );
  const relations = found.map(({ version: each, resource }) => relationIn(each, resource, names, today));
  return {
    patient: patientIn(version),
    relations: relations.toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? 1 : -1)),
  };
}

function patientOf(resource: FhirResource): string | undefined {
  return referenceIn(resource.resourceType === 'CareTeam' ? resource.subject : resource.patient);
}

/** Organisations of a relation: who manages it, and the members that are organisations. */
function organizationsOf(resource: FhirResource): readonly string[] {
  const managing = [resource.managingOrganization].flat().map(referenceIn);
  const members = elementsOf(resource.participant).flatMap(({ member, onBehalfOf }) => [
    referenceIn(member),
    referenceIn(onBehalfOf),
  ]);
  const organizations = [...managing, ...members].filter((each) => each?.startsWith('Organization/'));
  return [...new Set(organizations.filter((each) => each !== undefined))];
}

/** Roles of members: their organisations say who cares where the team names no organisation itself. */
function memberRoles(resource: FhirResource): readonly string[] {
  return elementsOf(resource.participant).flatMap(({ member }) => {
    const reference = referenceIn(member);
    return reference?.startsWith('PractitionerRole/') ? [reference] : [];
  });
}

type Names = ReadonlyMap<string, { readonly name: string; readonly organization?: string }>;

async function organizationNames(session: RecordSession, resources: readonly FhirResource[]): Promise<Names> {
  const target = (reference: string) => {
    const [type = '', id = ''] = reference.split('/');
    return { type, id };
  };
  const direct = new Set(resources.flatMap(organizationsOf));
  const roles = await session.readMany([...new Set(resources.flatMap(memberRoles))].map(target));
  const ofRole = roles.flatMap((version) => {
    const organization = version.deleted ? undefined : referenceIn(resourceOf(version).organization);
    return organization ? [[`PractitionerRole/${version.id}`, organization] as const] : [];
  });
  const organizations = await session.readMany(
    [...new Set([...direct, ...ofRole.map(([, each]) => each)])].map(target),
  );
  const named = organizations
    .filter(({ deleted }) => !deleted)
    .map((version) => {
      const name = wordsOf(resourceOf(version).name) ?? version.id;
      return [`Organization/${version.id}`, { name }] as const;
    });
  const byReference = new Map<string, { name: string; organization?: string }>(named);
  for (const [role, organization] of ofRole) {
    const known = byReference.get(organization);
    if (known) byReference.set(role, { name: known.name, organization });
  }
  return byReference;
}

function relationIn(
  version: StoredVersion,
  resource: FhirResource,
  names: Names,
  today: string,
): CareRelation {
  const type: RelationType = resource.resourceType === 'CareTeam' ? 'CareTeam' : 'EpisodeOfCare';
  const period = elementOf(resource.period);
  const day = (value: unknown) => /^\d{4}-\d\d-\d\d/.exec(wordsOf(value) ?? '')?.[0];
  const [from, until] = [day(period.start), day(period.end)];
  const references = new Set([
    ...organizationsOf(resource),
    ...memberRoles(resource).flatMap((role) => names.get(role)?.organization ?? []),
  ]);
  // As the access rule reads them: a team only while it is active, an episode also while it is on hold.
  const running = resource.status === 'active' || (type === 'EpisodeOfCare' && resource.status === 'onhold');
  return {
    type,
    id: version.id,
    versionId: version.versionId,
    organizations: [...references].map((reference) => ({
      reference,
      name: names.get(reference)?.name ?? reference,
    })),
    ...(known({
      name: type === 'CareTeam' ? wordsOf(resource.name) : undefined,
      from,
      until,
    }) as Partial<CareRelation>),
    holds: running && (from === undefined || from <= today) && (until === undefined || until >= today),
  };
}

/** Ends on a day. Nothing else of the relation changes, and nothing of it is deleted. */
function ended(base: FhirResource, on: string): FhirResource {
  const period = elementOf(base.period);
  const status = base.resourceType === 'CareTeam' ? 'inactive' : 'finished';
  return { ...base, status, period: known({ ...period, end: on }) };
}
