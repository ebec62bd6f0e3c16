import { type Element, type FhirResource, formalName } from '@caecilia/fhir';

/** A patient as a list shows them. */
export interface ListedPerson {
  /** Logical id. */
  readonly id: string;
  /** Family name first; absent where the record has none, or it is not for who asks. */
  readonly name?: string;
  /** FHIR date. */
  readonly birthDate?: string;
  readonly deceased: boolean;
}

/** What a list says of a patient; `resource` is undefined where the patient is not for who asks. */
export function personOf(id: string, resource: FhirResource | undefined): ListedPerson {
  const name = nameOf(resource);
  const { birthDate, deceasedBoolean, deceasedDateTime }: Element = resource ?? {};
  return {
    id,
    deceased: deceasedBoolean === true || deceasedDateTime !== undefined,
    ...(name === '' ? {} : { name }),
    ...(typeof birthDate === 'string' ? { birthDate } : {}),
  };
}

/** As a register lists people: family name, then given names. */
export function nameOf(patient: FhirResource | undefined): string {
  return formalName(patient?.name) ?? '';
}
