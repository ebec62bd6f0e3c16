export * from './advice/recommendation.ts';
export { fromTask, RECOMMENDATION_TOKEN, SECOND_CHECK_TOKEN, toTask } from './advice/resource.ts';
export type * from './advice/view.ts';
export { adviceOverRecord } from './adviceOverRecord.ts';
export { consultationAssets } from './assets.ts';
export * from './clock/responseClock.ts';
export {
  CLIENT_REQUEST_SYSTEM,
  CONSULTATION_TOKEN,
  DISCIPLINES,
  type Discipline,
  DOMAINS,
  type Domain,
  SOURCE_SYSTEM,
  SOURCES,
  type Source,
  TASK_SYSTEM,
  URGENCIES,
  type Urgency,
} from './codes.ts';
export type * from './consultation.ports.ts';
export { countsOverRecord } from './countsOverRecord.ts';
export type { Party } from './element.ts';
export { firstContacts } from './firstContacts.ts';
export { en } from './messages.en.ts';
export { type MessageKey, nl } from './messages.nl.ts';
export * from './notes/confidentialNote.ts';
export { notesOverRecord } from './notesOverRecord.ts';
export { latestOutcomes, writeOutcome } from './outcomesOverRecord.ts';
export type { ConsultationHouse, SearchPair } from './overRecord.ts';
export { askPages, type CountsScreenSettings, countsScreen, registerPages } from './pages.ts';
export { type ListedPerson, nameOf, personOf } from './person.ts';
export * from './prompts/answer.ts';
export * from './prompts/lists.ts';
export { promptsOverRecord } from './promptsOverRecord.ts';
export * from './register/agenda.ts';
export * from './register/mark.ts';
export { OUTCOME_TOKEN } from './register/outcome.ts';
export type * from './register/shown.ts';
export { type RegisterSettings, registerEndpoints } from './registerEndpoints.ts';
export { registerOverRecord } from './registerOverRecord.ts';
export { asksAs, mayAct, mayAgree, mayConfirm } from './request/access.ts';
export * from './request/forRequester.ts';
export { fromResources, isConsultation } from './request/fromResources.ts';
export * from './request/parseRequest.ts';
export * from './request/request.ts';
export * from './request/states.ts';
export { callBackOf, teamAsked } from './request/teamAsked.ts';
export { type RequestIds, type RequestResources, toResources } from './request/toResources.ts';
export * from './request/view.ts';
export type * from './requestEndpoints.ts';
export { queueOf, requestEndpoints } from './requestEndpoints.ts';
export { requestsOverRecord } from './requestsOverRecord.ts';
export type { ConsultationPageSettings, ConsultationTeam } from './settings.ts';
