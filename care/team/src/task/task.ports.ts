import type { Caller } from '@caecilia/kernel';
import type { Instant } from '../instant.ts';
import type { Member, MemberReference, TeamReference } from '../members.ts';
import type { Standing, TaskDraft, TeamTask } from './teamTask.ts';

/** A task, and with whom it is at this moment. */
export interface StandingTask {
  readonly task: TeamTask;
  readonly standing: Standing;
  /** Who can do it now: its owner, or whoever of the role is there. Nobody is an answer to show. */
  readonly there: readonly Member[];
}

/** A task as somebody saw it: a change made on another version is refused with 412. */
export type SeenTask = Pick<TeamTask, 'id' | 'versionId'>;

/** Tasks of a team about patients, under what the caller may see and change of these patients. */
export interface TeamTasks {
  /** Open tasks of patients that the caller may see, the first due first, then the others. */
  open(caller: Caller, team: TeamReference): Promise<readonly StandingTask[]>;
  /** `clientId` is the number of the form: a form that is sent twice makes one task. */
  create(caller: Caller, draft: TaskDraft, clientId?: string): Promise<TeamTask>;
  /** To a member of its role who is there, or (undefined) to the role; by another time where one is given. */
  assign(
    caller: Caller,
    team: TeamReference,
    seen: SeenTask,
    to: { readonly owner: MemberReference | undefined; readonly due?: Instant | undefined },
  ): Promise<void>;
  /** Done; or cancelled, with why. */
  finish(
    caller: Caller,
    team: TeamReference,
    seen: SeenTask,
    as: { readonly state: 'done' } | { readonly state: 'cancelled'; readonly because: string },
  ): Promise<void>;
  /**
   * Writes into the record what is so already: tasks whose owner is away or left, or that are overdue, go to their role.
   * Answers how many. One that somebody changed meanwhile is left for the next time.
   */
  escalate(caller: Caller, team: TeamReference): Promise<number>;
}
