export { carePlanAssets } from './assets.ts';
export type { DeskChanges } from './conversation/changeEndpoints.ts';
export { checkNotes, type NotesFault, type NotesProblem } from './conversation/checkNotes.ts';
export {
  type Concluded,
  type Concluding,
  type ConversationHouse,
  concludeConversation,
} from './conversation/concludeConversation.ts';
export type { DeskConflicts } from './conversation/conflictEndpoints.ts';
export {
  type Chosen,
  type ConflictOption,
  type PlanConflict,
  planConflicts,
  resolveConflict,
} from './conversation/conflicts.ts';
export { type ConversationDesk, conversationEndpoints } from './conversation/conversationEndpoints.ts';
export type * from './conversation/deskConversation.ts';
export type { DeskElsewhere } from './conversation/elsewhereEndpoints.ts';
export { type DeskFormLosses, type DeskLoss, lossesInForm } from './conversation/formLosses.ts';
export { type CountsNow, countingNow, versionOf } from './conversation/inForce.ts';
export {
  type AskingReview,
  askReview,
  endReviews,
  keepReviews,
  openReviews,
  type ReviewKeeping,
} from './conversation/keepReviews.ts';
export {
  ELSEWHERE_CODE,
  type LimitsElsewhere,
  readLimitsElsewhere,
  toLimitsElsewhere,
} from './conversation/limitsElsewhere.ts';
export { type Loss, type LossReason, lossesOf, type UnexplainedLoss } from './conversation/losses.ts';
export type { MappingNote } from './conversation/mapping.ts';
export type * from './conversation/notes.ts';
export { type PlanChange, planChanges, type RecordedVersion } from './conversation/planChanges.ts';
export { READ_BACK } from './conversation/readBack.ts';
export { type ReadForm, readForm } from './conversation/readForm.ts';
export { readResources } from './conversation/readResources.ts';
export type { DeskReviews, ReviewDesk } from './conversation/reviewEndpoints.ts';
export {
  type DueReview,
  dueReviews,
  type Happening,
  REVIEW_REASONS,
  type ReviewFacts,
  type ReviewReason,
} from './conversation/reviews.ts';
export {
  type AskedBy,
  type KeptReview,
  patientOfReview,
  REVIEW_CODE,
  readReview,
} from './conversation/reviewTask.ts';
export { endDirective, type RowConflict } from './conversation/supersede.ts';
export { writeForm } from './conversation/writeForm.ts';
export { writeResources } from './conversation/writeResources.ts';
export { CONVERSATION_SYSTEM, type Writing } from './conversation/writing.ts';
export { demoBundles, type TransactionBundle } from './demo/demoBundles.ts';
export { carePlanEndpoints, listedPatient, type PlanNow, planNow } from './endpoints.ts';
export type * from './glance/glance.ts';
export { glanceOf } from './glance/glance.ts';
export type { PlacesOfCare } from './glance/whereabouts.ts';
export type * from './inShort/inShort.ts';
export {
  type InShortHouse,
  inShortEndpoints,
  RECORD_PARTS,
  type RecordPart,
} from './inShort/inShortEndpoint.ts';
export { type Helper, readsAs, type Setting } from './inShort/setting.ts';
export { lookedBefore } from './inShort/visits.ts';
export { inShortPages } from './inShortPages.ts';
export { MOST_OWN_LETTERS, OWN_WORDS, type OwnWords, readOwnWords, toOwnWords } from './ownWords.ts';
export { type CarePlanSettings, carePlanPages, problemPage } from './pages.ts';
export { checkPaper, type PaperState } from './paper/paperCheck.ts';
export { markIn, markText, type PaperMark, type PaperMarks, paperCheckPath } from './paper/paperMark.ts';
export { released } from './plain/released.ts';
export type * from './plan.ts';
export {
  type FoundPatients,
  findPatients,
  loadPlanRecord,
  type PatientQuestion,
  type ReadSearch,
  type SearchPair,
} from './planSearches.ts';
export { type ReadingOptions, readCarePlan } from './readCarePlan.ts';
export { type DirectiveVersion, isDirective, readDirective, readWish } from './readDirective.ts';
export { type PlanDate, parsePlanDate } from './reading/planDate.ts';
export type {
  Code,
  Label,
  NamedPlace,
  ObservationTopic,
  PlanStandard,
  Treatment,
} from './standard/standard.ts';
export { parsePlanStandard } from './standard/standard.ts';
export { type EmergencyPageProps, renderEmergencyPage } from './ui/emergencyPage.ts';
export { type LetterPlan, planForLetter } from './ui/letterPlan.ts';
export { messagesIn as carePlanMessages } from './ui/messages.ts';
export type { Notices } from './ui/pageFrame.ts';
export { type PaperAnswer, renderPaperCheckPage } from './ui/paperCheckPage.ts';
export { writeInstitution } from './writing/people.ts';
export type * from './writing/planDraft.ts';
export { toResources } from './writing/toResources.ts';
