import { digestInSql, digestPrefix } from './digest.ts';
import { keysInSql, logicalId } from './internal-ids.ts';
import { type ParamKey, textKey } from './keys.ts';
import { type Source, selected } from './source.ts';
import type { StatementDraft } from './statement-draft.ts';

/** A reference parameter of a type, and one type it may point at. */
export interface Pointer {
  readonly key: ParamKey;
  readonly target: string;
}

/** The digest by which a row is referred to; `alias` names it. */
export function digestOfRow(draft: StatementDraft, pointer: Pointer, alias: string): string {
  return digestInSql(referencePrefix(draft, pointer), logicalId(alias));
}

function referencePrefix(draft: StatementDraft, { key: { type, param }, target }: Pointer): string {
  return draft.param(digestPrefix('reference', type, param, target), 'text');
}

/** Types of R4 that have an address of their own, by which a canonical names them. */
const WITH_ADDRESS: ReadonlySet<string> = new Set(
  `ActivityDefinition CapabilityStatement ChargeItemDefinition CodeSystem CompartmentDefinition ConceptMap
  EffectEvidenceSynthesis EventDefinition Evidence EvidenceVariable ExampleScenario GraphDefinition
  ImplementationGuide Library Measure MessageDefinition NamingSystem OperationDefinition PlanDefinition
  Questionnaire ResearchDefinition ResearchElementDefinition RiskEvidenceSynthesis SearchParameter
  StructureDefinition StructureMap TerminologyCapabilities TestScript ValueSet`.split(/\s+/),
);

/** Whether the target may be referred to by its address as well as by its id. */
export function byAddressToo({ target }: Pointer): boolean {
  return WITH_ADDRESS.has(target);
}

/**
 * The digests by which rows are referred to, as a query: by id, and where they have one by address. `rows` makes the
 * rows under an alias, each time it is asked under another.
 */
export function digestsOfRows(
  draft: StatementDraft,
  pointer: Pointer,
  rows: () => { readonly alias: string; readonly source: Source },
): string {
  const { alias, source } = rows();
  const byId = selected(digestOfRow(draft, pointer, alias), source);
  if (!byAddressToo(pointer)) return byId;
  const again = rows();
  const address = addressDigests(draft, pointer, again.alias);
  return `${byId} union all ${selected('a.digest', { ...again.source, from: `${again.source.from} cross join lateral (${address}) a` })}`;
}

/** The digests of the address of one row, as a query. A canonical with a version has that of the address alone too. */
export function addressDigests(draft: StatementDraft, { key, target }: Pointer, alias: string): string {
  const dictionary = draft.param(textKey({ type: target, param: 'url' }, 'uri'), 'bigint');
  const prefix = draft.param(digestPrefix('text', textKey(key, 'uri')), 'text');
  return `select ${digestInSql(prefix, 'v.norm')} as digest from unnest(${alias}.toks) t(tok)
    join text_value v on v.key = ${dictionary} and v.tok = t.tok`;
}

/**
 * A subquery of bucket, type and id of what a row refers to. Digests cannot be turned round, so the references are
 * taken from the content, which this store printed itself (no escaped slashes), and each is compared with the digests
 * of the row: only those of this parameter remain. Not for a Bundle, whose references may be resources inside it.
 */
export function referredBy(draft: StatementDraft, pointer: Pointer, alias: string): string {
  const { target } = pointer;
  const pattern = draft.param(`"(?:[^"]*/)?${target}/([A-Za-z0-9.-]{1,64})(?:/_history/[^"]*)?"`, 'text');
  const digest = digestInSql(referencePrefix(draft, pointer), 'x.logical');
  const found = `(select distinct m.part[1] as logical from regexp_matches(${alias}.content, ${pattern}, 'g') m(part))`;
  const known = `(select x.logical from ${found} x where arraycontains(${alias}.toks, array[${digest}])) x`;
  return keysInSql(draft, target, known);
}

/** Whether `referredBy` finds everything that a row refers to. */
export function tellsReferences(pointer: Pointer): boolean {
  return pointer.key.type !== 'Bundle' && !byAddressToo(pointer);
}
