import { type Caller, Problem } from '@caecilia/kernel';
import {
  type ConsentsOverRecord,
  changeConsents,
  elementOf,
  elementsOf,
  type PrivacyConsent,
  privacyConsent,
  privacyConsents,
  resourceOf,
  todayOf,
  withdrawn,
} from './consentsOverRecord.ts';
import type { SharingPermission, SharingPermissions } from './mandates.ports.ts';

/** The system by which a permission names a kind of organisation, in `provision.actor.role`; the access rule reads it. */
const ORGANIZATION_TYPES = 'urn:caecilia:organization-type';
const ROLE = { system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' };

/** Who a permission is about: the code of a kind of organisation, or the reference of one. */
type Grantee = string;

/**
 * Sharing permissions as Consents of scope `patient-privacy`, one for each kind of organisation. An objection goes
 * before a permission. A consent that the access rule would not follow (a condition it does not know) counts as none.
 * One organisation or professional that a consent names by reference is listed too: what opens the record is shown.
 */
export function sharingOverRecord(
  house: ConsentsOverRecord,
  types: readonly Pick<SharingPermission, 'organizationType' | 'name'>[],
): SharingPermissions {
  return {
    async list(caller, patientId) {
      const consents = await privacyConsents(house, caller, patientId);
      const today = todayOf(house);
      const all = await named(house, caller, offered(types, consents));
      return all.map((each) => ({
        ...each,
        ...stateOf(each.organizationType, consents, today),
      }));
    },
    async set(caller, patientId, organizationType, answer) {
      const consents = await privacyConsents(house, caller, patientId);
      const all = await named(house, caller, offered(types, consents));
      const type = all.find((each) => each.organizationType === organizationType);
      if (!type) throw new Problem('invalid', 'This kind of organisation is not offered.');
      const about = consents.filter(({ resource }) => granteesIn(resource).includes(organizationType));
      const changed = about.map((consent) => without(consent, organizationType));
      const provision = {
        type: answer === 'given' ? 'permit' : 'deny',
        actor: actorFor(organizationType, type.name.nl),
      } as const;
      const resource = privacyConsent(patientId, provision, house.now().toISOString());
      await changeConsents(house, caller, patientId, [...changed, { resource }]);
    },
  };
}

const provisionOf = (resource: PrivacyConsent['resource']) => elementOf(resource.provision);
type Actor = Readonly<Record<string, unknown>>;

function actorFor(grantee: Grantee, display: string): Actor {
  return grantee.includes('/')
    ? { role: { coding: [ROLE] }, reference: { reference: grantee, display } }
    : { role: { coding: [{ system: ORGANIZATION_TYPES, code: grantee }, ROLE] }, reference: { display } };
}

const AT_WORK = /^(Organization|Practitioner|PractitionerRole)\//;

function granteesOf({ reference, role }: Actor): readonly Grantee[] {
  const named = elementOf(reference).reference;
  if (typeof named === 'string') return AT_WORK.test(named) ? [named] : [];
  return elementsOf(elementOf(role).coding).flatMap(({ system, code }) =>
    system === ORGANIZATION_TYPES && typeof code === 'string' ? [code] : [],
  );
}

function granteesIn(resource: PrivacyConsent['resource']): readonly Grantee[] {
  return elementsOf(provisionOf(resource).actor).flatMap(granteesOf);
}

/** The kinds that the house offers, and whatever else a consent of this patient names. */
function offered(
  types: readonly Pick<SharingPermission, 'organizationType' | 'name'>[],
  consents: readonly PrivacyConsent[],
): readonly Pick<SharingPermission, 'organizationType' | 'name'>[] {
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

type Offer = Pick<SharingPermission, 'organizationType' | 'name'>;

/** Gives the organisations that a consent names without words their names from the record. */
async function named(
  house: ConsentsOverRecord,
  caller: Caller,
  offers: readonly Offer[],
): Promise<readonly Offer[]> {
  const wordless = offers.flatMap(({ organizationType, name }) => {
    const [type, id] = organizationType.split('/');
    return name.nl === organizationType && type === 'Organization' && id ? [{ type, id }] : [];
  });
  if (wordless.length === 0) return offers;
  const versions = await house.session(caller).readMany(wordless);
  const names = new Map(
    versions
      .filter(({ deleted }) => !deleted)
      .map((version) => [`Organization/${version.id}`, resourceOf(version).name]),
  );
  return offers.map((offer) => {
    const name = names.get(offer.organizationType);
    return typeof name === 'string' ? { ...offer, name: { nl: name, en: name } } : offer;
  });
}

/** The consent without one grantee; no longer in force where nobody is left. */
function without(consent: PrivacyConsent, grantee: Grantee) {
  const provision = provisionOf(consent.resource);
  const left = elementsOf(provision.actor).filter((actor) => !granteesOf(actor).includes(grantee));
  if (left.length === 0) return withdrawn(consent);
  return { of: consent, resource: { ...consent.resource, provision: { ...provision, actor: left } } };
}

/** Conditions that the access rule does not follow: such a permission opens nothing, and is not shown as one. */
const CONDITIONS = [
  'action',
  'class',
  'code',
  'data',
  'dataPeriod',
  'provision',
  'purpose',
  'securityLabel',
  'modifierExtension',
];

function stateOf(
  grantee: Grantee,
  consents: readonly PrivacyConsent[],
  today: string,
): Pick<SharingPermission, 'state' | 'since'> {
  const about = consents.filter(({ resource }) => granteesIn(resource).includes(grantee));
  const objection = about.find(({ resource }) => provisionOf(resource).type === 'deny');
  const permission = about.find(
    ({ resource }) => provisionOf(resource).type === 'permit' && holds(resource, today),
  );
  const found = objection ?? permission;
  if (!found) return { state: 'unasked' };
  const since = /^\d{4}-\d\d-\d\d/.exec(String(found.resource.dateTime))?.[0];
  return { state: objection ? 'refused' : 'given', ...(since === undefined ? {} : { since }) };
}

function holds(resource: PrivacyConsent['resource'], today: string): boolean {
  const provision = provisionOf(resource);
  const { start, end } = elementOf(provision.period);
  const begun = typeof start !== 'string' || start.slice(0, 10) <= today;
  const lasts = typeof end !== 'string' || end.slice(0, 10) >= today;
  return begun && lasts && CONDITIONS.every((name) => provision[name] === undefined);
}
