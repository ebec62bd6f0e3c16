import type { FhirResource } from '@caecilia/fhir';
import { type Element, elementsOf } from '../reading/element.ts';
import { targetOf } from '../reading/references.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { listed, writeName } from '../writing/people.ts';
import { itemMeaning, meaningOf } from './formAnswers.ts';
import type { ConversationNotes, NameNotes, PersonNotes, PhoneNotes } from './notes.ts';
import type { Writing } from './writing.ts';

/** True for a name with something in it. */
const isNamed = ({ given, prefix, family }: NameNotes = {}) =>
  given !== undefined || prefix !== undefined || family !== undefined;

/** The standard wants a family name after a prefix: a prefix alone is written as the family name. */
function written({ given, prefix, family }: NameNotes): NameNotes {
  const first = given === undefined ? {} : { given };
  if (family !== undefined) return { ...first, ...(prefix === undefined ? {} : { prefix }), family };
  return { ...first, ...(prefix === undefined ? {} : { family: prefix }) };
}

const nameOf = (name: NameNotes | undefined) =>
  name && isNamed(name) ? { name: writeName(written(name)) } : {};

/** The coding behind an option of the form. Throws when the version has no such option. */
export function codingOf(
  standard: PlanStandard,
  means: string,
  value: string,
): { system: string; code: string } {
  const option =
    standard.form && itemMeaning(standard.form, means)?.options.find((each) => meaningOf(each) === value);
  if (option?.system === undefined) throw new Error(`the form has no coded option ${value} for ${means}`);
  return { system: option.system, code: option.code };
}

/** Professional who led the conversation, where the record does not know them yet. */
export function writeProfessional(notes: ConversationNotes, writing: Writing): readonly FhirResource[] {
  const { standard } = writing;
  const { name, function: role, reference } = notes.professional;
  if (reference !== undefined) return [];
  const id = writing.id('professional');
  return [
    {
      resourceType: 'Practitioner',
      id,
      meta: { profile: [standard.profiles.practitioner] },
      ...nameOf(name),
    },
    {
      resourceType: 'PractitionerRole',
      id,
      meta: { profile: [standard.profiles.practitionerRole] },
      practitioner: { reference: `Practitioner/${id}` },
      ...(role === undefined
        ? {}
        : { specialty: [{ coding: [codingOf(standard, 'professional.function', role)] }] }),
    },
  ];
}

/** Somebody close to the patient, where the record does not know them yet. Throws for a role or relation not listed. */
export function writePerson(person: PersonNotes, writing: Writing): readonly FhirResource[] {
  if (person.reference !== undefined) return [];
  const { standard, patientId } = writing;
  return [
    {
      resourceType: 'RelatedPerson',
      id: writing.id(`person-${person.key}`),
      meta: { profile: [standard.profiles.contactPerson] },
      patient: { reference: `Patient/${patientId}` },
      ...relationshipOf(person, standard),
      ...nameOf(person.name),
      ...telecomOf(person, standard),
    },
  ];
}

function relationshipOf(person: PersonNotes, standard: PlanStandard): { relationship?: readonly object[] } {
  const { contactPerson } = standard;
  const coded = [
    ...(person.representative ? [codingOf(standard, 'representative.roles', 'representative')] : []),
    ...(person.firstContact ? [codingOf(standard, 'representative.roles', 'firstContact')] : []),
    ...person.roles.map((role) => listed(contactPerson.roles, role)),
  ].map(({ system, code }) => ({ coding: [{ system, code }] }));
  const relation = person.relation === undefined ? [] : [listed(contactPerson.relations, person.relation)];
  const roles = [...coded, ...worded(person.otherRole, codingOf(standard, 'representative.roles', 'other'))];
  const relationship = [
    ...roles,
    ...roleWhereNone(roles, standard),
    ...relation.map(({ system, code }) => ({ coding: [{ system, code }] })),
    ...worded(person.otherRelation, codingOf(standard, 'representative.relation', 'other')),
  ];
  return relationship.length > 0 ? { relationship } : {};
}

type Coded = { readonly coding: readonly { readonly system: string; readonly code: string }[] };

/** A version that wants a role of its list for everybody gets the one that says nothing. */
function roleWhereNone(roles: readonly Coded[], { contactPerson }: PlanStandard): readonly Coded[] {
  const none = contactPerson.roleWhereNone;
  if (!none || roles.some(({ coding }) => coding.some(({ system }) => system === none.system))) return [];
  return [{ coding: [{ ...none }] }];
}

const worded = (words: string | undefined, coding: Coded['coding'][number]) =>
  words === undefined ? [] : [{ coding: [coding], ...(words === '' ? {} : { text: words }) }];

function telecomOf(person: PersonNotes, standard: PlanStandard): { telecom?: readonly object[] } {
  const telecom = [
    ...person.phones.map((phone) => writePhone(phone, standard)),
    ...person.emails.map(({ value, use }) => ({
      system: 'email',
      ...(value === undefined ? {} : { value }),
      ...(use === undefined ? {} : { use }),
    })),
  ];
  return telecom.length > 0 ? { telecom } : {};
}

function writePhone({ value, kind, use, comment }: PhoneNotes, standard: PlanStandard): object {
  const { codeSpecification, comment: commentUrl } = standard.extensions;
  const coding = kind && codingOf(standard, 'representative.phone.kind', kind);
  return {
    ...(comment === undefined ? {} : { extension: [{ url: commentUrl, valueString: comment }] }),
    system: kind === 'fax' || kind === 'pager' ? kind : 'phone',
    ...(coding && codeSpecification !== undefined
      ? {
          _system: {
            extension: [{ url: codeSpecification, valueCodeableConcept: { coding: [coding] } }],
          },
        }
      : {}),
    ...(value === undefined ? {} : { value }),
    ...(use === undefined ? {} : { use }),
  };
}

/**
 * The patient with what the conversation says about deciding, and a link to each person who is new. Everything else
 * stays as it was. Without a recorded patient one is made of the name and the date of birth in the notes.
 */
export function writePatient(
  notes: ConversationNotes,
  recorded: FhirResource | undefined,
  writing: Writing,
): FhirResource {
  const { standard, patientId } = writing;
  const base: FhirResource = recorded ?? {
    resourceType: 'Patient',
    id: patientId,
    meta: { profile: [standard.profiles.patient] },
    ...nameOf(notes.patient.name),
    ...(notes.patient.birthDate === undefined ? {} : { birthDate: notes.patient.birthDate }),
  };
  const extension = capacityExtensions(elementsOf(base.extension), notes, standard);
  const contact = [...elementsOf(base.contact), ...newContacts(base, notes, writing)];
  return {
    ...base,
    ...(extension.length > 0 ? { extension } : {}),
    ...(contact.length > 0 ? { contact } : {}),
  };
}

function capacityExtensions(
  recorded: readonly Element[],
  { capacity }: ConversationNotes,
  { extensions: { legalCapacity } }: PlanStandard,
): readonly object[] {
  if (!legalCapacity || !capacity) return recorded;
  const { url, capable, comment } = legalCapacity;
  return [
    ...recorded.filter((each) => each.url !== url),
    {
      url,
      extension: [
        { url: capable, valueBoolean: capacity.capable },
        ...(capacity.comment === undefined ? [] : [{ url: comment, valueString: capacity.comment }]),
      ],
    },
  ];
}

function newContacts(patient: FhirResource, notes: ConversationNotes, writing: Writing): readonly object[] {
  const linked = new Set(
    elementsOf(patient.contact)
      .flatMap(({ extension }) => elementsOf(extension))
      .flatMap(({ valueReference }) => targetOf(valueReference)?.id ?? []),
  );
  // A contact without a name or number may not stand on a patient: such a person is known by who was there only.
  return notes.persons
    .filter(({ reference, name }) => reference === undefined && isNamed(name))
    .map((person) => ({ person, id: writing.id(`person-${person.key}`) }))
    .filter(({ id }) => !linked.has(id))
    .map(({ person, id }) => ({
      extension: [
        {
          url: writing.standard.extensions.relatedPerson,
          valueReference: { reference: `RelatedPerson/${id}` },
        },
      ],
      name: writeName(written(person.name ?? {}))[0],
      ...telecomOf(person, writing.standard),
    }));
}
