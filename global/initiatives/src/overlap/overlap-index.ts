import type { ReadText, TextQuestion } from '@caecilia/matching';
import { readText, TextCorpus } from '@caecilia/matching';
import type { Overlap, OverlapKind, OverlapProfile } from './overlap-profile.ts';
import { weighOverlap } from './overlap-score.ts';
import { readPlaces } from './places.ts';

/** What is shown at intake unless another number is asked for. */
export const MOST_OVERLAPS = 5;
/** Score from which every initiative is shown to who starts one; how it was set: docs/overlap.md. */
export const SURE_OVERLAP = 0.7;
/**
 * Score from which the best of the others is shown as well: one doubtful one is worth a look, four are noise. Where
 * nothing but words speaks for it, it has to be surer.
 */
export const DOUBTFUL_OVERLAP = { withFacts: 0.35, byWordsAlone: 0.5 } as const;

/** Texts that are looked at closely for one question, and as many by what else is shared. */
const MOST_CANDIDATES = 60;
const TITLE_WEIGHT = 2;
const MOST_WORDS = 6;
/** A text that names more countries than these tells who may take part, not where it happens. */
const MOST_NAMED = 4;

interface Held {
  readonly profile: OverlapProfile;
  readonly text: ReadText;
}

/** Our own house: that it takes part in everything is no reason for anything. */
export interface OwnHouse {
  readonly orgs: readonly string[];
  readonly countries: readonly string[];
}

const LISTS = {
  partner: 'partners',
  person: 'people',
  country: 'countries',
  call: 'calls',
  topic: 'topics',
} as const satisfies Partial<Record<OverlapKind, keyof OverlapProfile>>;

type SharedKind = keyof typeof LISTS;

const SHARED_KINDS = Object.keys(LISTS) as readonly SharedKind[];

function held(profile: OverlapProfile, own: OwnHouse): Held {
  const titles = profile.titles.map(readPlaces);
  const summaries = profile.summaries.map(readPlaces);
  const named = [...titles, ...summaries].flatMap(({ countries }) => countries);
  const countries = profile.countries.length > 0 || named.length > MOST_NAMED ? profile.countries : named;
  return {
    profile: {
      ...profile,
      partners: profile.partners.filter((org) => !own.orgs.includes(org)),
      countries: [...new Set(countries)].filter((country) => !own.countries.includes(country)),
    },
    text: readText([
      ...titles.map(({ rest }) => ({ text: rest, weight: TITLE_WEIGHT })),
      ...summaries.map(({ rest }) => ({ text: rest })),
    ]),
  };
}

/**
 * The initiatives of the house, held so that a new one can be compared with all of them while it is typed. It lives in
 * memory and is filled from the register; it decides nothing and shows what a person then judges.
 */
export class OverlapIndex {
  readonly #held = new Map<string, Held>();
  readonly #texts = new TextCorpus();
  readonly #holders = new Map<string, Set<string>>();
  readonly #own: OwnHouse;

  constructor(own: OwnHouse = { orgs: [], countries: ['NL'] }) {
    this.#own = own;
  }

  get size(): number {
    return this.#held.size;
  }

  /** Adds an initiative, or what has become of it. */
  set(profile: OverlapProfile): void {
    this.delete(profile.id);
    const one = held(profile, this.#own);
    this.#held.set(profile.id, one);
    this.#texts.set(profile.id, one.text);
    for (const key of sharedKeys(one.profile)) {
      const holders = this.#holders.get(key);
      if (holders === undefined) this.#holders.set(key, new Set([profile.id]));
      else holders.add(profile.id);
    }
  }

  /** Takes one out, for instance because it was merged into another. */
  delete(id: string): void {
    const one = this.#held.get(id);
    if (one === undefined) return;
    for (const key of sharedKeys(one.profile)) {
      this.#holders.get(key)?.delete(id);
      if (this.#holders.get(key)?.size === 0) this.#holders.delete(key);
    }
    this.#held.delete(id);
    this.#texts.delete(id);
  }

  #rarity = (kind: OverlapKind, value: string): number => {
    const holders = this.#holders.get(`${kind} ${value}`)?.size ?? 0;
    const all = this.#held.size + 20;
    return Math.max(0, Math.min(1, Math.log(all / (holders + 1)) / Math.log(all / 4)));
  };

  /** Those with something rare in common, for where the words do not lead to each other. */
  #alikeByFacts(profile: OverlapProfile): readonly string[] {
    const points = new Map<string, number>();
    for (const kind of SHARED_KINDS)
      for (const value of profile[LISTS[kind]])
        for (const id of this.#holders.get(`${kind} ${value}`) ?? [])
          points.set(id, (points.get(id) ?? 0) + this.#rarity(kind, value));
    return [...points]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_CANDIDATES)
      .map(([id]) => id);
  }

  /**
   * What exists already of a new initiative: those that are sure and at most one that is doubtful, the surest first, five
   * in all. The initiative itself is never among them.
   */
  find(profile: OverlapProfile): readonly Overlap[] {
    const near = this.nearest(profile, MOST_OVERLAPS + 1);
    const sure = near.filter(({ score }) => score >= SURE_OVERLAP);
    const doubtful = near.find((one) => one.score < SURE_OVERLAP && isWorthALook(one));
    return [...sure, ...(doubtful === undefined ? [] : [doubtful])].slice(0, MOST_OVERLAPS);
  }

  /** The nearest ones whatever their score, the surest first. */
  nearest(profile: OverlapProfile, most: number): readonly Overlap[] {
    const asked = held(profile, this.#own);
    const question = this.#texts.ask(asked.text);
    const byText = question.nearest({ most: MOST_CANDIDATES, skip: profile.id });
    const ids = new Set([...byText.map(({ id }) => id), ...this.#alikeByFacts(asked.profile)]);
    ids.delete(profile.id);
    return [...ids]
      .flatMap((id) => {
        const found = this.#held.get(id);
        return found === undefined ? [] : [{ id, ...this.#weigh(asked, found, question) }];
      })
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, most)
      .map((overlap) => withWords(overlap, question));
  }

  #weigh(asked: Held, found: Held, question: TextQuestion<string>): Omit<Overlap, 'id'> {
    return weighOverlap({
      asked: asked.profile,
      found: found.profile,
      likeness: question.likeness(found.profile.id),
      rarity: this.#rarity,
    });
  }
}

function isWorthALook({ score, reasons }: Overlap): boolean {
  const facts = reasons.some(({ kind, weight }) => kind !== 'text' && weight > 0);
  return score >= (facts ? DOUBTFUL_OVERLAP.withFacts : DOUBTFUL_OVERLAP.byWordsAlone);
}

/** The words that both say are looked for where they are shown only. */
function withWords(overlap: Overlap, question: TextQuestion<string>): Overlap {
  return {
    ...overlap,
    reasons: overlap.reasons.map((reason) =>
      reason.kind === 'text' ? { ...reason, shared: wordsInCommon(question.shared(overlap.id)) } : reason,
    ),
  };
}

function wordsInCommon(
  shared: readonly { readonly words: readonly [string, string]; readonly share: number }[],
): readonly string[] {
  const words = shared
    .filter(({ share }) => share >= 0.02)
    .map(({ words: [asked, found] }) => (asked === found ? asked : `${asked} / ${found}`));
  return [...new Set(words)].slice(0, MOST_WORDS);
}

function sharedKeys(profile: OverlapProfile): readonly string[] {
  return SHARED_KINDS.flatMap((kind) =>
    [...new Set(profile[LISTS[kind]])].map((value) => `${kind} ${value}`),
  );
}
