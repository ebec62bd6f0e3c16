/**
 * Why a terminology operation gives no answer, with a FHIR issue type: `not-found` the set is not held,
 * `not-supported` it is held but cannot be worked out here, `required` and `invalid` the question is not complete.
 */
export interface Refusal {
  readonly refused: 'not-found' | 'not-supported' | 'required' | 'invalid';
  /** A sentence for a person. */
  readonly sentence: string;
}

/** A refusal with its sentence. */
export function refusal(refused: Refusal['refused'], sentence: string): Refusal {
  return { refused, sentence };
}
