/** FHIR issue types (http://hl7.org/fhir/issue-type) that a search is refused with. All of them are the asker's. */
export type SearchErrorCode = 'invalid' | 'value' | 'not-supported' | 'not-found' | 'too-costly';

/**
 * Why a search is refused. The language floor has no `Problem`; whoever answers the asker makes one of it, with the
 * same code, sentence and expression. The sentence names parameters, never a value that could be patient data.
 */
export class SearchError extends Error {
  override readonly name = 'SearchError';
  readonly code: SearchErrorCode;
  /** The parameter as it was asked, for instance `birthdate` or `subject:Patient.name`. */
  readonly expression: string | undefined;

  constructor(code: SearchErrorCode, sentence: string, expression?: string) {
    super(sentence);
    this.code = code;
    this.expression = expression;
  }
}
