import { type PlanStandard, toResources } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import type { DemoCalendar } from '../calendar.ts';
import { condition, episodeOfCare, HOSPITAL, heldByHospital, permission, stay } from '../resources.ts';
import type { Course, Moment, Stay } from './course.ts';
import type { Person } from './person.ts';
import { planOf } from './plan.ts';

/** `full`: months of contacts and scores. `light`: as many records as make a large house. */
export type Depth = 'full' | 'light';

/** What everything about one patient is made from. */
export interface Life {
  readonly person: Person;
  readonly course: Course;
  readonly seed: string;
  readonly calendar: DemoCalendar;
  readonly standard: PlanStandard;
  readonly depth: Depth;
}

/** The instant of a moment. */
export const instantAt = ({ calendar }: Pick<Life, 'calendar'>, { ago, time }: Moment) =>
  calendar.at(ago, time);

/** Who the patient is, what was agreed, what they have, where they stayed, and who looks after them. */
export function careOf(life: Life): readonly FhirResource[] {
  const { person, course, seed, calendar, standard } = life;
  const { id, illness, alsoIll, sharesWith } = person;
  const { day } = calendar;
  return [
    ...toResources(planOf(person, course, seed, calendar), standard)
      .map(heldByHospital)
      .map((each) => withDeath(each, life)),
    condition(`${id}-illness`, { patient: id, words: illness.words, since: day(course.ill), main: true }),
    ...alsoIll.map((words, index) =>
      condition(`${id}-also-${index + 1}`, {
        patient: id,
        words,
        since: day(course.ill + 400 * (index + 1)),
      }),
    ),
    ...course.stays.map((each, index) => stayOf(life, each, index)),
    ...homeCareOf(life),
    ...(sharesWith.length === 0
      ? []
      : [permission(`${id}-sharing`, { patient: id, to: sharesWith, on: day(course.ill) })]),
  ];
}

function withDeath(resource: FhirResource, { course, calendar }: Life): FhirResource {
  return resource.resourceType === 'Patient' && course.died !== undefined
    ? { ...resource, deceasedDateTime: instantAt({ calendar }, course.died) }
    : resource;
}

function stayOf(life: Life, { place, from, until }: Stay, index: number): FhirResource {
  const { id, illness } = life.person;
  const isHospice = place === 'hospice';
  const made = stay(`${id}-stay-${index + 1}`, {
    patient: id,
    place: isHospice ? 'Location/demo-hospice-site' : `Location/${illness.ward}`,
    by: isHospice ? 'Organization/demo-hospice' : HOSPITAL,
    start: instantAt(life, from),
    ...(until === undefined ? {} : { end: instantAt(life, until) }),
  });
  const died = life.course.died;
  const here = died?.place === place && until?.ago === died.ago;
  return {
    ...made,
    ...(isHospice ? { type: [{ coding: [{ system: 'http://snomed.info/sct', code: '385763009' }] }] } : {}),
    ...(here
      ? {
          hospitalization: {
            dischargeDisposition: {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: 'exp' },
              ],
            },
          },
        }
      : {}),
  };
}

function homeCareOf({ person, course, calendar }: Life): readonly FhirResource[] {
  const { homeCare } = course;
  if (homeCare === undefined) return [];
  return [
    episodeOfCare(`${person.id}-home-care`, {
      patient: person.id,
      kind: 'homeCare',
      by: person.carers.homeCare.at,
      start: calendar.at(homeCare.from, '09:00'),
      ...(homeCare.until === undefined ? {} : { end: calendar.at(homeCare.until, '23:00') }),
    }),
  ];
}
