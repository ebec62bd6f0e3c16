import { PHASE_CODE } from '@caecilia/assessment';
import { dueReviews, keepReviews } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import { civilDay, type RecordSession } from '@caecilia/kernel';
import { patientOf } from '../access/element.ts';
import { keepDoing, type UpkeepHouse } from '../upkeep.ts';
import { REVIEW_KEEPER, reviewKeeping } from './review-duty.ts';
import { type ReviewEyes, reviewFacts } from './review-facts.ts';
import { everyResource, teamsTreating } from './treating-team.ts';

/** What it is run on. */
export interface ReviewUpkeep extends UpkeepHouse, ReviewEyes {}

/** Patients read at once. */
const CHUNK = 50;
/** What changed is looked for from a little before the last look: a transaction may come in under an earlier time. */
const MARGIN_MS = 10 * 60_000;

/**
 * Makes the tasks of reviews that are due. Once a day, and when the server starts, every patient of the team is looked at;
 * in between those with a stay, a phase or an episode that changed. Answers how many tasks were new.
 */
export function reviewWatch(session: RecordSession, eyes: ReviewEyes): () => Promise<number> {
  const { readSearch, now, timeZone } = eyes;
  let [day, since]: [string | undefined, string | undefined] = [undefined, undefined];
  return async () => {
    const moment = now();
    const today = civilDay(moment, timeZone);
    const some =
      day === today && since !== undefined ? await changedSince(session, readSearch, since) : undefined;
    const treated = [...(await teamsTreating(session, readSearch, some)).keys()];
    let count = 0;
    for (let at = 0; at < treated.length; at += CHUNK) {
      const facts = await reviewFacts(session, eyes, treated.slice(at, at + CHUNK));
      for (const [patientId, each] of facts)
        if (dueReviews(each, today).length > 0)
          count += await keepReviews(session, reviewKeeping(eyes, patientId), patientId);
    }
    [day, since] = [today, new Date(moment.getTime() - MARGIN_MS).toISOString()];
    return count;
  };
}

async function changedSince(
  session: RecordSession,
  readSearch: ReviewEyes['readSearch'],
  since: string,
): Promise<readonly string[]> {
  const changed = ['_lastUpdated', `ge${since}`] as const;
  const found: readonly (readonly FhirResource[])[] = await Promise.all([
    everyResource(session, readSearch, 'Encounter', [changed]),
    everyResource(session, readSearch, 'EpisodeOfCare', [changed]),
    everyResource(session, readSearch, 'Observation', [
      ['code', `${PHASE_CODE.system}|${PHASE_CODE.code}`],
      changed,
    ]),
  ]);
  const ids = found.flat().flatMap(({ subject, patient }) => patientOf(subject) ?? patientOf(patient) ?? []);
  return [...new Set(ids)];
}

/** Keeps the tasks of reviews while the house is open. Every server of the house may, at the same time. */
export function keepPlanReviews({ store, log, ...eyes }: ReviewUpkeep) {
  return keepDoing(
    { store, log },
    {
      work: reviewWatch(store.session(REVIEW_KEEPER), eyes),
      done: 'plans that are to be talked over again became tasks of the team',
      failed: 'plans that are to be talked over again could not be looked for',
    },
  );
}
