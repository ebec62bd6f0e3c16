import { type Element, elementOf, elementsOf } from '@caecilia/fhir';
import { isConditional, ORGANIZATION_TYPE_SYSTEM, Problem } from '@caecilia/kernel';
import {
  type ConsentsOverRecord,
  changeConsents,
  holdsNow,
  INFORMATION_RECIPIENT,
  type PrivacyConsent,
  privacyConsent,
  privacyConsents,
  without,
} from './consentsOverRecord.ts';
import type { SharingPermission, SharingPermissions } from './mandates.ports.ts';

/** What permissions over the record need from the house. */
export interface SharingOverRecord extends ConsentsOverRecord {
  /** How it was made sure what the patient said, where somebody else writes it down; with the instant of writing. */
  readonly verified?: (at: string) => Element;
  /** Names of organisations by reference (`Organization/…`); what names none, or one that is not there, is left out. */
  readonly organizationNames: (references: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Something that can be permitted, with its name. */
type Offer = Pick<SharingPermission, 'organizationType' | 'name'>;

/** Who a permission is about: the code of a kind of organisation, or the reference of one. */
type Grantee = string;

/**
 * Sharing permissions as Consents of scope `patient-privacy`, one for each kind of organisation. An objection goes
 * before a permission, until its end. A consent that the access rule would not follow (a condition it does not know) counts as none.
 * One organisation or professional that a consent names by reference is listed too: what opens the record is shown.
 */
export function sharingOverRecord(house: SharingOverRecord, types: readonly Offer[]): SharingPermissions {
  return {
    async list(caller, patientId) {
      const consents = await privacyConsents(house, caller, patientId);
      const all = await named(house, offered(types, consents));
      return all.map((each) => ({
        ...each,
        ...stateOf(each.organizationType, consents, house),
      }));
    },
    async set(caller, patientId, organizationType, answer) {
      const consents = await privacyConsents(house, caller, patientId);
      const all = await named(house, offered(types, consents));
      const type = all.find((each) => each.organizationType === organizationType);
      if (!type) throw new Problem('invalid', 'This kind of organisation is not offered.');
      const about = consents.filter(({ resource }) => granteesIn(resource).includes(organizationType));
      const changed = about.map((consent) =>
        without(consent, (actor) => granteesOf(actor).includes(organizationType)),
      );
      const provision = {
        type: answer === 'given' ? 'permit' : 'deny',
        actor: actorFor(organizationType, type.name.nl),
      } as const;
      const at = house.now().toISOString();
      const resource = { ...privacyConsent(patientId, provision, at), ...house.verified?.(at) };
      await changeConsents(house, caller, patientId, [...changed, { resource }]);
    },
  };
}

const provisionOf = (resource: PrivacyConsent['resource']) => elementOf(resource.provision);

function actorFor(grantee: Grantee, display: string): Element {
  return grantee.includes('/')
    ? { role: { coding: [INFORMATION_RECIPIENT] }, reference: { reference: grantee, display } }
    : {
        role: { coding: [{ system: ORGANIZATION_TYPE_SYSTEM, code: grantee }, INFORMATION_RECIPIENT] },
        reference: { display },
      };
}

const AT_WORK = /^(Organization|Practitioner|PractitionerRole)\//;

function granteesOf({ reference, role }: Element): readonly Grantee[] {
  const named = elementOf(reference).reference;
  if (typeof named === 'string') return AT_WORK.test(named) ? [named] : [];
  return elementsOf(elementOf(role).coding).flatMap(({ system, code }) =>
    system === ORGANIZATION_TYPE_SYSTEM && typeof code === 'string' ? [code] : [],
  );
}

function granteesIn(resource: PrivacyConsent['resource']): readonly Grantee[] {
  return elementsOf(provisionOf(resource).actor).flatMap(granteesOf);
}

/** The kinds that the house offers, and whatever else a consent of this patient names. */
function offered(types: readonly Offer[], consents: readonly PrivacyConsent[]): readonly Offer[] {
  const others = new Map<Grantee, string>();
  for (const actor of consents.flatMap(({ resource }) => elementsOf(provisionOf(resource).actor))) {
    const display = elementOf(actor.reference).display;
    for (const grantee of granteesOf(actor)) {
      if (types.some(({ organizationType }) => organizationType === grantee)) continue;
      others.set(grantee, typeof display === 'string' ? display : (others.get(grantee) ?? grantee));
    }
  }
  const named = [...others].toSorted(([, one], [, other]) => one.localeCompare(other));
  return [
    ...types,
    ...named.map(([organizationType, name]) => ({ organizationType, name: { nl: name, en: name } })),
  ];
}

/** Gives each organisation that a consent names the name that it has in the directory. */
async function named(
  { organizationNames }: SharingOverRecord,
  offers: readonly Offer[],
): Promise<readonly Offer[]> {
  const names = await organizationNames(offers.map(({ organizationType }) => organizationType));
  return offers.map((offer) => {
    const name = names.get(offer.organizationType);
    return name === undefined ? offer : { ...offer, name: { nl: name, en: name } };
  });
}

function stateOf(
  grantee: Grantee,
  consents: readonly PrivacyConsent[],
  house: ConsentsOverRecord,
): Pick<SharingPermission, 'state' | 'since'> {
  const about = consents.filter(({ resource }) => granteesIn(resource).includes(grantee));
  const objection = about.find(({ resource }) => objects(resource, house));
  const permission = about.find(({ resource }) => permits(resource, house));
  const found = objection ?? permission;
  if (!found) return { state: 'unasked' };
  const since = /^\d{4}-\d\d-\d\d/.exec(String(found.resource.dateTime))?.[0];
  return { state: objection ? 'refused' : 'given', ...(since === undefined ? {} : { since }) };
}

/** As the access rule has it: an objection needs no conditions to be followed, and one whose period cannot be read has no end. */
function objects(resource: PrivacyConsent['resource'], { spanOf, now }: ConsentsOverRecord): boolean {
  const { type, period } = provisionOf(resource);
  return type === 'deny' && holdsNow(spanOf(period) ?? {}, now());
}

function permits(resource: PrivacyConsent['resource'], { spanOf, now }: ConsentsOverRecord): boolean {
  const provision = provisionOf(resource);
  const span = spanOf(provision.period);
  return (
    provision.type === 'permit' && span !== undefined && holdsNow(span, now()) && !isConditional(provision)
  );
}
