import { createElement as h, type ReactElement } from 'react';
import type { InShort } from '../../inShort/inShort.ts';
import { TopicAnswer } from '../answerWords.ts';
import { LimitRow } from '../limitRow.ts';
import type { View } from '../view.ts';
import { Asked, isAsked } from './asked.ts';
import { CallNow } from './callNow.ts';
import { Changed } from './changed.ts';
import { LiesReady } from './liesReady.ts';
import type { ShortView } from './shortView.ts';
import { SymptomPlans } from './symptomPlans.ts';
import { inShortWords } from './words.ts';

/**
 * The plan in short, for one setting: whom to call, what is asked, what changed, the limits with their reasons, and what
 * to do for each problem. A part that is closed to the reader says so in its place.
 */
export function InShortView({ short, view }: { readonly short: InShort; readonly view: View }): ReactElement {
  const parts: ShortView = { ...view, now: short.now, short, you: short.you, s: inShortWords(view.language) };
  const calls = h(CallNow, { key: 'calls', view: parts });
  const asked = h(Asked, { key: 'asked', view: parts });
  return h(
    'div',
    { className: 'in-short' },
    h(
      'div',
      { className: 'in-short__side' },
      // Who is asked something sees that first.
      isAsked(short) ? [asked, calls] : [calls, asked],
    ),
    h(
      'div',
      { className: 'in-short__main' },
      h(Changed, { view: parts }),
      h(Limits, { view: parts }),
      h(SymptomPlans, { view: parts }),
      h(LiesReady, { view: parts }),
    ),
  );
}

function Limits({ view }: { readonly view: ShortView }): ReactElement {
  const { s, short } = view;
  const { plan } = short;
  const heading = h('h2', { key: 'title', id: 'limits-title' }, s('limits.title'));
  if (!plan.open)
    return h(
      'section',
      { className: 'in-short__limits', 'aria-labelledby': 'limits-title' },
      heading,
      h('p', { className: 'in-short__caution' }, `! ${s(`closed.${plan.because}.plan`)}`),
    );
  const planView = { ...view, plan: plan.value };
  return h(
    'section',
    { className: 'in-short__limits', 'aria-labelledby': 'limits-title' },
    heading,
    plan.value.goal.current.length === 0
      ? null
      : h(
          'div',
          { className: 'in-short__goal' },
          h('h3', null, s('question.goal')),
          h(TopicAnswer, { topic: plan.value.goal, view: planView, none: view.t('goal.none'), voice: true }),
        ),
    plan.value.empty ? h('p', null, s('limits.none')) : null,
    h(
      'ol',
      { className: 'card limits' },
      plan.value.limits.map((limit) => h(LimitRow, { key: limit.key, limit, view: planView })),
    ),
  );
}
