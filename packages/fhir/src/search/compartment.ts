import type { CompartmentDefinition } from '../model/definitions.ts';
import type { FhirResource } from '../resource.ts';
import type { Placement, SearchEntries } from './entries.ts';
import { SearchError } from './search-error.ts';

/** The patient compartment: of each resource type in it, the parameters by which a resource belongs to a patient. */
export type PatientCompartment = ReadonlyMap<string, readonly string[]>;

/** What a resource is about stands before who else takes part in it. */
const FIRST: readonly string[] = ['subject', 'patient', 'beneficiary', 'individual'];

/**
 * The official patient compartment, for `$everything` and compartment searches; the Patient itself is not listed.
 * Parameters that tell what a resource is about come first, the others in the order of the definition. Throws
 * `SearchError('not-found')` when there is no definition for Patient.
 */
export function patientCompartment(compartments: readonly CompartmentDefinition[]): PatientCompartment {
  const definition = compartments.find((each) => each.code === 'Patient');
  if (definition === undefined)
    throw new SearchError('not-found', 'there is no CompartmentDefinition for Patient');
  const members = definition.resource.filter(
    ({ code, param = [] }) => code !== 'Patient' && param.length > 0,
  );
  return new Map(members.map(({ code, param = [] }) => [code, subjectFirst(param)]));
}

function subjectFirst(params: readonly string[]): string[] {
  const first = FIRST.filter((param) => params.includes(param));
  return [...first, ...params.filter((param) => !FIRST.includes(param))];
}

/** Says where a resource stands, from what it can be found by. */
export type PlacementRule = (resource: FhirResource, entries: SearchEntries) => Placement;

/**
 * Places a resource with one patient: a Patient with itself, any other by its `subject` or `patient` whether or not
 * its type is in the official compartment (Task and Device are not, and are about a patient all the same), then by the
 * other parameters of the compartment in their order.
 *
 * A resource that names several patients stands with the first of the first parameter that has one, never with none.
 * Of a type that may be about several, the further patients are told as well: it is for who may see them all. Only references to a Patient on this
 * server count; the address of one elsewhere, a contained Patient or an identifier alone places nothing.
 */
export function placementIn(compartment: PatientCompartment): PlacementRule {
  const orders = new Map([...compartment].map(([type, params]) => [type, placingOrder(params)]));
  const elsewhere = placingOrder([]);
  return (resource, entries) => {
    const { resourceType, id } = resource;
    const mentioned = SEVERAL.has(resourceType) ? patientsIn(resource) : [];
    const patientId =
      resourceType === 'Patient'
        ? id
        : (firstPatient(entries, orders.get(resourceType) ?? elsewhere) ?? mentioned[0]);
    const others = mentioned.filter((each) => each !== patientId);
    return {
      ...(patientId === undefined ? {} : { patientId }),
      ...(others.length === 0 ? {} : { others }),
    };
  };
}

/**
 * Types that may be about several patients, or hold what belongs to others, and a Binary, whose patient stands in its
 * security context: everybody mentioned in them counts.
 */
const SEVERAL: ReadonlySet<string> = new Set([
  'Account',
  'Appointment',
  'AppointmentResponse',
  'AuditEvent',
  'Binary',
  'Bundle',
  'Communication',
  'CommunicationRequest',
  'DocumentManifest',
  'EnrollmentResponse',
  'Group',
  'Linkage',
  'List',
  'MeasureReport',
  'MessageHeader',
  'Parameters',
  'Person',
  'Provenance',
  'Schedule',
  'VerificationResult',
]);

const PATIENT = /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})(?:$|\/_history\/)/;

/** The patients that are referred to anywhere in a resource, or stand in it, in the order of the text. */
function patientsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return distinct(value.flatMap(patientsIn));
  if (typeof value !== 'object' || value === null) return [];
  const { resourceType, id, reference } = value as Readonly<Record<string, unknown>>;
  const named = typeof reference === 'string' ? PATIENT.exec(reference)?.[1] : undefined;
  const own = resourceType === 'Patient' && typeof id === 'string' ? id : undefined;
  const here = [named, own].filter((patient) => patient !== undefined);
  return distinct([...here, ...Object.values(value).flatMap(patientsIn)]);
}

function distinct(list: readonly string[]): readonly string[] {
  return list.length < 2 ? list : [...new Set(list)];
}

function placingOrder(params: readonly string[]): readonly string[] {
  return [...new Set(['subject', 'patient', ...params])];
}

function firstPatient({ references }: SearchEntries, order: readonly string[]): string | undefined {
  let best = order.length;
  let patientId: string | undefined;
  for (const { param, type, id } of references) {
    if (type !== 'Patient' || id === undefined) continue;
    const rank = order.indexOf(param);
    if (rank >= 0 && rank < best) {
      best = rank;
      patientId = id;
    }
  }
  return patientId;
}
