export { networkAssets } from './assets.ts';
export { DIRECTORY_TYPES } from './directory/directory.ts';
export type * from './directory/entries.ts';
export {
  IDENTIFIER_SYSTEMS,
  type IdentifierKind,
  type Identifiers,
  identifierFault,
} from './directory/identifiers.ts';
export {
  readAffiliation,
  readEndpoint,
  readLocation,
  readOrganization,
  readProfessional,
  readRole,
  readService,
} from './directory/reading.ts';
export {
  endEntry,
  writeAffiliation,
  writeEndpoint,
  writeLocation,
  writeOrganization,
  writeProfessional,
  writeRole,
  writeService,
} from './directory/writing.ts';
export { networkPages } from './pages.ts';
export type * from './relations.ports.ts';
export { CARE_KINDS } from './relations.ports.ts';
export { careRelationsOverRecord, type RelationsOverRecord } from './relationsOverRecord.ts';
export {
  mayByRole,
  type NetworkAct,
  type NetworkSettings,
  type ReadSearch,
  type SearchPair,
} from './settings.ts';
export type * from './users.ports.ts';
