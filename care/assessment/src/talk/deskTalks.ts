import type { DeskPerson } from '../desk/answers.ts';
import type { TalkPlace } from './talkChoices.ts';

/** What the server tells the app about planned conversations, as JSON. Instants are UTC, days and times civil. */

/** Somebody of the team, with the name of the directory. */
export interface DeskColleague {
  readonly reference: string;
  readonly name: string;
}

/** Whom the patient wants there, as it was said last. */
export interface DeskCompanions {
  readonly kind: 'open' | 'alone' | 'with';
  readonly people: readonly DeskPerson[];
  readonly words?: string;
  readonly at: string;
  /** Who of the team wrote it down; absent: the patient did. */
  readonly notedBy?: string;
}

export interface DeskTalk {
  readonly id: string;
  readonly versionId: number;
  readonly state: 'planned' | 'calledOff' | 'held';
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly place: TalkPlace;
  readonly where?: string;
  readonly leads: DeskColleague;
  readonly others: readonly DeskColleague[];
  readonly plannedBy?: string;
  readonly plannedAt: string;
  /** Newest first. */
  readonly moves: readonly {
    readonly at: string;
    readonly by?: string;
    /** When it would have begun, `YYYY-MM-DDTHH:MM`. */
    readonly from: string;
    readonly because: string;
  }[];
  readonly ended?: { readonly at: string; readonly by?: string; readonly because?: string };
  /** Absent: nothing was chosen yet. */
  readonly companions?: DeskCompanions;
  /** Whether the patient can still choose. */
  readonly choosing: boolean;
  /** Whether its time has passed. */
  readonly over: boolean;
}

export interface DeskTalks {
  readonly timeZone: string;
  /** Civil day. */
  readonly today: string;
  readonly mayPlan: boolean;
  readonly died: boolean;
  /** Of whom can be chosen who leads it and who is there too. */
  readonly team: readonly DeskColleague[];
  /** People close, of whom the patient can choose. */
  readonly people: readonly DeskPerson[];
  /** The last one first. */
  readonly talks: readonly DeskTalk[];
  /** References of what is written in another way. */
  readonly unreadable: readonly string[];
}

/** What became of something on a planned conversation. */
export type DeskTalkAnswer =
  | { readonly kind: 'planned' | 'changed'; readonly now: DeskTalk }
  | { readonly kind: 'standing' | 'conflict'; readonly theirs: DeskTalk };
