export { RorRecordError } from './json-fields.ts';
export {
  LIKELY,
  type Match,
  type MatchBand,
  type MatchMode,
  type MatchReasons,
  type MatchResult,
  POSSIBLE,
  SURE,
} from './match.ts';
export { type IndexedOrganisation, OrganisationIndex } from './organisation-index.ts';
export { type RegistryLine, readRegistryLine } from './read-registry-line.ts';
export { readRorRecord } from './read-ror-record.ts';
export { parseRorId, type RorId } from './ror-id.ts';
export {
  displayName,
  type ExternalId,
  NAME_KINDS,
  type NameKind,
  ORGANISATION_STATUSES,
  ORGANISATION_TYPES,
  type Organisation,
  type OrganisationName,
  type OrganisationPlace,
  type OrganisationRelationship,
  type OrganisationStatus,
  type OrganisationType,
  RELATIONSHIP_KINDS,
  type RelationshipKind,
  type RorRecord,
  successorsOf,
} from './ror-record.ts';
export type { SearchHit, SearchOptions } from './search.ts';
export {
  foldText,
  isCommon,
  isPhrase,
  type Likeness,
  languageOf,
  type ReadText,
  readText,
  type SharedTerm,
  type Term,
  TextCorpus,
  type TextLanguage,
  type TextPart,
  TextQuestion,
  termsOf,
  wordsOf,
} from './text/index.ts';
