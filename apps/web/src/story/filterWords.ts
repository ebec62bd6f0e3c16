import { DISCIPLINES, KINDS, storyWords } from '@caecilia/story/ui';
import type { Language } from '@caecilia/ui';
import type { StoryAsked } from './queries.ts';

/** The filter in words, for who reads a sheet of paper; empty where there is none. */
export function filterWords(asked: StoryAsked, language: Language): string {
  const t = storyWords(language);
  const { kind = '', discipline = '', from, until, words } = asked;
  const named = (list: string) => list.split(',');
  const kinds = KINDS.filter((each) => named(kind).includes(each)).map((each) => t(`kind.${each}`));
  const disciplines = DISCIPLINES.filter((each) => named(discipline).includes(each)).map((each) =>
    t(`discipline.${each}`),
  );
  return [
    kinds.join(', '),
    disciplines.join(', '),
    from ? `${t('filter.from')} ${from}` : '',
    until ? `${t('filter.until')} ${until}` : '',
    words ? `“${words}”` : '',
  ]
    .filter((each) => each !== '')
    .join('; ');
}
