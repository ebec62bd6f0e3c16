import type { RuleScope } from './access/rules.ts';

/**
 * Which records a caller may see at all. It is compiled into the SQL of every read, include, chain,
 * count and history; it is never a check after the fact. `nothing` is what a missing claim means.
 */
export type Scope =
  | { readonly kind: 'everything' }
  /** Records in the compartments of these patients (logical ids), and records that belong to no patient. */
  | { readonly kind: 'patients'; readonly patients: readonly string[] }
  /** What the policy table allows this caller, through relations that hold at the moment of asking. */
  | RuleScope
  | { readonly kind: 'nothing' };

/** Who asks, as the audit line names them, and what they may see. */
export interface Caller {
  /** A reference or a name of a technical user, for instance `Practitioner/7` or `system:import`. */
  readonly id: string;
  readonly role: string;
  readonly scope: Scope;
  /** Name of the person or system, for the log and for the patient who reads it. */
  readonly name?: string;
  /** On whose responsibility: a reference, or a name. */
  readonly responsible?: string;
  /** `Organization/…` on whose behalf. */
  readonly organization?: string;
  /** The OAuth client, and the address the request came from. */
  readonly client?: string;
  readonly address?: string;
  /** Why this access is allowed, for instance `treatingTeam`, and the version of the policy table that says so. */
  readonly ground?: string;
  readonly policyVersion?: string;
  /** Set while an emergency access is used; the reason as its user gave it. */
  readonly emergency?: { readonly patient: string; readonly reason: string };
  /** Which system writes the line; absent: this one. */
  readonly system?: string;
  /** The request this belongs to, repeated in the log and the audit line. */
  readonly requestId?: string;
}

/** Whether somebody sees this patient by emergency access: then they read, and are offered nothing to write. */
export function readsInEmergency({ emergency }: Pick<Caller, 'emergency'>, patient: string): boolean {
  return emergency?.patient === patient;
}
