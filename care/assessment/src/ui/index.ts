/** What the app of the daily work shows of assessment. Nothing here reads the record or needs a server. */
export {
  CONTACT_KINDS,
  type ContactKind,
  DIMENSIONS,
  type Dimension,
  PHASES,
  type Phase,
  PLACES,
  type Place,
} from '../choices.ts';
export type * from '../desk/answers.ts';
export { type Item, languagesOf, valuesOf, type Words } from '../instrument/instrument.ts';
export type { MessageKey as AssessmentKey } from '../messages.nl.ts';
export type * from '../preparation/deskAnswers.ts';
export { type PreparationKey, preparationWords } from '../preparation/deskWords.ts';
export { nameField, type PreparationWrong, parsePrepared, scoreField } from '../preparation/parsePrepared.ts';
export type { Mark } from '../preparation/preparation.ts';
export { type Preparing, TOPIC_GROUPS, TOPICS } from '../preparation/topics.ts';
export { isReporter, type KnownReporter, REPORTERS, type Reporter } from '../reporter.ts';
export type * from '../talk/deskTalks.ts';
export { LONGEST_TALK, TALK_PLACES } from '../talk/talkChoices.ts';
export { type TalkKey, talkWords } from '../talk/talkWords.ts';
export * from './chart.ts';
export { messagesIn as assessmentWords } from './messages.ts';
export { civilOf, dayWords, momentWords } from './moment.ts';
export { PhaseSign, ReporterMark } from './signs.ts';
