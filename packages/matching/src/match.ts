import type { Candidate } from './candidates.ts';
import { countryCode } from './gazetteer.ts';
import type { OrganisationStore } from './organisation-store.ts';
import type { QueryText } from './query-text.ts';
import type { RorId } from './ror-id.ts';

/** One answer at most, or every organisation that the text names. */
export type MatchMode = 'single' | 'multi';

/**
 * `sure`: may be taken without looking (the measured precision is in docs/matching.md); `likely`: sure enough to be an
 * answer; `possible`: a suggestion for a person.
 */
export type MatchBand = 'sure' | 'likely' | 'possible';

/** Least score of an answer that may be taken without looking. */
export const SURE = 0.85;
/** Least score of an answer. */
export const LIKELY = 0.52;
/** Least score of a suggestion. */
export const POSSIBLE = 0.05;
const MOST_SUGGESTIONS = 5;

/** Why an organisation was found. */
export interface MatchReasons {
  /** The part of the text that is its name, with its place in the text, and the name of the registry that it is like. */
  readonly matched: {
    readonly text: string;
    readonly start: number;
    readonly end: number;
    readonly name: string;
  };
  /** Part of the name that was found, 0 to 1, by how much its words tell. */
  readonly coverage: number;
  /** `named`: the text names its country; `implied`: a city or region does; `other`: only other countries; `unknown`: none. */
  readonly country: 'named' | 'implied' | 'other' | 'unknown';
  readonly city: 'named' | 'in-name' | 'other' | 'unknown';
  /** Only its name is known, from the records of others. */
  readonly nameOnly: boolean;
}

/** An organisation that a text may mean. `score` is the chance of it, 0 to 1. */
export interface Match {
  readonly id: RorId;
  readonly name: string;
  readonly countries: readonly string[];
  readonly score: number;
  readonly band: MatchBand;
  readonly reasons: MatchReasons;
}

export interface MatchResult {
  readonly answers: readonly Match[];
  readonly suggestions: readonly Match[];
}

/** A candidate as it is told. */
export function asMatch(
  candidate: Candidate,
  score: number,
  query: QueryText,
  store: OrganisationStore,
): Match {
  const { organisation, alignment, evidence } = candidate;
  const start = query.words[candidate.fromWord]?.start ?? 0;
  const end = query.words[candidate.toWord - 1]?.end ?? start;
  const countries = organisation.places.map(({ country }) => country).filter((country) => country >= 0);
  return {
    id: organisation.id,
    name: organisation.name,
    countries: [...new Set(countries)].map(countryCode),
    score,
    band: score >= SURE ? 'sure' : score >= LIKELY ? 'likely' : 'possible',
    reasons: {
      matched: {
        text: query.text.slice(start, end),
        start,
        end,
        name: store.nameTexts[alignment.name] ?? '',
      },
      coverage: alignment.coverage,
      country: countryReason(evidence.country),
      city: cityReason(evidence.city),
      nameOnly: organisation.status === 'name-only',
    },
  };
}

/** Answers and suggestions among matches, the likeliest first. */
export function decide(matches: readonly Match[], mode: MatchMode): MatchResult {
  const answers: Match[] = [];
  for (const match of matches) {
    if (match.score < LIKELY || (mode === 'single' && answers.length > 0)) break;
    if (!answers.some((answer) => overlaps(answer, match))) answers.push(match);
  }
  const suggestions = matches
    .filter((match) => match.score >= POSSIBLE && !answers.includes(match))
    .slice(0, MOST_SUGGESTIONS);
  return { answers, suggestions };
}

function overlaps(a: Match, b: Match): boolean {
  return a.reasons.matched.start < b.reasons.matched.end && b.reasons.matched.start < a.reasons.matched.end;
}

function countryReason(evidence: number): MatchReasons['country'] {
  if (evidence === 2) return 'named';
  if (evidence === 1) return 'implied';
  return evidence < 0 ? 'other' : 'unknown';
}

function cityReason(evidence: number): MatchReasons['city'] {
  if (evidence === 2) return 'named';
  if (evidence === 1) return 'in-name';
  return evidence < 0 ? 'other' : 'unknown';
}
