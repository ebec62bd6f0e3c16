import { dateWords, type Language, LineIcon, StateIcon, type Translate } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { GlanceDecision, GlanceLimit } from '../glance/glance.ts';
import type { MessageKey } from '../messages.nl.ts';
import type { Words } from '../plan.ts';
import { SHAPES } from './stateShapes.ts';

/** With what words the limits of one patient are said. */
export interface GlanceView {
  readonly t: Translate<MessageKey>;
  readonly language: Language;
  /** Language of recorded words where a resource does not say (BCP 47). */
  readonly recordLanguage: string;
  readonly patientId: string;
}

interface GlanceProps {
  readonly limits: readonly GlanceLimit[];
  readonly view: GlanceView;
}

/** States in which nothing was agreed: several treatments in one of them are said together, each by its name. */
const NOT_AGREED = ['notDiscussed', 'unknown'] as const;

/**
 * Every treatment with its sign and state in words: what stays in view of a patient. What was agreed stands first and
 * each by itself; of the rest, treatments in the same state share its sign and word. Nothing is left out of it.
 */
export function LimitStrip({ limits, view }: GlanceProps): ReactElement {
  const shared = NOT_AGREED.map((state) => limits.filter((limit) => limit.state === state));
  const together = shared.filter((group) => group.length > 1);
  const alone = limits.filter((limit) => !together.some((group) => group.includes(limit)));
  const agreed = alone.filter(({ state }) => !NOT_AGREED.some((each) => each === state));
  return h(
    'ul',
    { className: 'limit-strip', 'aria-label': view.t('limits.title') },
    [...agreed, ...alone.filter((limit) => !agreed.includes(limit))].map((limit) =>
      h(OneInStrip, { key: limit.key, limits: [limit], view }),
    ),
    together.map((group) =>
      h(OneInStrip, { key: group.map(({ key }) => key).join(' '), limits: group, view }),
    ),
  );
}

function OneInStrip({ limits, view }: GlanceProps): ReactElement | null {
  const [limit] = limits;
  if (limit === undefined) return null;
  const names = limits.map((each) => treatmentOf(each, view));
  const together = limits.length > 1 ? ' limit-strip__one--together' : '';
  return h(
    'li',
    { className: `limit-strip__one limit-strip__one--${limit.state}${together}` },
    h(Sign, { limit }),
    h(
      'span',
      null,
      h('span', { className: 'limit-strip__treatment' }, names.join(', ')),
      ' ',
      h('b', { className: 'limit-strip__state' }, stateWord(limit, view)),
    ),
  );
}

interface SignsProps extends GlanceProps {
  /** Keys of the treatments that have room, in this order. */
  readonly keys: readonly string[];
}

/**
 * A few treatments by their sign, in a row of a list: the state stands in words for who hears it, and for who points at
 * it. It leads to nothing and replaces no page: of a condition it says that there is one. A treatment of which the plan
 * has no row has no sign.
 */
export function LimitSigns({ limits, view, keys }: SignsProps): ReactElement {
  const shown = keys.flatMap((key) => limits.filter((limit) => limit.key === key));
  return h(
    'span',
    { className: 'limit-signs' },
    shown.map((limit) => {
      const words = `${treatmentOf(limit, view)}: ${stateWord(limit, view)}`;
      return h(
        'span',
        { key: limit.key, className: `limit-signs__one limit-signs__one--${limit.state}`, title: words },
        h(Sign, { limit }),
        hasMore(limit) && !isClash(limit) ? h('span', { 'aria-hidden': true }, '…') : null,
        h('span', { className: 'visually-hidden' }, `${words}. `),
      );
    }),
  );
}

/** Every treatment in full: its state, the condition or the sources that disagree, and since when. */
export function LimitsInFull({ limits, view }: GlanceProps): ReactElement {
  return h(
    'ul',
    { className: 'limits-in-full', 'aria-label': view.t('limits.title') },
    limits.map((limit) =>
      h(
        'li',
        { key: limit.key, className: `limits-in-full__one limits-in-full__one--${limit.state}` },
        h(Sign, { limit }),
        h('span', null, h('b', null, `${treatmentOf(limit, view)}: `), h(InFull, { limit, view })),
      ),
    ),
  );
}

function InFull({ limit, view }: { readonly limit: GlanceLimit; readonly view: GlanceView }): ReactElement {
  const [first] = limit.current;
  const since = first === undefined ? '' : ` (${dateOf(first, view)})`;
  switch (limit.state) {
    case 'contradiction':
    case 'unreadable':
      return h(Beside, { limit, view });
    case 'onlyIf':
      return h('span', null, h(Beside, { limit, view }), since);
    case 'do':
    case 'doNot':
    case 'notDiscussed':
    case 'unknown':
      return h('span', null, `${view.t(`state.${limit.state}`)}${since}${reservations(first, view)}`);
  }
}

/** What keeps a decision from being as plain as its word. */
function reservations(decision: GlanceDecision | undefined, { t }: GlanceView): string {
  const { narrowed = [], datedInFuture } = decision ?? {};
  const said = [
    ...narrowed.map((words) => `${t('limit.named')}${words}`),
    ...(datedInFuture ? [t('limit.dateInFuture')] : []),
  ];
  return said.map((each) => `. ${each}`).join('');
}

/** True where the word of the state is not all there is to know. */
function hasMore({ state, current }: GlanceLimit): boolean {
  return (
    state === 'onlyIf' ||
    current.some(({ narrowed, datedInFuture }) => narrowed !== undefined || datedInFuture === true)
  );
}

const isClash = ({ state }: GlanceLimit) => state === 'contradiction' || state === 'unreadable';

/** What belongs with a state and is never behind a tap: conditions, sources that disagree, what cannot be read. */
export function LimitConditions({ limits, view }: GlanceProps): ReactElement | null {
  const worth = limits.filter((limit) => isClash(limit) || hasMore(limit));
  if (worth.length === 0) return null;
  return h(
    'ul',
    { className: 'limit-conditions' },
    worth.map((limit) =>
      h(
        'li',
        { key: limit.key, className: isClash(limit) ? 'limit-conditions__clash' : undefined },
        h(Sign, { limit }),
        h('span', null, h('b', null, `${treatmentOf(limit, view)}: `), h(Beside, { limit, view })),
      ),
    ),
  );
}

function Sign({ limit: { state } }: { readonly limit: GlanceLimit }): ReactElement {
  return state === 'contradiction' || state === 'unreadable'
    ? h(LineIcon, { name: 'contradiction' })
    : h(StateIcon, { shape: SHAPES[state] });
}

/** In the strip a condition, or whatever else belongs with the state, is announced; it stands whole below it. */
function stateWord(limit: GlanceLimit, { t }: GlanceView): string {
  const word = t(`state.${limit.state}`);
  return hasMore(limit) && !isClash(limit) ? `${word} …` : word;
}

function Beside({ limit, view }: { readonly limit: GlanceLimit; readonly view: GlanceView }): ReactElement {
  const { t } = view;
  if (limit.state !== 'contradiction')
    return h(
      'span',
      null,
      limit.current.map((each) => h(OneDecision, { key: each.original.id, decision: each, view })),
    );
  return h(
    'span',
    null,
    `${t('state.contradiction')}. `,
    limit.current.flatMap((each, index) => [
      index === 0 ? '' : '; ',
      h(
        'span',
        { key: each.original.id },
        `${dateOf(each, view)}: `,
        h(OneDecision, { decision: each, view }),
      ),
    ]),
    `. ${t('clash.pageDoesNotChoose')}`,
  );
}

function OneDecision({
  decision,
  view,
}: {
  readonly decision: GlanceDecision;
  readonly view: GlanceView;
}): ReactElement {
  const { kind, condition, original } = decision;
  const { t, language, recordLanguage, patientId } = view;
  if (kind === 'unreadable')
    return h(
      'a',
      {
        href: `/care/patients/${patientId}/originals/${original.type}/${original.id}?lang=${language}`,
        className: 'open-original',
      },
      t('state.unreadable'),
    );
  if (kind !== 'onlyIf') return h('span', null, `${t(`state.${kind}`)}${reservations(decision, view)}`);
  const recorded = original.language ?? recordLanguage;
  return h(
    'span',
    null,
    `${t('state.onlyIf')} `,
    h('span', { className: 'condition', lang: recorded }, plainCondition(condition ?? '')),
    reservations(decision, view),
  );
}

/** Words of the state that stand above a condition are not said twice. */
function plainCondition(condition: string): string {
  return condition.replace(/^(?:alleen (?:als|indien)|only if)\s+(?=\S)/i, '');
}

function dateOf({ recorded }: GlanceDecision, { t, language }: GlanceView): string {
  return recorded ? dateWords(recorded.from, recorded.precision, language) : t('limit.noDate');
}

function treatmentOf({ treatment }: GlanceLimit, view: GlanceView): string {
  return treatment === undefined ? view.t('limits.unnamed') : wordsIn(treatment, view.language);
}

/** Words in a language where they are known in it; recorded words as they are. */
export function wordsIn(words: Words, language: Language): string {
  return typeof words === 'string' ? words : words[language];
}
