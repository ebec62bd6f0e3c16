import { type FhirResource, formalName } from '@caecilia/fhir';
import {
  type Caller,
  civilTime,
  type Endpoint,
  type PageVisit,
  Problem,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import {
  type Glance,
  glanceOf,
  type ListedPatient,
  type PatientList,
  type Whereabouts,
} from './glance/glance.ts';
import { limitsOfMany } from './glance/limitsOfMany.ts';
import { loadWhereabouts, readWhereabouts } from './glance/whereabouts.ts';
import { idIn } from './pageParts.ts';
import { type CarePlanSettings, fhirDateOf } from './pages.ts';
import type { CarePlan } from './plan.ts';
import { loadPlanRecord, type SearchPair } from './planSearches.ts';
import { readCarePlan } from './readCarePlan.ts';
import { elementOf, wordsOf } from './reading/element.ts';
import { parsePlanDate } from './reading/planDate.ts';

/** Patients on one page of the list. */
const PAGE = 50;

/** What the app of the daily work asks this module: the patients of whoever asks, and one of them at a glance. */
export function carePlanEndpoints(settings: CarePlanSettings): readonly Endpoint[] {
  return [
    { path: '/patients', read: (session, visit) => patientList(settings, session, visit) },
    { path: '/patients/limits', read: (session, visit) => limitsOfMany(settings, session, visit) },
    { path: '/patients/:id/glance', read: (session, visit) => glance(settings, session, visit) },
  ];
}

/** Everybody whom the access rule gives, in the order of family names; fewer by name or birth date. */
async function patientList(
  { readSearch, timeZone }: CarePlanSettings,
  session: RecordSession,
  { query }: PageVisit,
): Promise<PatientList> {
  const born = wordsOf(query.born)?.slice(0, 20);
  const birthDate = born === undefined ? undefined : fhirDateOf(born);
  if (born !== undefined && birthDate === undefined)
    throw new Problem('value', 'The birth date cannot be read; write it as 14-02-1948, 02-1948 or 1948.', {
      expression: 'born',
    });
  const name = wordsOf(query.name)?.slice(0, 100) ?? '';
  const words = name.split(/[\s,]+/).filter((word) => word !== '');
  const search = readSearch(
    ['Patient'],
    [
      ...words.map((word): SearchPair => ['name:contains', word.replace(/[\\$,|]/g, '\\$&')]),
      ...(birthDate === undefined ? [] : [['birthdate', birthDate] as const]),
      ['_sort', 'family'],
      ['_count', String(PAGE)],
    ],
  );
  const { cursor } = query;
  const page = await session.search(cursor === undefined ? search : { ...search, cursor });
  const patients = page.matches.map((version) => listedPatient(resourceOf(version), timeZone));
  return { patients, ...(page.next === undefined ? {} : { next: page.next }) };
}

/** A Patient as lists show them. */
export function listedPatient(patient: FhirResource, timeZone: string): ListedPatient {
  const [called, date] = [formalName(patient.name), parsePlanDate(patient.birthDate, timeZone)];
  return {
    id: String(patient.id),
    ...(called === undefined ? {} : { name: called }),
    ...(date ? { birthDate: date } : {}),
    deceased: patient.deceasedBoolean === true || elementOf(patient)?.deceasedDateTime !== undefined,
  };
}

async function glance(settings: CarePlanSettings, session: RecordSession, visit: PageVisit): Promise<Glance> {
  const patientId = idIn(visit, 'id');
  const { plan, ...rest } = await planNow(settings, session, visit.caller, patientId);
  const { recordLanguage, timeZone } = settings;
  const until = await settings.emergencyUntil?.(visit.caller, patientId);
  const { id, scope } = visit.caller;
  return glanceOf(plan, {
    ...rest,
    own: [id, ...(scope.kind === 'rules' ? scope.actors : [])],
    recordLanguage,
    now: civilTime(rest.now, timeZone),
    ...(until === undefined ? {} : { emergencyUntil: civilTime(new Date(until), timeZone).slice(0, 16) }),
  });
}

/** A plan as it stands, where the patient is, and whether what was agreed is for this caller to see. */
export interface PlanNow {
  readonly plan: CarePlan;
  readonly whereabouts: readonly Whereabouts[];
  readonly maySeePlan: boolean;
  readonly now: Date;
}

/** Reads the plan of one patient; throws as the record does where there is no such patient to see. */
export async function planNow(
  { standards, readSearch, timeZone, placesOfCare, now: clock, maySeePlan }: CarePlanSettings,
  session: RecordSession,
  caller: Caller,
  patientId: string,
): Promise<PlanNow> {
  const now = clock();
  const [resources, around] = await Promise.all([
    loadPlanRecord(session, readSearch, standards, patientId),
    loadWhereabouts(session, readSearch, patientId),
  ]);
  return {
    plan: readCarePlan(resources, { standards, patientId, now, timeZone }),
    whereabouts: readWhereabouts(around, { patientId, now, timeZone, placesOfCare }),
    maySeePlan: (await maySeePlan?.(caller, patientId)) ?? true,
    now,
  };
}
