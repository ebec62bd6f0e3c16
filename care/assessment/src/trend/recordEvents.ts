import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import type { DeskEvent } from '../desk/answers.ts';
import { referenceIn, wordsOf } from '../element.ts';
import { SYSTEMS } from '../terms.ts';

/** FHIR R4, value set encounter-class: stays in an institution. */
const STAYS = ['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS', 'EMER'];
/** FHIR R4, consent scopes of a treatment directive and of an advance directive. */
const DIRECTIVES = ['treatment', 'adr'];
const VOID = ['entered-in-error', 'cancelled', 'draft', 'proposed', 'rejected'];

/** Types that are read for events beside the scores. */
export const EVENT_TYPES = [
  'Encounter',
  'EpisodeOfCare',
  'Consent',
  'MedicationRequest',
  'MedicationStatement',
] as const;

/** References whose names the events need. */
export function eventReferences(resources: readonly FhirResource[]): readonly string[] {
  return resources.flatMap(({ serviceProvider, managingOrganization, medicationReference }) =>
    [serviceProvider, managingOrganization, medicationReference].flatMap((each) => referenceIn(each) ?? []),
  );
}

/**
 * What happened: limits that were recorded, moves, medication that was begun. What a limit says stands in the header and
 * in the care plan alone; here is only when one was recorded.
 */
export function eventsIn(
  resources: readonly FhirResource[],
  names: ReadonlyMap<string, string>,
): readonly DeskEvent[] {
  return resources
    .filter(({ status }) => !VOID.includes(String(status)))
    .flatMap((resource) => eventsOf(resource, names))
    .toSorted((one, other) => one.at - other.at);
}

function eventsOf(resource: FhirResource, names: ReadonlyMap<string, string>): readonly DeskEvent[] {
  switch (resource.resourceType) {
    case 'Consent':
      return directive(resource);
    case 'Encounter':
      return stay(resource, names);
    case 'EpisodeOfCare':
      return care(resource, names);
    case 'MedicationRequest':
      return begun(resource.authoredOn, resource, names);
    case 'MedicationStatement':
      return begun(resource.effectiveDateTime ?? elementOf(resource.effectivePeriod).start, resource, names);
    default:
      return [];
  }
}

/** Ms since 1970 of a FHIR date or dateTime; a date is its beginning in UTC. */
function momentIn(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

function event(kind: DeskEvent['kind'], value: unknown, words?: string): readonly DeskEvent[] {
  const at = momentIn(value);
  return at === undefined ? [] : [{ kind, at, ...(words === undefined ? {} : { words }) }];
}

function directive({ scope, dateTime }: FhirResource): readonly DeskEvent[] {
  const codes = elementsOf(elementOf(scope).coding).map(({ code }) => String(code));
  return codes.some((code) => DIRECTIVES.includes(code)) ? event('limit', dateTime) : [];
}

function stay(encounter: FhirResource, names: ReadonlyMap<string, string>): readonly DeskEvent[] {
  const { period, serviceProvider, type } = encounter;
  const isContact = elementsOf(type).some(({ coding }) =>
    elementsOf(coding).some(({ system }) => system === SYSTEMS.contactKind),
  );
  if (isContact || !STAYS.includes(String(elementOf(encounter.class).code))) return [];
  const where = nameIn(serviceProvider, names);
  const { start, end } = elementOf(period);
  return [...event('admission', start, where), ...event('discharge', end, where)];
}

/** An organisation that took the patient into care. */
function care({ period, managingOrganization }: FhirResource, names: ReadonlyMap<string, string>) {
  const where = nameIn(managingOrganization, names);
  return where === undefined ? [] : event('care', elementOf(period).start, where);
}

function begun(at: unknown, resource: FhirResource, names: ReadonlyMap<string, string>) {
  const { text, coding } = elementOf(resource.medicationCodeableConcept);
  const words =
    wordsOf(text) ??
    elementsOf(coding).flatMap(({ display }) => wordsOf(display) ?? [])[0] ??
    nameIn(resource.medicationReference, names);
  return event('medication', at, words);
}

function nameIn(reference: unknown, names: ReadonlyMap<string, string>): string | undefined {
  return names.get(referenceIn(reference) ?? '') ?? wordsOf(elementOf(reference).display);
}
