import type { AccessLog, SqlPort } from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Invitations } from '../accounts/invitations.ts';
import type { OwnFactors } from '../accounts/own-factors.ts';
import type {
  Account,
  AccountRole,
  AuthorizationAnswer,
  Authorizations,
  LiveSession,
  PendingAuthorization,
} from '../contract.ts';
import type { Passkeys } from '../factors/passkeys.ts';
import type { RecoveryCodes } from '../factors/recovery-codes.ts';
import type { Sealing } from '../factors/sealing.ts';
import type { SlowDown } from '../factors/slow-down.ts';
import type { TotpFactors } from '../factors/totp.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { PassageKey, PassageState, Passages } from './passage.ts';
import type { Visit } from './visit.ts';

/** Words for what other units know: roles of the policy table, organizations of the directory. */
export interface RoleWords {
  role(code: string, language: Language): string;
  /** Name of an `Organization/…`; undefined where it is not known. */
  organization(reference: string): Promise<string | undefined>;
}

/** A patient for whom an app may be opened. */
export interface PickablePatient {
  /** Logical id. */
  readonly id: string;
  readonly name: string;
  /** FHIR date. */
  readonly birthDate?: string;
}

/** Patients that somebody may see, as the record answers to their session. */
export interface PatientPicker {
  /** By name or birth date (FHIR date); without either those that stand nearest, for instance the own patients. */
  find(
    session: LiveSession,
    asked: { readonly name?: string; readonly born?: string },
  ): Promise<readonly PickablePatient[]>;
  /** Undefined for one that this session may not see and for one that is not there. */
  get(session: LiveSession, id: string): Promise<PickablePatient | undefined>;
}

/** How an outside party says who somebody is. */
export type OutsideAnswer =
  | { readonly kind: 'known'; readonly account: Account; readonly amr: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

/** A hospital's own identity provider. */
export interface Federation {
  readonly id: string;
  /** Name on the button. */
  readonly name: string;
  /** Where to send the browser, and what to remember until it comes back. */
  begin(callback: string): Promise<{
    readonly url: string;
    readonly state: string;
    readonly nonce: string;
    readonly verifier: string;
  }>;
  /** `url`: the whole address that the browser came back to. Refused for everything that does not fit what was remembered. */
  finish(
    url: URL,
    remembered: { readonly state: string; readonly nonce: string; readonly verifier: string },
  ): Promise<OutsideAnswer>;
}

/**
 * A means of the nation to say who a patient or carer is (DigiD, eIDAS). There is none in this repository: whoever
 * connects one gives it, and it must answer at eIDAS level substantial or higher.
 */
export interface NationalMeans {
  readonly id: string;
  readonly name: string;
  /** Where to send the browser; it must come back to `callback` with the `state`. */
  begin(callback: string, state: string): Promise<string>;
  /** The account of a patient or carer, from what the browser came back with. */
  finish(url: URL, state: string): Promise<OutsideAnswer>;
}

/** Whether somebody of the demo is offered to who goes on to a client; that is comfort and no right. */
export type DemoFor = (clientId: string, account: Pick<Account, 'accountId' | 'roles'>) => boolean;

/** Everything that the pages work with. */
export interface Kit {
  readonly sql: SqlPort;
  readonly log: AccessLog;
  readonly now: () => Date;
  /** A moment (ms since 1970) on the clock of this house: `YYYY-MM-DDTHH:MM`. */
  localTime(atMs: number): string;
  readonly origin: () => string;
  /** One click per invented person; never in production. */
  readonly demo: boolean;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly invitations: Invitations;
  readonly totp: TotpFactors;
  readonly passkeys: Passkeys;
  readonly recovery: RecoveryCodes;
  /** Changes of one's own factors. */
  readonly own: OwnFactors;
  readonly slowDown: SlowDown;
  readonly sealing: Sealing;
  readonly passages: Passages;
  readonly words: RoleWords;
  readonly patientPicker?: PatientPicker | undefined;
  readonly demoFor: DemoFor;
  readonly federations: readonly Federation[];
  readonly nationalMeans: readonly NationalMeans[];
  readonly authorizations: Authorizations;
}

/** One step of a sign-in. */
export interface Step {
  readonly kit: Kit;
  readonly visit: Visit;
  readonly pending: PendingAuthorization;
  readonly key: PassageKey;
  readonly passage: PassageState;
}

/** What a step leads to. */
export type Outcome =
  | { readonly kind: 'page'; readonly html: string; readonly status: number; readonly retryAfterS?: number }
  /** Remembered, and shown by a fresh GET. */
  | { readonly kind: 'next'; readonly passage: PassageState }
  | { readonly kind: 'answer'; readonly answer: AuthorizationAnswer; readonly cookie?: string }
  | { readonly kind: 'leave'; readonly url: string; readonly passage: PassageState };

/** `/sign-in/:uid` of this step. */
export function baseOf(step: Pick<Step, 'key'>): string {
  return `/sign-in/${encodeURIComponent(step.key.uid)}`;
}

/** A role and its organization in words. */
export async function roleChoice(
  kit: Kit,
  { role, organization }: AccountRole,
  language: Language,
): Promise<{ words: string; organization: string | undefined }> {
  return {
    words: kit.words.role(role, language),
    organization: organization === undefined ? undefined : await kit.words.organization(organization),
  };
}
