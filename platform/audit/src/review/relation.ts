import type { ReviewRules, Span } from './access-line.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How two people stood to each other at a moment. */
export type Standing =
  | { readonly kind: 'held' }
  /** It began soon after: the referral was read before it was accepted. */
  | { readonly kind: 'followed' }
  | { readonly kind: 'afterwork' }
  | { readonly kind: 'ended'; readonly days: number }
  /** The ground needs no care relation: planning, registration. */
  | { readonly kind: 'duty' }
  | { readonly kind: 'none' };

/** The standing at a moment, from every relation there was. */
export function standingAt(
  spans: readonly Span[],
  atMs: number,
  { relationFollowsHours, afterworkDays }: ReviewRules,
): Standing {
  let lastEnd = Number.NEGATIVE_INFINITY;
  let nextStart = Number.POSITIVE_INFINITY;
  for (const { from, until } of spans) {
    const start = Date.parse(from);
    const end = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
    if (start <= atMs && atMs < end) return { kind: 'held' };
    if (start > atMs) nextStart = Math.min(nextStart, start);
    else lastEnd = Math.max(lastEnd, end);
  }
  if (nextStart - atMs <= relationFollowsHours * HOUR) return { kind: 'followed' };
  if (lastEnd === Number.NEGATIVE_INFINITY) return { kind: 'none' };
  const days = Math.floor((atMs - lastEnd) / DAY);
  return days < afterworkDays ? { kind: 'afterwork' } : { kind: 'ended', days };
}

/** Whether the standing is one that explains a look into the record. */
export function explains({ kind }: Standing): boolean {
  return kind === 'held' || kind === 'followed' || kind === 'afterwork' || kind === 'duty';
}

/** Whether a moment lies in one of the spans, give or take some minutes. */
export function within(spans: readonly Span[], atMs: number, marginMinutes: number): boolean {
  const margin = marginMinutes * 60_000;
  return spans.some(
    ({ from, until }) =>
      Date.parse(from) - margin <= atMs && (until === undefined || atMs < Date.parse(until) + margin),
  );
}
