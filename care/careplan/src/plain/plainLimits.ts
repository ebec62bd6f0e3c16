import type { Icd, RecordedDecision, TreatmentLimit } from '../plan.ts';
import {
  type PlainItem,
  type PlainView,
  plainDate,
  plainly,
  quoting,
  repeatsState,
  type Sentence,
} from './plainText.ts';

/** What was agreed about one treatment, in sentences. The order is that of the emergency page: the state comes first. */
export function plainLimit(limit: TreatmentLimit, view: PlainView): PlainItem {
  const { t } = view;
  const name = limit.treatment === undefined ? t('limit.unnamed') : plainly(limit.treatment, view);
  return {
    name: name.charAt(0).toUpperCase() + name.slice(1),
    sentences: [
      ...stateOf(limit, view),
      ...limit.upcoming.map(({ since }) => ({ text: t('limit.upcoming', { date: plainDate(since, view) }) })),
      ...(limit.proposals.length > 0 ? [{ text: t('limit.proposal') }] : []),
      ...(limit.role === 'icdDeactivation' ? icdSentences(view) : []),
    ],
  };
}

function stateOf(limit: TreatmentLimit, view: PlainView): readonly Sentence[] {
  const { t, ask } = view;
  const [entry] = limit.current;
  const asking = { text: t('ask', { who: ask }) };
  switch (limit.state) {
    case 'contradiction':
      return [
        { text: t('limit.contradiction') },
        ...limit.current.flatMap((each) => sourceOf(each, view)),
        ...narrowedBefore(limit, view),
        asking,
      ];
    case 'unreadable':
      return [{ text: t('limit.unreadable') }, asking];
    case 'notDiscussed':
      return [
        { text: t(entry === undefined ? 'limit.nothing' : 'limit.notDiscussed') },
        ...openWords(entry, view),
      ];
    case 'unknown':
      return [{ text: t(entry === undefined ? 'limit.past' : 'limit.unknown') }, ...openWords(entry, view)];
    case 'onlyIf':
    case 'do':
    case 'doNot':
      return entry === undefined ? [] : decided(limit, entry, view);
  }
}

function decided(limit: TreatmentLimit, entry: RecordedDecision, view: PlainView): readonly Sentence[] {
  const { t, ask } = view;
  const { decision, original, comment, until, by } = entry;
  return [
    decision.kind === 'onlyIf'
      ? quoting(t('limit.onlyIf'), decision.condition, view, original)
      : { text: t(decision.kind === 'do' ? 'limit.do' : 'limit.doNot') },
    ...reservations(entry, view),
    ...narrowedBefore(limit, view),
    ...(entry.datedInFuture ? [{ text: t('ask', { who: ask }) }] : []),
    ...(comment === undefined ? [] : [quoting(t('limit.because'), comment, view, original)]),
    ...(until ? [{ text: t('limit.until', { date: plainDate(until, view) }) }] : []),
    ...(by === 'advanceDirective' ? [{ text: t('limit.fromStatement') }] : []),
  ];
}

/** Why nothing was decided, where the record says more than that: "Wil er niet over praten". */
function openWords(entry: RecordedDecision | undefined, view: PlainView): readonly Sentence[] {
  const { decision, original } = entry ?? {};
  if (decision?.kind !== 'notDiscussed' && decision?.kind !== 'unknown') return [];
  const { words, kind } = decision;
  return words === undefined || repeatsState(words, kind)
    ? []
    : [quoting(view.t('limit.narrowed'), words, view, original)];
}

/** What keeps a decision from being as plain as its sentence. */
function reservations(entry: RecordedDecision, view: PlainView): readonly Sentence[] {
  const { treatmentWords, datedInFuture, original } = entry;
  return [
    ...(treatmentWords === undefined
      ? []
      : [quoting(view.t('limit.narrowed'), treatmentWords, view, original)]),
    ...(datedInFuture ? [{ text: view.t('limit.dateInFuture') }] : []),
  ];
}

/** What an older agreement that says the same narrows is not dropped with its date. */
function narrowedBefore({ former }: TreatmentLimit, view: PlainView): readonly Sentence[] {
  return former.flatMap(({ became, entry }) =>
    became === 'repeated' ? reservations({ ...entry, datedInFuture: false }, view) : [],
  );
}

/** One of several agreements that disagree. */
function sourceOf(entry: RecordedDecision, view: PlainView): readonly Sentence[] {
  const { decision, original } = entry;
  const text = view.t(`source.${decision.kind}`, { date: plainDate(entry.recorded, view) });
  return [
    decision.kind === 'onlyIf' ? quoting(text, decision.condition, view, original) : { text },
    ...reservations(entry, view),
  ];
}

function icdSentences(view: PlainView): readonly Sentence[] {
  const { plan, t, ask } = view;
  if (plan.icds.length === 0) return [{ text: t('icd.none') }];
  return plan.icds.flatMap(({ state }: Icd) => [
    { text: t(`icd.${state}`) },
    ...(state === 'unreadable' ? [{ text: t('ask', { who: ask }) }] : []),
  ]);
}
