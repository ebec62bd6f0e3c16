import { LANGUAGES, StateIcon } from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement, type ReactNode } from 'react';
import type { Decision, RecordedDecision, TreatmentLimit } from '../plan.ts';
import { messagesIn } from './messages.ts';
import { SHAPES } from './stateShapes.ts';
import { originalAddress, type PlanView, say, sayDate, sayParty, sayPartyShort, type View } from './view.ts';

/** The word of a state, with the condition in words where there is one; for a line of text, or inside a sentence. */
export function decisionInLine(decision: Decision, view: View, place: 'start' | 'inside' = 'start'): string {
  const state = view.t(`state.${decision.kind}`);
  const word = place === 'inside' ? state.toLowerCase() : state;
  return decision.kind === 'onlyIf' ? `${word}: ${conditionWords(decision.condition)}` : word;
}

/** A condition without the words of the state that stands above it: "Alleen als het helpt" reads "het helpt". */
function conditionWords(condition: string): string {
  return condition.replace(/^(?:alleen (?:als|indien)|only if)\s+(?=\S)/i, '');
}

/** Words beside the state that belong to it and are always shown: the condition, or the words of an open state. */
export function wordsBeside(entry: RecordedDecision, view: View): ReactNode {
  const { decision, original } = entry;
  if (decision.kind === 'onlyIf')
    return h('span', { className: 'condition' }, say(conditionWords(decision.condition), view, original));
  if (decision.kind === 'notDiscussed' || decision.kind === 'unknown') {
    const { words } = decision;
    return words === undefined || repeatsState(words, decision.kind)
      ? null
      : h('span', { className: 'condition condition--quiet' }, say(words, view, original));
  }
  return null;
}

/**
 * What keeps a decision from being as plain as its word: words that narrow the treatment, a date that cannot be right.
 * It stands beside the state, also where reasons are folded away.
 */
export function Reservations(props: {
  readonly entry: Pick<RecordedDecision, 'treatmentWords' | 'datedInFuture' | 'original'>;
  readonly view: View;
}): ReactElement {
  const { entry, view } = props;
  const { treatmentWords, datedInFuture, original } = entry;
  return h(
    Fragment,
    null,
    treatmentWords === undefined
      ? null
      : h('p', { className: 'reservation' }, view.t('limit.named'), say(treatmentWords, view, original)),
    datedInFuture ? h('p', { className: 'reservation' }, view.t('limit.dateInFuture')) : null,
  );
}

/** A way to the record itself, for what cannot be read here. */
export function OpenOriginal(props: {
  readonly entry: Pick<RecordedDecision, 'original'>;
  readonly view: PlanView;
  readonly what: string;
}): ReactElement {
  const { entry, view, what } = props;
  return h(
    'a',
    {
      className: 'open-original',
      href: originalAddress(view, entry.original),
      'aria-label': view.t('state.openOriginalOf', { what }),
    },
    view.t('state.unreadable'),
  );
}

/** Sign and word of a decision, or the way to the original where it cannot be read. */
export function DecisionMark(props: {
  readonly entry: RecordedDecision;
  readonly view: PlanView;
  readonly what: string;
}): ReactElement {
  const { entry, view, what } = props;
  const { decision } = entry;
  if (decision.kind === 'unreadable') return h(OpenOriginal, { entry, view, what });
  return h(
    Fragment,
    null,
    h(StateIcon, { shape: SHAPES[decision.kind] }),
    ' ',
    h('b', null, view.t(`state.${decision.kind}`)),
    wordsBeside(entry, view),
  );
}

/** Who and when, in one line: "patiënt, Gerrit Voorbeeld · 12 nov 2026". */
export function WhoAndWhen(props: {
  readonly entry: RecordedDecision;
  readonly view: View;
  /** With relation and specialty of each. */
  readonly inFull?: boolean;
}): ReactElement {
  const { entry, view, inFull = false } = props;
  const names = entry.parties.map((party) => (inFull ? sayParty(party, view) : sayPartyShort(party, view)));
  const who = names.length > 0 ? names.join(', ') : view.t('limit.noParties');
  const when = entry.recorded
    ? h('time', { className: 'date', dateTime: entry.recorded.text }, sayDate(entry.recorded, view))
    : view.t('limit.noDate');
  const unsigned = entry.by === 'advanceDirective' && entry.parties.length === 0;
  return h(Fragment, null, unsigned ? null : `${who} · `, when);
}

/** True for words that only say the state again, in either language: "Niet besproken" beside "Nog niet besproken". */
export function repeatsState(words: string, state: 'notDiscussed' | 'unknown'): boolean {
  const recorded = words.toLowerCase().replace(/\.$/, '');
  return LANGUAGES.some((language) => {
    const own = messagesIn(language)(`state.${state}`).toLowerCase();
    return own.includes(recorded) || recorded.includes(own);
  });
}

/** What an older agreement that says the same narrows: it is not dropped with its date. */
export function Narrower({
  limit,
  view,
}: {
  readonly limit: TreatmentLimit;
  readonly view: View;
}): ReactNode {
  const said = new Set(limit.current.map(({ treatmentWords }) => treatmentWords));
  return limit.former
    .filter(
      ({ became, entry: { treatmentWords } }) =>
        became === 'repeated' && treatmentWords !== undefined && !said.has(treatmentWords),
    )
    .map(({ entry }) =>
      h(Reservations, { key: entry.original.id, entry: { ...entry, datedInFuture: false }, view }),
    );
}
