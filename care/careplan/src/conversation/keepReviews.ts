import type { FhirResource } from '@caecilia/fhir';
import {
  civilDay,
  demandClientId,
  type RecordHouse,
  type RecordReader,
  type RecordSession,
  type RecordTransaction,
  resourceOf,
  type StoredVersion,
} from '@caecilia/kernel';
import { allPages } from '../planSearches.ts';
import { type DueReview, dueFor, dueReviews, type ReviewFacts } from './reviews.ts';
import {
  type AskedBy,
  endedReview,
  type KeptReview,
  REVIEW_CODE,
  REVIEW_SYSTEM,
  type ReviewEnd,
  readReview,
  reviewToken,
  toReviewTask,
} from './reviewTask.ts';

type House = Pick<RecordHouse, 'readSearch' | 'now' | 'timeZone'>;

/** What keeping reviews needs from the house beside the record. */
export interface ReviewKeeping extends House {
  /** The facts of this patient as the record has them at this moment. */
  readonly facts: (reader: RecordReader, patientId: string) => Promise<ReviewFacts>;
  /** The Task as it goes to the team that treats this patient; undefined where no team does. */
  readonly forTeam: (
    reader: RecordReader,
    task: FhirResource,
    review: DueReview,
  ) => Promise<FhirResource | undefined>;
}

const lockOf = (patientId: string) => `plan reviews of Patient/${patientId}`;

/**
 * Keeps a Task for each due review, and answers how many were new. Each trigger gives one, whoever looks at the same
 * time: the patient's reviews are locked, what happened is read again under the lock, and one that is there, open or
 * done, is not made again.
 */
export async function keepReviews(
  session: RecordSession,
  keeping: ReviewKeeping,
  patientId: string,
): Promise<number> {
  const { facts, forTeam, now, timeZone } = keeping;
  return await session.transaction(async (transaction) => {
    await transaction.lock(lockOf(patientId));
    const due = dueReviews(await facts(transaction, patientId), civilDay(now(), timeZone));
    const missing: FhirResource[] = [];
    for (const review of due) {
      if (await isKept(transaction, keeping, reviewToken(review, patientId))) continue;
      const task = await forTeam(transaction, toReviewTask(review, { patientId, now: now() }), review);
      if (task !== undefined) missing.push(task);
    }
    if (missing.length > 0)
      await transaction.write(missing.map((resource) => ({ kind: 'create', resource })));
    return missing.length;
  });
}

/** Asking for a conversation, on a form that is sent once. */
export interface AskingReview {
  readonly patientId: string;
  readonly clientId: string;
  readonly by: AskedBy;
}

/**
 * Keeps that somebody asks for a conversation. The same form gives one Task. Answers whether it is kept: false where no
 * team treats this patient.
 */
export async function askReview(
  session: RecordSession,
  { readSearch, now, timeZone, forTeam }: House & Pick<ReviewKeeping, 'forTeam'>,
  { patientId, clientId, by }: AskingReview,
): Promise<boolean> {
  demandClientId(clientId);
  const review = dueFor('request', { key: clientId, on: civilDay(now(), timeZone) });
  return await session.transaction(async (transaction) => {
    await transaction.lock(lockOf(patientId));
    if (await isKept(transaction, { readSearch }, reviewToken(review, patientId))) return true;
    const resource = await forTeam(transaction, toReviewTask(review, { patientId, now: now(), by }), review);
    if (resource === undefined) return false;
    await transaction.write([{ kind: 'create', resource }]);
    return true;
  });
}

async function isKept(
  transaction: RecordTransaction,
  { readSearch }: Pick<House, 'readSearch'>,
  token: string,
): Promise<boolean> {
  const { matches } = await transaction.search(
    readSearch(
      ['Task'],
      [
        ['identifier', `${REVIEW_SYSTEM}|${token}`],
        ['_count', '1'],
      ],
    ),
  );
  return matches.length > 0;
}

/** How reviews end together. */
export interface EndingReviews {
  readonly patientId: string;
  readonly how: Exclude<ReviewEnd, 'cancelled'>;
  /** `PractitionerRole/…` or `Practitioner/…`. */
  readonly by: string;
  readonly words?: string;
}

/**
 * Ends every review of the plan that is open, within a transaction of whoever ended it. Answers how many. A conversation
 * talks over the whole plan: it ends all of them.
 */
export async function endReviews(
  transaction: RecordTransaction,
  { readSearch, now }: Pick<House, 'readSearch' | 'now'>,
  { patientId, how, by, words }: EndingReviews,
): Promise<number> {
  await transaction.lock(lockOf(patientId));
  const open = await openReviewTasks(transaction, { readSearch }, patientId);
  const end = { how, by, at: now().toISOString(), ...(words === undefined ? {} : { words }) };
  if (open.length > 0)
    await transaction.write(
      open.map((version) => ({
        kind: 'update',
        id: version.id,
        ifMatch: version.versionId,
        resource: endedReview(resourceOf(version), end),
      })),
    );
  return open.length;
}

const OPEN = 'requested,received,accepted,in-progress,ready,on-hold';

async function openReviewTasks(
  reader: RecordReader,
  { readSearch }: Pick<House, 'readSearch'>,
  patientId: string,
): Promise<readonly StoredVersion[]> {
  return await allPages(
    reader,
    readSearch(
      ['Task'],
      [
        ['patient', `Patient/${patientId}`],
        ['code', `${REVIEW_CODE.system}|${REVIEW_CODE.code}`],
        ['status', OPEN],
        ['_count', '100'],
      ],
    ),
  );
}

/** The reviews of a plan that are open, the first due first. */
export async function openReviews(
  reader: RecordReader,
  house: Pick<House, 'readSearch'>,
  patientId: string,
): Promise<readonly KeptReview[]> {
  const versions = await openReviewTasks(reader, house, patientId);
  return versions
    .flatMap((version) => readReview(resourceOf(version)) ?? [])
    .toSorted((one, other) => ((one.due ?? '') < (other.due ?? '') ? -1 : 1));
}
