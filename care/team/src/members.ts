import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Instant, meets, periodOfSpan, requireSpan, type Span, spanOfPeriod } from './instant.ts';
import { isTeamRole, roleConcept, rolesIn, TEAM_ROLE_SYSTEM, type TeamRole } from './roles.ts';

/** Somebody in a role in a team: `PractitionerRole/…`. Whoever has two roles may have one for each, or both in one. */
export type MemberReference = `PractitionerRole/${string}`;

/** The team: the service that is called, `HealthcareService/…`. */
export type TeamReference = `HealthcareService/${string}`;

/** A member of the team: what they do there, from when until when, and when they are away. */
export interface Member {
  readonly reference: MemberReference;
  readonly versionId: number;
  /** `Practitioner/…`; absent where the directory does not say who it is: such a role can do nothing. */
  readonly practitioner?: string;
  /** The name as the directory has it; absent where it has none. */
  readonly name?: string;
  readonly phone?: string;
  readonly roles: readonly TeamRole[];
  /** Absent where the entry is not in use, or its period cannot be read. */
  readonly works?: Span;
  /** In order of their begin. */
  readonly absences: readonly Span[];
}

/** Why somebody cannot be called: they are on leave, or do not work here (any more, or yet). */
export type Unavailable = 'away' | 'left';

const ALWAYS: Span = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** A literal reference to a resource of this type in this house. */
export function referenceTo<T extends string>(type: T, value: unknown): `${T}/${string}` | undefined {
  const { reference } = elementOf(value);
  return typeof reference === 'string' && isReference(type, reference) ? reference : undefined;
}

const isReference = <T extends string>(type: T, text: string): text is `${T}/${string}` =>
  text.startsWith(`${type}/`) && /^[A-Za-z0-9.-]{1,64}$/.test(text.slice(type.length + 1));

/** Reads a PractitionerRole; undefined where it has no role in a team. */
export function readMember(resource: FhirResource, versionId: number, timeZone: string): Member | undefined {
  const roles = rolesIn(resource.code);
  if (resource.resourceType !== 'PractitionerRole' || resource.id === undefined || roles.length === 0)
    return undefined;
  const practitioner = referenceTo('Practitioner', resource.practitioner);
  const works = resource.active === false ? undefined : spanOfPeriod(resource.period, timeZone);
  const name = elementOf(resource.practitioner).display;
  const phone = elementsOf(resource.telecom).find(({ system }) => system === 'phone')?.value;
  return {
    reference: `PractitionerRole/${resource.id}`,
    versionId,
    roles,
    ...(practitioner === undefined ? {} : { practitioner }),
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof phone === 'string' ? { phone } : {}),
    ...(works === undefined ? {} : { works }),
    absences: elementsOf(resource.notAvailable)
      // An absence without a time, or with one that cannot be read, could be now: nobody relies on who may be away.
      .map(({ during }) => spanOfPeriod(during, timeZone) ?? ALWAYS)
      .toSorted((one, other) => one.from - other.from),
  };
}

/** Makes a PractitionerRole a role in a team. What else it says stays: other codes, services and absences. */
export function writeMember(
  base: FhirResource,
  roles: readonly TeamRole[],
  team: TeamReference,
): FhirResource {
  const isOurs = ({ system, code }: Element) => system === TEAM_ROLE_SYSTEM && isTeamRole(code);
  const otherCodes = elementsOf(base.code).filter(({ coding }) => !elementsOf(coding).some(isOurs));
  const services = elementsOf(base.healthcareService);
  const isThere = services.some(({ reference }) => reference === team);
  return {
    ...base,
    code: [...roles.map(roleConcept), ...otherCodes],
    healthcareService: isThere ? services : [...services, { reference: team }],
  };
}

/**
 * Words of every absence. The reason is not kept: why a colleague is away is theirs, and being ill is a health fact
 * (GDPR, article 9).
 */
const ABSENT = 'afwezig';

/** Adds an absence to a PractitionerRole. Throws `Problem('invalid')` for what is no span of whole minutes. */
export function withAbsence(base: FhirResource, absence: Span): FhirResource {
  requireSpan(absence);
  const added = { description: ABSENT, during: periodOfSpan(absence) };
  return { ...base, notAvailable: [...elementsOf(base.notAvailable), added] };
}

/** Takes an absence back; undefined where there is none like it. */
export function withoutAbsence(base: FhirResource, absence: Span): FhirResource | undefined {
  const all = elementsOf(base.notAvailable);
  const { start, end } = periodOfSpan(absence);
  const isIt = ({ during }: Element) => {
    const period = elementOf(during);
    return period.start === start && period.end === end;
  };
  const left = all.filter((each) => !isIt(each));
  if (left.length === all.length) return undefined;
  const { notAvailable: _, ...rest } = base;
  return left.length === 0 ? rest : { ...rest, notAvailable: left };
}

/** Why a member cannot be called at an instant; undefined: they can. Somebody nobody knows can not. */
export function unavailableAt(member: Member | undefined, at: Instant): Unavailable | undefined {
  if (member?.works === undefined || member.practitioner === undefined) return 'left';
  if (at < member.works.from || at >= member.works.until) return 'left';
  return member.absences.some(({ from, until }) => from <= at && at < until) ? 'away' : undefined;
}

/** Whether a member can be called during all of a span. */
export function isThereDuring(member: Member | undefined, span: Span): boolean {
  if (member?.works === undefined || member.practitioner === undefined) return false;
  const works = member.works.from <= span.from && span.until <= member.works.until;
  return works && !member.absences.some((absence) => meets(absence, span));
}

/** The instants at which what can be said of a member changes. */
export function turningPointsOf({ works, absences }: Member): readonly Instant[] {
  return [...(works === undefined ? [] : [works]), ...absences]
    .flatMap(({ from, until }) => [from, until])
    .filter(Number.isFinite);
}
