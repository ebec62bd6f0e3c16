import type { FhirResource } from '@caecilia/fhir';
import { everyMatch, type RecordSession, resourceOf } from '@caecilia/kernel';
import { readSymptomAnalysis } from '../contact/symptomAnalysis.ts';
import { PHASE_CODE } from '../phase/phaseResource.ts';
import { mustSeePatient } from '../record/house.ts';
import { namesOf } from '../record/names.ts';
import { phaseEventsIn } from '../record/storedPhases.ts';
import { readMeasurement } from '../response/measurement.ts';
import { SYSTEMS } from '../terms.ts';
import { EVENT_TYPES, eventReferences, eventsIn } from '../trend/recordEvents.ts';
import { symptomCharts, symptomInstruments } from '../trend/symptomCharts.ts';
import type { DeskTrends } from './answers.ts';
import type { AssessmentDesk } from './settings.ts';

const TWO_YEARS_MS = 731 * 86_400_000;
/** The most that a page of the record holds: two years of daily scores are one page. */
const PAGE = '1000';

/** Two years of scores with goals and events, by two searches beside each other. */
export async function trendsOf(
  desk: AssessmentDesk,
  session: RecordSession,
  patientId: string,
): Promise<DeskTrends> {
  await mustSeePatient(session, patientId);
  const until = desk.now();
  const from = new Date(until.getTime() - TWO_YEARS_MS);
  const codes = [
    ...symptomInstruments(desk.registry).map(({ id }) => `${SYSTEMS.instrument}|${id}`),
    `${PHASE_CODE.system}|${PHASE_CODE.code}`,
    `${SYSTEMS.symptomAnalysis}|symptom`,
  ];
  const about = ['patient', `Patient/${patientId}`] as const;
  const [observations, others] = await Promise.all([
    everyResource(
      desk,
      session,
      ['Observation'],
      [about, ['code', codes.join(',')], ['date', `ge${from.toISOString()}`]],
    ),
    everyResource(desk, session, [...EVENT_TYPES, 'Goal'], [about]),
  ]);
  const goals = others.filter(({ resourceType }) => resourceType === 'Goal');
  const names = await namesOf(session, eventReferences(others));
  const within = ({ at }: { readonly at: number }) => at >= from.getTime() && at <= until.getTime();
  return {
    timeZone: desk.timeZone,
    from: from.toISOString(),
    until: until.toISOString(),
    charts: symptomCharts({
      registry: desk.registry,
      measurements: observations.flatMap((each) => readMeasurement(each, desk.registry) ?? []),
      analyses: observations.flatMap((each) => readSymptomAnalysis(each, goals) ?? []),
      from,
      until,
    }),
    events: [...phaseEventsIn(observations), ...eventsIn(others, names)]
      .filter(within)
      .toSorted((one, other) => one.at - other.at),
  };
}

async function everyResource(
  { readSearch }: AssessmentDesk,
  session: RecordSession,
  types: readonly string[],
  pairs: readonly (readonly [string, string])[],
): Promise<readonly FhirResource[]> {
  const query = readSearch(types, [...pairs, ['_count', PAGE]]);
  return (await everyMatch(session, query)).map(resourceOf);
}
