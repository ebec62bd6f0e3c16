/** What the app of the daily work shows of a story. Nothing here reads the record or needs a server. */
export { type DayLine, daysOf, type StoryDay } from '../days.ts';
export {
  DISCIPLINES,
  type Discipline,
  KINDS,
  type Kind,
  type StoryDate,
  type ToldEvent,
  type Words,
} from '../event.ts';
export { messagesIn as storyWords } from './messages.ts';
export { StoryDays, type StoryView, whenWords } from './StoryDays.tsx';
