import { elementOf, type FhirResource } from '@caecilia/fhir';
import { type Change, Problem, type RecordReader } from '@caecilia/kernel';
import type { DeskEvent } from '../desk/answers.ts';
import { instantIn } from '../element.ts';
import { type PhaseEntry, type PhaseEpisode, phaseFaults } from '../phase/phase.ts';
import { PHASE_CODE, type ReadPhase, readPhase, withPeriod } from '../phase/phaseResource.ts';
import type { EpisodePhases } from './assessment.ports.ts';
import { type AssessmentHouse, allOf, mustSeePatient, ofPatient, update } from './house.ts';

/** A phase where it stands in the record. */
export interface StoredPhase {
  readonly resource: FhirResource;
  readonly entry: PhaseEntry;
}

/** An episode with its phases. */
export interface ReadPhases {
  readonly episode: PhaseEpisode;
  /** Oldest first. */
  readonly phases: readonly StoredPhase[];
}

/** The phases of one episode. Throws `Problem('not-found')`, and `business-rule` for one without an exact beginning. */
export async function readPhases(
  house: AssessmentHouse,
  reader: RecordReader,
  patientId: string,
  episodeId: string,
): Promise<ReadPhases> {
  const patient = await mustSeePatient(reader, patientId);
  const { resource } = await ofPatient(reader, 'EpisodeOfCare', episodeId, patientId);
  const phases = await allPhases(house, reader, patientId);
  return {
    episode: episodeIn(resource, patient),
    phases: phases.filter(({ episode }) => episode === `EpisodeOfCare/${episodeId}`),
  };
}

/** Every phase of a patient, of all episodes, oldest first. */
export async function allPhases(
  { readSearch }: AssessmentHouse,
  reader: RecordReader,
  patientId: string,
): Promise<readonly (StoredPhase & ReadPhase)[]> {
  const found = await allOf(reader, readSearch, 'Observation', [
    ['patient', `Patient/${patientId}`],
    ['code', `${PHASE_CODE.system}|${PHASE_CODE.code}`],
  ]);
  return found
    .flatMap((resource) => {
      const read = readPhase(resource);
      return read ? [{ resource, ...read }] : [];
    })
    .toSorted((one, other) => one.entry.from.getTime() - other.entry.from.getTime());
}

/** An episode without an exact beginning has no phases: its first phase would begin at a guess. */
export function episodeIn({ period }: FhirResource, { deceasedDateTime }: FhirResource): PhaseEpisode {
  const { start, end } = elementOf(period);
  const [from, until, died] = [start, end, deceasedDateTime].map(instantIn);
  if (from === undefined)
    throw new Problem('business-rule', 'This episode has no exact beginning. Record date and time first.');
  return {
    start: new Date(from),
    ...(until === undefined ? {} : { end: new Date(until) }),
    ...(died === undefined ? {} : { died: new Date(died) }),
  };
}

export function phasesOf({ episode, phases }: ReadPhases): EpisodePhases {
  const history = phases.map(({ entry }) => entry);
  return { episode, history, faults: phaseFaults(history, episode) };
}

/** A phase with another end, or without one. */
export function closing(last: StoredPhase | undefined, entry: PhaseEntry | undefined): readonly Change[] {
  return last && entry ? [update(withPeriod(last.resource, entry))] : [];
}

export const entryOf = ({ entry }: StoredPhase) => entry;

/** Phases as events: when each began. */
export function phaseEventsIn(observations: readonly FhirResource[]): readonly DeskEvent[] {
  return observations.flatMap((observation) => {
    const read = readPhase(observation);
    if (!read) return [];
    const { phase, from, reason } = read.entry;
    return [{ kind: 'phase', phase, at: from.getTime(), ...(reason === '' ? {} : { words: reason }) }];
  });
}
