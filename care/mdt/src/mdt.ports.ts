import type { Caller } from '@caecilia/kernel';
import type { Proposal } from './agenda/agenda.ts';
import type { Item, Part, Writing } from './item/item.ts';
import type { Attendance, Meeting, PlannedMeeting } from './meeting/meeting.ts';

/** Something of the record with where it stands. */
export interface Kept<T> {
  /** Logical id. */
  readonly id: string;
  readonly versionId: number;
  readonly value: T;
}

/** What of a meeting is for one reader. */
export interface ItemsSeen {
  /** In the order of the agenda; those taken off among them. */
  readonly items: readonly Kept<Item>[];
  /** How many patients of the agenda the reader may not see: said, and nothing of them shown. */
  readonly leftOut: number;
  /** References of what could not be read as it was written. */
  readonly unreadable: readonly string[];
}

/** What became of words that were sent: kept, or another window of the same person was first. */
export type WriteAnswer =
  | { readonly kind: 'kept'; readonly part: Part | undefined }
  | { readonly kind: 'conflict'; readonly theirs: Part };

/** A decision that has become a task. */
export interface NewDecision {
  readonly id: string;
  readonly words: string;
  readonly decision: NonNullable<Part['decision']>;
}

/** Meetings over the record. Each refuses with `Problem('forbidden')` what the role may not do. */
export interface Meetings {
  /** Takes a form once, however often it is sent. */
  plan(caller: Caller, wish: PlannedMeeting): Promise<Kept<Meeting>>;
  /** Newest first. */
  list(caller: Caller): Promise<readonly Kept<Meeting>[]>;
  read(caller: Caller, id: string): Promise<Kept<Meeting>>;
  /** The instant of the closed meeting before this one; undefined where there was none. */
  before(caller: Caller, meeting: Kept<Meeting>): Promise<string | undefined>;
  begin(caller: Caller, id: string): Promise<Kept<Meeting>>;
  attend(caller: Caller, id: string, entry: Attendance): Promise<Kept<Meeting>>;
  move(caller: Caller, id: string, item: string, before: string | undefined): Promise<Kept<Meeting>>;
  /** Freezes the minutes of every patient whom the caller sees, then the meeting. Doing it again goes on where it stopped. */
  close(caller: Caller, id: string): Promise<Kept<Meeting>>;
}

/** The patients of a meeting, each as the access rule of their record gives them. */
export interface Items {
  of(caller: Caller, meeting: Kept<Meeting>): Promise<ItemsSeen>;
  /** Puts patients on the agenda, or gives those who stand on it their new reasons. What a person took off stays off. */
  propose(caller: Caller, meetingId: string, proposals: readonly Proposal[]): Promise<void>;
  write(caller: Caller, place: ItemPlace, writing: Writing): Promise<WriteAnswer>;
  decide(caller: Caller, place: ItemPlace, decision: NewDecision): Promise<Kept<Item>>;
  step(
    caller: Caller,
    place: ItemPlace,
    step: { readonly kind: 'removed' | 'restored' | 'discussed'; readonly words?: string },
  ): Promise<Kept<Item>>;
  /** Words added to minutes that are frozen. */
  append(
    caller: Caller,
    place: ItemPlace,
    addition: { readonly id: string; readonly words: string },
  ): Promise<Kept<Item>>;
  /** One patient of a meeting. */
  read(caller: Caller, place: ItemPlace): Promise<Kept<Item>>;
}

/** Logical ids of a meeting and of what it says of one patient. */
export interface ItemPlace {
  readonly meeting: string;
  readonly item: string;
}
