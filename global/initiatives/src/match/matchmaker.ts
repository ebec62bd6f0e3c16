import { readText, TextCorpus, type TextPart, type TextQuestion } from '@caecilia/matching';

/** What is proposed to an initiative. */
export const CANDIDATE_KINDS = ['partner', 'person', 'call'] as const;

/** A partner, a person or a call that could be proposed. */
export interface Candidate {
  readonly id: string;
  readonly kind: (typeof CANDIDATE_KINDS)[number];
  /** Institution that counts for the cap: of a person where they work, of a partner itself, of a call its funder. */
  readonly institution: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** What it says of itself: own words, titles of works, the description of a call. One text each. */
  readonly texts: readonly string[];
  /** Organisations it has worked with: of earlier initiatives, publications, agreements. */
  readonly workedWith: readonly string[];
  /** Networks it belongs to. */
  readonly networks: readonly string[];
}

/** What an initiative looks for. */
export interface Wanted {
  readonly parts: readonly TextPart[];
  /** Organisations that take part already; a partner among them is not proposed, a person may be. */
  readonly partners: readonly string[];
  readonly people: readonly string[];
  readonly countries: readonly string[];
  readonly networks: readonly string[];
}

/** Why a candidate is proposed. */
export interface MatchReason {
  readonly kind: 'words' | 'worked-with' | 'network' | 'country';
  /** Words both say, ids of organisations or networks, codes of countries. */
  readonly shared: readonly string[];
  readonly weight: number;
}

/** A proposal with its reasons, strongest first. */
export interface Match {
  readonly id: string;
  readonly institution: string;
  readonly country?: string;
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

/** No more than this many of one institution among the first ten. */
export const MOST_OF_INSTITUTION = 2;
const FIRST = 10;
/** An expert is judged by the works that are nearest, not by all that they ever wrote. */
const BEST_TEXTS = 4;
const LEAST_WORDS = 0.03;
const WEIGHTS = { 'worked-with': 0.1, network: 0.06, country: 0.06 } as const;
/** What a further one of the same country loses: the list should not be of one country where others are as good. */
const OF_SAME_COUNTRY = 0.06;

interface Held {
  readonly candidate: Candidate;
  readonly texts: readonly string[];
}

/**
 * Proposes partners, people and calls to an initiative by what they say of themselves, with whom they worked and where
 * they are. It lives in memory and is filled from the register. Without words in common nobody is proposed: that somebody
 * is known to us is no reason of its own.
 */
export class Matchmaker {
  readonly #held = new Map<string, Held>();
  readonly #texts = new TextCorpus();

  get size(): number {
    return this.#held.size;
  }

  /** Adds a candidate, or what has become of it. */
  set(candidate: Candidate): void {
    this.delete(candidate.id);
    const texts = candidate.texts.map((text, at) => {
      const id = `${candidate.id}\u0000${at}`;
      this.#texts.set(id, readText([{ text }]));
      return id;
    });
    this.#held.set(candidate.id, { candidate, texts });
  }

  /** Takes a candidate out, for instance a person who does not want to be proposed. */
  delete(id: string): void {
    for (const text of this.#held.get(id)?.texts ?? []) this.#texts.delete(text);
    this.#held.delete(id);
  }

  /** The best of a kind, at most `most`, no more than two of an institution among the first ten. */
  find(wanted: Wanted, kind: Candidate['kind'], most = FIRST): readonly Match[] {
    const question = this.#texts.ask(readText(wanted.parts));
    const matches = [...this.#held.values()]
      .filter(({ candidate }) => candidate.kind === kind && !takesPart(candidate, wanted))
      .map((held) => matchOf(held, wanted, question))
      .filter((match) => match !== undefined)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    return diverse(matches, most);
  }
}

function matchOf(
  { candidate, texts }: Held,
  wanted: Wanted,
  question: TextQuestion<string>,
): Match | undefined {
  const near = texts
    .map((id) => ({ id, cosine: question.likeness(id).cosine }))
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, BEST_TEXTS);
  const words = near.reduce((sum, { cosine }) => sum + cosine, 0) / Math.max(1, near.length);
  const [best] = near;
  if (best === undefined || words < LEAST_WORDS) return undefined;
  const shared = question
    .shared(best.id)
    .map(({ words: [said, found] }) => (said === found ? said : `${said} / ${found}`));
  const reasons: readonly MatchReason[] = [
    { kind: 'words', shared: [...new Set(shared)].slice(0, 6), weight: words },
    ...factsOf(candidate, wanted),
  ];
  return {
    id: candidate.id,
    institution: candidate.institution,
    ...(candidate.country === undefined ? {} : { country: candidate.country }),
    score: reasons.reduce((sum, { weight }) => sum + weight, 0),
    reasons: reasons.toSorted((a, b) => b.weight - a.weight),
  };
}
function takesPart({ id, kind }: Candidate, wanted: Wanted): boolean {
  if (kind === 'partner') return wanted.partners.includes(id);
  return kind === 'person' && wanted.people.includes(id);
}

function factsOf(candidate: Candidate, wanted: Wanted): readonly MatchReason[] {
  const country = candidate.country === undefined ? [] : [candidate.country];
  const facts = [
    { kind: 'worked-with', shared: candidate.workedWith.filter((org) => wanted.partners.includes(org)) },
    { kind: 'network', shared: candidate.networks.filter((network) => wanted.networks.includes(network)) },
    { kind: 'country', shared: country.filter((code) => wanted.countries.includes(code)) },
  ] as const;
  return facts
    .filter(({ shared }) => shared.length > 0)
    .map(({ kind, shared }) => ({ kind, shared: [...new Set(shared)], weight: WEIGHTS[kind] }));
}

/** Takes the best one after the other; what would be a third of an institution among the first ten comes after them. */
function diverse(matches: readonly Match[], most: number): readonly Match[] {
  const left = [...matches];
  const chosen: Match[] = [];
  const ofInstitution = new Map<string, number>();
  const ofCountry = new Map<string, number>();
  const worth = ({ score, country }: Match) =>
    score * (1 - OF_SAME_COUNTRY * (country === undefined ? 0 : (ofCountry.get(country) ?? 0)));
  while (chosen.length < most && left.length > 0) {
    const open = left.filter(
      ({ institution }) =>
        chosen.length >= FIRST || (ofInstitution.get(institution) ?? 0) < MOST_OF_INSTITUTION,
    );
    const best = open.reduce<Match | undefined>(
      (first, match) => (first === undefined || worth(match) > worth(first) ? match : first),
      undefined,
    );
    // Fewer are proposed sooner than three of one institution among the first ten.
    if (best === undefined) return chosen;
    chosen.push(best);
    left.splice(left.indexOf(best), 1);
    ofInstitution.set(best.institution, (ofInstitution.get(best.institution) ?? 0) + 1);
    if (best.country !== undefined) ofCountry.set(best.country, (ofCountry.get(best.country) ?? 0) + 1);
  }
  return chosen;
}
