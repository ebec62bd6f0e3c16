export type { ConfidentialityLabel } from './access/confidentiality.ts';
export { CONFIDENTIALITY, CONFIDENTIALITY_SYSTEM, labelBits } from './access/confidentiality.ts';
export type { EmergencyAnswer, EmergencyGrant, EmergencyGrants, EmergencyWish } from './access/emergency.ts';
export { EMERGENCIES_BLOCKED_FROM, MOST_EMERGENCY_HOURS } from './access/emergency.ts';
export { scopeOfEmergency } from './access/emergency-scope.ts';
export type { AccessFacts } from './access/facts.ts';
export { NO_ACCESS_FACTS } from './access/facts.ts';
export type { AccessInteraction } from './access/interaction.ts';
export { ACCESS_INTERACTIONS } from './access/interaction.ts';
export type { Ground, OpeningRelation, PolicyRole, PolicyRow, PolicyTable } from './access/policy.ts';
export { policyFaults } from './access/policy.ts';
export {
  CARE_RELATION_SYSTEM,
  CONSENT_SCOPES,
  isConditional,
  ORGANIZATION_TYPE_SYSTEM,
  REPRESENTATIVE_ROLES,
} from './access/record-terms.ts';
export type { Relation, RelationKind } from './access/relation.ts';
export { emergencyActor, organizationTypeActor, RELATION_KINDS } from './access/relation.ts';
export type { AccessRule, Right, RuleScope } from './access/rules.ts';
export { allowsAtAll, rightsFor } from './access/rules.ts';
export type { Standing } from './access/scope-of.ts';
export { callerOf, scopeOf } from './access/scope-of.ts';
export type { AccessLog, LogEntry, LogEvent, RecordEvent, RecordLog } from './access-log.ts';
export type { Caller, Scope } from './caller.ts';
export { readsInEmergency } from './caller.ts';
export { civilDay, civilMinute, civilTime, dayPlus, instantOf, startOfDay } from './civil-time.ts';
export type { Endpoint, EndpointFile, EndpointPost } from './endpoint.ts';
export { FORM_TOKEN_HEADER } from './endpoint.ts';
export type { EveryPage } from './every-page.ts';
export { everyMatch, everyPage } from './every-page.ts';
export type { ChangeAnswer, Kept, Listed, MadeBefore, RecordHouse, SearchPair, Seen } from './kept.ts';
export {
  CLIENT_REQUEST_SYSTEM,
  demandClientId,
  doingOf,
  forbid,
  listed,
  madeBefore,
  notThere,
  present,
  wasOvertaken,
} from './kept.ts';
export { cursorOf, type KeysetKey, keyOf, PAGE_QUERY, pageFrom, pageOf } from './keyset.ts';
export type { LogLine, LogPage, LogQuery, LogReader } from './log-reader.ts';
export type { LogSpool, SpooledBatch } from './log-spool.ts';
export type { OfficeCaller, OfficeRole, Visibility } from './office-caller.ts';
export { actsAs, OFFICE_ROLES, VISIBILITIES } from './office-caller.ts';
export type { OfficeAnswer, OfficeCall, OfficeEndpoint, OfficeFile } from './office-endpoint.ts';
export { officeEndpoint, revisionSeen } from './office-endpoint.ts';
export type {
  Operation,
  OperationArgument,
  OperationContext,
  OperationDefinition,
  OperationEnd,
  OperationInput,
  OperationLevel,
  OperationParameter,
  OperationResult,
  OperationSteps,
} from './operation.ts';
export { OperationRegistry, operationPipeline } from './operation.ts';
export type { Page, PageAnswer, PageOwner, PagePost, PageRequest, PageVisit, PlaceLink } from './page.ts';
export { answerInWords, FORM_TOKEN_FIELD, guardedPage } from './page.ts';
export type { Principal, PrincipalKind } from './principal.ts';
export type { ProblemCode, ProblemIssue, ProblemKind, ProblemOptions } from './problem.ts';
export { HTTP_STATUS, kindOfProblem, Problem } from './problem.ts';
export type {
  Change,
  Changed,
  HistoryPage,
  HistoryQuery,
  RecordReader,
  RecordSession,
  RecordStore,
  RecordTransaction,
  SearchPage,
  StoredVersion,
  VerifyReport,
} from './record.ts';
export { resourceOf } from './record.ts';
export type { Reference, References, ReferredTo } from './references.ts';
export { referencesOf } from './references.ts';
export type {
  Register,
  RegisterChange,
  RegisterEvent,
  RegisterFollower,
  RegisterRow,
  Revision,
  RowTable,
  ToldEvent,
  Written,
} from './register.ts';
export { ROW_COLUMNS } from './register.ts';
export type { SchemaStep, SqlParam, SqlPort, SqlRow, SqlRunner } from './sql-port.ts';
export type { Party, StrictReading } from './strict-element.ts';
export { coded, codeIn, demand, known, ofParty, strictReading } from './strict-element.ts';
