import {
  elementOf,
  type FhirModel,
  type FhirResource,
  JsonError,
  parseJson,
  XmlError,
  xmlToResource,
} from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';

/** A plan with its declarations as files is some hundreds of kilobytes. */
export const MOST_BYTES = 5 * 1024 * 1024;
const MOST_DEPTH = 64;

/** The two ways in which FHIR is written. */
export const FORMATS = ['json', 'xml'] as const;
export type Format = (typeof FORMATS)[number];

/** Reads the text of a bundle. Throws `Problem` with a sentence about the text, and nothing of what it says. */
export function resourceIn(text: string, format: Format, model: FhirModel): FhirResource {
  if (Buffer.byteLength(text) > MOST_BYTES)
    throw new Problem('too-long', 'This file is larger than a plan can be (5 MB).', { expression: 'text' });
  try {
    return format === 'xml'
      ? xmlToResource(text, model, { maxLength: MOST_BYTES, maxDepth: MOST_DEPTH })
      : fromJson(text);
  } catch (error) {
    if (error instanceof JsonError || error instanceof XmlError || error instanceof SyntaxError)
      throw new Problem('structure', `This file cannot be read as FHIR in ${format.toUpperCase()}.`, {
        expression: 'text',
        cause: error,
      });
    throw error;
  }
}

function fromJson(text: string): FhirResource {
  const element = elementOf(parseJson(text, { maxDepth: MOST_DEPTH }));
  if (typeof element.resourceType !== 'string')
    throw new Problem('structure', 'This file holds no FHIR resource.', { expression: 'text' });
  return { ...element, resourceType: element.resourceType };
}
