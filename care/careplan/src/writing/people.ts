import type { FhirResource } from '@caecilia/fhir';
import type { PlanStandard } from '../standard/standard.ts';
import type { ContactPersonDraft, InstitutionDraft, NameDraft, PatientDraft } from './planDraft.ts';

const EXTENSION = 'http://hl7.org/fhir/StructureDefinition/';
const text = (url: string, valueString: string | undefined) =>
  valueString === undefined ? [] : [{ url: `${EXTENSION}${url}`, valueString }];

/** R4 wants the language of a patient in BCP 47, nl-core in ISO 639-1: both are written. */
const LANGUAGE_SYSTEMS = ['urn:ietf:bcp:47', 'urn:oid:1.0.639.1'];

const spaced = (...parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined).join(' ');

/** A HumanName as nl-core wants it: the whole in `text` and `family`, the parts in extensions. */
export function writeName(name: Partial<NameDraft> & { readonly title?: string }): readonly object[] {
  const own = spaced(name.prefix, name.family);
  const partner = name.partnerFamily ? spaced(name.partnerPrefix, name.partnerFamily) : undefined;
  const order = name.order ?? 'NL1';
  const family = partner === undefined ? own : joinFamilies(own, partner, order);
  return [
    {
      extension: [{ url: `${EXTENSION}humanname-assembly-order`, valueCode: order }],
      use: 'official',
      text: spaced(name.title, name.given, family === '' ? undefined : family),
      ...(family === ''
        ? {}
        : {
            family,
            _family: {
              extension: [
                ...text('humanname-own-prefix', name.prefix),
                ...text('humanname-own-name', name.family),
                ...text('humanname-partner-prefix', name.partnerPrefix),
                ...text('humanname-partner-name', name.partnerFamily),
              ],
            },
          }),
      ...(name.given === undefined
        ? {}
        : {
            given: [name.given],
            _given: [{ extension: [{ url: `${EXTENSION}iso21090-EN-qualifier`, valueCode: 'BR' }] }],
          }),
      ...(name.title === undefined ? {} : { prefix: [name.title] }),
    },
  ];
}

function joinFamilies(own: string, partner: string, order: string): string {
  if (order === 'NL2') return partner;
  if (order === 'NL3') return `${partner}-${own}`;
  return order === 'NL4' ? `${own}-${partner}` : own;
}

const phone = (value: string | undefined, use: 'home' | 'work') =>
  value === undefined ? [] : [{ system: 'phone', value, use }];

/** A patient of the standard. */
export function writePatient(
  draft: PatientDraft,
  contactPersons: readonly ContactPersonDraft[],
  standard: PlanStandard,
): FhirResource {
  const { legalCapacity } = standard.extensions;
  const capacity = draft.legalCapacity;
  return {
    resourceType: 'Patient',
    id: draft.id,
    meta: { profile: [standard.profiles.patient] },
    ...(legalCapacity && capacity
      ? {
          extension: [
            {
              url: legalCapacity.url,
              extension: [
                { url: legalCapacity.capable, valueBoolean: capacity.capable },
                ...(capacity.comment === undefined
                  ? []
                  : [{ url: legalCapacity.comment, valueString: capacity.comment }]),
              ],
            },
          ],
        }
      : {}),
    name: writeName(draft.name),
    gender: draft.gender,
    birthDate: draft.birthDate,
    ...(contactPersons.length === 0
      ? {}
      : {
          // The base standard wants a name beside the link; it is written once more, as the published examples do.
          contact: contactPersons.map((person) => ({
            extension: [
              {
                url: standard.extensions.relatedPerson,
                valueReference: { reference: `RelatedPerson/${person.id}` },
              },
            ],
            name: writeName(person.name)[0],
            ...telecomOf(person),
          })),
        }),
    ...(draft.speaks
      ? {
          communication: [
            {
              language: { coding: LANGUAGE_SYSTEMS.map((system) => ({ system, ...draft.speaks })) },
              preferred: true,
            },
          ],
        }
      : {}),
    ...(draft.generalPractitioner ? { generalPractitioner: [{ reference: draft.generalPractitioner }] } : {}),
  };
}

/** Someone close to the patient. Throws when the standard does not list a role or the relation. */
export function writeContactPerson(
  draft: ContactPersonDraft,
  patientId: string,
  standard: PlanStandard,
): FhirResource {
  return {
    resourceType: 'RelatedPerson',
    id: draft.id,
    meta: { profile: [standard.profiles.contactPerson] },
    patient: { reference: `Patient/${patientId}` },
    relationship: relationships(draft, standard),
    name: writeName(draft.name),
    ...telecomOf(draft),
  };
}

function relationships(draft: ContactPersonDraft, { contactPerson }: PlanStandard) {
  return [
    ...draft.roles.map((code) => listed(contactPerson.roles, code)),
    listed(contactPerson.relations, draft.relation),
  ].map(({ system, code, label }) => ({ coding: [{ system, code, display: label.nl }] }));
}

function telecomOf(draft: ContactPersonDraft): { telecom?: readonly object[] } {
  const telecom = [
    ...phone(draft.phone, 'home'),
    ...(draft.email === undefined ? [] : [{ system: 'email', value: draft.email, use: 'home' }]),
  ];
  return telecom.length > 0 ? { telecom } : {};
}

/** An entry of a list of the standard, by its code. */
export function listed<T extends { readonly code: string }>(entries: readonly T[], code: string): T {
  const entry = entries.find((each) => each.code === code);
  if (!entry) throw new Error(`the standard does not list ${code}`);
  return entry;
}

/** An institution, its professionals and their roles. */
export function writeInstitution(draft: InstitutionDraft, standard: PlanStandard): readonly FhirResource[] {
  const organization: FhirResource = {
    resourceType: 'Organization',
    id: draft.id,
    active: true,
    ...(draft.kind === undefined
      ? {}
      : {
          type: [
            {
              coding: [{ system: 'urn:caecilia:organization-type', code: draft.kind.code }],
              text: draft.kind.text,
            },
          ],
        }),
    name: draft.name,
    ...(draft.phone === undefined ? {} : { telecom: phone(draft.phone, 'work') }),
  };
  return [organization, ...draft.professionals.flatMap((each) => writeProfessional(each, draft, standard))];
}

function writeProfessional(
  draft: InstitutionDraft['professionals'][number],
  institution: InstitutionDraft,
  standard: PlanStandard,
): readonly FhirResource[] {
  const { text: words, ...coding } = draft.specialty;
  const person: FhirResource[] = draft.name
    ? [
        {
          resourceType: 'Practitioner',
          id: draft.id,
          meta: { profile: [standard.profiles.practitioner] },
          name: writeName(draft.name),
        },
      ]
    : [];
  const role: FhirResource = {
    resourceType: 'PractitionerRole',
    id: draft.id,
    meta: { profile: [standard.profiles.practitionerRole] },
    active: true,
    ...(draft.name ? { practitioner: { reference: `Practitioner/${draft.id}` } } : {}),
    organization: { reference: `Organization/${institution.id}`, display: institution.name },
    specialty: [{ coding: [coding], ...(words === undefined ? {} : { text: words }) }],
    ...(draft.phone === undefined ? {} : { telecom: phone(draft.phone, 'work') }),
    ...(draft.hours === undefined ? {} : { availableTime: writeHours(draft.hours) }),
  };
  return [...person, role];
}

function writeHours(hours: NonNullable<InstitutionDraft['professionals'][number]['hours']>) {
  if (hours === 'always') return [{ allDay: true }];
  return hours.map(({ days, from, to }) =>
    from === undefined || to === undefined
      ? { daysOfWeek: days, allDay: true }
      : { daysOfWeek: days, availableStartTime: `${from}:00`, availableEndTime: `${to}:00` },
  );
}
