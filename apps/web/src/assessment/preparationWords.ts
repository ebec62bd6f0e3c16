import {
  type DeskPreparation,
  dayWords,
  type PreparationKey,
  preparationWords,
} from '@caecilia/assessment/ui';
import { dateWords, type Language, type Translate } from '@caecilia/ui';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The words about preparing in the language of the screens. */
export function usePreparationWords(): Translate<PreparationKey> {
  return preparationWords(useSpeaking().language);
}

/** When it was asked, filled in, opened or withdrawn, in a sentence. */
export function stateSentence(
  preparation: DeskPreparation,
  {
    w,
    timeZone,
    language,
  }: { readonly w: Translate<PreparationKey>; readonly timeZone: string; readonly language: Language },
): string {
  const { state, askedAt, askedBy, dueOn, sent, closed } = preparation;
  const day = (at: string) => dayWords(at, timeZone, language);
  const due = dateWords(dueOn, 'day', language);
  const asked =
    askedBy === undefined
      ? w('said.asked', { on: day(askedAt), due })
      : w('said.by', { on: day(askedAt), by: askedBy, due });
  const filled = sent === undefined ? '' : w('said.filledIn', { on: day(sent.at) });
  switch (state) {
    case 'asked':
      return preparation.overdue ? `${asked} ${w('said.late')}` : asked;
    case 'filledIn':
      return filled === '' ? asked : filled;
    case 'opened': {
      const on = day(closed?.at ?? askedAt);
      const begun =
        closed?.by === undefined ? w('said.opened', { on }) : w('said.openedBy', { on, by: closed.by });
      return `${filled} ${begun}`.trim();
    }
    case 'withdrawn':
      return w('said.withdrawn', { on: day(closed?.at ?? askedAt), reason: closed?.reason ?? '' });
  }
}
