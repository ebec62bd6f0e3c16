/** FHIR issue types that reading or writing XML can end in. */
export type XmlErrorCode = 'structure' | 'value' | 'too-long' | 'too-costly';

/** Where in a document or a resource something is wrong. */
export interface XmlPlace {
  /** From 1. Absent when a resource is written. */
  readonly line?: number;
  /** From 1, in characters. */
  readonly column?: number;
  /** FHIRPath of the element, for instance `Patient.name[0].given[1]`; absent before the first element. */
  readonly path?: string;
}

/**
 * XML that is not FHIR XML, or a resource that cannot be XML. The message says what is wrong, where and what would be
 * right, and holds no content of the document: only names of elements and attributes, numbers of lines and columns.
 */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly code: XmlErrorCode;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly path: string | undefined;

  constructor(code: XmlErrorCode, sentence: string, place: XmlPlace = {}) {
    super(sentence + (place.line === undefined ? '' : ` (line ${place.line}, column ${place.column ?? 1})`));
    this.code = code;
    this.line = place.line;
    this.column = place.column;
    this.path = place.path;
  }
}

/** A name from outside as it may appear in a sentence: short, and made of the letters FHIR's own names are made of. */
export function speakable(name: string): string {
  return /^[A-Za-z][A-Za-z0-9:._-]{0,60}$/.test(name) ? `'${name}'` : 'with an unreadable name';
}
