import {
  type Caller,
  type Endpoint,
  type EndpointPost,
  type PageVisit,
  Problem,
  type RecordSession,
} from '@caecilia/kernel';
import { idIn } from '../pageParts.ts';
import { elementOf, wordsOf } from '../reading/element.ts';
import { askReview, endReviews, openReviews, type ReviewKeeping } from './keepReviews.ts';
import type { KeptReview } from './reviewTask.ts';

/** What the endpoints of reviews need from the house. */
export interface ReviewDesk {
  readonly mayRecord: (caller: Caller, patientId: string) => Promise<boolean>;
  readonly maySeePlan: (caller: Caller, patientId: string) => Promise<boolean>;
  /** The record of this patient on the duty of keeping reviews, under the name of the caller. */
  readonly reviewing: (caller: Caller, patientId: string) => RecordSession;
  readonly keeping: (patientId: string) => ReviewKeeping;
}

/** What the app is told of the reviews of a plan. */
export interface DeskReviews {
  /** The first due first. */
  readonly reviews: readonly KeptReview[];
  /** Whether the caller may say that nothing changes. */
  readonly mayEnd: boolean;
}

const MOST_LETTERS = 1000;

/** Reviews of a plan: what is open, asking for a conversation, and "looked at, nothing changes". */
export function reviewEndpoints(desk: ReviewDesk): readonly Endpoint[] {
  return [
    {
      path: '/patients/:id/plan-review',
      read: (_session, visit) => reviews(desk, visit),
      write: (_session, post) => act(desk, post),
    },
  ];
}

async function mustSee(desk: ReviewDesk, caller: Caller, patientId: string): Promise<void> {
  if (!(await desk.maySeePlan(caller, patientId)))
    throw new Problem('not-found', 'What was agreed with this patient is not for you to see.');
}

async function reviews(desk: ReviewDesk, visit: PageVisit): Promise<DeskReviews> {
  const patientId = idIn(visit, 'id');
  await mustSee(desk, visit.caller, patientId);
  return await reviewsFor(desk, visit.caller, patientId);
}

async function reviewsFor(desk: ReviewDesk, caller: Caller, patientId: string): Promise<DeskReviews> {
  const session = desk.reviewing(caller, patientId);
  return {
    reviews: await openReviews(session, desk.keeping(patientId), patientId),
    mayEnd: await desk.mayRecord(caller, patientId),
  };
}

async function act(desk: ReviewDesk, post: EndpointPost): Promise<DeskReviews> {
  const patientId = idIn(post, 'id');
  const { caller } = post;
  await mustSee(desk, caller, patientId);
  const body = elementOf(post.body) ?? {};
  const words = (wordsOf(body.words) ?? '').trim();
  if (words.length > MOST_LETTERS)
    throw new Problem('value', 'Say it in at most 1000 letters.', { expression: 'words' });
  const session = desk.reviewing(caller, patientId);
  const keeping = desk.keeping(patientId);
  if (body.act === 'ask') await ask(session, keeping, { caller, patientId, words, clientId: body.clientId });
  else if (body.act === 'unchanged') await unchanged(desk, session, keeping, { caller, patientId, words });
  else throw new Problem('value', 'Say what to do with this review.', { expression: 'act' });
  return await reviewsFor(desk, caller, patientId);
}

interface Act {
  readonly caller: Caller;
  readonly patientId: string;
  readonly words: string;
}

async function ask(
  session: RecordSession,
  keeping: ReviewKeeping,
  { caller, patientId, words, clientId }: Act & { readonly clientId: unknown },
): Promise<void> {
  const by = {
    ...(/^[A-Z][A-Za-z]+\//.test(caller.id) ? { reference: caller.id } : {}),
    ...(caller.name === undefined ? {} : { name: caller.name }),
    words,
  };
  if (!(await askReview(session, keeping, { patientId, clientId: String(clientId), by })))
    throw new Problem(
      'business-rule',
      'No consultation team treats this patient, so nobody would see this. Call who treats the patient.',
    );
}

/** It is said by somebody who may record a conversation: it stands as one that changed nothing. */
async function unchanged(
  desk: ReviewDesk,
  session: RecordSession,
  keeping: ReviewKeeping,
  { caller, patientId, words }: Act,
): Promise<void> {
  if (!(await desk.mayRecord(caller, patientId)))
    throw new Problem('forbidden', 'In your role what was agreed can be read and not recorded.');
  if (words === '')
    throw new Problem('value', 'Say with whom you looked at it, or why nothing changes.', {
      expression: 'words',
    });
  await session.transaction(
    async (transaction) =>
      await endReviews(transaction, keeping, { patientId, how: 'unchanged', by: caller.id, words }),
  );
}
