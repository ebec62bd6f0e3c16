import type { LogLine } from '@caecilia/kernel';

/** Accesses of one day that read the same, as one; for a person who wants to know who looked. */
export interface FoldedAccess {
  /** Local calendar day, `2026-03-29`. */
  readonly day: string;
  /** Instants of the first and the last. */
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** What the lines have in common; of the first one, where they differ in what is not told (address, request). */
  readonly line: LogLine;
}

/** What makes two lines of a day read the same: who, in which role and for whom, what, how, and on which ground. */
function keyOf({ who, types, event, action, outcome }: LogLine): string {
  const { id, role, responsible, organization, ground, policyVersion, emergency } = who;
  const shown = [id, role, responsible, organization, ground, policyVersion, emergency?.reason];
  return JSON.stringify([...shown.map((part) => part ?? null), types, event, action, outcome]);
}

/** Folds lines that stand in the order of the log. The result is in the order of the first line of each. */
export function folded(lines: readonly LogLine[], dayOf: (at: string) => string): readonly FoldedAccess[] {
  const found = new Map<string, FoldedAccess>();
  for (const line of lines) {
    const day = dayOf(line.at);
    const key = `${day} ${keyOf(line)}`;
    const before = found.get(key);
    found.set(
      key,
      before === undefined
        ? { day, first: line.at, last: line.at, count: 1, line }
        : { ...before, last: line.at, count: before.count + 1 },
    );
  }
  return [...found.values()];
}
