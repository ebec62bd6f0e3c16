import { dayAt, dayNumber } from './civil-day.ts';
import { coversDay, type Term } from './term.ts';
import type { Clause } from './text.ts';

/** A version of the text of an agreement, as its history needs it. */
export interface Version {
  readonly n: number;
  readonly sha256: string;
  readonly clauses: readonly Clause[];
  /** First day on which it counts; absent while it is not signed by all. */
  readonly inForceFrom?: string | undefined;
}

/** An agreement with its texts, and what came before and after it. */
export interface Chained {
  readonly id: string;
  readonly code: string;
  readonly term: Term;
  /** First day on which it counted no more, where it was ended, terminated or followed by another before its term was over. */
  readonly stoppedOn?: string | undefined;
  readonly versions: readonly Version[];
}

/** What counted on a day. */
export interface InForce {
  readonly agreement: string;
  readonly code: string;
  readonly version: Version;
  /** First and last day on which this very text counts; absent last: until further notice. */
  readonly from: string;
  readonly until?: string | undefined;
}

const signed = ({ versions }: Chained) =>
  versions
    .flatMap((version) => (version.inForceFrom === undefined ? [] : [{ version, from: version.inForceFrom }]))
    // Of two texts from the same day the later one counts.
    .toSorted((a, b) => (a.from === b.from ? a.version.n - b.version.n : a.from < b.from ? -1 : 1));

/** The text that counts on a day by one agreement, or undefined where none does. */
export function inForceOn(agreement: Chained, day: string): InForce | undefined {
  const { id, code, term, stoppedOn } = agreement;
  if (!coversDay(term, day) || (stoppedOn !== undefined && day >= stoppedOn)) return undefined;
  const texts = signed(agreement);
  const index = texts.findLastIndex(({ from }) => from <= day);
  const found = texts[index];
  if (found === undefined) return undefined;
  const ends = [texts[index + 1]?.from, stoppedOn]
    .filter((each) => each !== undefined)
    .map((each) => dayAt(dayNumber(each) - 1));
  if (term.type === 'fixed' && term.expires !== undefined) ends.push(term.expires);
  const effective = term.effective ?? found.from;
  return {
    agreement: id,
    code,
    version: found.version,
    from: found.from < effective ? effective : found.from,
    until: ends.toSorted()[0],
  };
}

/** What counted on a day along a chain of agreements that followed each other; the latest agreement goes first. */
export function inForceInChain(chain: readonly Chained[], day: string): InForce | undefined {
  for (const agreement of chain.toReversed()) {
    const found = inForceOn(agreement, day);
    if (found !== undefined) return found;
  }
  return undefined;
}
