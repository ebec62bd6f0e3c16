import type { FhirResource } from '@caecilia/fhir';
import { type Caller, type Change, Problem } from '@caecilia/kernel';
import { isReference, wordsOf } from '../element.ts';
import { changePhase, isPhase, type PhaseChange } from '../phase/phase.ts';
import { toPhaseObservation } from '../phase/phaseResource.ts';
import { PROFESSIONALS, parseMoment } from '../response/response.ts';
import { SYSTEMS } from '../terms.ts';
import type { EpisodePhases, Phases } from './assessment.ports.ts';
import { clientIdentifier, clientNumberIn, madeBefore } from './clientNumber.ts';
import { type AssessmentHouse, mustSeePatient } from './house.ts';
import { runningPhase } from './standing.ts';
import { allPhases, closing, entryOf, phasesOf, readPhases } from './storedPhases.ts';

/** Type of the episodes that this module opens. No access rule knows it: such an episode opens a record to nobody. */
export const EPISODE_TYPE = { system: SYSTEMS.episode, code: 'palliative-care' } as const;

type Wish = Parameters<Phases['choose']>[2];

interface Chosen {
  readonly change: PhaseChange;
  readonly by: string;
  readonly clientId: string;
  /** Beginning of the phase that was seen running, in ms since 1970. */
  readonly seen?: number;
}

/** A phase that a person chose, in the episode that runs or in a new one of the team. */
export async function choosePhase(
  house: AssessmentHouse,
  caller: Caller,
  patientId: string,
  wish: Wish,
): Promise<EpisodePhases> {
  const chosen = parseWish(wish, house.now());
  const session = house.session(caller);
  await mustSeePatient(session, patientId);
  const running = await runningPhase(house, session, await allPhases(house, session, patientId));
  const episodeId =
    running?.phase.episode.slice('EpisodeOfCare/'.length) ??
    (await openEpisode(house, caller, patientId, chosen));
  return await session.transaction(async (transaction) => {
    await transaction.lock(`phase:EpisodeOfCare/${episodeId}`);
    const before = await readPhases(house, transaction, patientId, episodeId);
    if (await madeBefore(house, transaction, 'Observation', chosen.clientId)) return phasesOf(before);
    const last = before.phases.at(-1);
    const runs = last?.entry.until === undefined ? last : undefined;
    if (runs?.entry.from.getTime() !== chosen.seen)
      throw new Problem(
        'conflict',
        'A colleague chose another phase meanwhile. Look at it, and choose again.',
      );
    if (phasesOf(before).faults.length > 0)
      throw new Problem(
        'business-rule',
        'The phases of this episode have a gap or an overlap. Correct them in the original first.',
      );
    const at = { episode: before.episode, now: house.now() };
    const history = changePhase(before.phases.map(entryOf), chosen.change, at);
    const place = { patientId, episode: `EpisodeOfCare/${episodeId}`, by: chosen.by };
    await transaction.write([
      ...closing(last, history.at(-2)),
      ...history.slice(-1).map((entry): Change => {
        const id = transaction.newId('Observation', patientId);
        const identifier = [clientIdentifier(chosen.clientId)];
        return { kind: 'create', id, resource: { ...toPhaseObservation(entry, place), id, identifier } };
      }),
    ]);
    return phasesOf(await readPhases(house, transaction, patientId, episodeId));
  });
}

function parseWish({ phase, reason, at, by, seen, clientId }: Wish, now: Date): Chosen {
  if (!isPhase(phase)) throw new Problem('value', 'Choose one of the phases.', { expression: 'phase' });
  if (!isReference(by, ...PROFESSIONALS))
    throw new Problem('required', 'Name who chose the phase.', { expression: 'by' });
  const from = seen === 'none' ? undefined : parseMoment(seen, now, 'seen').getTime();
  return {
    change: { phase, reason: wordsOf(reason) ?? '', at: parseMoment(at, now) },
    by,
    clientId: clientNumberIn(clientId),
    ...(from === undefined ? {} : { seen: from }),
  };
}

/**
 * An episode of the team begins with its first phase: PCOC begins it with the assessment that was written down, not
 * with an act of the office. It names no organisation and no manager, so that nobody sees more by it.
 */
async function openEpisode(
  { openEpisode: open }: AssessmentHouse,
  caller: Caller,
  patientId: string,
  { change }: Chosen,
): Promise<string> {
  if (!open)
    throw new Problem('business-rule', 'There is no open episode of care. The office opens it first.');
  const { phase, reason, at } = change;
  // Refused here, so that no episode is left behind by a phase that cannot be the first.
  changePhase([], { phase, reason, at }, { episode: { start: at }, now: at });
  const episode: FhirResource = {
    resourceType: 'EpisodeOfCare',
    status: 'active',
    type: [{ coding: [EPISODE_TYPE] }],
    patient: { reference: `Patient/${patientId}` },
    period: { start: at.toISOString() },
  };
  return await open(caller, patientId, episode);
}
