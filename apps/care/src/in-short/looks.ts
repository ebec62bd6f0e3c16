import { lookedBefore } from '@caecilia/careplan';
import type { Caller, LogLine, LogReader } from '@caecilia/kernel';

/** Lines of one answer of the log, and the most answers for one visit: who goes on for hours is told of thirty days. */
const AT_ONCE = 200;
const MOST_ANSWERS = 5;

/** A look at the plan itself, by what was asked: a list that shows signs of limits asks for no goals. */
function isLook({ outcome, event, target = '' }: LogLine): boolean {
  const asked = target.split('?')[0]?.split(',') ?? [];
  return outcome === 0 && event === 'search' && ['Consent', 'Goal'].every((type) => asked.includes(type));
}

/**
 * When this caller looked at this plan before this visit, from their own lines in the log. Nothing of anybody else is
 * read or shown, so that no line about looking at the log is left.
 */
export async function ownLookBefore(
  log: LogReader,
  { caller, patientId, now }: { readonly caller: Caller; readonly patientId: string; readonly now: Date },
): Promise<number | undefined> {
  const looks: number[] = [];
  let cursor: string | undefined;
  for (let answer = 0; answer < MOST_ANSWERS; answer += 1) {
    const page = await log.lines({
      patient: patientId,
      user: caller.id,
      newestFirst: true,
      count: AT_ONCE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    looks.push(...page.lines.filter(isLook).map(({ at }) => Date.parse(at)));
    const found = lookedBefore(looks, now.getTime());
    if (found !== undefined || page.next === undefined) return found;
    cursor = page.next;
  }
  return undefined;
}
