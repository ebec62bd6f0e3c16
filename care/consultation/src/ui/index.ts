/** What the app of the daily work shows of consultations. Nothing here reads the record or needs a server. */

export type * from '../advice/view.ts';
export { instantOfCivil } from '../clock/civilInstant.ts';
export { DISCIPLINES, type Discipline, DOMAINS, type Source, URGENCIES } from '../codes.ts';
export type { MessageKey as ConsultationKey } from '../messages.nl.ts';
export type { ListedPerson } from '../person.ts';
export { PROMPT_LISTS, type PromptItem, type PromptList } from '../prompts/lists.ts';
export { LONGEST_REASON } from '../register/reason.ts';
export type * from '../register/shown.ts';
export { type ActField, parseAct } from '../request/parseAct.ts';
export { type FormFields, parseRequest, REQUEST_FIELDS, type RequestField } from '../request/parseRequest.ts';
export { AGREEMENTS, type RequestState } from '../request/request.ts';
export type { ActKind } from '../request/states.ts';
export type { AskedView, Doable, RequestView, Seen } from '../request/view.ts';
export type * from '../requestEndpoints.ts';
export { adviceRows, answerRows, type CountRow, percentOf, shareWords } from './countRows.ts';
export { messagesIn as consultationWords } from './messages.ts';
export { waitWords } from './waitWords.ts';
