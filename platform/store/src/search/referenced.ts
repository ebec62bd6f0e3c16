import { digestInSql, digestPrefix } from './digest.ts';
import { keysInSql, logicalId } from './internal-ids.ts';
import type { ParamKey } from './keys.ts';
import type { StatementDraft } from './statement-draft.ts';

/** The digest by which a row of `res` is referred to by this parameter; `target` is an alias of its row. */
export function digestOfRow(
  draft: StatementDraft,
  key: ParamKey,
  targetType: string,
  target: string,
): string {
  return digestInSql(referencePrefix(draft, key, targetType), logicalId(target));
}

function referencePrefix(draft: StatementDraft, { type, param }: ParamKey, targetType: string): string {
  return draft.param(digestPrefix('reference', type, param, targetType), 'text');
}

/**
 * A subquery of bucket, type and id of what a row refers to by this parameter. Digests cannot be turned round, so
 * the references are taken from the content, which this store printed itself (no white space, no escaped slashes),
 * and each is compared with the digests of the row: only those of this parameter remain.
 */
export function referredBy(draft: StatementDraft, key: ParamKey, targetType: string, row: string): string {
  const pattern = draft.param(
    `"reference":"(?:[^"]*/)?${targetType}/([A-Za-z0-9.-]{1,64})(?:/_history/[^"]*)?"`,
    'text',
  );
  const digest = digestInSql(referencePrefix(draft, key, targetType), 'x.logical');
  const found = `(select distinct m.part[1] as logical from regexp_matches(${row}.content, ${pattern}, 'g') m(part))`;
  const known = `(select x.logical from ${found} x where arraycontains(${row}.toks, array[${digest}])) x`;
  return keysInSql(draft, targetType, known);
}
