import { elementOf } from '@caecilia/fhir';
import {
  demand,
  Problem,
  type RecordReader,
  resourceOf,
  type StoredVersion,
  strictReading,
} from '@caecilia/kernel';
import { HOSPICE_SYSTEM, STAY_TOKEN } from './codes.ts';
import { statedPlaces } from './hospices.ts';
import { fullOn, type Taken } from './places.ts';
import type { Days } from './stay.ts';
import type { StayHouse } from './stays.ports.ts';

const { dayIn, unreadable } = strictReading('stay');

/** Statuses of the Task of a request that is open, and of one that takes a place. */
export const OPEN = 'requested,accepted,in-progress';
const TAKES = 'accepted,in-progress';
/** Name of the lock under which places of a hospice are promised. */
export const PROMISED = 'places of';
const MOST_GUESTS = 200;

/** What a request that was accepted takes. Throws where it cannot be read: a place is not promised on a guess. */
export function takenBy(task: StoredVersion): Taken {
  const { status, executionPeriod } = resourceOf(task);
  const { start, end } = elementOf(executionPeriod);
  if (status !== 'accepted' && status !== 'in-progress') throw unreadable('Task.status');
  return {
    from: dayIn(start, 'Task.executionPeriod'),
    ...(end === undefined ? {} : { until: dayIn(end, 'Task.executionPeriod') }),
    isThere: status === 'in-progress',
  };
}

/**
 * Throws where the hospice said how many places it has and one night of these days is full. Who calls it holds the lock
 * of the hospice. `own`: the request itself, which does not stand in its own way.
 */
export async function demandPlace(
  house: Pick<StayHouse, 'readSearch'>,
  reader: RecordReader,
  { hospice, own, days, today }: { hospice: string; own: string; days: Days; today: string },
): Promise<void> {
  const stated = await statedPlaces(house, reader, hospice);
  if (stated?.places === undefined) return;
  const { matches, next } = await reader.search(
    house.readSearch(
      ['Task'],
      [
        ['code', STAY_TOKEN],
        ['identifier', `${HOSPICE_SYSTEM}|${hospice}`],
        ['status', TAKES],
        ['_count', String(MOST_GUESTS)],
      ],
    ),
  );
  demand(next === undefined, 'There are more stays than can be counted here. Call the service desk.');
  const taken = matches.filter(({ id }) => id !== own).map(takenBy);
  const night = fullOn(days, taken, { places: stated.places.count, today });
  if (night === undefined) return;
  throw new Problem(
    'business-rule',
    `On the night of ${night.split('-').reverse().join('-')} every place is promised already. Choose other days, or decline.`,
    { expression: 'from' },
  );
}
