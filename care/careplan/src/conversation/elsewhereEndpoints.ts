import {
  type Caller,
  type Endpoint,
  type EndpointPost,
  type PageVisit,
  Problem,
  present,
  type RecordHouse,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import { idIn } from '../pageParts.ts';
import { allPages } from '../planSearches.ts';
import { elementOf, wordsOf } from '../reading/element.ts';
import { targetOf } from '../reading/references.ts';
import {
  doneElsewhere,
  ELSEWHERE_CODE,
  type LimitsElsewhere,
  readLimitsElsewhere,
} from './limitsElsewhere.ts';

/** What the endpoints need from the house. */
export interface ElsewhereDesk extends Pick<RecordHouse, 'readSearch' | 'now'> {
  readonly maySeePlan: (caller: Caller, patientId: string) => Promise<boolean>;
  /** Whether the caller is a physician who treats this patient here. */
  readonly mayUpdateElsewhere: (caller: Caller, patientId: string) => Promise<boolean>;
}

/** What waits to be brought up to date in the hospital's own record. */
export interface DeskElsewhere {
  readonly waiting: readonly LimitsElsewhere[];
  readonly mayEnd: boolean;
}

/** Limits that changed here and stand in another record of the hospital too, until a physician says that they were changed there. */
export function elsewhereEndpoints(desk: ElsewhereDesk): readonly Endpoint[] {
  return [
    {
      path: '/patients/:id/limits-elsewhere',
      read: (session, visit) => waiting(desk, session, visit),
      write: (session, post) => done(desk, session, post),
    },
  ];
}

async function waiting(
  desk: ElsewhereDesk,
  session: RecordSession,
  visit: PageVisit,
): Promise<DeskElsewhere> {
  const patientId = idIn(visit, 'id');
  if (!(await desk.maySeePlan(visit.caller, patientId)))
    throw new Problem('not-found', 'What was agreed with this patient is not for you to see.');
  const found = await allPages(
    session,
    desk.readSearch(
      ['Task'],
      [
        ['patient', `Patient/${patientId}`],
        ['code', `${ELSEWHERE_CODE.system}|${ELSEWHERE_CODE.code}`],
        ['status', 'requested'],
        ['_count', '50'],
      ],
    ),
  );
  return {
    waiting: found.flatMap((version) => readLimitsElsewhere(resourceOf(version)) ?? []),
    mayEnd: await desk.mayUpdateElsewhere(visit.caller, patientId),
  };
}

async function done(desk: ElsewhereDesk, session: RecordSession, post: EndpointPost): Promise<DeskElsewhere> {
  const patientId = idIn(post, 'id');
  const { caller } = post;
  if (!(await desk.mayUpdateElsewhere(caller, patientId)))
    throw new Problem('forbidden', 'A physician who treats the patient says that this was done.');
  const { id, versionId } = elementOf(post.body) ?? {};
  const version = await present(session, 'Task', wordsOf(id) ?? '', 'task');
  const task = resourceOf(version);
  if (readLimitsElsewhere(task) === undefined || targetOf(task.for)?.id !== patientId)
    throw new Problem('conflict', 'This was done already, by you or by a colleague.');
  await session.change({
    kind: 'update',
    id: version.id,
    ifMatch: Number(versionId),
    resource: doneElsewhere(task, caller.id, desk.now().toISOString()),
  });
  return await waiting(desk, session, post);
}
