import type { Changed, ProblemIssue, StoredVersion } from '@caecilia/kernel';
import { etagOf } from '../etag.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { operationOutcome } from '../outcome.ts';

/** The answer to a create, update or patch, by what the client prefers to get back; by default the resource. */
export function answerChanged(
  { outcome, version }: Changed,
  { base, prefer }: Pick<Exchange, 'base' | 'prefer'>,
  notes: readonly ProblemIssue[],
): Answer {
  const created = outcome === 'created';
  // A conditional create that found its match says where that is, as if it had been created now.
  const isNamed = created || outcome === 'unchanged';
  return {
    status: created ? 201 : 200,
    headers: {
      etag: etagOf(version.versionId),
      ...(isNamed ? { location: `${base}/${versionPath(version)}` } : {}),
    },
    lastUpdated: version.lastUpdated,
    ...changedBody(version, prefer.return, notes),
  };
}

function changedBody(
  version: StoredVersion,
  wanted: Exchange['prefer']['return'],
  notes: readonly ProblemIssue[],
): Pick<Answer, 'content' | 'outcome'> {
  switch (wanted) {
    case 'minimal':
      return {};
    case 'OperationOutcome':
      return { outcome: JSON.stringify(operationOutcome(notes)) };
    case 'representation':
    case undefined:
      return { content: version.content };
  }
}

/** `Type/id/_history/version`. */
export function versionPath({ type, id, versionId }: StoredVersion): string {
  return `${type}/${id}/_history/${versionId}`;
}

/** The answer to a deletion; also where there was nothing to delete (R4 3.1.0.7). */
export function answerDeleted(
  version: StoredVersion | undefined,
  { prefer }: Pick<Exchange, 'prefer'>,
): Answer {
  const head =
    version === undefined
      ? { headers: {} }
      : { headers: { etag: etagOf(version.versionId) }, lastUpdated: version.lastUpdated };
  if (prefer.return !== 'OperationOutcome') return { status: 204, ...head };
  return { status: 200, ...head, outcome: JSON.stringify(operationOutcome([])) };
}
