import { elementOf, elementsOf, type FhirResource, spokenName } from '@caecilia/fhir';
import { type Caller, isConditional, Problem, REPRESENTATIVE_ROLES, resourceOf } from '@caecilia/kernel';
import {
  type ConsentsOverRecord,
  changeConsents,
  hasEnded,
  INFORMATION_RECIPIENT,
  type PrivacyConsent,
  privacyConsent,
  privacyConsents,
  without,
} from './consentsOverRecord.ts';
import type { ClosePerson, Mandate, Mandates } from './mandates.ports.ts';

/**
 * Mandates as Consents of scope `patient-privacy` that name a RelatedPerson. The access rule gives every carer the same,
 * so no scopes are offered. Who represents the patient stands in RelatedPerson and is not changed here.
 */
export function mandatesOverRecord(house: ConsentsOverRecord): Mandates {
  return {
    scopes: [],
    async list(caller, patientId) {
      const people = await peopleOf(house, caller, patientId);
      const consents = await privacyConsents(house, caller, patientId);
      const representatives = people.filter(({ represents }) => represents).map(representativeOf);
      const carers = consents.flatMap((consent) => carerOf(consent, people, house));
      return [...representatives, ...carers];
    },
    async candidates(caller, patientId) {
      return (await peopleOf(house, caller, patientId))
        .filter(({ represents }) => !represents)
        .map(({ person }) => person);
    },
    async give(caller, patientId, { person, scopes, until }) {
      if (scopes.length > 0)
        throw new Problem('business-rule', 'This house gives every carer the same; it offers no scopes.');
      const people = await peopleOf(house, caller, patientId);
      if (!people.some((each) => each.person.reference === person && !each.represents))
        throw new Problem('not-found', 'There is no such person close to this patient.');
      const before = await privacyConsents(house, caller, patientId);
      const replaced = before
        .filter(({ resource }) => peopleIn(resource).includes(person))
        .map((consent) => withoutPerson(consent, person));
      const actor = { role: { coding: [INFORMATION_RECIPIENT] }, reference: { reference: person } };
      const provision = { type: 'permit', actor, ...(until === undefined ? {} : { until }) } as const;
      const resource = privacyConsent(patientId, provision, house.now().toISOString());
      await changeConsents(house, caller, patientId, [...replaced, { resource }]);
    },
    async withdraw(caller, patientId, wanted) {
      const consents = await privacyConsents(house, caller, patientId);
      const change = consents.flatMap((consent) =>
        peopleIn(consent.resource)
          .filter((person) => mandateId(consent, person) === wanted)
          .map((person) => withoutPerson(consent, person)),
      );
      if (change.length === 0) throw new Problem('not-found', 'There is no such mandate.');
      await changeConsents(house, caller, patientId, change);
    },
  };
}

/** The people close to the patient that a consent names, with or without others. */
function peopleIn(resource: FhirResource): readonly string[] {
  return elementsOf(elementOf(resource.provision).actor).flatMap((actor) => personOf(actor) ?? []);
}

function personOf(actor: Readonly<Record<string, unknown>>): string | undefined {
  const { reference } = elementOf(actor.reference);
  return typeof reference === 'string' && reference.startsWith('RelatedPerson/') ? reference : undefined;
}

/** A consent may name more than one: each is a mandate of its own, and can be withdrawn alone. */
const mandateId = ({ id }: PrivacyConsent, person: string) => `${id}.${person.replace('RelatedPerson/', '')}`;

function withoutPerson(consent: PrivacyConsent, person: string) {
  return without(consent, (actor) => personOf(actor) === person);
}

interface Close {
  readonly person: ClosePerson;
  readonly represents: boolean;
  readonly from?: string;
  readonly until?: string;
}

const dayOf = (value: unknown) => /^\d{4}-\d\d-\d\d/.exec(String(value ?? ''))?.[0];
const words = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

async function peopleOf(
  house: ConsentsOverRecord,
  caller: Caller,
  patientId: string,
): Promise<readonly Close[]> {
  const { session, readSearch } = house;
  const query = readSearch(
    ['RelatedPerson'],
    [
      ['patient', `Patient/${patientId}`],
      ['_count', '200'],
    ],
  );
  const page = await session(caller).search(query);
  return page.matches
    .map((version) => ({ id: version.id, resource: resourceOf(version) }))
    .filter(({ resource }) => resource.active !== false)
    .map(({ id, resource }) => closeOf(id, resource, house));
}

function closeOf(id: string, resource: FhirResource, house: ConsentsOverRecord): Close {
  const concepts = elementsOf(resource.relationship);
  const codings = concepts.flatMap(({ coding }) => elementsOf(coding));
  const decides = codings.some(({ system, code }) =>
    REPRESENTATIVE_ROLES.includes(`${String(system)}|${String(code)}`),
  );
  // Relations are codes of HL7; roles are of another system. Only the relation says who somebody is to the patient.
  const relation = words(codings.find(({ system }) => String(system).endsWith('v3-RoleCode'))?.display);
  return {
    // Who represented the patient and does so no longer is close, and can be given a mandate.
    represents: decides && opensEver(resource.period, house),
    person: {
      reference: `RelatedPerson/${id}`,
      name: spokenName(resource.name) ?? id,
      ...(relation === undefined ? {} : { relation }),
    },
    ...daysOf(resource.period),
  };
}

/** Now or later, as the access rule reads the period. */
function opensEver(period: unknown, { spanOf, now }: ConsentsOverRecord): boolean {
  const span = spanOf(period);
  return span !== undefined && !hasEnded(span, now());
}

function daysOf(period: unknown): Pick<Mandate, 'from' | 'until'> {
  const { start, end } = elementOf(period);
  const [from, until] = [dayOf(start), dayOf(end)];
  return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}

function representativeOf({ person, from, until }: Close): Mandate {
  const id = person.reference.replace('RelatedPerson/', '');
  return {
    id,
    person,
    kind: 'representative',
    scopes: [],
    byLaw: true,
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
  };
}

/** None where the access rule lets nobody in by it: it has ended, its period cannot be read, or it sets a condition. */
function carerOf(
  consent: PrivacyConsent,
  people: readonly Close[],
  house: ConsentsOverRecord,
): readonly Mandate[] {
  const { resource } = consent;
  const provision = elementOf(resource.provision);
  if (provision.type !== 'permit' || isConditional(provision) || !opensEver(provision.period, house))
    return [];
  const given = dayOf(resource.dateTime);
  const dates = { ...(given === undefined ? {} : { from: given }), ...daysOf(provision.period) };
  return peopleIn(resource).map((reference) => {
    const person = people.find((each) => each.person.reference === reference)?.person ?? {
      reference,
      name: reference,
    };
    return { id: mandateId(consent, reference), person, kind: 'carer', scopes: [], byLaw: false, ...dates };
  });
}
