import { type FhirResource, spokenName } from '@caecilia/fhir';
import type { Party, Words } from '../plan.ts';
import { entryOf } from '../standard/lexicon.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { conceptOf, elementOf, elementsOf, wordsOf, wordsOfConcept } from './element.ts';
import { type LoadedRecord, targetOf } from './references.ts';

/** Names for those whom the plan refers to. */
export interface People {
  /** Who a Reference points at: by name where it was loaded, else by what the reference itself says. */
  partyOf(reference: unknown): Party;
  relationOf(relatedPerson: FhirResource): Words | undefined;
  specialtyOf(practitionerRole: FhirResource): Words | undefined;
  organizationOf(practitionerRole: FhirResource): string | undefined;
}

function professionalName(resource: FhirResource, record: LoadedRecord): string | undefined {
  if (resource.resourceType === 'Practitioner') return spokenName(resource.name);
  const practitioner = record.follow(resource.practitioner);
  return practitioner
    ? spokenName(practitioner.name)
    : displayedName(elementOf(resource.practitioner)?.display);
}

/**
 * `Reference.display` is written for machines and people alike ("Healthcare professional (role), van Huissen"); the
 * words after the last comma name the person in the published examples, but nothing promises it: show all of it.
 */
const displayedName = wordsOf;

const KINDS: Readonly<Record<string, Party['kind']>> = {
  Patient: 'patient',
  RelatedPerson: 'relatedPerson',
  Practitioner: 'professional',
  PractitionerRole: 'professional',
};

/** Builds the names from what was loaded. */
export function readPeople(record: LoadedRecord, standards: readonly PlanStandard[]): People {
  const relations = standards.flatMap(({ contactPerson }) => contactPerson.relations);
  const relationOf = (relatedPerson: FhirResource): Words | undefined => {
    const concepts = elementsOf(relatedPerson.relationship).map(conceptOf);
    return concepts.map((concept) => entryOf(concept, relations)?.label).find((label) => label !== undefined);
  };
  const specialtyOf = (role: FhirResource): Words | undefined =>
    [...elementsOf(role.specialty), ...elementsOf(role.code)]
      .map((concept) => wordsOfConcept(conceptOf(concept)))
      .find((words) => words !== undefined);
  const organizationOf = (role: FhirResource): string | undefined =>
    wordsOf(record.follow(role.organization)?.name) ?? wordsOf(elementOf(role.organization)?.display);

  function describe(resource: FhirResource): Omit<Party, 'kind'> {
    switch (resource.resourceType) {
      case 'RelatedPerson':
        return named(spokenName(resource.name), relationOf(resource));
      case 'PractitionerRole':
        return named(professionalName(resource, record), specialtyOf(resource), organizationOf(resource));
      case 'Organization':
      case 'CareTeam':
        return named(wordsOf(resource.name));
      default:
        return named(spokenName(resource.name));
    }
  }

  return {
    relationOf,
    specialtyOf,
    organizationOf,
    partyOf(reference) {
      const resource = record.follow(reference);
      const type =
        resource?.resourceType ?? targetOf(reference)?.type ?? wordsOf(elementOf(reference)?.type) ?? '';
      const kind = KINDS[type] ?? 'other';
      const displayed = named(displayedName(elementOf(reference)?.display));
      return { kind, ...displayed, ...(resource ? describe(resource) : {}) };
    },
  };
}

function named(name: string | undefined, detail?: Words, organization?: string): Omit<Party, 'kind'> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(detail === undefined ? {} : { detail }),
    ...(organization === undefined ? {} : { organization }),
  };
}
