import { civilDay, type RecordHouse, type RecordReader, present as recorded } from '@caecilia/kernel';

export {
  demandClientId,
  doingOf,
  forbid,
  listed,
  madeBefore,
  notThere,
  type SearchPair,
  wasOvertaken,
} from '@caecilia/kernel';

/** What the ports of this module need from the house. */
export type ConsultationHouse = RecordHouse;

/** Most entries of a list. */
export const MOST = 200;

/** Civil day now. */
export function todayOf({ now, timeZone }: Pick<RecordHouse, 'now' | 'timeZone'>): string {
  return civilDay(now(), timeZone);
}

/** A version that is there and not deleted. */
export const present = (reader: RecordReader, type: string, id: string) =>
  recorded(reader, type, id, 'request');
