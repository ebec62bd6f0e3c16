import type { Answer, Topic } from '../plan.ts';
import { type PlainView, plainDate, plainly, quoting, repeatsState, type Sentence } from './plainText.ts';

/** The answer to one question of the plan, or in which way there is none. Earlier answers are left out. */
export function plainTopic(topic: Topic, view: PlainView): readonly Sentence[] {
  const { current } = topic;
  if (current.length === 0) return [{ text: view.t('answer.none') }];
  const several = current.length > 1;
  return [
    ...(several ? [{ text: view.t('answer.several') }] : []),
    ...current.flatMap((answer) => [
      ...(several ? [{ text: `${plainDate(answer.recorded, view)}:` }] : []),
      ...plainAnswer(answer, view),
    ]),
    ...(several ? [{ text: view.t('ask', { who: view.ask }) }] : []),
  ];
}

function plainAnswer(answer: Answer, view: PlainView): readonly Sentence[] {
  const { t, ask } = view;
  const { original, notes, datedInFuture } = answer;
  return [
    ...given(answer, view),
    ...notes
      .filter((note) => !repeatsState(note, answer.state))
      .map((note) => quoting(t('limit.narrowed'), note, view, original)),
    ...(datedInFuture ? [{ text: t('answer.dateInFuture') }, { text: t('ask', { who: ask }) }] : []),
  ];
}

function given(answer: Answer, view: PlainView): readonly Sentence[] {
  const { t, ask } = view;
  const { state, value, place, declined, original } = answer;
  switch (state) {
    case 'notDiscussed':
      return [{ text: t(declined ? 'answer.declined' : 'answer.notDiscussed') }];
    case 'unknown':
      return [{ text: t('answer.unknown') }];
    case 'unreadable':
      return [{ text: t('answer.unreadable') }, { text: t('ask', { who: ask }) }];
    case 'known':
      if (value === undefined) return [{ text: t('answer.unreadable') }, { text: t('ask', { who: ask }) }];
      if (place) return [{ text: t(`place.${place}`) }];
      return typeof value === 'string'
        ? [quoting('', value, view, original)]
        : [{ text: plainly(value, view) }];
  }
}
