export * from './compare.ts';
export * from './conditions.ts';
export * from './dossier.ts';
export { ewpEndpoints } from './dossiers.endpoint.ts';
export {
  agreementsIn,
  type HashScope,
  hashAgrees,
  type IiaHashVersion,
  iiaHash,
  isValidForApproval,
  textToHash,
} from './hash.ts';
export * from './iia.ts';
export type { AgreementForEwp, EwpPorts } from './keep-dossier.ts';
export { type ReadIia, readGetResponse } from './read-iia.ts';
export * from './responses.ts';
export { EWP_STEPS, type EwpTables } from './schema.ts';
export * from './vocabulary.ts';
export { type ExportedIia, writeGetResponse } from './write-iia.ts';
export type { EwpIssue } from './xml/fields.ts';
export { EWP_LIMITS, readXml, type XmlElement, type XmlLimits } from './xml/tree.ts';
