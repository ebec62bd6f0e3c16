import type { FhirResource } from '@caecilia/fhir';
import { PATIENT_ID, REASON_FOR_ENDING, SPECIFICATION } from '../record.ts';
import { declared, namesIn } from './naming.ts';
import { list, type Part, part, says, words } from './parts.ts';

/**
 * How certain a record is about each treatment, told from the raw resources and from nothing else: no line here is
 * shared with what reads a plan. Everything that is not expected makes a record doubtful; nothing is taken for granted.
 */
export type Claim = Dated &
  (
    | { readonly says: 'permit' | 'deny'; readonly beside: readonly string[] }
    | { readonly says: 'onlyIf'; readonly words: readonly string[] }
    | { readonly says: 'notDiscussed' | 'unknown' }
    | { readonly says: 'doubtful' }
    /** Ended, not begun, proposed or rejected. */
    | { readonly says: 'nothingNow' }
  );

interface Dated {
  readonly date: string | undefined;
  readonly inFuture: boolean;
}

/** The most that a rendering may say of one treatment. */
export type Verdict =
  | {
      readonly kind: 'certain';
      readonly says: 'permit' | 'deny';
      readonly beside: readonly string[];
      readonly inFuture: boolean;
    }
  | { readonly kind: 'condition'; readonly words: readonly string[] }
  | { readonly kind: 'clash'; readonly of: readonly Claim[] }
  | { readonly kind: 'doubtful' }
  | { readonly kind: 'open'; readonly says: ReadonlySet<'notDiscussed' | 'unknown'> }
  | { readonly kind: 'past' }
  | { readonly kind: 'nothing' };

/** Day of the tests in the time zone of the house: everything is compared at the precision in which it was written. */
const TODAY = '2026-11-21';

const UNDECIDED: Readonly<Record<string, 'notDiscussed' | 'unknown'>> = {
  'Niet besproken': 'notDiscussed',
  Onbekend: 'unknown',
};
const CONSENT_PARTS = new Set(
  'resourceType id meta language text extension modifierExtension identifier status scope category patient dateTime _dateTime performer organization sourceAttachment sourceReference policy policyRule verification provision'.split(
    ' ',
  ),
);
const PROVISION_PARTS = new Set(['extension', 'type', 'period', 'code', 'actor']);

/** What every Consent in a record claims, by treatment: a key of the standard, the words of another one, or `unnamed`. */
export function claimsOf(resources: readonly FhirResource[]): ReadonlyMap<string, readonly Claim[]> {
  const all = new Map<string, Claim[]>();
  for (const resource of resources) {
    const consent = part(resource) ?? {};
    if (!isAboutThem(consent)) continue;
    for (const [key, claim] of claims(consent)) all.set(key, [...(all.get(key) ?? []), claim]);
  }
  return all;
}

/** The verdict over all claims about one treatment. */
export function verdictOver(claims: readonly Claim[] = []): Verdict {
  const counted = claims
    .filter(({ says: what }) => what !== 'nothingNow')
    .filter((claim, _index, now) => !isOvertaken(claim, now));
  if (counted.length === 0) return { kind: claims.length === 0 ? 'nothing' : 'past' };
  if (counted.every(({ says: what }) => what === 'doubtful')) return { kind: 'doubtful' };
  const [first] = counted;
  const open = counted.flatMap(({ says: what }) =>
    what === 'notDiscussed' || what === 'unknown' ? [what] : [],
  );
  if (open.length === counted.length) return { kind: 'open', says: new Set(open) };
  if (counted.some(({ says: what }) => what !== first?.says)) return { kind: 'clash', of: counted };
  const beside = counted.flatMap((claim) =>
    claim.says === 'permit' || claim.says === 'deny' ? claim.beside : [],
  );
  if (first?.says === 'permit' || first?.says === 'deny')
    return { kind: 'certain', says: first.says, beside, inFuture: counted.every(({ inFuture }) => inFuture) };
  const conditions = counted.map((claim) => (claim.says === 'onlyIf' ? claim.words : []));
  return new Set(conditions.map((each) => each.join('; '))).size > 1
    ? { kind: 'clash', of: counted }
    : { kind: 'condition', words: conditions[0] ?? [] };
}

/** "Not discussed" and "unknown" decide nothing, and give way to what was recorded on a clearly later day. */
function isOvertaken(claim: Claim, all: readonly Claim[]): boolean {
  if (claim.says !== 'notDiscussed' && claim.says !== 'unknown') return false;
  return all.some(
    (other) =>
      other !== claim && other.says !== 'doubtful' && !other.inFuture && isBefore(claim.date, other.date),
  );
}

function isBefore(earlier: string | undefined, later: string | undefined): boolean {
  if (earlier === undefined || later === undefined) return false;
  const length = Math.min(earlier.length, later.length, 10);
  return earlier.slice(0, length) < later.slice(0, length);
}

function isAboutThem(consent: Part): boolean {
  return consent.resourceType === 'Consent' && part(consent.patient)?.reference === `Patient/${PATIENT_ID}`;
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T.+)?)?)?$/;

function claims(consent: Part): readonly (readonly [string, Claim])[] {
  if (consent.status === 'entered-in-error' && !says(consent._status)) return [];
  const date =
    typeof consent.dateTime === 'string' && DATE.test(consent.dateTime) ? consent.dateTime : undefined;
  const dated: Dated = {
    date,
    inFuture: date !== undefined && date.slice(0, 10) > TODAY.slice(0, date.length),
  };
  const provision = part(consent.provision) ?? {};
  const kind = kindOf(consent, provision);
  if (kind === 'other') return [];
  const named = kind === 'declaration' ? declared(provision) : namesIn(provision);
  const doubtful = isDoubtful(consent, provision, kind) || named.doubtful;
  const stands = standing(consent, provision);
  const now = stands === 'counts' && doubtful ? 'doubtful' : stands;
  const decided = (): Claim =>
    now === 'counts'
      ? { ...dated, ...decision(consent, provision, kind, named.beside) }
      : { ...dated, says: now };
  return named.keys.map((key) => [key, decided()] as const);
}

/** Directive, declaration of the patient, or neither of them. */
function kindOf(consent: Part, provision: Part): 'directive' | 'declaration' | 'other' {
  const categories = list(consent.category).flatMap(({ coding }) => list(coding));
  if (categories.some(({ code }) => code === 'acd')) return 'declaration';
  const profiles = part(consent.meta)?.profile;
  const claimed =
    Array.isArray(profiles) && profiles.some((each) => String(each).includes('ACP-TreatmentDirective'));
  if (categories.some(({ code }) => code === '129125009') || claimed) return 'directive';
  // Without its category it is still about one of these treatments; nobody may read it as an agreement, nor overlook it.
  const treats = list(part(consent.scope)?.coding).some(({ code }) => code === 'treatment');
  return treats && categories.length === 0 && namesIn(provision).isKnown ? 'directive' : 'other';
}

function isDoubtful(consent: Part, provision: Part, kind: 'directive' | 'declaration'): boolean {
  const scopes = list(part(consent.scope)?.coding).map(({ code }) => code);
  const verification = list(consent.verification);
  const outside = Object.entries(consent).some(([name, value]) => says(value) && !CONSENT_PARTS.has(name));
  const unexpected = Object.entries(provision).some(
    ([name, value]) => says(value) && !PROVISION_PARTS.has(name),
  );
  const isClaimed = says(consent.category) || says(part(consent.meta)?.profile);
  return (
    outside ||
    unexpected ||
    !isClaimed ||
    (says(consent.provision) && part(consent.provision) === undefined) ||
    scopes.length !== 1 ||
    scopes[0] !== (kind === 'directive' ? 'treatment' : 'adr') ||
    verification.some(({ verified }) => verified !== true) ||
    hasModifierInside(consent) ||
    !isReadableModifier(consent, kind)
  );
}

function hasModifierInside(consent: Part): boolean {
  const inside = (value: unknown): boolean =>
    Array.isArray(value)
      ? value.some(inside)
      : Object.entries(part(value) ?? {}).some(
          ([name, each]) => (name === 'modifierExtension' && says(each)) || inside(each),
        );
  return Object.entries(consent).some(([name, value]) => name !== 'modifierExtension' && inside(value));
}

function isReadableModifier({ modifierExtension }: Part, kind: 'directive' | 'declaration'): boolean {
  if (!says(modifierExtension)) return true;
  return (
    kind === 'directive' &&
    Array.isArray(modifierExtension) &&
    list(modifierExtension).every(
      ({ url, valueString }) => url === SPECIFICATION && words(valueString) !== '',
    )
  );
}

function isPeriodDoubtful(period: unknown): boolean {
  if (!says(period)) return false;
  const { start, end, ...rest } = part(period) ?? { nothing: true };
  return (
    Object.values(rest).some(says) ||
    [start, end].some((each) => says(each) && !(typeof each === 'string' && DATE.test(each)))
  );
}

const STANDINGS: Readonly<Record<string, 'counts' | 'nothingNow'>> = {
  active: 'counts',
  draft: 'nothingNow',
  proposed: 'nothingNow',
  rejected: 'nothingNow',
  inactive: 'nothingNow',
};

function standing(consent: Part, provision: Part): 'counts' | 'nothingNow' | 'doubtful' {
  const byStatus = says(consent._status) ? 'doubtful' : (STANDINGS[String(consent.status)] ?? 'doubtful');
  if (byStatus !== 'counts') return byStatus;
  if (isPeriodDoubtful(provision.period)) return 'doubtful';
  const { start, end } = part(provision.period) ?? {};
  const hasReason = list(provision.extension).some(({ url }) => url === REASON_FOR_ENDING);
  if (typeof end === 'string' ? end < TODAY.slice(0, end.length) : hasReason) return 'nothingNow';
  return typeof start === 'string' && start > TODAY.slice(0, start.length) ? 'nothingNow' : 'counts';
}

type Decided =
  | { readonly says: 'permit' | 'deny'; readonly beside: readonly string[] }
  | { readonly says: 'onlyIf'; readonly words: readonly string[] }
  | { readonly says: 'notDiscussed' | 'unknown' }
  | { readonly says: 'doubtful' };

function decision(
  consent: Part,
  provision: Part,
  kind: 'directive' | 'declaration',
  beside: readonly string[],
): Decided {
  const { type } = provision;
  if (kind === 'declaration') return says(type) ? { says: 'doubtful' } : { says: 'deny', beside };
  const specified = list(consent.modifierExtension).map(({ valueString }) => words(valueString));
  if (specified.length === 0)
    return type === 'permit' || type === 'deny' ? { says: type, beside } : { says: 'doubtful' };
  if (says(type)) return { says: 'doubtful' };
  const open = new Set(specified.map((each) => UNDECIDED[each]));
  const [only] = open;
  return open.size === 1 && only !== undefined ? { says: only } : { says: 'onlyIf', words: specified };
}
