/** What the app of the daily work shows of sending and receiving plans. Nothing here reads the record or needs a server. */

export type { PatientFact, PatientMatch } from '../bundle/matchPatient.ts';
export { type Attached, CHANNELS, type Channel, MOST_WORDS } from '../handOver/handOver.ts';
export type * from '../import/importView.ts';
export { type ImportKey, importWords } from '../import/importWords.ts';
export type { MessageKey as ExchangeKey } from '../messages.nl.ts';
export { exchangeWords } from '../messages.ts';
export type * from '../view.ts';
export { type StateWords, stateWords } from './stateWords.ts';
