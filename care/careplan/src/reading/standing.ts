import type { Doubt, Standing } from '../plan.ts';
import { type Element, elementOf, extensionsOf, isPresent, wordsOf } from './element.ts';
import type { PlanDate } from './planDate.ts';
import { isInFuture, type Reader } from './reader.ts';

/** Whether a Consent counts now, until when, and why it ended. `doubt`: that cannot be told. */
export interface ConsentStanding {
  readonly standing: Standing;
  readonly doubt?: Doubt;
  readonly since?: PlanDate;
  readonly until?: PlanDate;
  readonly endReason?: string;
}

const BY_STATUS = new Map<unknown, Standing>([
  ['draft', 'proposed'],
  ['proposed', 'proposed'],
  ['active', 'inForce'],
  ['rejected', 'rejected'],
  ['inactive', 'ended'],
  ['entered-in-error', 'voided'],
]);

/** Reads status, period and reason for ending of a Consent. */
export function readConsentStanding(consent: Element, provision: Element, reader: Reader): ConsentStanding {
  const { start, end } = elementOf(provision.period) ?? {};
  const [since, until] = [reader.date(start), reader.date(end)];
  const endReason = reasonForEnding(provision, reader);
  const about = {
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    ...(endReason === undefined ? {} : { endReason }),
  };
  // A status that was partly held back is not the whole of it.
  const standing = isPresent(consent._status) ? undefined : BY_STATUS.get(consent.status);
  // What we cannot place in time or status must be seen, not silently left out: it counts, as unreadable.
  if (standing === undefined) return { ...about, standing: 'inForce', doubt: 'unknownStatus' };
  if (standing !== 'inForce') return { ...about, standing };
  if (isUnread(start, since) || isUnread(end, until) || isPeriodWithheld(provision.period))
    return { ...about, standing: 'inForce', doubt: 'unreadableDate' };
  return { ...about, standing: inItsPeriod(about, reader.now) };
}

const isUnread = (given: unknown, read: PlanDate | undefined) => isPresent(given) && read === undefined;

/** A period that is there and says nothing, or of which a part was held back: it may have ended. */
function isPeriodWithheld(period: unknown): boolean {
  if (!isPresent(period)) return false;
  const { start, end, _start, _end } = elementOf(period) ?? {};
  return isPresent(_start) || isPresent(_end) || !(isPresent(start) || isPresent(end));
}

/** The last day of a period belongs to it. A reason for ending without a date says that it has ended. */
function inItsPeriod({ since, until, endReason }: Omit<ConsentStanding, 'standing'>, now: string): Standing {
  const ended = until ? until.to <= now : endReason !== undefined;
  if (ended) return 'ended';
  return isInFuture(since, now) ? 'upcoming' : 'inForce';
}

function reasonForEnding(provision: Element, reader: Reader): string | undefined {
  const urls = reader.lexicon.standards.map(({ extensions }) => extensions.reasonForEnding);
  const [extension] = extensionsOf(provision, urls);
  return extension && (wordsOf(extension.valueString) ?? '');
}
