/**
 * Which records a caller may see at all. It is compiled into the SQL of every read, include, chain,
 * count and history; it is never a check after the fact. `nothing` is what a missing claim means.
 */
export type Scope =
  | { readonly kind: 'everything' }
  /** Records in the compartments of these patients (logical ids), and records that belong to no patient. */
  | { readonly kind: 'patients'; readonly patients: readonly string[] }
  | { readonly kind: 'nothing' };

/** Who asks, as the audit line names them, and what they may see. */
export interface Caller {
  /** A reference or a name of a technical user, for instance `Practitioner/7` or `system:import`. */
  readonly id: string;
  readonly role: string;
  readonly scope: Scope;
  /** The request this belongs to, repeated in the log and the audit line. */
  readonly requestId?: string;
}
