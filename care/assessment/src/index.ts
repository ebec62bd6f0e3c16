export {
  CONTACT_KINDS,
  type Contact,
  type ContactEnd,
  type ContactKind,
  closePartially,
  completeContact,
  DIMENSIONS,
  type Dimension,
  type Finding,
  type Findings,
  PLACES,
  type Place,
  parseContact,
  parseFindings,
  untouched,
  withFindings,
} from './contact/contact.ts';
export {
  type ReadFinding,
  readContact,
  readFinding,
  toEncounter,
  toFindingObservation,
} from './contact/contactResource.ts';
export { type Present, parsePresent } from './contact/present.ts';
export {
  parseSymptomAnalysis,
  readSymptomAnalysis,
  type SymptomAnalysis,
  toSymptomResources,
} from './contact/symptomAnalysis.ts';
export type * from './desk/answers.ts';
export { assessmentEndpoints } from './desk/endpoints.ts';
export type { AssessmentDesk } from './desk/settings.ts';
export { type DiaryHouse, isDiaryResponse, ownDiary, readDiaryResponse, writeDiary } from './diary/diary.ts';
export { DIARY, type DiaryPageSettings, diaryPage } from './diary/diaryPage.ts';
export type * from './instrument/instrument.ts';
export { bandOf, languagesOf, valuesOf } from './instrument/instrument.ts';
export { instrumentsPage } from './instrument/instrumentsPage.ts';
export { canonicalOf, toQuestionnaire } from './instrument/questionnaire.ts';
export {
  ACTIVATABLE,
  type Activation,
  INSTRUMENTS,
  type InstrumentRegistry,
  instrumentRegistry,
  reasonAgainst,
} from './instrument/registry.ts';
export {
  type Answer,
  type Answers,
  type DosDay,
  dosDay,
  parseAnswers,
  parseValue,
  type Score,
  score,
} from './instrument/score.ts';
export type { MessageKey } from './messages.nl.ts';
export { daysBetween } from './outcomes/civilDays.ts';
export { type DistressOverPhase, type DistressSums, distressSums } from './outcomes/distress.ts';
export {
  type EpisodeOfPhases,
  type PhaseDays,
  type PhaseSums,
  phaseSums,
  type Setting,
} from './outcomes/phaseSums.ts';
export { type Proportion, shareOf } from './outcomes/proportion.ts';
export { type RequestClock, type ResponseClock, responseClock } from './outcomes/responseClock.ts';
export * from './pages.ts';
export * from './phase/phase.ts';
export {
  PHASE_CODE,
  type PhasePlace,
  type ReadPhase,
  readPhase,
  toPhaseObservation,
  withPeriod,
} from './phase/phaseResource.ts';
export { preparationWords } from './preparation/deskWords.ts';
export { preparationEndpoints } from './preparation/endpoints.ts';
export { homeWords } from './preparation/homeWords.ts';
export { ownPreparations } from './preparation/ownPreparations.ts';
export { parsePrepared } from './preparation/parsePrepared.ts';
export type * from './preparation/preparation.ports.ts';
export * from './preparation/preparation.ts';
export { preparationsOverRecord } from './preparation/preparationsOverRecord.ts';
export { PREPARATION_CODE, readPreparationTask, toPreparationTask } from './preparation/preparationTask.ts';
export {
  isPreparedResponse,
  MARK_CODE,
  preparationIdentifier,
  readMark,
  readPreparedResponse,
  toMarkObservation,
  toPreparedResponse,
} from './preparation/preparedResponse.ts';
export { HOME_LIST } from './preparation/sending.ts';
export * from './preparation/topics.ts';
export type * from './record/assessment.ports.ts';
export { assessmentsOverRecord } from './record/assessmentsOverRecord.ts';
export { EPISODE_TYPE } from './record/choosePhase.ts';
export { contactsOverRecord } from './record/contactsOverRecord.ts';
export type { AssessmentHouse } from './record/house.ts';
export { phasesOverRecord } from './record/phasesOverRecord.ts';
export { isReporter, type KnownReporter, PATIENT_REPORTERS, REPORTERS, type Reporter } from './reporter.ts';
export { type Measurement, readMeasurement } from './response/measurement.ts';
export { type AssessmentResponse, parseResponse } from './response/response.ts';
export { type ResponseIds, toResources } from './response/toResources.ts';
export type * from './talk/deskTalks.ts';
export { type PlannedTalk, plannedTalk } from './talk/talk.ts';
export { type TalkDesk, talkEndpoints } from './talk/talkEndpoints.ts';
export { talkHomeWords } from './talk/talkHomeWords.ts';
export { TALK_TOKEN, toAppointment } from './talk/talkResource.ts';
export { CONTACT_KIND_SYSTEM, DIARY_SYSTEM, PREPARATION_SYSTEMS } from './terms.ts';
export * from './trend/trend.ts';
export { messagesIn } from './ui/messages.ts';
