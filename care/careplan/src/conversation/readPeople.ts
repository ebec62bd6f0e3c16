import type { FhirResource } from '@caecilia/fhir';
import { conceptOf, type Element, elementOf, elementsOf, extensionsOf } from '../reading/element.ts';
import type { LoadedRecord } from '../reading/references.ts';
import { entryOf } from '../standard/lexicon.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { itemMeaning, meaningOf } from './formAnswers.ts';
import type {
  ConversationNotes,
  NameNotes,
  PersonNotes,
  PhoneKind,
  PhoneNotes,
  SubjectNotes,
} from './notes.ts';

type Target = { readonly type: string; readonly id: string };

const EXTENSION = 'http://hl7.org/fhir/StructureDefinition/';
const stringOf = (holder: Element | undefined, url: string): string | undefined => {
  const value = extensionsOf(holder, [`${EXTENSION}${url}`])[0]?.valueString;
  return typeof value === 'string' ? value : undefined;
};

/** A name in the parts of the form. A name with the partner's in it is one family name as it is written. */
export function readNameParts(names: unknown): NameNotes {
  const all = elementsOf(names);
  const name = all.find(({ use }) => use === 'official') ?? all.find(({ use }) => use !== 'usual') ?? all[0];
  if (!name) return {};
  const about = elementOf(name._family);
  const family = typeof name.family === 'string' ? name.family : undefined;
  const partner = stringOf(about, 'humanname-partner-name');
  const parted = partner === undefined && stringOf(about, 'humanname-own-prefix') !== undefined;
  const prefix = parted ? stringOf(about, 'humanname-own-prefix') : undefined;
  const own = parted ? stringOf(about, 'humanname-own-name') : family;
  const given = Array.isArray(name.given)
    ? name.given.filter((each): each is string => typeof each === 'string').join(' ')
    : undefined;
  return {
    ...(given === undefined || given === '' ? {} : { given }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(own === undefined ? {} : { family: own }),
  };
}

/** Who the patient is, as the form asks it. */
export function readSubject(patient: FhirResource): SubjectNotes {
  return {
    name: readNameParts(patient.name),
    ...(typeof patient.birthDate === 'string' ? { birthDate: patient.birthDate } : {}),
  };
}

/** The first professional among those who took part. */
export function readProfessional(
  record: LoadedRecord,
  standard: PlanStandard,
  actors: readonly Target[],
): ConversationNotes['professional'] {
  const actor = actors.find(({ type }) => type === 'PractitionerRole' || type === 'Practitioner');
  const role = actor && record.get(actor.type, actor.id);
  const person = actor?.type === 'Practitioner' ? role : record.follow(role?.practitioner);
  const options = standard.form && itemMeaning(standard.form, 'professional.function')?.options;
  const specialties = [...elementsOf(role?.specialty), ...elementsOf(role?.code)];
  const known = specialties
    .flatMap((specialty) => conceptOf(specialty).codings)
    .map((coding) => options?.find(({ system, code }) => system === coding.system && code === coding.code))
    .find((option) => option !== undefined);
  return {
    name: readNameParts(person?.name),
    ...(known ? { function: meaningOf(known) } : {}),
    ...(actor ? { reference: `${actor.type}/${actor.id}` } : {}),
  };
}

/** Everybody close to the patient, in the order of the resources. */
export function readPersons(
  record: LoadedRecord,
  standard: PlanStandard,
  actors: readonly Target[],
): readonly PersonNotes[] {
  return record.ofType('RelatedPerson').map((person) => {
    const id = String(person.id);
    return {
      key: id,
      reference: `RelatedPerson/${id}`,
      ...nameOf(person),
      ...readRelationships(person, standard),
      present: actors.some((actor) => actor.type === 'RelatedPerson' && actor.id === id),
      ...readTelecom(person, standard),
    };
  });
}

function nameOf(person: FhirResource): { name?: NameNotes } {
  const name = readNameParts(person.name);
  return Object.keys(name).length > 0 ? { name } : {};
}

type Relationships = Pick<
  PersonNotes,
  'representative' | 'firstContact' | 'roles' | 'otherRole' | 'relation' | 'otherRelation'
>;

function readRelationships(person: FhirResource, standard: PlanStandard): Relationships {
  const said = elementsOf(person.relationship).map((each) => readRelationship(each, standard));
  const merged: Partial<Relationships> = {};
  for (const each of said) Object.assign(merged, each);
  return {
    representative: false,
    firstContact: false,
    ...merged,
    roles: said.flatMap((each) => each.roles ?? []),
  };
}

/** What one of the codes says about somebody. "Other" without words says nothing about a role. */
function readRelationship(relationship: Element, standard: PlanStandard): Partial<Relationships> {
  const concept = conceptOf(relationship);
  const text = typeof relationship.text === 'string' ? relationship.text : '';
  const box = boxOf(concept.codings, standard, 'representative.roles');
  if (box === 'representative' || box === 'firstContact') return { [box]: true };
  if (box === 'other') return text === '' ? {} : { otherRole: text };
  const role = entryOf(concept, standard.contactPerson.roles);
  if (role) return { roles: [role.code] };
  const relation = entryOf(concept, standard.contactPerson.relations);
  if (relation) return { relation: relation.code };
  const other = boxOf(concept.codings, standard, 'representative.relation') === 'other';
  return other ? { otherRelation: text } : {};
}

function boxOf(
  codings: readonly { readonly system: string; readonly code: string }[],
  { form }: PlanStandard,
  means: string,
): string | undefined {
  const options = (form && itemMeaning(form, means)?.options) ?? [];
  const option = options.find(({ system, code }) =>
    codings.some((coding) => coding.system === system && coding.code === code),
  );
  return option && meaningOf(option);
}

function readTelecom(person: FhirResource, standard: PlanStandard): Pick<PersonNotes, 'phones' | 'emails'> {
  const points = elementsOf(person.telecom).filter(({ use }) => use !== 'old');
  return {
    phones: points.filter(({ system }) => system !== 'email').map((point) => readPhone(point, standard)),
    emails: points
      .filter(({ system }) => system === 'email')
      .map(({ value, use }) => ({
        ...(typeof value === 'string' ? { value } : {}),
        ...(use === 'home' || use === 'work' ? { use } : {}),
      })),
  };
}

const KINDS: readonly PhoneKind[] = ['landline', 'mobile', 'fax', 'pager'];

function readPhone(point: Element, standard: PlanStandard): PhoneNotes {
  const { codeSpecification, comment: commentUrl } = standard.extensions;
  const specified =
    codeSpecification === undefined
      ? undefined
      : extensionsOf(elementOf(point._system), [codeSpecification])[0]?.valueCodeableConcept;
  const box = boxOf(conceptOf(specified).codings, standard, 'representative.phone.kind');
  const kind = KINDS.find((each) => each === box || each === point.system);
  const comment = extensionsOf(point, [commentUrl])[0]?.valueString;
  const { value, use } = point;
  return {
    ...(typeof value === 'string' ? { value } : {}),
    ...(kind ? { kind } : {}),
    ...(use === 'home' || use === 'work' || use === 'temp' ? { use } : {}),
    ...(typeof comment === 'string' ? { comment } : {}),
  };
}
