import type { CandidateIndex } from './candidate-index.ts';
import type { OrganisationStore } from './organisation-store.ts';
import type { QueryText, Term } from './query-text.ts';
import { isKindWord } from './word-table.ts';

/** A name laid on a text: which of its words stand where. Terms are counted from 0; `to` is the term behind. */
export interface Alignment {
  readonly name: number;
  readonly from: number;
  readonly to: number;
  /** Weight of the words that were found, of the name's weight, with less for words that are only alike. */
  readonly coverage: number;
  readonly matchedWeight: number;
  readonly matchedWords: number;
  /** Sum of the weights of the name's words that are absent. */
  readonly missingWeight: number;
  readonly missingKind: boolean;
  /** Sum of the weights of words that stand between those of the name. */
  readonly gapWeight: number;
  readonly gapKind: boolean;
  readonly breaks: number;
  readonly disorder: boolean;
  /** How unlike the words are, 0 for none. */
  readonly unlike: number;
  /** A first estimate, to choose among alignments. */
  readonly merit: number;
}

interface Placement {
  readonly terms: number[];
  readonly order: number[];
  quality: number;
  weight: number;
  missing: number;
  missingKind: boolean;
}

const FARTHEST = 10;

/** The best way to lay a name on the text, or undefined where too little of it is there. */
export function align(
  text: QueryText,
  name: number,
  store: OrganisationStore,
  index: CandidateIndex,
): Alignment | undefined {
  const tokens = store.tokensOf(name);
  const anchor = heaviestFound(tokens, text, index);
  if (anchor < 0) return;
  let best: Alignment | undefined;
  for (const { term } of (text.occurrences.get(tokens[anchor] ?? -1) ?? []).slice(0, 4)) {
    const placement = place(tokens, anchor, term, text, store, index);
    const found = describe(name, placement, text, index.nameWeights[name] ?? 1);
    if (best === undefined || found.merit > best.merit) best = found;
  }
  return best;
}

function heaviestFound(tokens: readonly number[], text: QueryText, index: CandidateIndex): number {
  let best = -1;
  let weight = -1;
  for (const [n, token] of tokens.entries()) {
    const found = index.weights[token] ?? 0;
    if (found > weight && text.occurrences.has(token)) {
      best = n;
      weight = found;
    }
  }
  return best;
}

function place(
  tokens: readonly number[],
  anchor: number,
  anchorTerm: number,
  text: QueryText,
  store: OrganisationStore,
  index: CandidateIndex,
): Placement {
  const placement: Placement = {
    terms: [],
    order: [],
    quality: 0,
    weight: 0,
    missing: 0,
    missingKind: false,
  };
  for (const [n, token] of tokens.entries()) {
    const weight = index.weights[token] ?? 0;
    const expected = anchorTerm + n - anchor;
    const near = n === anchor ? undefined : nearest(text, token, expected, anchorTerm, placement.terms);
    const found = n === anchor ? text.occurrences.get(token)?.find(({ term }) => term === anchorTerm) : near;
    const term = found?.term ?? shortened(text, store.vocabulary.wordOf(token), expected, placement.terms);
    if (term < 0) {
      placement.missing += weight;
      placement.missingKind ||= isKindWord(store.vocabulary.wordOf(token));
      continue;
    }
    placement.terms.push(term);
    placement.order.push(term);
    placement.weight += weight;
    placement.quality += weight * (found?.quality ?? 0.8);
  }
  return placement;
}

function nearest(
  text: QueryText,
  token: number,
  expected: number,
  anchorTerm: number,
  used: readonly number[],
): { readonly term: number; readonly quality: number } | undefined {
  let best: { readonly term: number; readonly quality: number } | undefined;
  let least = FARTHEST;
  const segment = text.terms[anchorTerm]?.segment ?? 0;
  for (const occurrence of text.occurrences.get(token) ?? []) {
    const apart = Math.abs((text.terms[occurrence.term]?.segment ?? 0) - segment);
    const distance = Math.abs(occurrence.term - expected) + 3 * apart;
    if (distance < least && apart < 3 && occurrence.term !== anchorTerm && !used.includes(occurrence.term)) {
      best = occurrence;
      least = distance;
    }
  }
  return best;
}

/** A shortened word close to where the word is expected: `Technol.`, `Hosp`, `Inst`. */
function shortened(text: QueryText, word: string, expected: number, used: readonly number[]): number {
  for (const term of [expected, expected - 1, expected + 1]) {
    const found = text.terms[term];
    if (found?.isShortened !== true || found.meaning.length < 3 || used.includes(term)) continue;
    if (word.length > found.meaning.length && word.startsWith(found.meaning)) return term;
  }
  return -1;
}

function describe(name: number, placement: Placement, text: QueryText, nameWeight: number): Alignment {
  const from = Math.min(...placement.terms);
  const to = Math.max(...placement.terms) + 1;
  const used = new Set(placement.terms);
  const gaps = text.terms.slice(from, to).filter((_, n) => !used.has(from + n));
  const gapWeight = gaps.reduce((sum, term) => sum + term.weight, 0);
  const breaks = (text.terms[to - 1]?.segment ?? 0) - (text.terms[from]?.segment ?? 0);
  const disorder = placement.order.some((term, n) => n > 0 && term < (placement.order[n - 1] ?? 0));
  const coverage = placement.quality / nameWeight;
  return {
    name,
    from,
    to,
    coverage,
    matchedWeight: placement.weight,
    matchedWords: placement.terms.length,
    missingWeight: placement.missing,
    missingKind: placement.missingKind,
    gapWeight,
    gapKind: gaps.some((term) => term.isKind),
    breaks,
    disorder,
    unlike: 1 - placement.quality / placement.weight,
    merit:
      coverage -
      0.03 * Math.min(10, gapWeight) -
      (disorder ? (breaks > 0 ? 0.3 : 0.08) : 0.02 * breaks) +
      0.015 * Math.min(30, placement.weight) -
      (placement.missingKind ? 0.1 : 0),
  };
}

/** The term before a place in the same part of the text, or undefined at the beginning of the part. */
export function neighbour(text: QueryText, at: number, segment: number): Term | undefined {
  const term = text.terms[at];
  return term?.segment === segment ? term : undefined;
}
