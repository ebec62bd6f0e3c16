export { type Absences, absencesOverRecord, type RoleGap } from './absence.ts';
export * from './calls/callBack.ts';
export {
  type AskedCall,
  askToBeCalled,
  type CallMeHouse,
  type CallReceiver,
  callsAsked,
  isPhone,
  readCall,
} from './calls/callMe.ts';
export { CALL_ME, type CallMePageSettings, callMePage, type PhoneNow } from './calls/callMePage.ts';
export { callMeWords } from './calls/callMeWords.ts';
export { CALL_ME_TOKEN, type CallKind, callCode, calledAt, callIn } from './calls/callTask.ts';
export { type FollowUpSeries, MOST_CALLS, planFollowUps } from './calls/followUps.ts';
export {
  type Caseload,
  type CaseloadFacts,
  type Caseloads,
  caseloadsOf,
  caseloadsOverRecord,
} from './caseload.ts';
export type * from './endpoints/answers.ts';
export { onCallNow } from './endpoints/rotaEndpoints.ts';
export { teamEndpoints } from './endpoints/teamEndpoints.ts';
export { chosenTeam, requiredTeam, teamsOf } from './endpoints/whichTeam.ts';
export type { TeamWork } from './endpoints/workEndpoints.ts';
export { type HandOverNotes, handOverNotesOverRecord } from './handOverNote.ts';
export type * from './handOverSheet.ts';
export { inOrderOfTheRound, patientsForSheet } from './handOverSheet.ts';
export { fhirInstant, type Instant, type Span } from './instant.ts';
export {
  isThereDuring,
  type Member,
  type MemberReference,
  readMember,
  type TeamReference,
  type Unavailable,
  unavailableAt,
  withAbsence,
  writeMember,
} from './members.ts';
export { isTeamRole, ON_CALL_ROLES, TEAM_ROLE_SYSTEM, TEAM_ROLES, type TeamRole } from './roles.ts';
export {
  coverage,
  type Duty,
  type Gap,
  type GapReason,
  gapsIn,
  onCallAt,
  type Stretch,
} from './rota/coverage.ts';
export {
  type ChangeKind,
  type DutyChange,
  type KeptDuty,
  type NewDuty,
  type RotaEdit,
  replaced,
  type SwapAsked,
  swapped,
} from './rota/edit.ts';
export { expand, type Turn, type Weekday, type WeeklyPattern } from './rota/pattern.ts';
export { isThemself, mayHandOver, mayPlan, mayRecordAbsence, seesRota } from './rota/rota.access.ts';
export type * from './rota/rota.ports.ts';
export { rotaOverRecord } from './rota/rotaOverRecord.ts';
export { type Agenda, toSchedule, toSlot } from './rota/slots.ts';
export type { ReadSearch, TeamOverRecord } from './settings.ts';
export type * from './task/task.ports.ts';
export { tasksOverRecord } from './task/tasksOverRecord.ts';
export { watchTasks } from './task/taskWatch.ts';
export {
  ENDING_KINDS,
  type EndingKind,
  type Escalation,
  type Standing,
  standingOf,
  type TaskDraft,
  type TeamTask,
  thereFor,
  toTask,
  type WithRoleReason,
} from './task/teamTask.ts';
export { type Transfer, transferOverRecord } from './transfer.ts';
