/** How much an issue weighs: `error` refuses the resource; `warning` and `information` leave it acceptable. */
export type Severity = 'error' | 'warning' | 'information';

/**
 * One finding. `code` is a FHIR issue type; `diagnostics` is a sentence that names the element and the rule and
 * repeats no data of a patient other than codes; `expression` holds the FHIRPath location of the element.
 */
export interface ValidationIssue {
  readonly severity: Severity;
  readonly code: string;
  readonly diagnostics: string;
  readonly expression: string[];
}
