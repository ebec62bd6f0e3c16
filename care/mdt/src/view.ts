import type { Reason } from './agenda/reason.ts';
import type { Part } from './item/item.ts';
import type { Attendance, Meeting } from './meeting/meeting.ts';

/** What the app gets of a meeting. No word about a patient. */
export interface MeetingView
  extends Pick<Meeting, 'startsAt' | 'endsAt' | 'state' | 'attendance' | 'closed'> {
  readonly id: string;
  /** IANA time zone of the house: times are those of the house, wherever a browser is. */
  readonly timeZone: string;
  /** Patients on the agenda, also those who are not for this reader. */
  readonly patients: number;
}

/** What the reader may do here. The server decides again. */
export interface MeetingRights {
  readonly plan: boolean;
  readonly write: boolean;
  readonly chair: boolean;
}

export interface MeetingList {
  readonly meetings: readonly MeetingView[];
  readonly may: MeetingRights;
}

/** A part of the minutes as it is shown. */
export interface PartView extends Omit<Part, 'window'> {
  /** Written by the reader. */
  readonly mine: boolean;
}

/** One patient of a meeting. */
export interface ItemView {
  /** Logical id of what the meeting says of them. */
  readonly id: string;
  /** Logical id. */
  readonly patient: string;
  /** As they are looked up; absent where the record has no name. */
  readonly name?: string;
  /** FHIR date. */
  readonly birthDate?: string;
  readonly reasons: readonly Reason[];
  /** Taken off the agenda: by whom and why. */
  readonly off?: { readonly name: string; readonly words: string };
  readonly discussed: boolean;
  readonly parts: readonly PartView[];
  readonly frozen: boolean;
}

export interface MeetingAnswer {
  readonly meeting: MeetingView;
  readonly items: readonly ItemView[];
  readonly leftOut: number;
  /** How many could not be read as they were written. */
  readonly unreadable: number;
  readonly may: MeetingRights;
  /** Who reads, for their own entry in the attendance. */
  readonly me: Pick<Attendance, 'name' | 'discipline'> & { readonly reference: string };
}

/** What was found when the record was looked through for the agenda. */
export interface AgendaAnswer {
  /** Instant. */
  readonly at: string;
  /** False: of some patients not everything could be read, or there are more than were looked through. */
  readonly complete: boolean;
}

/** Who can be asked to do what is decided about one patient. */
export interface OwnerChoices {
  /** Those who treat, where a consultation goes on. */
  readonly treating: readonly { readonly reference: string; readonly name: string }[];
  readonly hasConsultation: boolean;
  /** Roles of the team, where the reader's team is known. */
  readonly team: readonly string[];
}

/** How often a meeting and each of its patients was changed since the house was started: what to fetch again. */
export interface Pulse {
  readonly meeting: number;
  /** By logical id of the item. */
  readonly items: Readonly<Record<string, number>>;
}
