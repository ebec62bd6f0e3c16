import type { Caller } from '@caecilia/kernel';
import type { EmergencyAccess } from './emergency.ports.ts';
import type { RecordInvitations } from './invitations.ports.ts';
import type { Mandates, SharingPermissions } from './mandates.ports.ts';
import type { OwnRecord } from './ownRecord.ports.ts';
import type { RecordRequests } from './requests.ports.ts';
import type { ReviewList } from './review.ports.ts';
import type { AccessTrail } from './trail.ports.ts';

/** A role of the policy table in words. */
export interface RoleName {
  readonly role: string;
  readonly name: { readonly nl: string; readonly en: string };
}

/**
 * What somebody has at home: they manage a record (their own, or of whom they represent), they see a part of one by the
 * patient's mandate, or nothing at this moment.
 */
export type OwnStanding = 'manages' | 'sees' | 'nothing';

/** Whose record the first page is about, and what the visitor may there. */
export interface OwnHome {
  /** Logical id. */
  readonly patient: string;
  readonly standing: Exclude<OwnStanding, 'nothing'>;
}

/** What the pages of this module need from the house. */
export interface PrivacySettings {
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
  /** The people in it are invented; said on every page. */
  readonly demo: boolean;
  /** The roles of the policy table, to name who looked. A role without a name is shown by its code. */
  readonly roles: readonly RoleName[];
  readonly trail: AccessTrail;
  readonly review: ReviewList;
  readonly emergency: EmergencyAccess;
  readonly mandates: Mandates;
  readonly sharing: SharingPermissions;
  readonly requests: RecordRequests;
  /** Absent where nobody is invited by letter: there are no such pages then. */
  readonly invitations?: RecordInvitations;
  /**
   * Logical id of the patient whose record this caller manages: the patient's own, or that of whom they represent by
   * law or mandate. Undefined for everyone else; the pages for patients then refuse.
   */
  readonly patientOf: (caller: Caller) => Promise<string | undefined>;
  /** What a patient or a carer may at this moment; absent where the house has no such page. */
  readonly standingOf?: (caller: Caller) => Promise<OwnStanding | undefined>;
  /** The first page of patients and carers; absent where the house has none. */
  readonly home?: {
    readonly record: OwnRecord;
    /** Undefined for who has nothing to see at this moment, and for everybody at work. */
    readonly of: (caller: Caller) => Promise<OwnHome | undefined>;
  };
  /** Whether this caller is a privacy officer; `isPrivacyOfficer` where the policy table has nothing of its own. */
  readonly mayReview: (caller: Caller) => boolean;
}

/** The rule of this module: the role `privacy-officer`. */
export function isPrivacyOfficer(caller: Pick<Caller, 'role'>): boolean {
  return caller.role === 'privacy-officer';
}
