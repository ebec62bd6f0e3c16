import { LineIcon, StateIcon } from '@caecilia/ui';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { PlanChange, SaidThen } from '../../conversation/planChanges.ts';
import type { CarePlan, LimitState, TreatmentLimit } from '../../plan.ts';
import { DecisionMark, Narrower, Reservations, WhoAndWhen, wordsBeside } from '../decisionWords.ts';
import { rowId } from '../rowId.ts';
import { SHAPES } from '../stateShapes.ts';
import { originalAddress, say, sayDate, sayParties, sayPlain } from '../view.ts';
import type { ShortView } from './shortView.ts';

interface ChangeProps {
  readonly change: PlanChange;
  readonly plan: CarePlan;
  readonly complete: boolean;
  readonly view: ShortView;
}

/** One row or question of the plan that says something else now. */
export function OneChange(props: ChangeProps): ReactElement {
  return props.change.kind === 'limit' ? h(LimitChange, props) : h(QuestionChange, props);
}

function LimitChange({ change, plan, complete, view }: ChangeProps): ReactElement {
  const limit = plan.limits.find(({ key }) => key === change.key);
  const state = limit?.state ?? 'notDiscussed';
  const name = change.treatment === undefined ? view.t('limits.unnamed') : say(change.treatment, view);
  return h(
    'li',
    { className: 'in-short__change' },
    h(Sign, { state }),
    h(
      'div',
      null,
      h(
        'p',
        null,
        limit === undefined ? h('b', null, name) : h('a', { href: `#${rowId(limit)}` }, h('b', null, name)),
        ': ',
        h('strong', null, view.t(`state.${state}`)),
        limit === undefined ? null : h(NowBeside, { limit, view }),
        complete ? h(Was, { before: change.before, view }) : null,
      ),
      h(NowBy, { limit, plan, view }),
    ),
  );
}

/** Who agreed and when; where sources disagree or cannot be read, each by itself. */
function NowBy({
  limit,
  plan,
  view,
}: {
  readonly limit: TreatmentLimit | undefined;
  readonly plan: CarePlan;
  readonly view: ShortView;
}): ReactNode {
  if (limit === undefined) return null;
  const isClash = limit.state === 'contradiction' || limit.state === 'unreadable';
  const planView = { ...view, plan };
  const what = limit.treatment === undefined ? view.t('limits.unnamed') : sayPlain(limit.treatment, view);
  return limit.current.map((entry) =>
    h(
      'div',
      { key: entry.original.id, className: 'in-short__note' },
      isClash ? h('p', null, h(DecisionMark, { entry, view: planView, what })) : null,
      isClash ? h(Reservations, { entry, view }) : null,
      h('p', null, h(WhoAndWhen, { entry, view })),
    ),
  );
}

/** The condition and whatever keeps the decision from being as plain as its word; of several the row says more. */
function NowBeside({ limit, view }: { readonly limit: TreatmentLimit; readonly view: ShortView }): ReactNode {
  const narrower = h(Narrower, { key: 'narrower', limit, view });
  // Of sources that disagree each stands by itself below.
  if (limit.state === 'contradiction' || limit.state === 'unreadable') return narrower;
  return [
    limit.current.map((entry) => [
      ' ',
      h('span', { key: `${entry.original.id} words` }, wordsBeside(entry, view)),
      h(Reservations, { key: `${entry.original.id} kept`, entry, view }),
    ]),
    narrower,
  ];
}

function Was({ before, view }: { readonly before: SaidThen; readonly view: ShortView }): ReactElement {
  return h(
    'span',
    { className: 'in-short__was' },
    ` (${view.s('changed.was')}`,
    h('s', null, beforeWords(before, view)),
    ')',
  );
}

function beforeWords({ state, words }: SaidThen, view: ShortView): string {
  const said = words.map((each) => (typeof each === 'string' ? each : each[view.language])).join('; ');
  if (state === 'none') return view.s('changed.answer.none');
  if (state === 'known') return said;
  if (state === 'unreadable') return view.s('changed.unreadable');
  const word = view.t(`state.${state}`);
  return said === '' ? word : `${word}: ${said}`;
}

function QuestionChange({ change, plan, complete, view }: ChangeProps): ReactElement {
  const key = QUESTIONS.find((each) => each === change.key);
  const current = key === undefined ? [] : plan[key].current;
  return h(
    'li',
    { className: 'in-short__change' },
    h(LineIcon, { name: 'document' }),
    h(
      'div',
      null,
      h(
        'p',
        null,
        h('b', null, key === undefined ? change.key : view.s(`question.${key}`)),
        ': ',
        current.length === 0 ? h('strong', null, view.s('changed.answer.none')) : null,
        current.map((answer, index) => [
          index === 0 ? '' : ' / ',
          h('strong', { key: answer.original.id }, answerWords(answer, plan, view)),
        ]),
        complete ? h(Was, { before: change.before, view }) : null,
      ),
      h(
        'p',
        { className: 'in-short__note' },
        current
          .map(({ by, recorded }) =>
            [sayParties(by, view), sayDate(recorded, view)].filter((part) => part !== '').join(' · '),
          )
          .join(' / '),
      ),
    ),
  );
}

/** Questions of the plan that can change. */
export const QUESTIONS = [
  'goal',
  'specificCareWishes',
  'senseOfPurpose',
  'preferredPlaceOfDeath',
  'positionRegardingEuthanasia',
  'organDonationChoiceRegistration',
] as const;

function answerWords(
  answer: CarePlan['goal']['current'][number],
  plan: CarePlan,
  view: ShortView,
): ReactNode {
  if (answer.state === 'known' && answer.value !== undefined) return say(answer.value, view, answer.original);
  if (answer.state === 'unreadable')
    return h(
      'a',
      { className: 'open-original', href: originalAddress({ ...view, plan }, answer.original) },
      view.t('state.unreadable'),
    );
  return view.t(answer.state === 'notDiscussed' ? 'answer.notDiscussed' : 'answer.unknown');
}

function Sign({ state }: { readonly state: LimitState }): ReactElement {
  return state === 'contradiction' || state === 'unreadable'
    ? h(LineIcon, { name: 'contradiction' })
    : h(StateIcon, { shape: SHAPES[state] });
}
