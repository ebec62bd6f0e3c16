import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seen } from './witness.ts';

/** What a test file, or a whole run, came to. */
export interface LogCount {
  /** Answered requests by what they had to do with patients. */
  readonly requests: Readonly<Record<string, number>>;
  /** Of those that touched patients: by the log broken on purpose. */
  readonly brokenOnPurpose: number;
  readonly lines: number;
  /** What is wrong, in words: requests without their lines, routes that nobody judged. */
  readonly faults: readonly string[];
}

export const NOTHING: LogCount = { requests: {}, brokenOnPurpose: 0, lines: 0, faults: [] };

/** Reads what the witnesses of one test file wrote down. */
export function countIn(folder: string): LogCount {
  if (!existsSync(folder)) return NOTHING;
  const seen = globSync('*.ndjson', { cwd: folder }).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Seen),
  );
  return countOf(seen);
}

/** Compares requests and lines. A request id that was given twice needs the lines of both. */
export function countOf(seen: readonly Seen[]): LogCount {
  const requests: Record<string, number> = {};
  const needed = new Map<string, { least: number; what: string }>();
  const lines = new Map<string, number>();
  const excused = new Set<string>();
  const unjudged: string[] = [];
  for (const each of seen) {
    if (each.seen === 'lines') lines.set(each.id, Math.max(each.lines, lines.get(each.id) ?? 0));
    else if (each.seen === 'no-line') excused.add(each.id);
    else {
      const { id, touch, least, what } = each;
      requests[touch] = (requests[touch] ?? 0) + 1;
      if (touch === 'unknown') unjudged.push(`nobody judged what is at ${what}`);
      if (touch === 'touched') needed.set(id, { least: least + (needed.get(id)?.least ?? 0), what });
    }
  }
  const missing = [...needed]
    .filter(([id, { least }]) => (lines.get(id) ?? 0) < least && !excused.has(id))
    .map(([id, { least, what }]) => `${what}: ${lines.get(id) ?? 0} of ${least} lines (${id})`);
  return {
    requests,
    brokenOnPurpose: [...excused].filter((id) => needed.has(id)).length,
    lines: [...lines.values()].reduce((sum, count) => sum + count, 0),
    faults: [...unjudged, ...missing],
  };
}

/** Both together. */
export function sumOf(one: LogCount, other: LogCount): LogCount {
  const requests = { ...one.requests };
  for (const [touch, count] of Object.entries(other.requests))
    requests[touch] = (requests[touch] ?? 0) + count;
  return {
    requests,
    brokenOnPurpose: one.brokenOnPurpose + other.brokenOnPurpose,
    lines: one.lines + other.lines,
    faults: [...one.faults, ...other.faults],
  };
}
