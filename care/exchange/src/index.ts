export { matchPatient, type PatientFact, type PatientMatch } from './bundle/matchPatient.ts';
export {
  type BundleEntry,
  type LeftOutReason,
  type ReadBundle,
  readBundle,
} from './bundle/readBundle.ts';
export { sourceOf, takeOver } from './bundle/takeOver.ts';
export type * from './handOver/handOver.ports.ts';
export {
  type Attached,
  answersOf,
  type CallFailure,
  CHANNELS,
  type Channel,
  type DeliveryState,
  type Failure,
  failureOf,
  firstOpening,
  GROUNDS,
  type Ground,
  type HandOver,
  type HandOverEvent,
  isLocked,
  isOpenAt,
  isUnreadAt,
  MOST_ATTACHED,
  MOST_WORDS,
  MOST_WRONG_CODES,
  OPEN_FOR_MS,
  type OrganizationReference,
  stateOf,
  UNREAD_AFTER_MS,
  type Who,
} from './handOver/handOver.ts';
export { handOversOverRecord, UNREAD_TASK_SYSTEM } from './handOver/handOversOverRecord.ts';
export {
  AUTHORIZATION_BASE,
  HAND_OVER,
  readHandOver,
  TASK_KINDS,
  toTask as toHandOverTask,
} from './handOver/handOverTask.ts';
export type * from './import/importView.ts';
export { IMPORT_PARTS } from './import/importView.ts';
export { exchangeWords } from './messages.ts';
export { CallFailed, failureOfProblem, failureOfStatus } from './notification/failure.ts';
export {
  type Notification,
  notificationTask,
  type Party,
  readNotification,
} from './notification/notification.ts';
export type { ExchangeOverRecord } from './settings.ts';
export { CoverSheet, ReceivedAbove, ReceivedBelow } from './ui/coverSheet.ts';
export { renderClosedLink, renderCodePage } from './ui/linkPages.ts';
export type * from './view.ts';
