import { type Alignment, align } from './alignment.ts';
import type { CandidateIndex } from './candidate-index.ts';
import { evidenceFor, type PlaceEvidence, placesOf, type TextPlaces } from './evidence.ts';
import {
  ACRONYM,
  type OrganisationStore,
  type StoredOrganisation,
  spellingOf,
} from './organisation-store.ts';
import type { QueryText } from './query-text.ts';

/** An organisation that a text may mean, by the best of its names. */
export interface Candidate {
  readonly organisation: StoredOrganisation;
  readonly alignment: Alignment;
  readonly acronym: boolean;
  readonly evidence: PlaceEvidence;
  /** Numbers of the words of the text on which the name stands; `toWord` is the word behind. */
  readonly fromWord: number;
  readonly toWord: number;
  /** The name stands there as the registry spells it. */
  readonly spelt: boolean;
  /** Another name of the organisation stands elsewhere in the text, as an acronym in brackets does. */
  readonly twice: boolean;
  /** A first estimate with the evidence. */
  readonly merit: number;
}

const LEAST_COVERAGE = 0.6;
const MOST_NAMES = 80;
const MOST_CANDIDATES = 30;

/** The organisations that a text may mean, the most likely at first sight first. */
export function candidatesOf(text: QueryText, store: OrganisationStore, index: CandidateIndex): Candidate[] {
  const places = placesOf(text);
  const best = new Map<StoredOrganisation, Candidate>();
  for (const name of likelyNames(text, store, index)) {
    const organisation = store.answering(store.nameOrganisation.at(name));
    const alignment = organisation && align(text, name, store, index);
    if (organisation === undefined || alignment === undefined) continue;
    const found = candidateOf(organisation, alignment, text, places, store);
    if (found.acronym && !written(text, found.fromWord)) continue;
    const known = best.get(organisation);
    best.set(organisation, known === undefined ? found : better(known, found));
  }
  return [...best.values()].sort((a, b) => b.merit - a.merit).slice(0, MOST_CANDIDATES);
}

function candidateOf(
  organisation: StoredOrganisation,
  alignment: Alignment,
  text: QueryText,
  places: TextPlaces,
  store: OrganisationStore,
): Candidate {
  const acronym = (store.nameBits.at(alignment.name) & ACRONYM) !== 0;
  const fromWord = text.terms[alignment.from]?.word ?? 0;
  const toWord = (text.terms[alignment.to - 1]?.word ?? 0) + 1;
  const evidence = evidenceFor(organisation, text, places, fromWord, toWord);
  const spelt = store.nameSpellings.at(alignment.name) === spellingOf(text.words.slice(fromWord, toWord));
  const merit =
    alignment.merit +
    0.1 * evidence.country +
    0.05 * evidence.city +
    (spelt ? 0.05 : 0) +
    0.03 * organisation.prominence -
    (acronym ? 0.15 : 0);
  return { organisation, alignment, acronym, evidence, fromWord, toWord, spelt, merit, twice: false };
}

function better(a: Candidate, b: Candidate): Candidate {
  const [best, other] = b.merit > a.merit ? [b, a] : [a, b];
  const apart = other.alignment.from >= best.alignment.to || other.alignment.to <= best.alignment.from;
  return { ...best, twice: a.twice || b.twice || (apart && other.alignment.coverage > 0.99) };
}

/** An acronym counts where it is written in capitals, or where the whole text has nothing but capitals or one word. */
function written(text: QueryText, word: number): boolean {
  return text.words[word]?.capitals === true || text.words.length === 1;
}

function likelyNames(text: QueryText, store: OrganisationStore, index: CandidateIndex): number[] {
  const scores: { readonly name: number; readonly score: number }[] = [];
  index.turn += 1;
  for (const [token, [first]] of text.occurrences) index.found[token] = first?.quality ?? 0;
  for (const token of text.occurrences.keys()) {
    for (const name of index.namesOf(token)) {
      if (index.seen[name] === index.turn) continue;
      index.seen[name] = index.turn;
      const whole = index.nameWeights[name] ?? 1;
      const weight = weightFound(name, store, index);
      if (weight >= LEAST_COVERAGE * whole)
        scores.push({ name, score: weight / whole + 0.02 * Math.min(20, weight) });
    }
  }
  for (const token of text.occurrences.keys()) index.found[token] = 0;
  return scores
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_NAMES)
    .map(({ name }) => name);
}

function weightFound(name: number, store: OrganisationStore, index: CandidateIndex): number {
  const start = store.nameStart.at(name);
  const end = start + store.nameLength.at(name);
  let weight = 0;
  for (let at = start; at < end; at += 1) {
    const token = store.nameTokens.at(at);
    weight += (index.weights[token] ?? 0) * (index.found[token] ?? 0);
  }
  return weight;
}
