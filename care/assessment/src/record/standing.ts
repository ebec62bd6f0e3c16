import { elementOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, type RecordReader, resourceOf } from '@caecilia/kernel';
import { instantIn } from '../element.ts';
import { akps } from '../instrument/akps.ts';
import { phaseFaults } from '../phase/phase.ts';
import type { ReadPhase } from '../phase/phaseResource.ts';
import { readMeasurement } from '../response/measurement.ts';
import { SYSTEMS } from '../terms.ts';
import type { Standing } from './assessment.ports.ts';
import { type AssessmentHouse, mustSeePatient } from './house.ts';
import { allPhases, episodeIn, type StoredPhase } from './storedPhases.ts';

/** Phase and AKPS as somebody said them last. */
export async function standingOf(
  house: AssessmentHouse,
  caller: Caller,
  patientId: string,
): Promise<Standing> {
  const reader = house.session(caller);
  const patient = await mustSeePatient(reader, patientId);
  const [phases, newest] = await Promise.all([
    allPhases(house, reader, patientId),
    newestAkps(house, reader, patientId),
  ]);
  const running = await runningPhase(house, reader, phases);
  return {
    faults: running?.episode === undefined ? [] : faultsOf(phases, running, patient),
    ...(running === undefined
      ? {}
      : {
          running: {
            episodeId: idOf(running.phase),
            entry: running.phase.entry,
            ...(running.phase.by === undefined ? {} : { by: running.phase.by }),
          },
        }),
    ...(newest === undefined ? {} : { akps: newest }),
  };
}

/** The phase that runs, with its episode where the caller may see it. */
export interface RunningPhase {
  readonly phase: StoredPhase & ReadPhase;
  readonly episode?: FhirResource;
}

const idOf = ({ episode }: ReadPhase) => episode.slice('EpisodeOfCare/'.length);

/**
 * The newest phase that nobody closed, of an episode that has not ended. Who may not see the episode sees the phase: to
 * them it would otherwise be as if none had been chosen.
 */
export async function runningPhase(
  { now }: Pick<AssessmentHouse, 'now'>,
  reader: RecordReader,
  phases: readonly (StoredPhase & ReadPhase)[],
): Promise<RunningPhase | undefined> {
  const open = phases.filter(({ entry }) => entry.until === undefined).toReversed();
  if (open.length === 0) return undefined;
  const wanted = [...new Set(open.map(idOf))].map((id) => ({ type: 'EpisodeOfCare', id }));
  const seen = (await reader.readMany(wanted)).filter(({ deleted }) => !deleted).map(resourceOf);
  for (const phase of open) {
    const episode = seen.find(({ id }) => id === idOf(phase));
    if (episode === undefined) return { phase };
    if (!hasEnded(episode, now())) return { phase, episode };
  }
  return undefined;
}

/** An episode that is over by its status, or by a period that has passed. */
export function hasEnded({ status, period }: FhirResource, now: Date): boolean {
  const end = instantIn(elementOf(period).end);
  return (
    !['active', 'onhold', 'planned', 'waitlist'].includes(String(status)) ||
    (end !== undefined && end <= now.getTime())
  );
}

function faultsOf(
  phases: readonly (StoredPhase & ReadPhase)[],
  { phase, episode }: RunningPhase,
  patient: FhirResource,
): Standing['faults'] {
  if (!episode || instantIn(elementOf(episode.period).start) === undefined) return [];
  const own = phases.filter((each) => each.episode === phase.episode).map(({ entry }) => entry);
  return phaseFaults(own, episodeIn(episode, patient));
}

/** What was retracted is left out by the search, so that the one before it stands. */
async function newestAkps(
  { readSearch, registry }: AssessmentHouse,
  reader: RecordReader,
  patientId: string,
) {
  const page = await reader.search(
    readSearch(
      ['Observation'],
      [
        ['patient', `Patient/${patientId}`],
        ['code', `${SYSTEMS.instrument}|${akps.id}`],
        ['status', 'final,amended,corrected'],
        ['_sort', '-date'],
        ['_count', '1'],
      ],
    ),
  );
  const [newest] = page.matches.map(resourceOf);
  return newest && readMeasurement(newest, registry);
}
