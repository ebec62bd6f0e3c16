import {
  civilTime,
  type Endpoint,
  type PageVisit,
  Problem,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import { type Glance, glanceOf, type PatientList } from './glance/glance.ts';
import { loadWhereabouts, readWhereabouts } from './glance/whereabouts.ts';
import { type CarePlanSettings, fhirDateOf, idIn } from './pages.ts';
import { loadPlanRecord, type SearchPair } from './planSearches.ts';
import { readCarePlan } from './readCarePlan.ts';
import { elementOf, wordsOf } from './reading/element.ts';
import { formalName } from './reading/humanName.ts';
import { parsePlanDate } from './reading/planDate.ts';

/** Patients on one page of the list. */
const PAGE = 50;

/** What the app of the daily work asks this module: the patients of whoever asks, and one of them at a glance. */
export function carePlanEndpoints(settings: CarePlanSettings): readonly Endpoint[] {
  return [
    { path: '/patients', read: (session, visit) => patientList(settings, session, visit) },
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
  const patients = page.matches.map(resourceOf).map((patient) => {
    const [called, date] = [formalName(patient.name), parsePlanDate(patient.birthDate, timeZone)];
    return {
      id: String(patient.id),
      ...(called === undefined ? {} : { name: called }),
      ...(date ? { birthDate: date } : {}),
      deceased: patient.deceasedBoolean === true || elementOf(patient)?.deceasedDateTime !== undefined,
    };
  });
  return { patients, ...(page.next === undefined ? {} : { next: page.next }) };
}

async function glance(
  { standards, readSearch, timeZone, recordLanguage, placesOfCare, now: clock, maySeePlan }: CarePlanSettings,
  session: RecordSession,
  visit: PageVisit,
): Promise<Glance> {
  const patientId = idIn(visit, 'id');
  const now = clock();
  const [resources, around] = await Promise.all([
    loadPlanRecord(session, readSearch, standards, patientId),
    loadWhereabouts(session, readSearch, patientId),
  ]);
  const plan = readCarePlan(resources, { standards, patientId, now, timeZone });
  return glanceOf(plan, {
    maySeePlan: (await maySeePlan?.(visit.caller, patientId)) ?? true,
    whereabouts: readWhereabouts(around, { patientId, now, timeZone, placesOfCare }),
    recordLanguage,
    now: civilTime(now, timeZone),
  });
}
