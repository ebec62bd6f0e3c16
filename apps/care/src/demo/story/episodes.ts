import { changePhase, endPhases, type PhaseHistory, toPhaseObservation } from '@caecilia/assessment';
import type { FhirResource } from '@caecilia/fhir';
import { randomOf } from '../random.ts';
import { episodeOfCare, TEAM } from '../resources.ts';
import { instantAt, type Life } from './care.ts';
import { PHASE_REASONS } from './phrases.ts';
import type { Involvement } from './visits.ts';

/** The time that the team looks after somebody, and the phases of it, as they were chosen at the contacts. */
export function episodeWithPhases(
  life: Life,
  { asked, visits, ended }: Involvement,
): readonly FhirResource[] {
  const { person, course, seed } = life;
  const [first] = visits;
  if (first === undefined) return [];
  const random = randomOf(seed, 'phases', person.n, asked.key);
  const id = `${person.id}-${asked.key}-episode`;
  const start = new Date(instantAt(life, first.at));
  const died =
    course.died === undefined || asked.key === 'before' ? undefined : new Date(instantAt(life, course.died));
  // After a death the team stays for those who are left, for some weeks.
  const isMourning = died !== undefined && asked.state === 'inProgress';
  const end = ended === undefined || isMourning ? undefined : afterAll(ended, died, life);
  const now = new Date(life.calendar.at(0, '00:00'));
  const episode = { start, ...(end === undefined ? {} : { end }), ...(died === undefined ? {} : { died }) };
  const reason = (phase: string) => random.one(PHASE_REASONS[phase] ?? ['–']);
  let phases: PhaseHistory = visits.reduce<PhaseHistory>((history, { phase, at }) => {
    const moment = new Date(instantAt(life, at));
    const fits = (end === undefined || moment < end) && (died === undefined || moment < died);
    if (phase === undefined || !fits || history.at(-1)?.phase === phase) return history;
    return changePhase(history, { phase, reason: reason(phase), at: moment }, { episode, now });
  }, []);
  if (isMourning && died !== undefined)
    phases = changePhase(
      phases,
      { phase: 'bereaved', reason: reason('bereaved'), at: died },
      { episode, now },
    );
  if (end !== undefined) phases = endPhases(phases, end);
  const by = person.carers.nurse.reference;
  const place = { patientId: person.id, episode: `EpisodeOfCare/${id}`, by };
  return [
    episodeOfCare(id, {
      patient: person.id,
      kind: 'consultation',
      by: TEAM,
      start: start.toISOString(),
      ...(end === undefined ? {} : { end: end.toISOString() }),
    }),
    ...phases.map((phase, index) => ({
      ...toPhaseObservation(phase, place),
      id: `${id}-phase-${index + 1}`,
    })),
  ];
}

/** An episode does not end before the patient has died, and not after. */
function afterAll(ended: NonNullable<Involvement['ended']>, died: Date | undefined, life: Life): Date {
  return died ?? new Date(instantAt(life, ended));
}
