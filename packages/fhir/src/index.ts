export type * from './model/definitions.ts';
export type { FhirResource } from './resource.ts';
export type * from './search/entries.ts';
export type * from './search/query.ts';
