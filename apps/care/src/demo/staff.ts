import { type PlanStandard, writeInstitution } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import { writeMember } from '@caecilia/team';
import type { DemoCalendar } from './calendar.ts';
import {
  type CastInstitution,
  EXPERT_TEAM,
  HOSPICE_OFFICE,
  NEIGHBOURS,
  TEAM_MEMBERS,
  WARDS,
} from './cast.ts';
import { HOSPITAL, of, TEAM_SERVICE } from './resources.ts';

const PHYSICAL_TYPE = 'http://terminology.hl7.org/CodeSystem/location-physical-type';

/** Institutions that the handmade demo of the care plan writes itself. */
const HANDMADE = [EXPERT_TEAM.id, HOSPICE_OFFICE.id];

/** Wards, expert team, practices and home care of the demo, with the people who work there. */
export function staffOf(standard: PlanStandard, calendar: DemoCalendar): readonly FhirResource[] {
  const institutions = [...WARDS, EXPERT_TEAM, HOSPICE_OFFICE, ...NEIGHBOURS];
  return [...institutions.flatMap((each) => institutionOf(each, standard, calendar)), ...WARDS.map(placeOf)];
}

function institutionOf(
  institution: CastInstitution,
  standard: PlanStandard,
  calendar: DemoCalendar,
): readonly FhirResource[] {
  const { partOf, ...draft } = institution;
  return writeInstitution(draft, standard).flatMap((resource) => {
    if (resource.resourceType !== 'Organization') return [atWork(resource, calendar)];
    if (HANDMADE.includes(draft.id)) return [];
    return [partOf === undefined ? resource : { ...resource, partOf: of(partOf) }];
  });
}

/** A role that began some years ago, and is one in the team where the cast says so. */
export function atWork(resource: FhirResource, { day }: DemoCalendar): FhirResource {
  if (resource.resourceType !== 'PractitionerRole') return resource;
  // The directory finds who works somewhere today by the period.
  const role = { ...resource, period: { start: day(900) } };
  const member = TEAM_MEMBERS.find(({ id }) => id === role.id);
  return member === undefined ? role : named(writeMember(role, [member.role], TEAM_SERVICE));
}

/** The rota shows the name that stands beside the reference. */
function named(role: FhirResource): FhirResource {
  const person = [...WARDS, EXPERT_TEAM]
    .flatMap(({ professionals }) => professionals)
    .find(({ id }) => id === role.id);
  const { title, given, family } = person?.name ?? { title: 'dr.', given: 'Femke', family: 'Fictief' };
  return {
    ...role,
    practitioner: {
      ...of(`Practitioner/${String(role.id)}`),
      display: [title, given, family].filter((part) => part !== undefined).join(' '),
    },
  };
}

/** The beds of a ward, so that the record can say where somebody is. */
function placeOf({ id, name }: CastInstitution): FhirResource {
  return {
    resourceType: 'Location',
    id,
    status: 'active',
    name,
    mode: 'instance',
    physicalType: { coding: [{ system: PHYSICAL_TYPE, code: 'wa' }] },
    managingOrganization: of(HOSPITAL),
  };
}
