import type { CandidateIndex } from './candidate-index.ts';
import { countryCode, countryNumber } from './gazetteer.ts';
import type { OrganisationStore, StoredOrganisation } from './organisation-store.ts';
import type { RorId } from './ror-id.ts';
import { type Word, wordsOf } from './tokenise.ts';

export interface SearchOptions {
  /** ISO 3166-1 alpha-2 code of one's own country: its organisations come first among equals. */
  readonly country?: string;
  /** At most so many; 10 unless told. */
  readonly limit?: number;
}

/** An organisation that was found. `matchedName` is the name that was found, which may be another than the shown one. */
export interface SearchHit {
  readonly id: RorId;
  readonly name: string;
  readonly matchedName: string;
  readonly country: string | undefined;
  readonly city: string | undefined;
  readonly score: number;
}

interface SearchTerm {
  readonly weight: number;
  /** Words of the vocabulary that it may be, and how alike they are (1 for the same). */
  readonly options: ReadonlyMap<number, number>;
  readonly folded: string;
}

const LONGEST_QUERY = 200;
const UNKNOWN_WEIGHT = 6;
const MOST_BEGINNINGS = 40;
const OWN_COUNTRY = 0.12;

/** See `OrganisationIndex.search`. */
export function searchNames(
  query: string,
  { country, limit = 10 }: SearchOptions,
  store: OrganisationStore,
  index: CandidateIndex,
): SearchHit[] {
  const terms = termsOf(query, store, index);
  if (terms.length === 0) return [];
  const own = country === undefined ? undefined : countryNumber(country.toUpperCase());
  const best = new Map<StoredOrganisation, { readonly name: number; readonly score: number }>();
  for (const name of namesFor(terms, index)) {
    const organisation = store.answering(store.nameOrganisation.at(name));
    if (organisation === undefined) continue;
    const score = scoreOf(name, organisation, terms, store, index, own);
    if (score > (best.get(organisation)?.score ?? 0.45)) best.set(organisation, { name, score });
  }
  return [...best]
    .sort(([a, { score: x }], [b, { score: y }]) => y - x || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(([organisation, { name, score }]) => hitOf(organisation, name, score, store));
}

function termsOf(query: string, store: OrganisationStore, index: CandidateIndex): SearchTerm[] {
  const words = wordsOf(query.slice(0, LONGEST_QUERY));
  return words.flatMap((word, n) =>
    word.meanings.map((meaning) => {
      const isTyped = n === words.length - 1 && /[\p{L}\p{N}]$/u.test(query);
      const options = optionsFor(meaning, word, isTyped, store);
      const exact = store.vocabulary.numberOf(meaning);
      const weight = exact === undefined ? UNKNOWN_WEIGHT : (index.weights[exact] ?? UNKNOWN_WEIGHT);
      return { weight, options, folded: word.folded };
    }),
  );
}

/** Words that are meant: the same, such as begin so, and such as are spelt almost so. */
function optionsFor(
  meaning: string,
  word: Word,
  isTyped: boolean,
  { vocabulary }: OrganisationStore,
): ReadonlyMap<number, number> {
  const options = new Map<number, number>();
  for (const { number, slips } of vocabulary.similar(meaning)) options.set(number, slips === 1 ? 0.85 : 0.7);
  if (isTyped || word.stopped) {
    for (const number of vocabulary.beginning(word.folded, MOST_BEGINNINGS)) {
      const shared = word.folded.length / vocabulary.wordOf(number).length;
      options.set(number, Math.max(options.get(number) ?? 0, 0.8 + 0.15 * shared));
    }
  }
  const exact = vocabulary.numberOf(meaning);
  if (exact !== undefined) options.set(exact, 1);
  return options;
}

function namesFor(terms: readonly SearchTerm[], index: CandidateIndex): Set<number> {
  const names = new Set<number>();
  for (const { options } of terms) {
    for (const token of options.keys()) for (const name of index.namesOf(token)) names.add(name);
  }
  return names;
}

function scoreOf(
  name: number,
  organisation: StoredOrganisation,
  terms: readonly SearchTerm[],
  store: OrganisationStore,
  index: CandidateIndex,
  own: number | undefined,
): number {
  let asked = 0;
  let answered = 0;
  let ofName = 0;
  const tokens = store.tokensOf(name);
  for (const { weight, options, folded } of terms) {
    const { found, quality } = likest(tokens, options);
    asked += weight;
    if (found >= 0) ofName += index.weights[found] ?? 0;
    answered += weight * Math.max(quality, isPlaceOf(organisation, folded, store) ? 0.8 : 0);
  }
  const isOwn = own !== undefined && organisation.places.some(({ country }) => country === own);
  const status = organisation.status === 'active' ? 0 : -0.08;
  return (
    0.75 * (answered / asked) +
    0.25 * Math.min(1, ofName / (index.nameWeights[name] ?? 1)) +
    0.03 * organisation.prominence +
    (isOwn ? OWN_COUNTRY : 0) +
    status
  );
}

function likest(tokens: readonly number[], options: ReadonlyMap<number, number>) {
  let quality = 0;
  let found = -1;
  for (const token of tokens) {
    const alike = options.get(token) ?? 0;
    if (alike > quality) [quality, found] = [alike, token];
  }
  return { found, quality };
}

function isPlaceOf(
  organisation: StoredOrganisation,
  folded: string,
  { gazetteer }: OrganisationStore,
): boolean {
  return organisation.places.some(({ city }) => city >= 0 && gazetteer.phraseOf(city) === folded);
}

function hitOf(
  organisation: StoredOrganisation,
  name: number,
  score: number,
  store: OrganisationStore,
): SearchHit {
  const place = organisation.places[0];
  return {
    id: organisation.id,
    name: organisation.name,
    matchedName: store.nameTexts[name] ?? '',
    country: place === undefined || place.country < 0 ? undefined : countryCode(place.country),
    city: organisation.city,
    score,
  };
}
