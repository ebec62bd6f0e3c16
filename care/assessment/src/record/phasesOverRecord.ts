import { elementOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, type Change, Problem, type RecordReader } from '@caecilia/kernel';
import { instantIn, isReference, wordsOf } from '../element.ts';
import {
  changePhase,
  endPhases,
  isPhase,
  type PhaseEntry,
  type PhaseEpisode,
  phaseFaults,
  undoPhase,
} from '../phase/phase.ts';
import { PHASE_CODE, readPhase, toPhaseObservation, withPeriod } from '../phase/phaseResource.ts';
import { PROFESSIONALS, parseMoment } from '../response/response.ts';
import type { EpisodePhases, Phases } from './assessment.ports.ts';
import {
  type AssessmentHouse,
  allOf,
  inError,
  mustSeePatient,
  ofPatient,
  reasonIn,
  update,
} from './house.ts';

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
      return await locked(house, caller, { patientId, episodeId }, ({ episode, phases }, newId) => {
        const history = changePhase(phases.map(entryOf), wish, { episode, now });
        const place = { patientId, episode: `EpisodeOfCare/${episodeId}`, by };
        const id = newId();
        return [
          ...closing(phases.at(-1), history.at(-2)),
          ...history.slice(-1).map((entry): Change => {
            return { kind: 'create', id, resource: { ...toPhaseObservation(entry, place), id } };
          }),
        ];
      });
    },
    async undo(caller, patientId, episodeId, words) {
      const reason = reasonIn(words);
      return await locked(house, caller, { patientId, episodeId }, ({ phases }) => {
        const last = phases.at(-1);
        if (!last) throw new Problem('business-rule', 'This episode has no phase to take back.');
        return [
          inError(last.resource, reason),
          ...closing(phases.at(-2), undoPhase(phases.map(entryOf)).at(-1)),
        ];
      });
    },
    end: async (caller, patientId, episodeId) =>
      await locked(house, caller, { patientId, episodeId }, ({ episode, phases }) => {
        if (episode.end === undefined)
          throw new Problem('business-rule', 'This episode has not ended. The office ends it first.');
        return closing(phases.at(-1), endPhases(phases.map(entryOf), episode.end).at(-1));
      }),
  };
}

const entryOf = ({ entry }: StoredPhase) => entry;

/** Faults that a change of ours may mend: the running phase of an episode that has ended. */
const MENDED = ['after-end'];

/**
 * A change under the lock of its episode: two colleagues may change the phase in the same second, and the second one
 * sees the first one's change.
 */
async function locked(
  house: AssessmentHouse,
  caller: Caller,
  { patientId, episodeId }: { readonly patientId: string; readonly episodeId: string },
  changes: (read: ReadPhases, newId: () => string) => readonly Change[],
): Promise<EpisodePhases> {
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`phase:EpisodeOfCare/${episodeId}`);
    const before = await readPhases(house, transaction, patientId, episodeId);
    if (phasesOf(before).faults.some((fault) => !MENDED.includes(fault)))
      throw new Problem(
        'business-rule',
        'The phases of this episode have a gap or an overlap. Correct them in the original first.',
      );
    await transaction.write(changes(before, () => transaction.newId('Observation', patientId)));
    return phasesOf(await readPhases(house, transaction, patientId, episodeId));
  });
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

/** A phase with another end, or without one. */
function closing(last: StoredPhase | undefined, entry: PhaseEntry | undefined): readonly Change[] {
  return last && entry ? [update(withPeriod(last.resource, entry))] : [];
}
