/** What the app of the daily work shows of the team. Nothing here reads the record or needs a server. */
export { civilMinute, dayPlus, instantOf } from '@caecilia/kernel';
export type * from '../endpoints/answers.ts';
export type * from '../handOverSheet.ts';
export type { MessageKey as TeamKey } from '../messages.nl.ts';
export { isTeamRole, ON_CALL_ROLES, TEAM_ROLES, type TeamRole } from '../roleNames.ts';
export type { Gap, Stretch } from '../rota/coverage.ts';
export type { DutyChange, KeptDuty } from '../rota/edit.ts';
export type { EndingKind } from '../task/teamTask.ts';
export { messagesIn as teamWords } from './messages.ts';
export { type Bar, type DayColumn, type Picture, pictureOf } from './picture.ts';
export { type Clock, dayWords, fieldTime, lengthOf, momentWords, spanWords, timeWords } from './times.ts';
