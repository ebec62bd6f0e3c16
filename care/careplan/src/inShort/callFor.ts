import type { Contact } from '../plan.ts';
import type { InShort, SymptomPlan } from './inShort.ts';

/** Whom a plan for a problem says to call, as it can be dialled at this moment. */
export type CallFor =
  /** They answer now by their hours. */
  | { readonly kind: 'now'; readonly contact: Contact }
  /** They do not; who takes over for them does. */
  | { readonly kind: 'instead'; readonly contact: Contact; readonly from?: string }
  /** They do not, and nobody is recorded who does. */
  | { readonly kind: 'later'; readonly contact: Contact; readonly from?: string }
  /** Nobody recorded when they answer. */
  | { readonly kind: 'unsaid' | 'close'; readonly contact: Contact }
  | { readonly kind: 'team'; readonly name?: string; readonly phone: string; readonly dial: string }
  | { readonly kind: 'you' | 'none' };

/** Out of hours the service stands in for the practice, and by day the practice for the service. */
const INSTEAD: Readonly<Record<string, 'gp' | 'outOfHoursGp'>> = { gp: 'outOfHoursGp', outOfHoursGp: 'gp' };

type Known = Pick<InShort, 'calls' | 'helpers' | 'team'>;

/** The number for what a plan calls somebody, right for the time of the day. Pure. */
export function callFor({ helper }: SymptomPlan['call'], you: string, known: Known): CallFor {
  if (helper === you) return { kind: 'you' };
  if (helper === 'consultTeam') return teamCall(known);
  if (helper === 'family') {
    const [contact] = known.calls.close;
    return contact === undefined ? { kind: 'none' } : { kind: 'close', contact };
  }
  const now = amongNow(helper, known);
  if (now !== undefined) return { kind: 'now', contact: now };
  const later = known.calls.later.find(({ contact }) => isOf(helper, contact, known));
  const instead = INSTEAD[helper] === undefined ? undefined : amongNow(INSTEAD[helper], known);
  const from = later?.from === undefined ? {} : { from: later.from };
  if (instead !== undefined) return { kind: 'instead', contact: instead, ...from };
  const unsaid = known.calls.unsaid.find((contact) => isOf(helper, contact, known));
  if (unsaid !== undefined) return { kind: 'unsaid', contact: unsaid };
  return later === undefined ? { kind: 'none' } : { kind: 'later', contact: later.contact, ...from };
}

const amongNow = (helper: string, known: Known) =>
  known.calls.now.find(({ contact }) => isOf(helper, contact, known))?.contact;

function isOf(helper: string, { original }: Contact, { helpers }: Known): boolean {
  const all = Object.entries(helpers).find(([key]) => key === helper)?.[1] ?? [];
  return all.some((each) => each.original.type === original.type && each.original.id === original.id);
}

function teamCall({ team }: Known): CallFor {
  const duties = team.open ? team.value.duties : [];
  for (const { phone, dial, name } of duties)
    if (phone !== undefined && dial !== undefined)
      return { kind: 'team', phone, dial, ...(name === undefined ? {} : { name }) };
  return { kind: 'none' };
}
