import { STATUS_CODES } from 'node:http';
import type { Problem } from '@caecilia/kernel';
import type { Answer } from '../exchange.ts';
import { outcomeOf } from '../outcome.ts';

/** What became of one entry: an answer, or (in a batch) its own refusal. */
export type EntryEnd =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'refusal'; readonly problem: Problem };

/** The response to a batch or transaction as JSON text, one entry for each that was sent, in the same order. */
export function responseBundle(
  type: 'batch-response' | 'transaction-response',
  ends: readonly EntryEnd[],
): string {
  const entries = ends.map(responseEntry);
  const list = entries.length === 0 ? '' : `,"entry":[${entries.join(',')}]`;
  return `{"resourceType":"Bundle","type":"${type}"${list}}`;
}

function responseEntry(end: EntryEnd): string {
  if (end.kind === 'refusal') {
    return `{"response":{"status":"${statusLine(end.problem.status)}","outcome":${JSON.stringify(outcomeOf(end.problem))}}}`;
  }
  const { status, headers, lastUpdated, content, outcome } = end.answer;
  const parts = [`"status":"${statusLine(status)}"`];
  const { location, etag } = headers;
  if (location !== undefined) parts.push(`"location":${JSON.stringify(location)}`);
  if (etag !== undefined) parts.push(`"etag":${JSON.stringify(etag)}`);
  if (lastUpdated !== undefined) parts.push(`"lastModified":"${lastUpdated}"`);
  if (outcome !== undefined) parts.push(`"outcome":${outcome}`);
  const resource = content === undefined ? '' : `"resource":${content},`;
  return `{${resource}"response":{${parts.join(',')}}}`;
}

function statusLine(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}
