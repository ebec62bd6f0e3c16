import type { PlanKey } from './planWords.nl.ts';

/** The same in English. */
export const en: Readonly<Record<PlanKey, string>> = {
  'review.title': 'To be talked over again',
  'review.none': 'No new conversation is asked for.',
  'review.admission': 'Admitted on {{date}}',
  'review.phaseChange': 'Another phase since {{date}}',
  'review.halfYear': 'Talked over half a year ago, on {{date}}',
  'review.request': 'Asked on {{date}}',
  'review.by': 'by {{name}}',
  'review.due': 'look at it by {{date}}',
  'review.unchanged': 'Looked at, nothing changes',
  'review.unchanged.ask': 'With whom did you look at it, or why does it stay so?',
  'review.unchanged.hint': 'All agreements stay as they are. What you say here stands with the task.',
  'review.unchanged.missing': 'Say with whom you looked at it, or why it stays so.',
  'review.unchanged.save': 'Record that nothing changes',
  'review.ask': 'Ask for a new conversation',
  'review.ask.why': 'Why',
  'review.ask.hint': 'The consultation team gets a task, for within a week.',
  'review.ask.save': 'Ask for it',
  'review.asked': 'Asked. The consultation team sees it in its tasks.',
  'review.saved': 'Recorded: looked at, nothing changes.',
  'review.ends': 'A conversation that is recorded ends this.',
  cancel: 'Rather not',
};
