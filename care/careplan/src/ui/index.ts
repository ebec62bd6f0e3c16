/** What the app of the daily work shows of the care plan. Nothing here reads the record or needs a server. */
export type * from '../glance/glance.ts';
export { type GlanceView, LimitConditions, LimitSigns, LimitStrip, LimitsInFull, wordsIn } from './glance.ts';
export { messagesIn as carePlanWords } from './messages.ts';
