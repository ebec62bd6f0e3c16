import { ACTIVATABLE, INSTRUMENTS, instrumentRegistry } from '@caecilia/assessment';
import type { PlanStandard } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import type { DemoCalendar } from '../calendar.ts';
import { adviceOf } from './advice.ts';
import { careOf, type Depth } from './care.ts';
import { contactOf } from './contacts.ts';
import { courseOf } from './course.ts';
import { episodeWithPhases } from './episodes.ts';
import { lettersOf } from './letters.ts';
import type { Told } from './meetings.ts';
import { notesOf } from './notes.ts';
import { personOf } from './person.ts';
import { requestsOf } from './requests.ts';
import { scoresOf } from './scores.ts';
import { involvementsOf } from './visits.ts';

const REGISTRY = instrumentRegistry(INSTRUMENTS, ACTIVATABLE);

/** Which patients are made, and on what day. */
export interface Telling {
  /** The same seed and the same day give the same patients, byte for byte. */
  readonly seed: string;
  readonly calendar: DemoCalendar;
  readonly standard: PlanStandard;
  readonly depth: Depth;
}

/** The n-th invented patient, and the times that the team was there. It does not depend on the patients before. */
export function toldOf(id: string, n: number, { seed, calendar, standard, depth }: Telling): Told {
  const person = personOf(id, n, seed, calendar);
  const life = { person, course: courseOf(person, seed, depth), seed, calendar, standard, depth };
  return { life, involvements: involvementsOf(life) };
}

/** Everything about a patient: the patient first. */
export function historyOf({ life, involvements }: Told): readonly FhirResource[] {
  return [
    ...careOf(life),
    ...requestsOf(life),
    ...involvements.flatMap((involvement) => [
      ...episodeWithPhases(life, involvement),
      ...involvement.visits.flatMap((visit) => contactOf(life, visit)),
      ...scoresOf(life, involvement, REGISTRY),
      ...adviceOf(life, involvement),
    ]),
    ...notesOf(life, involvements),
    ...(life.depth === 'full' ? lettersOf(life, involvements) : []),
  ];
}
