import {
  type Caller,
  type Endpoint,
  type EndpointPost,
  type PageVisit,
  Problem,
  type RecordSession,
} from '@caecilia/kernel';
import { idIn } from '../pageParts.ts';
import { loadPlanRecord } from '../planSearches.ts';
import { elementOf, wordsOf } from '../reading/element.ts';
import {
  type Chosen,
  type ConflictHouse,
  type PlanConflict,
  planConflicts,
  resolveConflict,
} from './conflicts.ts';

/** What the endpoints of contradictions need from the house. */
export interface ConflictDesk extends ConflictHouse {
  readonly mayRecord: (caller: Caller, patientId: string) => Promise<boolean>;
  readonly maySeePlan: (caller: Caller, patientId: string) => Promise<boolean>;
  readonly recording: (caller: Caller, patientId: string) => RecordSession;
  /** Words for why a source ended, in the language of the record: what was said, and who chose. */
  readonly choosingWords: (because: string, who: string) => string;
}

/** What contradicts, and whether the caller may choose. */
export interface DeskConflicts {
  readonly conflicts: readonly PlanConflict[];
  readonly mayResolve: boolean;
}

const MOST_LETTERS = 1000;

/** Sources that contradict each other, and a person's choice between them. */
export function conflictEndpoints(desk: ConflictDesk): readonly Endpoint[] {
  return [
    {
      path: '/patients/:id/plan-conflicts',
      read: (session, visit) => conflicts(desk, session, visit),
      write: (session, post) => choose(desk, session, post),
    },
  ];
}

async function conflicts(
  desk: ConflictDesk,
  session: RecordSession,
  visit: PageVisit,
): Promise<DeskConflicts> {
  const patientId = idIn(visit, 'id');
  await mustSee(desk, visit.caller, patientId);
  const { standards, readSearch, timeZone } = desk;
  const record = await loadPlanRecord(session, readSearch, standards, patientId);
  return {
    conflicts: planConflicts(record, { standards, patientId, now: desk.now(), timeZone }),
    mayResolve: await desk.mayRecord(visit.caller, patientId),
  };
}

async function mustSee(desk: ConflictDesk, caller: Caller, patientId: string): Promise<void> {
  if (!(await desk.maySeePlan(caller, patientId)))
    throw new Problem('not-found', 'What was agreed with this patient is not for you to see.');
}

async function choose(desk: ConflictDesk, _session: RecordSession, post: EndpointPost): Promise<Chosen> {
  const patientId = idIn(post, 'id');
  const { caller } = post;
  await mustSee(desk, caller, patientId);
  if (!(await desk.mayRecord(caller, patientId)))
    throw new Problem('forbidden', 'In your role what was agreed can be read and not recorded.');
  const { key, keep, seen, because } = elementOf(post.body) ?? {};
  const said = (wordsOf(because) ?? '').trim();
  if (said === '' || said.length > MOST_LETTERS)
    throw new Problem('value', 'Say in at most 1000 letters why this one counts.', { expression: 'because' });
  return await resolveConflict(desk.recording(caller, patientId), desk, {
    patientId,
    key: String(key),
    keep: String(keep),
    seen: Array.isArray(seen) ? seen.filter((each): each is string => typeof each === 'string') : [],
    reason: desk.choosingWords(said, caller.name ?? caller.id),
  });
}
