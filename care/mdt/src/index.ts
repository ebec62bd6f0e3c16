export * from './agenda/agenda.ts';
export * from './agenda/facts.ts';
export * from './agenda/order.ts';
export * from './agenda/reason.ts';
export { DISCIPLINES, type Discipline, MEETING_TOKEN, MINUTES_TOKEN, TEAM_DISCIPLINES } from './codes.ts';
export { type PastMeeting, pastMeeting } from './demo.ts';
export type { BothWords, Party } from './element.ts';
export {
  type Author,
  type Decision,
  demandDecision,
  type Item,
  isDiscussed,
  isOff,
  type Part,
  type Step,
  type Writing,
} from './item/item.ts';
export { fromComposition, toComposition } from './item/itemResource.ts';
export type * from './mdt.ports.ts';
export {
  type Attendance,
  type Meeting,
  mayChair,
  mayPlan,
  maySeeMeetings,
  mayWrite,
  type PlannedMeeting,
} from './meeting/meeting.ts';
export { fromAppointment, toAppointment } from './meeting/meetingResource.ts';
export { en } from './messages.en.ts';
export { type MessageKey, nl } from './messages.nl.ts';
export { type MinutesPatient, type MinutesSource, minutesOf, ownerWords } from './minutes/minutes.ts';
export { minutesPdf } from './minutes/minutesPdf.ts';
export type { MdtHouse } from './record/house.ts';
export { itemsOverRecord } from './record/itemsOverRecord.ts';
export { meetingsOverRecord } from './record/meetingsOverRecord.ts';
export type * from './view.ts';
