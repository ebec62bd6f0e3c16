/** What the app of the daily work shows of meetings. Nothing here reads the record or needs a server. */
export { AGENDA_ORDERS, type AgendaGroup, type AgendaOrder, agendaOrders } from '../agenda/order.ts';
export { REASONS, type ReasonKind } from '../agenda/reason.ts';
export { DISCIPLINES, type Discipline, TEAM_DISCIPLINES } from '../codes.ts';
export type * from '../view.ts';
export { messagesIn as mdtWords } from './messages.ts';
