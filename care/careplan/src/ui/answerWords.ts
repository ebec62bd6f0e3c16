import { StateIcon } from '@caecilia/ui';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { Answer, Topic } from '../plan.ts';
import { repeatsState } from './decisionWords.ts';
import { originalAddress, type PatientView, say, sayDate } from './view.ts';

interface TopicProps {
  readonly topic: Topic;
  readonly view: PatientView;
  /** Words when nothing at all was recorded. */
  readonly none: string;
  /** The answer is in a person's own words. */
  readonly voice?: boolean;
}

/** The answer to a question of the plan: as it was given, or one of the ways in which there is none. */
export function TopicAnswer({ topic, view, none, voice = false }: TopicProps): ReactElement {
  const [answer, ...others] = topic.current;
  const was = topic.former.find(
    ({ state, value }) => state === 'known' && !topic.current.some((now) => now.value === value),
  );
  return h(
    'div',
    { className: 'answer' },
    answer ? null : h('p', { className: 'answer__none' }, none),
    others.length > 0 ? h('p', { className: 'who' }, view.t('answer.contradiction')) : null,
    topic.current.map((each) => h(OneAnswer, { key: each.original.id, answer: each, view, voice })),
    was?.value
      ? h(
          'p',
          { className: 'who former' },
          view.t('answer.former', { date: sayDate(was.recorded, view) }),
          h('s', null, say(was.value, view, was.original)),
        )
      : null,
  );
}

function OneAnswer({
  answer,
  view,
  voice,
}: {
  readonly answer: Answer;
  readonly view: PatientView;
  readonly voice: boolean;
}): ReactElement {
  return h(
    'div',
    { className: 'answer__one' },
    h('p', { className: voice ? 'answer__value voice' : 'answer__value' }, given(answer, view)),
    answer.notes.map((note, index) => noteWords(note, index, answer, view)),
    answer.readAs ? h('p', { className: 'who' }, view.t('goal.readAs', answer.readAs)) : null,
    answer.datedInFuture ? h('p', { className: 'who who--now' }, view.t('limit.dateInFuture')) : null,
  );
}

function noteWords(note: string, index: number, answer: Answer, view: PatientView): ReactNode {
  const { state } = answer;
  const repeats = (state === 'notDiscussed' || state === 'unknown') && repeatsState(note, state);
  return repeats ? null : h('p', { key: index, className: 'answer__note' }, say(note, view, answer.original));
}

const givenWord = (answer: Answer, view: PatientView): string =>
  answer.state === 'notDiscussed' ? view.t('answer.notDiscussed') : view.t('answer.unknown');

function given(answer: Answer, view: PatientView): ReactNode {
  if (answer.state === 'known' && answer.value !== undefined) return say(answer.value, view, answer.original);
  if (answer.state === 'unreadable')
    return [
      h(
        'a',
        { key: 'open', className: 'open-original', href: originalAddress(view, answer.original) },
        view.t('state.unreadable'),
      ),
      answer.doubt ? ` ${view.t(`doubt.${answer.doubt}`)}` : '',
    ];
  const shape = answer.state === 'notDiscussed' ? 'not-discussed' : 'unknown';
  return [
    h(StateIcon, { key: 'icon', shape }),
    ` ${givenWord(answer, view)}`,
    answer.declined ? `: ${view.t('answer.declined')}` : '',
  ];
}
