import type { Caller } from '@caecilia/kernel';
import type { Instant, Span } from '../instant.ts';
import type { Member, MemberReference, TeamReference } from '../members.ts';
import type { TeamRole } from '../roles.ts';
import type { Duty, Gap, GapReason, Stretch } from './coverage.ts';
import type { KeptDuty } from './edit.ts';

/** The rota of one role over a span: who answers when, and the duties as they are written, with their history. */
export interface RoleRota {
  readonly role: TeamRole;
  readonly stretches: readonly Stretch[];
  readonly duties: readonly KeptDuty[];
}

/** Who answers in a role at an instant: exactly one person, or a gap that says so. */
export interface OnCall {
  readonly role: TeamRole;
  readonly now: Stretch;
  /** The member who answers; absent in a gap. */
  readonly member?: Member;
}

/** A duty as somebody saw it: a change made on another version is refused. */
export type SeenDuty = Pick<KeptDuty, 'id' | 'versionId'>;

/** A gap that somebody was shown and agreed to. */
export type AgreedGap = Span & { readonly because: GapReason };

/** What is put in the place of what a role's rota says in a span. */
export interface Publication {
  readonly role: TeamRole;
  readonly span: Span;
  readonly duties: readonly Duty[];
  /** The duties that reach into the span, as they were shown. */
  readonly seen: readonly SeenDuty[];
  /** The gaps it leaves, as they were shown when it was asked before; none the first time. */
  readonly agreed: readonly AgreedGap[];
  /** For the history. */
  readonly why?: string;
}

/** A rota was published; or it was not, because of gaps that nobody agreed to yet. */
export type Published =
  | { readonly kind: 'published' }
  | { readonly kind: 'asks'; readonly gaps: readonly Gap[] };

/** Time that goes to somebody, or to nobody. */
export interface HandOver {
  readonly role: TeamRole;
  readonly span: Span;
  readonly to: MemberReference | undefined;
  readonly seen: readonly SeenDuty[];
  /** For the history. */
  readonly why?: string;
}

/** Two duties of one role that are swapped, and why. */
export interface Swap {
  readonly role: TeamRole;
  readonly both: readonly [SeenDuty, SeenDuty];
  readonly why?: string;
}

/**
 * The rota of a team. Reads are made under what the caller may see; changes are for who plans, and for a member who
 * takes over a duty. A change on duties that were changed since is refused with 412, and two changes of one team never
 * run at the same time.
 */
export interface TeamRota {
  members(caller: Caller, team: TeamReference): Promise<readonly Member[]>;
  /** For every role that is called, or for those asked for. */
  read(
    caller: Caller,
    team: TeamReference,
    span: Span,
    roles?: readonly TeamRole[],
  ): Promise<readonly RoleRota[]>;
  onCall(
    caller: Caller,
    team: TeamReference,
    at: Instant,
    roles?: readonly TeamRole[],
  ): Promise<readonly OnCall[]>;
  publish(caller: Caller, team: TeamReference, publication: Publication): Promise<Published>;
  handOver(caller: Caller, team: TeamReference, handOver: HandOver): Promise<void>;
  /** Two people take each other's duty, whole; who plans decides it. */
  swap(caller: Caller, team: TeamReference, swap: Swap): Promise<void>;
  /** The holder of the first duty asks the holder of the second; the rota stays as it is until they agree. */
  askSwap(caller: Caller, team: TeamReference, swap: Swap): Promise<void>;
  /** The asked colleague agrees or declines; who asked takes it back by declining. The first duty is that of who asked. */
  answerSwap(caller: Caller, team: TeamReference, swap: Swap, answer: 'agree' | 'decline'): Promise<void>;
}
