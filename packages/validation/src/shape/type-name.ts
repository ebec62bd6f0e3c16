import type { ElementDefinition, ElementType } from '@caecilia/fhir';

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/**
 * The FHIR type behind a type code: R4 writes ids and addresses of extensions as FHIRPath system types, and the id
 * of a resource as `string` where it means `id` (corrected in R4B).
 */
export function typeNameOf(type: ElementType, element: ElementDefinition | undefined): string {
  if (!type.code.startsWith('http://hl7.org/fhirpath/System.')) {
    return type.code;
  }
  // The id of a data type is an attribute in XML; that of a resource is an element.
  if (element && /^[A-Z][A-Za-z]+\.id$/.test(element.path) && element.representation === undefined) {
    return 'id';
  }
  return type.extension?.find((each) => each.url === FHIR_TYPE)?.valueUrl ?? 'string';
}

/** `Quantity` of `valueQuantity`; `DateTime` for `dateTime`. */
export function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
