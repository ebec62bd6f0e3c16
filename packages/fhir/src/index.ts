export type * from './model/definitions.ts';
export type { ElementModel, FhirModel, PropertyModel, TypeKind, TypeModel } from './model/model.ts';
export { createModel } from './model/model.ts';
export type { FhirResource } from './resource.ts';
export type * from './search/entries.ts';
export type * from './search/query.ts';
export type { Canonical } from './terminology/canonical.ts';
export { compareVersions, parseCanonical } from './terminology/canonical.ts';
export type { CodeSet, ExpandedCode, Tri } from './terminology/code-set.ts';
export type { ExpandAnswer, ExpandedValueSet, ExpandParameters } from './terminology/expand-operation.ts';
export { expandOperation } from './terminology/expand-operation.ts';
export type { TerminologySource } from './terminology/held-resources.ts';
export type { Refusal } from './terminology/refusal.ts';
export type * from './terminology/terminology.ts';
export { createTerminology } from './terminology/terminology.ts';
export type {
  AskedCoding,
  CodeValidation,
  ValidateCodeParameters,
} from './terminology/validate-code-operation.ts';
export { validateCodeOperation } from './terminology/validate-code-operation.ts';
export { withNumericEntities } from './xhtml/entities.ts';
export { narrativeHtml } from './xhtml/html.ts';
export { checkNarrative, isEmptyNarrative } from './xhtml/narrative.ts';
