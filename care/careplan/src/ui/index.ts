/** What the app of the daily work shows of the care plan. Nothing here reads the record or needs a server. */

export type { DeskChanges } from '../conversation/changeEndpoints.ts';
export type { NotesFault, NotesProblem } from '../conversation/checkNotes.ts';
export type { DeskConflicts } from '../conversation/conflictEndpoints.ts';
export type { Chosen, ConflictOption, PlanConflict } from '../conversation/conflicts.ts';
export type * from '../conversation/deskConversation.ts';
export type { DeskElsewhere } from '../conversation/elsewhereEndpoints.ts';
export type { DeskFormLosses, DeskLoss } from '../conversation/formLosses.ts';
export type * from '../conversation/notes.ts';
export type { PlanChange, SaidThen } from '../conversation/planChanges.ts';
export type { DeskReviews } from '../conversation/reviewEndpoints.ts';
export type { KeptReview } from '../conversation/reviewTask.ts';
export type * from '../glance/glance.ts';
export type * from '../inShort/inShort.ts';
export type { DeskOwnWords } from '../ownWordsEndpoints.ts';
export { TopicAnswer } from './answerWords.ts';
export { type ConversationKey, conversationWords } from './conversationWords.ts';
export { type GlanceView, LimitConditions, LimitSigns, LimitStrip, LimitsInFull, wordsIn } from './glance.ts';
export { InShortView } from './inShort/inShortView.ts';
export { inShortWords } from './inShort/words.ts';
export { messagesIn as carePlanWords } from './messages.ts';
export { type PlanKey, planWords } from './planWords.ts';
export { SHAPES as limitShapes } from './stateShapes.ts';
