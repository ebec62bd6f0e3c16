import { type Caller, type Change, Problem } from '@caecilia/kernel';
import { isReference, wordsOf } from '../element.ts';
import { changePhase, endPhases, isPhase, undoPhase } from '../phase/phase.ts';
import { toPhaseObservation } from '../phase/phaseResource.ts';
import { PROFESSIONALS, parseMoment } from '../response/response.ts';
import type { EpisodePhases, PhaseOfEpisode, Phases } from './assessment.ports.ts';
import { choosePhase } from './choosePhase.ts';
import { type AssessmentHouse, inError, reasonIn } from './house.ts';
import { standingOf } from './standing.ts';
import { allPhases, closing, entryOf, phasesOf, type ReadPhases, readPhases } from './storedPhases.ts';

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
    choose: async (caller, patientId, wish) => await choosePhase(house, caller, patientId, wish),
    standing: async (caller, patientId) => await standingOf(house, caller, patientId),
    history: async (caller, patientId) =>
      (await allPhases(house, house.session(caller), patientId)).map(
        ({ episode, entry, by }): PhaseOfEpisode => ({
          episodeId: episode.slice('EpisodeOfCare/'.length),
          entry,
          ...(by === undefined ? {} : { by }),
        }),
      ),
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
    finish: async (caller, patientId, wish) => await finish(house, caller, patientId, wish),
    end: async (caller, patientId, episodeId) => await closed(house, caller, { patientId, episodeId }),
  };
}

const closed = async (
  house: AssessmentHouse,
  caller: Caller,
  { patientId, episodeId }: { readonly patientId: string; readonly episodeId: string },
) =>
  await locked(house, caller, { patientId, episodeId }, ({ episode, phases }) => {
    if (episode.end === undefined)
      throw new Problem('business-rule', 'This episode has not ended. The office ends it first.');
    const last = phases.at(-1);
    if (last?.entry.until !== undefined) return [];
    return closing(last, endPhases(phases.map(entryOf), episode.end).at(-1));
  });

/** First the episode, then its phase: a phase of an episode that has ended runs no more, also where we stop in between. */
async function finish(
  house: AssessmentHouse,
  caller: Caller,
  patientId: string,
  { episodeId, seen }: { readonly episodeId: string; readonly seen: unknown },
): Promise<EpisodePhases> {
  if (!house.endEpisode) throw new Problem('business-rule', 'The office ends the episodes of this house.');
  const { episode, phases } = await readPhases(house, house.session(caller), patientId, episodeId);
  const running = phases.at(-1)?.entry;
  if (episode.end === undefined && running?.from.toISOString() !== seen)
    throw new Problem('conflict', 'A colleague chose another phase meanwhile. Look at it, and end it then.');
  await house.endEpisode(caller, patientId, episodeId);
  return await closed(house, caller, { patientId, episodeId });
}

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
