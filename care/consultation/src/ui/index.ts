/** What the app of the daily work shows of consultations. Nothing here reads the record or needs a server. */
export type { MessageKey as ConsultationKey } from '../messages.nl.ts';
export { PROMPT_LISTS, type PromptItem, type PromptList } from '../prompts/lists.ts';
export { LONGEST_REASON } from '../register/reason.ts';
export type * from '../register/shown.ts';
export { messagesIn as consultationWords } from './messages.ts';
