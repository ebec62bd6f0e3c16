import { elementOf, elementsOf } from '@caecilia/fhir';
import { type PageVisit, Problem, type RecordSession, resourceOf } from '@caecilia/kernel';
import { wordsOf } from '../element.ts';
import { assessmentsOverRecord } from '../record/assessmentsOverRecord.ts';
import { allOf, mustSeePatient } from '../record/house.ts';
import { nameOf, namesOf } from '../record/names.ts';
import { phasesOverRecord } from '../record/phasesOverRecord.ts';
import type { DeskMeasurement, DeskPerson, DeskStanding, DeskStart } from './answers.ts';
import { type AssessmentDesk, idIn, mustSee } from './settings.ts';
import { measurementShown, phaseShown, valueShown } from './shown.ts';

/** Phase and AKPS, for the header. Who may not see them is told so, and not that there are none. */
export async function standingShown(
  desk: AssessmentDesk,
  session: RecordSession,
  visit: PageVisit,
): Promise<DeskStanding> {
  const patientId = idIn(visit, 'id');
  await mustSeePatient(session, patientId);
  if (!(await desk.may(visit.caller, patientId, 'see'))) return { closed: true };
  const contacts = await desk.may(visit.caller, patientId, 'contacts');
  const { running, faults, akps } = await phasesOverRecord(desk).standing(visit.caller, patientId);
  const people = [running?.by, akps?.answeredBy].flatMap((each) => each ?? []);
  const names = await namesOf(session, people);
  const value = akps?.answers.get('akps');
  const by = akps?.answeredBy === undefined ? undefined : names.get(akps.answeredBy);
  return {
    closed: false,
    faults,
    contacts,
    timeZone: desk.timeZone,
    ...(running === undefined ? {} : { phase: phaseShown(running, names) }),
    ...(akps === undefined || value === undefined
      ? {}
      : {
          akps: {
            value: valueShown(value),
            at: akps.at.toISOString(),
            ...(by === undefined ? {} : { by }),
          },
        }),
  };
}

/** People close to the patient, the phases so far, and whether the caller may record. */
export async function startOf(
  desk: AssessmentDesk,
  session: RecordSession,
  visit: PageVisit,
): Promise<DeskStart> {
  const patientId = idIn(visit, 'id');
  await mustSeePatient(session, patientId);
  await mustSee(desk, visit.caller, patientId);
  const [people, phases, mayRecord, mayScore, waiting] = await Promise.all([
    peopleClose(desk, session, patientId),
    phasesOverRecord(desk).history(visit.caller, patientId),
    desk.may(visit.caller, patientId, 'record'),
    desk.may(visit.caller, patientId, 'score'),
    desk.firstContact?.waiting(visit.caller, patientId) ?? [],
  ]);
  const names = await namesOf(
    session,
    phases.flatMap(({ by }) => by ?? []),
  );
  return {
    timeZone: desk.timeZone,
    now: desk.now().toISOString(),
    mayRecord,
    mayScore,
    people,
    phases: phases.map((each) => phaseShown(each, names)),
    ...(waiting.length === 0 ? {} : { waiting }),
  };
}

/** People close to the patient, those who no longer are left out. */
export async function peopleClose(
  { readSearch }: Pick<AssessmentDesk, 'readSearch'>,
  session: RecordSession,
  patientId: string,
): Promise<readonly DeskPerson[]> {
  const found = await allOf(session, readSearch, 'RelatedPerson', [['patient', `Patient/${patientId}`]]);
  return found
    .filter(({ active }) => active !== false)
    .map((person) => {
      const name = nameOf(person);
      const [relationship] = elementsOf(person.relationship).flatMap(
        ({ text, coding }) => wordsOf(text) ?? wordsOf(elementOf(elementsOf(coding)[0]).display) ?? [],
      );
      return {
        reference: `RelatedPerson/${person.id ?? ''}`,
        ...(name === undefined ? {} : { name }),
        ...(relationship === undefined ? {} : { relationship }),
      };
    });
}

/** Everything of one instrument, oldest first; each with who answered. */
export async function responsesOf(
  desk: AssessmentDesk,
  session: RecordSession,
  visit: PageVisit,
): Promise<{ readonly timeZone: string; readonly measurements: readonly DeskMeasurement[] }> {
  const patientId = idIn(visit, 'id');
  await mustSeePatient(session, patientId);
  await mustSee(desk, visit.caller, patientId);
  const port = assessmentsOverRecord(desk);
  const wanted = visit.query.instrument ?? '';
  const isKept = desk.registry.all.some(
    ({ id, withheldFromPatient }) => id === wanted && withheldFromPatient,
  );
  // To who does not see what is kept, an empty list would say that nobody was asked.
  if (isKept && !(await desk.may(visit.caller, patientId, 'record')))
    throw new Problem('not-found', 'What was answered to this is not for you to see.');
  const found = await port.of(visit.caller, patientId, wanted);
  const names = await namesOf(
    session,
    found.flatMap(({ answeredBy }) => answeredBy ?? []),
  );
  const kept = await session.readMany(found.map(({ id }) => ({ type: 'Observation', id })));
  const withheld = new Set(kept.filter((each) => desk.isWithheld?.(resourceOf(each))).map(({ id }) => id));
  return {
    timeZone: desk.timeZone,
    measurements: found.map((each) => measurementShown(each, names, withheld.has(each.id))),
  };
}
