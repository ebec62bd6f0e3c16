import type { FormerDecision, LimitState, RecordedDecision, TreatmentLimit } from '../plan.ts';
import { isDecided, isSameDecision } from './decision.ts';
import { isClearlyBefore, newestFirst } from './planDate.ts';
import type { Reader } from './reader.ts';
import type { DecisionOnTreatment } from './treatmentDirectives.ts';

/**
 * Puts decisions into one row for each treatment. Which decision counts:
 *
 * 1. Only what is in force counts: active, begun, not ended, not a proposal, not entered in error.
 * 2. Of decisions in force that say the same, the newest counts; the others are history ("also on").
 * 3. "Not discussed" and "unknown" decide nothing: a decision of a clearly later date replaces them.
 * 4. Decisions in force that do not say the same contradict each other, whatever their dates: the older one was
 *    never withdrawn, and a date alone does not show that whoever wrote the newer one knew of it. Both are shown,
 *    newest first; nothing here chooses. Withdrawing is done in the record: status inactive, or an end date.
 * 5. A decision that cannot be read safely never agrees with another one.
 */
export function readLimits(
  decisions: readonly DecisionOnTreatment[],
  reader: Reader,
): readonly TreatmentLimit[] {
  const rows = new Map<string, DecisionOnTreatment[]>();
  for (const { key } of reader.lexicon.treatments) rows.set(key, []);
  for (const decision of decisions)
    rows.set(decision.named.key, [...(rows.get(decision.named.key) ?? []), decision]);
  const known = new Map(reader.lexicon.treatments.map((treatment) => [treatment.key, treatment]));
  return [...rows].map(([key, entries]) => {
    const treatment = known.get(key);
    return {
      key,
      treatment: treatment?.label ?? entries[0]?.named.treatment,
      ...(treatment?.role ? { role: treatment.role } : {}),
      ...settleLimit(entries.map(({ entry }) => entry)),
    };
  });
}

type Settled = Pick<TreatmentLimit, 'state' | 'current' | 'former' | 'upcoming' | 'proposals'>;

const byDate = (left: RecordedDecision, right: RecordedDecision) =>
  newestFirst(left.recorded, right.recorded) || left.original.id.localeCompare(right.original.id, 'en');

/** An agreement stands for a declaration that says the same: it names who agreed. */
const agreementsFirst = (left: RecordedDecision, right: RecordedDecision) =>
  Number(left.by === 'advanceDirective') - Number(right.by === 'advanceDirective') || byDate(left, right);

/** Decides which of the decisions on one treatment count. */
export function settleLimit(entries: readonly RecordedDecision[]): Settled {
  const standing = (wanted: RecordedDecision['standing']) =>
    entries.filter((entry) => entry.standing === wanted).sort(byDate);
  const distinct: RecordedDecision[] = [];
  const former: FormerDecision[] = [];
  for (const entry of standing('inForce').sort(agreementsFirst)) {
    if (distinct.some((counted) => isSameDecision(counted.decision, entry.decision)))
      former.push({ became: 'repeated', entry });
    else distinct.push(entry);
  }
  const replaced = distinct.filter((entry) => isReplaced(entry, distinct));
  const current = distinct.filter((entry) => !replaced.includes(entry)).sort(byDate);
  former.push(...replaced.map((entry) => ({ became: 'replaced' as const, entry })));
  former.push(...standing('ended').map((entry) => ({ became: 'ended' as const, entry })));
  former.push(...standing('rejected').map((entry) => ({ became: 'rejected' as const, entry })));
  const upcoming = standing('upcoming');
  const proposals = standing('proposed');
  return {
    state: stateOf(current, former.length + upcoming.length + proposals.length > 0),
    current,
    former: former.sort((left, right) => byDate(left.entry, right.entry)),
    upcoming,
    proposals,
  };
}

/** "Not discussed" and "unknown" give way to any readable record of a clearly later date that is not in the future. */
function isReplaced(entry: RecordedDecision, counted: readonly RecordedDecision[]): boolean {
  if (isDecided(entry.decision) || entry.decision.kind === 'unreadable') return false;
  return counted.some(
    (other) =>
      other !== entry &&
      other.decision.kind !== 'unreadable' &&
      !other.datedInFuture &&
      isClearlyBefore(entry.recorded, other.recorded),
  );
}

function stateOf([first, ...others]: readonly RecordedDecision[], somethingElse: boolean): LimitState {
  if (first === undefined) return somethingElse ? 'unknown' : 'notDiscussed';
  return others.length > 0 ? 'contradiction' : first.decision.kind;
}
