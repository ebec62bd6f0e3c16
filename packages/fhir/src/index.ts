export { CompiledPath, compilePath, focusNode, type PathOptions } from './fhirpath/path.ts';
export { PathError, type PathErrorCode } from './fhirpath/path-error.ts';
export { type Nodes, PathNode } from './fhirpath/path-node.ts';
export { Pattern, type PatternMatch } from './fhirpath/pattern.ts';
export type { PathEnvironment } from './fhirpath/scope.ts';
export { BSN_SYSTEMS, carriesBsn, isBsn } from './identifier/bsn.ts';
export { type Element, elementOf, elementsOf } from './json/element.ts';
export { ExactNumber, isExactNumber, numberFromText, numberOf, numberText } from './json/exact-number.ts';
export { decodeUtf8, type JsonLimits, parseJson, stringify } from './json/json.ts';
export { JsonError, type JsonErrorCode } from './json/json-error.ts';
export type * from './model/definitions.ts';
export type { ElementModel, FhirModel, PropertyModel, TypeKind, TypeModel } from './model/model.ts';
export { createModel } from './model/model.ts';
export type { PackSource } from './pack/collect-pack.ts';
export { collectPack } from './pack/collect-pack.ts';
export type { ComposedDefinitions, InstalledQuery } from './pack/compose-definitions.ts';
export { composeDefinitions } from './pack/compose-definitions.ts';
export { requestFor } from './pack/named-query.ts';
export type {
  NamedQuery,
  Pack,
  PackIdentity,
  PackReport,
  Questionnaire,
  SupportedProfile,
} from './pack/pack.ts';
export { PackError } from './pack/pack-error.ts';
export { parsePack } from './pack/parse-pack.ts';
export type { ConvertedRecord, ElementMove, ProfileChange, VersionMapping } from './pack/version-mapping.ts';
export { convertVersion } from './pack/version-mapping.ts';
export { applyFhirPathPatch } from './patch/fhirpath-patch.ts';
export { PatchError, type PatchErrorCode } from './patch/patch-error.ts';
export { isPlainPatch } from './patch/plain-patch.ts';
export { callName, formalName, spokenName } from './person/human-name.ts';
export type { FhirResource } from './resource.ts';
export type { PatientCompartment, PlacementRule } from './search/compartment.ts';
export { patientCompartment, placementIn } from './search/compartment.ts';
export type * from './search/entries.ts';
export type { ExtractorOptions, SearchExtractor } from './search/extract.ts';
export { createExtractor } from './search/extract.ts';
export type { Summary, UnsupportedPart } from './search/parse/draft.ts';
export type { SearchContext, SearchLimits, SearchTerminology } from './search/parse/search-context.ts';
export { DEFAULT_SEARCH_LIMITS } from './search/parse/search-context.ts';
export type { ParsedSearch } from './search/parse.ts';
export { parseSearch } from './search/parse.ts';
export type * from './search/query.ts';
export type { ValueTypes } from './search/registry/value-types.ts';
export type { SearchRegistry } from './search/registry.ts';
export { createSearchRegistry } from './search/registry.ts';
export type { SearchErrorCode } from './search/search-error.ts';
export { SearchError } from './search/search-error.ts';
export { covers, intersectScopes } from './smart/intersect-scopes.ts';
export type { SmartPermissions, SmartScope } from './smart/smart-scope.ts';
export { lettersOf, parseSmartScope, scopeText } from './smart/smart-scope.ts';
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
export { xmlToResource } from './xml/read-xml.ts';
export type { XmlWriteOptions } from './xml/write-xml.ts';
export { resourceToXml } from './xml/write-xml.ts';
export type { XmlErrorCode, XmlPlace } from './xml/xml-error.ts';
export { XmlError } from './xml/xml-error.ts';
export type { XmlLimits } from './xml/xml-tree.ts';
