import type { PrincipalKind } from '@caecilia/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A role that somebody may act in, and on whose behalf. */
export interface AccountRole {
  /** Role code of the policy table, for instance `consult-nurse`. */
  readonly role: string;
  /** `Organization/…` */
  readonly organization?: string;
}

/** Somebody who may sign in. */
export interface Account {
  readonly accountId: string;
  readonly kind: Exclude<PrincipalKind, 'system'>;
  readonly name: string;
  /** `Practitioner/…`, `Patient/…` or `RelatedPerson/…`; absent for who has no place in the record (an administrator). */
  readonly fhirUser?: string;
  /** One or more; a session acts in one of them at a time. */
  readonly roles: readonly AccountRole[];
  readonly active: boolean;
}

/** How somebody proved who they are, in the words of RFC 8176 (`pwd`, `otp`, `hwk`, `mfa`, `fed`). */
export interface Proof {
  readonly amr: readonly string[];
  /** `urn:caecilia:acr:two-factor`, `urn:caecilia:acr:invited` (patients and carers) or `urn:caecilia:acr:demo`. */
  readonly acr: string;
  /** Seconds since 1970. */
  readonly authTime: number;
}

/** A sign-in that holds: the account, the role chosen, and how it was proved. It ends by time-out, by its owner, or by an administrator. */
export interface LiveSession extends Proof {
  readonly sessionId: string;
  readonly accountId: string;
  readonly acting: AccountRole;
}

/** The sign-ins that hold. Every instance of the server sees the same. */
export interface Sessions {
  /** Undefined when it ended, idled out or never was. Does not count as use. */
  find(sessionId: string): Promise<LiveSession | undefined>;
  /** Notes that the person is there; staff idle out after 15 minutes. */
  touch(sessionId: string): Promise<void>;
  /** Ends it, with the reason for the log. Tokens and streams of it stop within 60 s. */
  end(sessionId: string, reason: string): Promise<void>;
}

/** The accounts, for whoever needs to know who is behind an id. */
export interface Accounts {
  find(accountId: string): Promise<Account | undefined>;
}

/** An authorization request that waits for somebody to sign in or to agree. */
export interface PendingAuthorization {
  readonly uid: string;
  /** What is needed: a sign-in, or consent to an app's wishes. */
  readonly prompt: 'login' | 'consent';
  readonly client: {
    readonly id: string;
    readonly name: string;
    readonly ours: boolean;
    /** It is reached at another origin than these pages: no form of theirs may lead there. */
    readonly elsewhere: boolean;
  };
  /** Scopes asked for that this client may have at all. */
  readonly scopes: readonly string[];
  /** Set once signed in. */
  readonly session?: LiveSession;
  /** Space-separated languages the client asked for. */
  readonly uiLocales?: string;
}

/** What the sign-in pages say back. */
export type AuthorizationAnswer =
  | { readonly kind: 'signed-in'; readonly session: LiveSession }
  | { readonly kind: 'agreed'; readonly scopes: readonly string[]; readonly launchPatient?: string }
  | { readonly kind: 'declined' };

/**
 * The authorization server, as the sign-in pages see it. It sends the browser to `/sign-in/:uid`; the pages ask what is
 * pending there, and answer; the server sends the browser on.
 */
export interface Authorizations {
  /** Throws `Problem('expired')` when nothing is pending under this address in this browser. */
  pending(request: FastifyRequest, reply: FastifyReply): Promise<PendingAuthorization>;
  answer(request: FastifyRequest, reply: FastifyReply, answer: AuthorizationAnswer): Promise<void>;
}
