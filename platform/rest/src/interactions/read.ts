import type { StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { etagOf, matchesNone, unmodifiedSince } from '../etag.ts';
import type { Answer, Exchange, FhirContext } from '../exchange.ts';
import { parseSubset } from '../subset.ts';
import { subsetText } from '../subset-text.ts';

/** `GET [base]/Type/id`. What may not be seen answers as what is not there. */
export async function read(
  context: FhirContext,
  exchange: Exchange,
  { type, id }: { type: string; id: string },
): Promise<Answer> {
  const version = await exchange.reader.read(type, id);
  if (version === undefined) throw notFound(type);
  if (version.deleted) throw deleted();
  return answerVersion(context, exchange, version);
}

/** `GET [base]/Type/id/_history/version`. */
export async function vread(
  context: FhirContext,
  exchange: Exchange,
  { type, id, version }: { type: string; id: string; version: number },
): Promise<Answer> {
  const found = await exchange.reader.vread(type, id, version);
  if (found === undefined) throw notFound(type);
  if (found.deleted) throw deleted();
  return answerVersion(context, exchange, found);
}

/** The refusal for a resource that is not there, or not for this caller; the two are not told apart. */
export function notFound(type: string): Problem {
  return new Problem('not-found', `there is no such ${type}, or it is not for you to see`);
}

function deleted(): Problem {
  return new Problem('deleted', 'the resource was deleted; earlier versions are in its _history');
}

function answerVersion(context: FhirContext, exchange: Exchange, version: StoredVersion): Answer {
  const head = { headers: { etag: etagOf(version.versionId) }, lastUpdated: version.lastUpdated };
  const { ifNoneMatch, ifModifiedSince } = exchange.conditions;
  const unchanged =
    ifNoneMatch === undefined
      ? unmodifiedSince(ifModifiedSince, version.lastUpdated)
      : matchesNone(ifNoneMatch, version.versionId);
  if (unchanged) return { status: 304, ...head };
  const { query } = exchange;
  const subset = query.size === 0 ? undefined : parseSubset(query.get('_summary'), query.get('_elements'));
  const content = subset === undefined ? version.content : subsetText(version.content, subset, context);
  return { status: 200, ...head, content };
}
