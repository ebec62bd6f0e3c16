import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OverlapProfile } from '../overlap-profile.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'overlap-pairs');

/** What a coder says of a pair. */
export type Verdict = 'same' | 'joinable' | 'different';

const VERDICTS = ['same', 'joinable', 'different'] as const;

type Coding = Readonly<Record<Verdict, readonly string[]>>;

interface Codings {
  readonly first: Coding;
  readonly second: Coding;
  readonly acrossPairs: { readonly joinable: readonly (readonly [string, string])[] };
}

interface WrittenInitiative {
  readonly title: string;
  readonly summary?: string;
  readonly partners?: readonly string[];
  readonly people?: readonly string[];
  readonly countries?: readonly string[];
  readonly call?: string;
  readonly topics?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** A pair of the gold set, with the verdict of the first coding. */
export interface WrittenPair {
  readonly id: string;
  readonly half: 'tune' | 'held' | 'after';
  readonly verdict: Verdict;
  readonly members: readonly [OverlapProfile, OverlapProfile];
}

function profileOf(id: string, written: WrittenInitiative): OverlapProfile {
  return {
    id,
    titles: [written.title],
    summaries: written.summary === undefined ? [] : [written.summary],
    partners: written.partners ?? [],
    people: written.people ?? [],
    countries: written.countries ?? [],
    calls: written.call === undefined ? [] : [written.call],
    topics: written.topics ?? [],
    ...(written.from === undefined ? {} : { from: written.from }),
    ...(written.to === undefined ? {} : { to: written.to }),
  };
}

function readCodings(): Codings {
  return JSON.parse(readFileSync(join(FOLDER, 'codings.json'), 'utf8')) as Codings;
}

function verdictIn(coding: Coding, id: string): Verdict {
  const verdict = VERDICTS.find((one) => coding[one].includes(id));
  if (verdict === undefined) throw new Error(`pair ${id} was not coded`);
  return verdict;
}

/** The pairs of the repository. */
export function writtenPairs(): readonly WrittenPair[] {
  const { first } = readCodings();
  return readFileSync(join(FOLDER, 'pairs.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { id, half, a, b } = JSON.parse(line) as {
        id: string;
        half: WrittenPair['half'];
        a: WrittenInitiative;
        b: WrittenInitiative;
      };
      return {
        id,
        half,
        verdict: verdictIn(first, id),
        members: [profileOf(`${id}a`, a), profileOf(`${id}b`, b)],
      };
    });
}

/** Whether members of two pairs were coded as belonging together. */
export function belongTogether(): (pair: string, other: string) => boolean {
  const related = new Set(readCodings().acrossPairs.joinable.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  return (pair, other) => pair === other || related.has(`${pair} ${other}`);
}

/** How far the two codings agree: the share of pairs, and Cohen's kappa, which takes off what chance would give. */
export function agreement(): { readonly pairs: number; readonly agreed: number; readonly kappa: number } {
  const { first, second } = readCodings();
  const ids = VERDICTS.flatMap((verdict) => first[verdict]);
  const agreed = ids.filter((id) => verdictIn(first, id) === verdictIn(second, id)).length;
  const byChance = VERDICTS.reduce(
    (sum, verdict) => sum + (first[verdict].length / ids.length) * (second[verdict].length / ids.length),
    0,
  );
  return { pairs: ids.length, agreed, kappa: (agreed / ids.length - byChance) / (1 - byChance) };
}
