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

/** Every treatment with its sign and state in words: what stays in view of a patient. Nothing is left out of it. */
export function LimitStrip({ limits, view }: GlanceProps): ReactElement {
  return h(
    'ul',
    { className: 'limit-strip', 'aria-label': view.t('limits.title') },
    limits.map((limit) =>
      h(
        'li',
        { key: limit.key, className: `limit-strip__one limit-strip__one--${limit.state}` },
        h(Sign, { limit }),
        h(
          'span',
          null,
          h('span', { className: 'limit-strip__treatment' }, treatmentOf(limit, view)),
          ' ',
          h('b', { className: 'limit-strip__state' }, stateWord(limit, view)),
        ),
      ),
    ),
  );
}

/** What belongs with a state and is never behind a tap: conditions, sources that disagree, what cannot be read. */
export function LimitConditions({ limits, view }: GlanceProps): ReactElement | null {
  const worth = limits.filter(({ state }) => ['onlyIf', 'contradiction', 'unreadable'].includes(state));
  if (worth.length === 0) return null;
  return h(
    'ul',
    { className: 'limit-conditions' },
    worth.map((limit) =>
      h(
        'li',
        { key: limit.key, className: limit.state === 'onlyIf' ? undefined : 'limit-conditions__clash' },
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

/** In the strip a condition is announced; it stands whole below it. */
function stateWord({ state }: GlanceLimit, { t }: GlanceView): string {
  return state === 'onlyIf' ? `${t('state.onlyIf')} …` : t(`state.${state}`);
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
  if (kind !== 'onlyIf') return h('span', null, t(`state.${kind}`));
  const recorded = original.language ?? recordLanguage;
  return h(
    'span',
    null,
    `${t('state.onlyIf')} `,
    h('span', { className: 'condition', lang: recorded }, plainCondition(condition ?? '')),
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
