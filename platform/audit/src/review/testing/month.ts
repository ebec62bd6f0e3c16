import type { AccessLine, ReviewFacts } from '../access-line.ts';
import type { Finding } from '../odd-access.ts';
import { factsOf, hospitalOf } from './hospital.ts';
import { type OddOne, oddAccessesAmong } from './odd-accesses.ts';
import { ordinaryAccesses } from './ordinary-accesses.ts';

/** A month of the log in which it is known what is odd. */
export interface Month {
  readonly lines: readonly AccessLine[];
  readonly facts: ReviewFacts;
  readonly odd: readonly OddOne[];
}

/** The ordinary ones are made first, so that what makes an odd one odd cannot colour them. */
export function monthOf(seed: number, { accesses, odd: count }: { accesses: number; odd: number }): Month {
  const hospital = hospitalOf(seed);
  const ordinary = ordinaryAccesses(hospital, accesses - count);
  const odd = oddAccessesAmong(hospital, count);
  const lines = hospital.chance.shuffled([...ordinary, ...odd.flatMap((each) => each.lines)]);
  return { lines, facts: factsOf(hospital), odd };
}

/** How a review did: what it found of what was hidden, and what it found beside that. */
export function scoreOf({ odd, lines }: Month, findings: readonly Finding[]) {
  const isAbout = (finding: Finding, { lines: hidden, rule }: OddOne) =>
    finding.reasons.some((reason) => reason.rule === rule) &&
    hidden.some(({ id }) => finding.lines.includes(id));
  const missed = odd.filter((each) => !findings.some((finding) => isAbout(finding, each)));
  const wrong = findings.filter((finding) => !odd.some((each) => isAbout(finding, each)));
  return {
    found: odd.length - missed.length,
    missed,
    wrong,
    ofFindings: wrong.length / findings.length,
    ofAccesses: wrong.length / lines.length,
  };
}
