import { LineIcon, StateIcon } from '@caecilia/ui';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { PlanChange, SaidThen } from '../../conversation/planChanges.ts';
import type { ChangedForYou, SymptomChange } from '../../inShort/inShort.ts';
import type { CarePlan, LimitState, TreatmentLimit } from '../../plan.ts';
import { DecisionMark, Reservations, WhoAndWhen, wordsBeside } from '../decisionWords.ts';
import { rowId } from '../rowId.ts';
import { SHAPES } from '../stateShapes.ts';
import { originalAddress, say, sayDate, sayParties, sayPlain } from '../view.ts';
import { momentWords, type ShortView } from './shortView.ts';

/** What is not what it was when this reader looked before. */
export function Changed({ view }: { readonly view: ShortView }): ReactElement | null {
  const { short, s } = view;
  const { changed, plan, symptoms } = short;
  // What is closed is said where the limits would stand.
  if (!changed.open || !plan.open) return null;
  const ofSymptoms = symptoms.open ? symptoms.value.changes : [];
  const { looked, changes, complete } = changed.value;
  const count = changes.length + ofSymptoms.length;
  return h(
    'section',
    { className: 'in-short__changed card', 'aria-labelledby': 'changed' },
    h(
      'h2',
      { id: 'changed' },
      s('changed.title'),
      ' ',
      h(
        'small',
        null,
        looked === undefined ? s('changed.first') : s('changed.since', { moment: momentWords(looked, view) }),
      ),
    ),
    complete ? null : h('p', { className: 'in-short__caution' }, `! ${s('changed.incomplete')}`),
    count === 0 && complete ? h('p', null, nothingWords(changed.value, view)) : null,
    count > 0 && looked === undefined ? h(FirstLook, { view, plan: plan.value }) : null,
    count === 0 || looked === undefined
      ? null
      : h(
          'ul',
          null,
          changes.map((change) =>
            h(OneChange, { key: change.key, change, plan: plan.value, complete, view }),
          ),
          ofSymptoms.map((change, index) => h(OneSymptom, { key: `symptom-${index}`, change, view })),
        ),
  );
}

/** To who never looked all of it is new: what changed lately is named, and not told twice. */
function FirstLook({ view, plan }: { readonly view: ShortView; readonly plan: CarePlan }): ReactElement {
  const { s, short } = view;
  const changes = short.changed.open ? short.changed.value.changes : [];
  const problems = short.symptoms.open ? short.symptoms.value.changes : [];
  const names = [
    ...changes.map((change) => nameOf(change, plan, view)),
    ...problems.map(({ problem, kind }) => s(`changed.${kind}`, { problem })),
  ];
  return h(
    'p',
    null,
    names.map((name, index) => [index === 0 ? '' : ' · ', name]),
  );
}

function nameOf(change: PlanChange, plan: CarePlan, view: ShortView): ReactNode {
  const { key, kind, treatment } = change;
  const question = QUESTIONS.find((each) => each === key);
  if (kind === 'question') return question === undefined ? key : view.s(`question.${question}`);
  const words = treatment === undefined ? view.t('limits.unnamed') : say(treatment, view);
  const limit = plan.limits.find((each) => each.key === key);
  return limit === undefined ? words : h('a', { key, href: `#${rowId(limit)}` }, words);
}

/** Nothing changed in all there is, or only in what is open to this reader. */
function nothingWords({ looked }: ChangedForYou, view: ShortView): string {
  const { s, short } = view;
  if (!short.symptoms.open) return s('changed.none.known');
  return looked === undefined
    ? s('changed.none.first')
    : s('changed.none', { moment: momentWords(looked, view) });
}

interface ChangeProps {
  readonly change: PlanChange;
  readonly plan: CarePlan;
  readonly complete: boolean;
  readonly view: ShortView;
}

function OneChange(props: ChangeProps): ReactElement {
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
  if (limit.state === 'contradiction' || limit.state === 'unreadable') return null;
  return limit.current.map((entry) => [
    ' ',
    h('span', { key: `${entry.original.id} words` }, wordsBeside(entry, view)),
    h(Reservations, { key: `${entry.original.id} kept`, entry, view }),
  ]);
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

const QUESTIONS = [
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

function OneSymptom({
  change,
  view,
}: {
  readonly change: SymptomChange;
  readonly view: ShortView;
}): ReactElement {
  const { problem, kind, because, by, at } = change;
  const moment = momentWords(at, view);
  return h(
    'li',
    { className: 'in-short__change' },
    h(LineIcon, { name: 'document' }),
    h(
      'div',
      null,
      h('p', null, h('b', null, view.s(`changed.${kind}`, { problem })), because ? `: ${because}` : ''),
      h(
        'p',
        { className: 'in-short__note' },
        by === undefined ? moment : view.s('changed.by', { name: by, moment }),
      ),
    ),
  );
}
