/** What kind of person or system signed in. It decides which sign-in they use and never what they may see. */
export type PrincipalKind = 'staff' | 'patient' | 'carer' | 'system';

/**
 * Somebody who proved who they are, as the identity unit says it. It grants nothing by itself: the policy table and the
 * relations that hold at this moment turn it into a `Caller`.
 */
export interface Principal {
  /** Stable id of the account or the client. */
  readonly accountId: string;
  readonly kind: PrincipalKind;
  /** Name to show and to log, for instance `A. de Vries (invented)`. */
  readonly name: string;
  /** The FHIR resource of this person: `Practitioner/…`, `Patient/…`, `RelatedPerson/…`; absent for systems. */
  readonly fhirUser?: string;
  /** Role code of the policy table, the one this session acts in. */
  readonly role: string;
  /** `Organization/…` on whose behalf they act. */
  readonly organization?: string;
  /** True when a second factor, or a passkey that verified the user, was used in this session. */
  readonly secondFactor: boolean;
  /** The OAuth client that the request came through. */
  readonly clientId: string;
  /** Session at the identity unit; absent for backend services. */
  readonly sessionId?: string;
  /** Granted scopes as text, for instance `user/Observation.rs?category=laboratory`; empty grants nothing. */
  readonly scopes: readonly string[];
  /** Logical id of the patient in the launch context; a token with it reaches no other patient. */
  readonly launchPatient?: string;
  /**
   * Digest (SHA-256, hex) of the authorization base that a system asked its token with: it reaches what that names and
   * nothing else. The policy table gives such a principal nothing by itself.
   */
  readonly authorizationBase?: string;
}
