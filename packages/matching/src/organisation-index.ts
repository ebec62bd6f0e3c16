import { CandidateIndex } from './candidate-index.ts';
import { candidatesOf } from './candidates.ts';
import { featuresOf } from './features.ts';
import { asMatch, decide, type Match, type MatchMode, type MatchResult } from './match.ts';
import { chanceOf } from './model.ts';
import { NamedElsewhere } from './named-elsewhere.ts';
import { OrganisationStore } from './organisation-store.ts';
import { readText } from './query-text.ts';
import type { RorId } from './ror-id.ts';
import type { Organisation, RorRecord } from './ror-record.ts';
import { type SearchHit, type SearchOptions, searchNames } from './search.ts';

/** An organisation as it is indexed: what a `RorRecord` says beyond `Organisation` helps to tell the well known ones. */
export type IndexedOrganisation = Organisation & Partial<RorRecord>;

/**
 * Organisations, to be found by name: as somebody types (`search`) and in free text (`match`). Holds names and words
 * in flat lists. What is put, replaced or removed counts at the next question; the lists are then made anew, which
 * takes some seconds for a whole registry, so bring changes together.
 */
export class OrganisationIndex {
  readonly #store = new OrganisationStore();
  readonly #elsewhere = new NamedElsewhere();
  #index: CandidateIndex | undefined;

  constructor(organisations: Iterable<IndexedOrganisation> = []) {
    for (const organisation of organisations) this.put(organisation);
  }

  /** How many organisations were put; those that are known by name only are not counted. */
  get size(): number {
    return this.#store.size - this.#elsewhere.size;
  }

  /** Adds an organisation, or replaces the one with its id. */
  put(organisation: IndexedOrganisation): void {
    this.#elsewhere.forget(organisation.id);
    this.#store.put(organisation);
    this.#elsewhere.note(organisation);
    this.#index = undefined;
  }

  /** Adds an organisation of which little more than the name is known; one that was put already stays as it is. */
  putNameOnly(organisation: IndexedOrganisation): void {
    const known = this.#store.get(organisation.id);
    if (known !== undefined && known.status !== 'name-only') return;
    this.#elsewhere.noteNameOnly(organisation);
    this.#index = undefined;
  }

  /** Takes an organisation away; false where there was none. */
  remove(id: RorId): boolean {
    if ((this.#store.get(id)?.status ?? 'name-only') === 'name-only') return false;
    this.#index = undefined;
    return this.#store.remove(id);
  }

  /**
   * Organisations that a free text means (an affiliation in an article, an address): `answers` are sure enough to be
   * taken, at most one in `single` mode; `suggestions` are for a person to judge. Each with its reasons.
   */
  match(text: string, mode: MatchMode = 'single'): MatchResult {
    return decide(mode === 'single' ? this.#scored(text) : this.#scoredInParts(text), mode);
  }

  /** Organisations for the beginning of a name as it is typed, misspelt or shortened, the likeliest first. */
  search(query: string, options: SearchOptions = {}): SearchHit[] {
    return searchNames(query, options, this.#store, this.#made());
  }

  /** The measures of the model for each candidate, for the tool that fits the model. */
  measuresOf(text: string): { readonly id: RorId; readonly measures: Float32Array }[] {
    const { candidates, measures } = this.#candidates(text);
    return candidates.map(({ organisation }, n) => ({
      id: organisation.id,
      measures: measures[n] ?? new Float32Array(),
    }));
  }

  /** Words that are in at least `least` names, and in how many of 150,000; for the tool that fits the model. */
  commonWords(least: number): { readonly word: string; readonly count: number }[] {
    const { vocabulary, names } = this.#store;
    return Array.from({ length: vocabulary.size }, (_, number) => ({
      word: vocabulary.wordOf(number),
      count: vocabulary.countOf(number),
    }))
      .filter(({ count }) => count >= least)
      .map(({ word, count }) => ({ word, count: Math.round((count * 150_000) / names) }))
      .sort((a, b) => b.count - a.count);
  }

  /** Makes the lists now, so that the first question need not wait for it. */
  prepare(): void {
    this.#made();
  }

  /** In the whole text and in each of its parts between semicolons: those are affiliations of their own. */
  #scoredInParts(text: string): Match[] {
    const best = new Map<RorId, Match>();
    const parts = text.includes(';') ? partsOf(text) : [];
    for (const { part, start } of [{ part: text, start: 0 }, ...parts]) {
      for (const match of this.#scored(part)) {
        if (match.score > (best.get(match.id)?.score ?? 0)) best.set(match.id, shifted(match, start));
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score);
  }

  #scored(text: string): Match[] {
    const { query, candidates, measures } = this.#candidates(text);
    const matches = candidates.map((candidate, n) =>
      asMatch(candidate, chanceOf(measures[n] ?? []), query, this.#store),
    );
    return matches.sort((a, b) => b.score - a.score);
  }

  #candidates(text: string) {
    const index = this.#made();
    const { vocabulary, gazetteer } = this.#store;
    const query = readText(text, { vocabulary, gazetteer, index });
    const candidates = candidatesOf(query, this.#store, index);
    return { query, candidates, measures: featuresOf(candidates, query, this.#store) };
  }

  #made(): CandidateIndex {
    if (this.#index === undefined) {
      this.#elsewhere.putInto(this.#store);
      this.#index = new CandidateIndex(this.#store);
    }
    return this.#index;
  }
}

const MOST_PARTS = 30;

function partsOf(text: string): { readonly part: string; readonly start: number }[] {
  let start = 0;
  return text
    .split(';', MOST_PARTS)
    .map((part) => {
      const found = { part, start };
      start += part.length + 1;
      return found;
    })
    .filter(({ part }) => part.trim() !== '');
}

function shifted(match: Match, by: number): Match {
  const { matched } = match.reasons;
  const moved = { ...matched, start: matched.start + by, end: matched.end + by };
  return { ...match, reasons: { ...match.reasons, matched: moved } };
}
