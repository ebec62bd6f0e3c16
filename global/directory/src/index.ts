export { type Counted, countedAt, withAllAbove } from './organisation/hierarchy.ts';
export type { Partner, Tier } from './partner/partner.ts';
export { PARTNER_CLASSES, partnerAsSeen, TIERS } from './partner/partner.ts';
export { type PartnerState, SHORTCOMINGS, type Shortcoming, shortcomingsOf } from './partner/quality.ts';
export { parseOrcid } from './person/orcid.ts';
export {
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  importRor,
} from './registry/import-ror.ts';
export { openRegistryFile } from './registry/open-file.ts';
export { type ReadRecord, readRecords } from './registry/read-records.ts';
export { DIRECTORY_SCHEMA, DIRECTORY_STEPS } from './schema.ts';
export type { DirectoryTables } from './tables.ts';
