export { RorRecordError } from './json-fields.ts';
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
