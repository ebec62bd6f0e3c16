import { elementOf, type FhirResource } from '@caecilia/fhir';
import { type Change, Problem, type RecordReader } from '@caecilia/kernel';
import { instantIn, isReference, wordsOf } from '../element.ts';
import { changePhase, isPhase, type PhaseEntry, type PhaseEpisode, phaseFaults } from '../phase/phase.ts';
import { PHASE_CODE, readPhase, toPhaseObservation, withPeriod } from '../phase/phaseResource.ts';
import { PROFESSIONALS, parseMoment } from '../response/response.ts';
import type { EpisodePhases, Phases } from './assessment.ports.ts';
import { type AssessmentHouse, allOf, mustSeePatient, ofPatient } from './house.ts';

/** Phases as Observations of an EpisodeOfCare that the office keeps. */
export function phasesOverRecord(house: AssessmentHouse): Phases {
  return {
    of: async (caller, patientId, episodeId) =>
      phasesOf(await readPhases(house, house.session(caller), patientId, episodeId)),
    async change(caller, patientId, episodeId, { phase, reason, at, by }) {
      const now = house.now();
      if (!isPhase(phase)) throw new Problem('value', 'Choose one of the phases.', { expression: 'phase' });
      if (!isReference(by, ...PROFESSIONALS))
        throw new Problem('required', 'Name who chose the phase.', { expression: 'by' });
      const wish = { phase, reason: wordsOf(reason) ?? '', at: parseMoment(at, now) };
      return await house.session(caller).transaction(async (transaction) => {
        // Two colleagues may change the phase in the same second: the second one sees the first one's change.
        await transaction.lock(`phase:EpisodeOfCare/${episodeId}`);
        const read = await readPhases(house, transaction, patientId, episodeId);
        const before = phasesOf(read);
        if (before.faults.length > 0)
          throw new Problem(
            'business-rule',
            'The phases of this episode have a gap or overlap. Correct them first.',
          );
        const history = changePhase(before.history, wish, { episode: before.episode, now });
        const place = { patientId, episode: `EpisodeOfCare/${episodeId}`, by };
        const id = transaction.newId('Observation', patientId);
        await transaction.write([
          ...closing(read.phases.at(-1), history.at(-2)),
          ...history.slice(-1).map((entry): Change => {
            return { kind: 'create', id, resource: { ...toPhaseObservation(entry, place), id } };
          }),
        ]);
        return { episode: before.episode, history, faults: phaseFaults(history, before.episode) };
      });
    },
  };
}

interface StoredPhase {
  readonly resource: FhirResource;
  readonly entry: PhaseEntry;
}

interface ReadPhases {
  readonly episode: PhaseEpisode;
  /** Oldest first. */
  readonly phases: readonly StoredPhase[];
}

async function readPhases(
  { readSearch }: AssessmentHouse,
  reader: RecordReader,
  patientId: string,
  episodeId: string,
): Promise<ReadPhases> {
  const patient = await mustSeePatient(reader, patientId);
  const { resource } = await ofPatient(reader, 'EpisodeOfCare', episodeId, patientId);
  const found = await allOf(reader, readSearch, 'Observation', [
    ['patient', `Patient/${patientId}`],
    ['code', `${PHASE_CODE.system}|${PHASE_CODE.code}`],
  ]);
  const phases = found.flatMap((each) => {
    const read = readPhase(each);
    return read?.episode === `EpisodeOfCare/${episodeId}` ? [{ resource: each, entry: read.entry }] : [];
  });
  return {
    episode: episodeIn(resource, patient),
    phases: phases.toSorted((one, other) => one.entry.from.getTime() - other.entry.from.getTime()),
  };
}

/** An episode without an exact beginning has no phases: its first phase would begin at a guess. */
function episodeIn({ period }: FhirResource, { deceasedDateTime }: FhirResource): PhaseEpisode {
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

function phasesOf({ episode, phases }: ReadPhases): EpisodePhases {
  const history = phases.map(({ entry }) => entry);
  return { episode, history, faults: phaseFaults(history, episode) };
}

/** The running phase, closed. */
function closing(last: StoredPhase | undefined, entry: PhaseEntry | undefined): readonly Change[] {
  if (!last || !entry || last.resource.id === undefined) return [];
  const { id, meta } = last.resource;
  const resource = withPeriod(last.resource, entry);
  return [{ kind: 'update', id, ifMatch: Number(meta?.versionId), resource }];
}
