export type * from './model/definitions.ts';
export type { ElementModel, FhirModel, PropertyModel, TypeKind, TypeModel } from './model/model.ts';
export { createModel } from './model/model.ts';
export type { FhirResource } from './resource.ts';
export type * from './search/entries.ts';
export type * from './search/query.ts';
export { withNumericEntities } from './xhtml/entities.ts';
export { narrativeHtml } from './xhtml/html.ts';
export { checkNarrative, isEmptyNarrative } from './xhtml/narrative.ts';
