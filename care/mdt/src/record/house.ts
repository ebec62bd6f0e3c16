import {
  type Caller,
  doingOf as doing,
  type RecordHouse,
  type RecordReader,
  type RecordSession,
  present as recorded,
} from '@caecilia/kernel';
import type { Author } from '../item/item.ts';

export { forbid, type SearchPair } from '@caecilia/kernel';

/** What the ports of this module need from the house. */
export interface MdtHouse extends RecordHouse {
  /**
   * The record for one duty: meetings (Appointments of `MEETING_TOKEN` that belong to no patient), and nothing else.
   * This module asks first whether the caller may.
   */
  readonly meetings: (caller: Caller) => RecordSession;
}

/** Who does something now, with their name. Throws where the caller is nobody of the directory. */
export function doingOf(house: MdtHouse, caller: Caller): { readonly author: Author; readonly at: string } {
  const { by, at } = doing(house, caller);
  const { name } = caller;
  return { author: { reference: by, ...(name === undefined ? {} : { name }) }, at };
}

/** A version that is there and not deleted. A foreign one and a missing one answer the same. */
export const present = (reader: RecordReader, type: string, id: string) =>
  recorded(reader, type, id, 'meeting or patient on it');
