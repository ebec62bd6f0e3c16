import type { Likeness } from '@caecilia/matching';
import type { OverlapKind, OverlapProfile, OverlapReason } from './overlap-profile.ts';

/** How rare something is among the initiatives: 1 where nobody else has it, towards 0 where everybody has it. */
export type Rarity = (kind: OverlapKind, value: string) => number;

/** What is known of two initiatives before it is weighed. */
export interface OverlapEvidence {
  readonly asked: OverlapProfile;
  readonly found: OverlapProfile;
  readonly likeness: Likeness;
  readonly rarity: Rarity;
}

/**
 * Points of the score: sums are log-odds. They were set on the half of the written pairs that may be looked at
 * (docs/overlap.md), and are few on purpose.
 */
export const POINTS = {
  /** Before anything is known. */
  base: -3.2,
  /** For texts that say the same; less in proportion. */
  text: 6.5,
  partner: 0.9,
  person: 1.0,
  country: 0.5,
  call: 0.9,
  topic: 1.3,
  otherPartners: -0.5,
  otherCountries: -0.6,
  apartInTime: -0.8,
} as const;

/** What two share counts at most this much together while their texts have little in common. */
const MOST_WITHOUT_TEXT = 2.2;

function inCommon(a: readonly string[], b: readonly string[]): readonly string[] {
  const others = new Set(b);
  return [...new Set(a)].filter((value) => others.has(value));
}

/** Further ones of a kind add half of what the one before adds: a consortium of ten is no ten reasons. */
function pointsOf(kind: OverlapKind, most: number, shared: readonly string[], rarity: Rarity): number {
  return shared
    .map((value) => rarity(kind, value))
    .sort((a, b) => b - a)
    .reduce((sum, rare, place) => sum + (most * rare) / 2 ** place, 0);
}

/** One number for how alike two texts are, 0 to 1: half by all that they say, half by what the shorter one says. */
export function textStrength({ cosine, coverage }: Likeness): number {
  return Math.min(1, Math.sqrt(cosine * 0.5 + coverage * 0.5));
}

const YEAR_MS = 365.25 * 86_400_000;

/** Years between the end of the one and the beginning of the other; 0 where they touch or where a day is missing. */
function yearsApart(a: OverlapProfile, b: OverlapProfile): number {
  if (a.from === undefined || b.from === undefined) return 0;
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  // Without a last day it may go on for years.
  if (first.to === undefined || second.from === undefined) return 0;
  return Math.max(0, (Date.parse(second.from) - Date.parse(first.to)) / YEAR_MS);
}

function sharedReasons({ asked, found, rarity }: OverlapEvidence): readonly OverlapReason[] {
  const of = (kind: OverlapKind, most: number, a: readonly string[], b: readonly string[]) => {
    const shared = inCommon(a, b);
    return shared.length === 0 ? [] : [{ kind, shared, weight: pointsOf(kind, most, shared, rarity) }];
  };
  return [
    ...of('partner', POINTS.partner, asked.partners, found.partners),
    ...of('person', POINTS.person, asked.people, found.people),
    ...of('country', POINTS.country, asked.countries, found.countries),
    ...of('call', POINTS.call, asked.calls, found.calls),
    ...of('topic', POINTS.topic, asked.topics, found.topics),
  ];
}

function reasonsAgainst({ asked, found }: OverlapEvidence): readonly OverlapReason[] {
  const reasons: OverlapReason[] = [];
  const apart = (a: readonly string[], b: readonly string[]) =>
    a.length > 0 && b.length > 0 && inCommon(a, b).length === 0;
  if (apart(asked.partners, found.partners))
    reasons.push({ kind: 'partner', shared: [], weight: POINTS.otherPartners });
  if (apart(asked.countries, found.countries))
    reasons.push({ kind: 'country', shared: [], weight: POINTS.otherCountries });
  const years = yearsApart(asked, found);
  if (years > 1)
    reasons.push({ kind: 'date', shared: [], weight: POINTS.apartInTime * Math.min(1, years / 3) });
  return reasons;
}

function sum(reasons: readonly OverlapReason[]): number {
  return reasons.reduce((total, { weight }) => total + weight, 0);
}

/**
 * Weighs what two initiatives share. The words carry most: that two share partner, person and country alone says that
 * they know each other, so without words in common it is held below what is shown.
 */
export function weighOverlap(evidence: OverlapEvidence): {
  score: number;
  reasons: readonly OverlapReason[];
} {
  const strength = textStrength(evidence.likeness);
  const shared = sharedReasons(evidence);
  const most = MOST_WITHOUT_TEXT * Math.min(1, 0.3 + 2 * strength);
  const lowered = Math.min(1, most / Math.max(sum(shared), most));
  const text: OverlapReason = {
    kind: 'text',
    shared: [],
    weight: POINTS.text * strength,
  };
  const reasons = [
    ...(strength === 0 ? [] : [text]),
    ...shared.map((reason) => ({ ...reason, weight: reason.weight * lowered })),
    ...reasonsAgainst(evidence),
  ].sort((a, b) => b.weight - a.weight);
  return { score: 1 / (1 + Math.exp(-(POINTS.base + sum(reasons)))), reasons };
}
