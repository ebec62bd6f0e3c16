import { hash } from 'node:crypto';
import type { AccessLine } from './access-line.ts';
import { dayOf } from './local-time.ts';

/** Which accesses of a month a person looks at. */
export interface SampleOrder {
  /** Local month, `2026-03`. */
  readonly month: string;
  /** Written down with the review, so that anybody can draw the same sample again. */
  readonly seed: string;
  /** How many lines; every role that occurs gets at least one, also where that makes it more. */
  readonly size: number;
  readonly timeZone?: string;
}

/**
 * The monthly sample, in the order of the log. The same seed and log give the same lines, in whatever order they were
 * read: each line is ranked by a digest of seed and id, which nobody can steer who does not choose both.
 */
export function monthlySample(lines: readonly AccessLine[], order: SampleOrder): readonly AccessLine[] {
  const timeZone = order.timeZone ?? 'Europe/Amsterdam';
  const ranked = lines
    .filter((line) => dayOf(line, timeZone).startsWith(`${order.month}-`))
    .map((line) => ({ line, rank: hash('sha256', `${order.seed}\n${line.id}`, 'hex') }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ line }) => line);
  const chosen = new Set(ranked.slice(0, order.size));
  const roles = new Set([...chosen].map(({ role }) => role));
  for (const line of ranked) {
    if (roles.has(line.role)) continue;
    roles.add(line.role);
    chosen.add(line);
  }
  return [...chosen].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.id < other.id ? -1 : 1),
  );
}
