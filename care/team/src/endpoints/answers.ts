import type { Instant, Span } from '../instant.ts';
import type { MemberReference, TeamReference } from '../members.ts';
import type { TeamRole } from '../roleNames.ts';
import type { Gap, Stretch } from '../rota/coverage.ts';
import type { KeptDuty } from '../rota/edit.ts';
import type { Standing, TeamTask } from '../task/teamTask.ts';

/** What the app of the daily work is told of the team. Times are milliseconds since 1970 UTC. */

/** A team of this house. */
export interface NamedTeam {
  readonly reference: TeamReference;
  readonly name: string;
}

/** A span in an answer; an end that is open is `null`. */
export interface OpenSpan {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** A member as screens show them. */
export interface MemberView {
  readonly reference: MemberReference;
  /** Absent where the directory has none. */
  readonly name?: string;
  readonly phone?: string;
  readonly roles: readonly TeamRole[];
  /** Absences that are not over, in order. */
  readonly absences: readonly OpenSpan[];
  readonly now: 'there' | 'away' | 'left';
  /** Whether this is who asks. */
  readonly me: boolean;
  /** Whether who asks may record that they are away. */
  readonly mayRecordAbsence: boolean;
}

/** A team with its members. */
export interface TeamView {
  /** Every team of this house; none: nobody set one up. */
  readonly teams: readonly NamedTeam[];
  readonly team?: NamedTeam;
  readonly members: readonly MemberView[];
  /** Whether who asks makes the rota. */
  readonly mayPlan: boolean;
  readonly timeZone: string;
  readonly now: Instant;
}

/** A civil day: 23, 24 or 25 hours long. */
export interface DayView extends Span {
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

export interface RoleRotaView {
  readonly role: TeamRole;
  readonly stretches: readonly Stretch[];
  readonly duties: readonly KeptDuty[];
}

/** The rota of a team over some days. */
export interface RotaView {
  readonly team: NamedTeam;
  readonly days: readonly DayView[];
  readonly roles: readonly RoleRotaView[];
  readonly now: Instant;
}

/** Who answers in a role now. */
export interface OnCallView {
  readonly role: TeamRole;
  readonly now: Stretch;
  /** Absent in a gap. */
  readonly name?: string;
  readonly phone?: string;
  /** Names of who was planned, in a gap of somebody who is away. */
  readonly planned: readonly string[];
}

/** Who answers in every role that is called. */
export interface OnCallNow {
  /** Absent where this house has no team. */
  readonly team?: NamedTeam;
  readonly at: Instant;
  /** IANA time zone by whose clock the rota is read. */
  readonly timeZone: string;
  readonly roles: readonly OnCallView[];
}

/** A pattern as it was worked out, before it is written. */
export interface PatternPreview {
  readonly duties: readonly (Span & { readonly holder: MemberReference })[];
  readonly gaps: readonly Gap[];
}

/** A patient in a list of the team. */
export interface PatientName {
  readonly id: string;
  readonly name?: string;
  /** FHIR date. */
  readonly birthDate?: string;
}

/** A task with whom it is now. */
export interface TaskView {
  readonly task: TeamTask;
  readonly standing: Standing;
  readonly there: readonly MemberReference[];
  readonly patient: PatientName;
}

/** Advice of the team on which nobody decided yet. */
export interface AdviceView {
  readonly id: string;
  readonly patient: PatientName;
  readonly advice: string;
  /** Who decides, in words. */
  readonly waitsFor: string;
  /** Civil day. */
  readonly dueOn: string;
  readonly overdue: boolean;
  /** The pharmacist was asked to look at it and did not say anything yet. */
  readonly notYetChecked?: true;
  /** The role that asks after it; absent in advice that does not say. */
  readonly followUp?: TeamRole;
}

export interface TasksView {
  readonly tasks: readonly TaskView[];
  readonly advice: readonly AdviceView[];
  /** Number of pieces of advice that could not be read: they are not on the list, and that is said. */
  readonly unreadableAdvice: number;
}

/** The patients of a member. */
export interface CaseloadView {
  readonly member: MemberReference;
  readonly patients: readonly PatientName[];
}

export interface CaseloadsView {
  readonly members: readonly CaseloadView[];
  readonly withoutAnybody: readonly PatientName[];
  readonly neverNamed: readonly PatientName[];
}
