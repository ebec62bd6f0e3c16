import { type FhirResource, spokenName } from '@caecilia/fhir';
import type { Contact, Phone, Words } from '../plan.ts';
import {
  type Concept,
  conceptOf,
  type Element,
  elementOf,
  elementsOf,
  extensionsOf,
  wordsOf,
  wordsOfConcept,
} from './element.ts';
import { hasUnknownModifier } from './modifiers.ts';
import { isOpen, readHours } from './openHours.ts';
import { isAbout, originalOf, type Reader } from './reader.ts';
import { targetOf } from './references.ts';

const USES = ['home', 'work', 'mobile', 'temp'] as const;

/** Telephone numbers that are in use, in the order of their rank. Nothing is added to a number; only what cannot be dialled is left out of `dial`. */
export function phonesOf(telecom: unknown, reader: Reader): readonly Phone[] {
  return inUse(telecom, reader)
    .filter(({ system }) => system === 'phone' || system === 'sms')
    .flatMap((point): readonly Phone[] => {
      const number = wordsOf(point.value);
      if (number === undefined) return [];
      const use = USES.find((each) => each === point.use);
      return [{ number, dial: number.replace(/[^+\d]/g, ''), ...(use ? { use } : {}) }];
    });
}

function emailsOf(telecom: unknown, reader: Reader): readonly string[] {
  return inUse(telecom, reader)
    .filter(({ system }) => system === 'email')
    .flatMap(({ value }) => wordsOf(value) ?? []);
}

function inUse(telecom: unknown, reader: Reader): readonly Element[] {
  const rank = ({ rank: given }: Element) => (typeof given === 'number' ? given : Number.MAX_SAFE_INTEGER);
  return elementsOf(telecom)
    .filter(({ use, period }) => use !== 'old' && !hasEnded(period, reader))
    .toSorted((left, right) => rank(left) - rank(right));
}

function hasEnded(period: unknown, reader: Reader): boolean {
  const end = reader.date(elementOf(period)?.end);
  return end !== undefined && end.to <= reader.now;
}

const once = <T>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** Everyone the record names who could be called about this patient: those close to them first, representative on top. */
export function readContacts(patient: FhirResource, reader: Reader): readonly Contact[] {
  const close = [...relatedPersons(patient, reader), ...contactsOnPatient(patient, reader)];
  const weight = ({ legalRepresentative, firstContact }: Contact) =>
    legalRepresentative ? 0 : firstContact ? 1 : 2;
  return [...close.sort((left, right) => weight(left) - weight(right)), ...professionals(patient, reader)];
}

function relatedPersons(patient: FhirResource, reader: Reader): readonly Contact[] {
  return reader.record
    .ofType('RelatedPerson')
    .filter((person) => isAbout(reader, person.patient) && person.active !== false)
    .filter((person) => !hasEnded(person.period, reader))
    .map((person) => {
      const linked = elementsOf(patient.contact).filter((contact) => linkOf(contact, reader) === person.id);
      const points = [...elementsOf(person.telecom), ...linked.flatMap(({ telecom }) => elementsOf(telecom))];
      const relation = reader.people.relationOf(person);
      return {
        ...closePerson(person, spokenName(person.name), points, reader),
        original: originalOf(person),
        ...(relation ? { relation } : {}),
      };
    });
}

/** Contacts that stand on the Patient alone, without a RelatedPerson of their own. */
function contactsOnPatient(patient: FhirResource, reader: Reader): readonly Contact[] {
  return elementsOf(patient.contact)
    .filter((contact) => !hasEnded(contact.period, reader))
    .filter((contact) => {
      const link = linkOf(contact, reader);
      return link === undefined || reader.record.get('RelatedPerson', link) === undefined;
    })
    .map((contact) => ({
      ...closePerson(contact, spokenName(contact.name), contact.telecom, reader),
      original: originalOf(patient),
    }));
}

function linkOf(contact: Element, { lexicon }: Reader): string | undefined {
  const urls = lexicon.standards.map(({ extensions }) => extensions.relatedPerson);
  return targetOf(extensionsOf(contact, urls)[0]?.valueReference)?.id;
}

type ClosePerson = Omit<Contact, 'original'>;

function closePerson(
  holder: Element,
  name: string | undefined,
  telecom: unknown,
  reader: Reader,
): ClosePerson {
  // With a modifier that we do not know, the name and number still help; a role would claim too much.
  const concepts = hasUnknownModifier(holder) ? [] : elementsOf(holder.relationship).map(conceptOf);
  const known = reader.lexicon.standards.flatMap(({ contactPerson }) => contactPerson.roles);
  const roles = known.filter((role) => concepts.some((concept) => reader.lexicon.has(concept, [role])));
  return {
    kind: 'relatedPerson',
    name,
    roles: once([...roles.map(({ label }) => label), ...otherRoles(concepts, reader)]),
    legalRepresentative: roles.some(({ legalRepresentative }) => legalRepresentative),
    firstContact: roles.some(({ firstContact }) => firstContact),
    phones: once(phonesOf(telecom, reader)),
    emails: once(emailsOf(telecom, reader)),
    hours: undefined,
    notAvailable: [],
    reachableNow: true,
  };
}

/** Relationships that are neither a known role nor a known relation keep their own words. */
function otherRoles(concepts: readonly Concept[], { lexicon }: Reader): readonly Words[] {
  const known = lexicon.standards.flatMap(({ contactPerson }) => [
    ...contactPerson.roles,
    ...contactPerson.relations,
  ]);
  return concepts
    .filter((concept) => !lexicon.has(concept, known))
    .flatMap((concept) => wordsOfConcept(concept) ?? []);
}

/** Professionals that the patient, a care team or the plan names, each once. */
function professionals(patient: FhirResource, reader: Reader): readonly Contact[] {
  const teams = reader.record
    .ofType('CareTeam')
    .filter(
      (team) => isAbout(reader, team.subject) && (team.status === 'active' || team.status === undefined),
    );
  const references: readonly unknown[] = [
    ...elementsOf(patient.generalPractitioner),
    ...teams.flatMap(({ participant }) => elementsOf(participant).map(({ member }) => member)),
    ...reader.record
      .ofType('Consent')
      .filter(isAboutCare)
      .flatMap(({ provision }) => elementsOf(elementOf(provision)?.actor).map(({ reference }) => reference)),
  ];
  const found = references.flatMap((reference) => reader.record.follow(reference) ?? []);
  const roles = new Map(found.map((resource) => [`${resource.resourceType}/${resource.id ?? ''}`, resource]));
  return [...roles.values()]
    .filter(({ resourceType }) => ['Practitioner', 'PractitionerRole', 'Organization'].includes(resourceType))
    .map((resource) => professional(resource, reader))
    .filter(({ phones, emails }) => phones.length + emails.length > 0);
}

/** Who may see the record, or use it for research, is not thereby somebody to call. */
function isAboutCare({ scope }: FhirResource): boolean {
  const codes = elementsOf(elementOf(scope)?.coding).map(({ code }) => code);
  return !codes.some((code) => code === 'patient-privacy' || code === 'research');
}

function professional(resource: FhirResource, reader: Reader): Contact {
  const { record, people } = reader;
  const party = people.partyOf({ reference: `${resource.resourceType}/${String(resource.id)}` });
  const service = elementsOf(resource.healthcareService).map((each) => record.follow(each))[0];
  const places = [
    resource,
    record.follow(resource.practitioner),
    service,
    record.follow(resource.organization),
  ];
  const points = places.find((place) => place && phonesOf(place.telecom, reader).length > 0);
  const hours = readHours(resource) ?? readHours(service);
  const closed = elementsOf(resource.notAvailable).filter(({ during }) => isDuring(during, reader));
  const organization = party.organization ?? wordsOf(service?.name);
  return {
    original: originalOf(resource),
    kind: party.kind === 'professional' && party.name !== undefined ? 'professional' : 'organization',
    name: party.name ?? organization,
    roles: party.detail === undefined ? [] : [party.detail],
    ...(organization === undefined || party.name === undefined ? {} : { organization }),
    legalRepresentative: false,
    firstContact: false,
    phones: phonesOf(points?.telecom, reader),
    emails: emailsOf(points?.telecom, reader),
    hours,
    notAvailable: closed.flatMap(({ description }) => wordsOf(description) ?? []),
    reachableNow: closed.length === 0 && isOpen(hours, reader.now),
  };
}

function isDuring(period: unknown, reader: Reader): boolean {
  const { start, end } = elementOf(period) ?? {};
  const [from, to] = [reader.date(start), reader.date(end)];
  return (from === undefined || from.from <= reader.now) && (to === undefined || to.to > reader.now);
}
