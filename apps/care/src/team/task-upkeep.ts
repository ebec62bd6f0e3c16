import { type TeamOverRecord, teamsOf, watchTasks } from '@caecilia/team';
import { TIME_ZONE } from '../time-zone.ts';
import { keepDoing, type UpkeepHouse } from '../upkeep.ts';
import { TASK_MOVER } from './task-duty.ts';

/** What it is run on. */
export interface TaskUpkeep extends UpkeepHouse, Pick<TeamOverRecord, 'readSearch' | 'now'> {}

/**
 * Writes into the record what holds at reading already: tasks of who is away or left, and overdue ones, go to their role.
 * Until it works again the tasks are shown with their role all the same.
 */
export function keepTasks({ store, readSearch, now, log }: TaskUpkeep) {
  const session: TeamOverRecord['session'] = (caller) => store.session(caller);
  const team = { session, planning: session, readSearch, now, timeZone: TIME_ZONE };
  const watches = new Map<string, () => Promise<number>>();
  const work = async () => {
    let count = 0;
    for (const { reference } of await teamsOf(team, TASK_MOVER)) {
      const watch = watches.get(reference) ?? watchTasks(team, TASK_MOVER, reference);
      watches.set(reference, watch);
      count += await watch();
    }
    return count;
  };
  return keepDoing(
    { store, log },
    {
      work,
      done: 'tasks of who is away, and overdue ones, went to their role',
      failed: 'tasks of who is away could not be given to their role',
    },
  );
}
