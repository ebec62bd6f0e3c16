import { LineIcon, StateIcon } from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement, type ReactNode } from 'react';
import type { FormerDecision, Icd, RecordedDecision, TreatmentLimit } from '../plan.ts';
import { askWhom } from './banners.ts';
import {
  DecisionMark,
  decisionInLine,
  Narrower,
  OpenOriginal,
  Reservations,
  WhoAndWhen,
  wordsBeside,
} from './decisionWords.ts';
import { formerWorthSaying } from './formerDecisions.ts';
import { rowId } from './rowId.ts';
import { SHAPES } from './stateShapes.ts';
import { type PlanView, Recorded, say, sayDate, sayLastDay, sayPlain } from './view.ts';

interface RowProps {
  readonly limit: TreatmentLimit;
  readonly view: PlanView;
}

const ROW_CLASSES: Readonly<Record<TreatmentLimit['state'], string>> = {
  do: 'limit limit--do',
  doNot: 'limit limit--do-not',
  onlyIf: 'limit limit--only-if',
  notDiscussed: 'limit limit--not-discussed',
  unknown: 'limit limit--unknown',
  contradiction: 'limit limit--clash',
  unreadable: 'limit limit--clash',
};

/** Name of a treatment for headings and links. */
export function treatmentName({ treatment }: TreatmentLimit, view: PlanView): string {
  return treatment === undefined ? view.t('limits.unnamed') : sayPlain(treatment, view);
}

/** One treatment: sign, name, state with its condition, and beside it why, who, when and what it replaced. */
export function LimitRow({ limit, view }: RowProps): ReactElement {
  const name = limit.treatment === undefined ? view.t('limits.unnamed') : say(limit.treatment, view);
  const clash = limit.state === 'contradiction' || limit.state === 'unreadable';
  return h(
    'li',
    { className: ROW_CLASSES[limit.state], id: rowId(limit) },
    h('span', { className: 'limit__sign' }, h(Sign, { limit })),
    h('h3', { className: 'limit__treatment' }, h('span', null, name)),
    clash ? h(ClashingSources, { limit, view }) : h(OneState, { limit, view }),
    h('div', { className: 'limit__why' }, h(Why, { limit, view })),
  );
}

function Sign({ limit: { state } }: Pick<RowProps, 'limit'>): ReactElement {
  return state === 'contradiction' || state === 'unreadable'
    ? h(LineIcon, { name: 'contradiction' })
    : h(StateIcon, { shape: SHAPES[state] });
}

function OneState({ limit, view }: RowProps): ReactElement {
  const [entry] = limit.current;
  const { state } = limit;
  return h(
    'div',
    { className: 'limit__state' },
    h(
      'p',
      null,
      h('b', null, view.t(`state.${state}`)),
      entry ? h(Fragment, null, ' ', wordsBeside(entry, view)) : null,
    ),
    entry ? h(Reservations, { entry, view }) : null,
    h(Narrower, { limit, view }),
  );
}

/** All sources side by side, newest first. The page does not choose. */
function ClashingSources({ limit, view }: RowProps): ReactElement {
  const several = limit.current.length > 1;
  const what = treatmentName(limit, view);
  return h(
    'ul',
    { className: 'sources' },
    limit.current.map((entry, index) =>
      h(
        'li',
        { key: entry.original.id, className: 'sources__one' },
        h('p', null, h(DecisionMark, { entry, view, what })),
        h(Reservations, { entry, view }),
        entry.by === 'advanceDirective' ? h('p', { className: 'who' }, statementWords(entry, view)) : null,
        h(
          'p',
          { className: 'who' },
          h(WhoAndWhen, { entry, view, inFull: true }),
          several && index === 0 && entry.recorded ? ` (${view.t('limit.newest')})` : null,
        ),
        h(Doubt, { entry, view }),
        entry.comment
          ? h(Recorded, {
              words: entry.comment,
              view,
              original: entry.original,
              label: view.t('limit.reason'),
            })
          : null,
      ),
    ),
  );
}

function statementWords(entry: RecordedDecision, view: PlanView): ReactNode {
  return entry.restsOn.map(({ kind }) =>
    kind === undefined ? view.t('statements.unnamed') : say(kind, view, entry.original),
  );
}

function Doubt({ entry, view }: { readonly entry: RecordedDecision; readonly view: PlanView }): ReactNode {
  const { decision, original } = entry;
  if (decision.kind !== 'unreadable') return null;
  const words = decision.words.map((each, index) => h('q', { key: index }, say(each, view, original)));
  return h(
    'p',
    { className: 'who' },
    view.t(`doubt.${decision.doubt}`),
    words.length > 0 ? [' ', view.t('limit.recordedWords'), ...words] : null,
  );
}

function Why({ limit, view }: RowProps): ReactNode {
  const [entry, ...others] = limit.current;
  const shared = [
    h(OtherTimes, { key: 'times', limit, view }),
    limit.role === 'icdDeactivation' ? h(IcdLines, { key: 'icd', icds: view.plan.icds, view }) : null,
    ...formerWorthSaying(limit, view).map((former) =>
      h(Former, { key: former.entry.original.id, former, limit, view }),
    ),
  ];
  if (limit.state === 'contradiction' || (entry && others.length > 0))
    return [
      h(
        'p',
        { key: 'ask', className: 'who' },
        h('b', null, view.t('clash.pageDoesNotChoose')),
        ' ',
        view.t('clash.all'),
        ' ',
        askWhom(view),
      ),
      ...shared,
    ];
  if (limit.state === 'unreadable') return shared;
  return entry
    ? [h(Because, { key: 'because', entry, view }), ...shared]
    : [h(NothingInForce, { key: 'none', limit, view }), ...shared];
}

/** Reason, who and when of the decision that counts. */
function Because({
  entry,
  view,
}: {
  readonly entry: RecordedDecision;
  readonly view: PlanView;
}): ReactElement {
  const { comment, original, restsOn, until, by } = entry;
  const lines: ReactNode[] = [
    comment
      ? h(Recorded, { key: 'comment', words: comment, view, original, label: view.t('limit.reason') })
      : null,
    h(
      'p',
      { key: 'who', className: 'who' },
      h('span', { className: 'visually-hidden' }, view.t('limit.agreed')),
      h(WhoAndWhen, { entry, view }),
    ),
    by === 'advanceDirective'
      ? h('p', { key: 'statement', className: 'who' }, view.t('limit.fromStatement'))
      : null,
    restsOn.length > 0
      ? h(
          'p',
          { key: 'rests', className: 'who' },
          view.t('limit.restsOn'),
          restsOn.map(({ kind, recorded }, index) => [
            index > 0 ? ', ' : '',
            kind === undefined ? view.t('statements.unnamed') : say(kind, view, original),
            recorded ? ` (${sayDate(recorded, view)})` : '',
          ]),
        )
      : null,
    until
      ? h(
          'p',
          { key: 'until', className: 'who who--now' },
          view.t('limit.until', { date: sayLastDay(until, view) }),
        )
      : null,
  ];
  return h(Fragment, null, lines);
}

function NothingInForce({ limit, view }: RowProps): ReactElement | null {
  const ended = limit.former.find(({ became }) => became === 'ended')?.entry;
  if (limit.state === 'notDiscussed') return h('p', { className: 'who' }, view.t('limit.nobody'));
  if (!ended) return null;
  const words = ended.until
    ? view.t('limit.endedOn', { date: sayLastDay(ended.until, view) })
    : view.t('limit.ended');
  return h('p', { className: 'who' }, words);
}

/** What takes effect later, and what is proposed: named, and never in the place of the state. */
function OtherTimes({ limit, view }: RowProps): ReactNode {
  return [
    ...limit.upcoming.map((entry) => ({
      entry,
      words: view.t('limit.upcoming', { date: sayDate(entry.since, view) }),
    })),
    ...limit.proposals.map((entry) => ({ entry, words: view.t('limit.proposal') })),
  ].map(({ entry, words }) =>
    h('p', { key: entry.original.id, className: 'who' }, words, inLine(entry, limit, view)),
  );
}

/** A decision inside a sentence; where it cannot be read, the way to the original. */
function inLine(entry: RecordedDecision, limit: TreatmentLimit, view: PlanView): ReactNode {
  return entry.decision.kind === 'unreadable'
    ? h(OpenOriginal, { entry, view, what: treatmentName(limit, view) })
    : decisionInLine(entry.decision, view);
}

function Former({ former, limit, view }: RowProps & { readonly former: FormerDecision }): ReactElement {
  const { entry, became } = former;
  const { treatmentWords } = entry;
  const narrowed =
    treatmentWords === undefined ? '' : `, ${view.t('limit.named').toLowerCase()}${treatmentWords}`;
  const words = [
    inLine(entry, limit, view),
    narrowed,
    ` (${entry.by === 'advanceDirective' ? `${String(sayPlain(entry.restsOn[0]?.kind ?? view.t('statements.unnamed'), view))}, ` : ''}${sayDate(entry.recorded, view)})`,
  ];
  const struck = became === 'replaced' || became === 'ended';
  const opening =
    became === 'repeated' ? 'limit.also' : became === 'rejected' ? 'limit.rejected' : 'limit.was';
  // What ended without anything in its place needs its reason; what was replaced has the new decision beside it.
  const reason =
    entry.endReason && limit.current.length === 0
      ? `; ${view.t('limit.endedBecause', { reason: entry.endReason })}`
      : '';
  return h(
    'p',
    { className: 'who former' },
    became === 'replaced' ? h('span', { className: 'visually-hidden' }, view.t('limit.replaces')) : null,
    view.t(opening),
    struck ? h('s', null, ...words) : h(Fragment, null, ...words),
    reason,
  );
}

function IcdLines({ icds, view }: { readonly icds: readonly Icd[]; readonly view: PlanView }): ReactNode {
  if (icds.length === 0) return h('p', { className: 'who' }, view.t('icd.none'));
  return icds.map((icd) => h(IcdLine, { key: icd.original.id, icd, view }));
}

function IcdLine({ icd, view }: { readonly icd: Icd; readonly view: PlanView }): ReactElement {
  const state =
    icd.state === 'present' && icd.since
      ? view.t('icd.presentSince', { date: sayDate(icd.since, view) })
      : view.t(`icd.${icd.state}`);
  const kind = icd.kind === undefined ? [] : [' (', say(icd.kind, view, icd.original), ')'];
  const notes = icd.notes.flatMap((note) => ['. ', say(note, view, icd.original)]);
  return h('p', { className: 'who' }, state, ...kind, ...notes);
}
