import type { HistoryPage, SearchPage, StoredVersion } from '@caecilia/kernel';
import { etagOf } from './etag.ts';

/** A link of a Bundle. */
export interface BundleLink {
  readonly relation: 'self' | 'next' | 'previous';
  readonly url: string;
}

/** What stands around the resources of a searchset. */
export interface SearchBundleFrame {
  readonly base: string;
  readonly links: readonly BundleLink[];
  readonly total?: number | undefined;
  /** JSON text of an OperationOutcome to be shown as an entry of mode `outcome`. */
  readonly outcome?: string | undefined;
  /** What is sent of a resource, as JSON text; the stored text itself when absent. */
  readonly show?: ((version: StoredVersion) => string) | undefined;
}

/** A searchset as JSON text, put together from stored texts without reading them. */
export function searchBundle(
  page: Pick<SearchPage, 'matches' | 'includes'>,
  frame: SearchBundleFrame,
): string {
  const show = frame.show ?? contentOf;
  const entry = (version: StoredVersion, mode: 'match' | 'include') => [
    `{"fullUrl":"${frame.base}/${version.type}/${version.id}","resource":`,
    show(version),
    mode === 'match' ? ',"search":{"mode":"match"}}' : ',"search":{"mode":"include"}}',
  ];
  const entries = [
    ...page.matches.map((version) => entry(version, 'match')),
    ...page.includes.map((version) => entry(version, 'include')),
    ...(frame.outcome === undefined ? [] : [[`{"resource":${frame.outcome},"search":{"mode":"outcome"}}`]]),
  ];
  return bundleText('searchset', frame, entries);
}

/** A history as JSON text, newest first. */
export function historyBundle(page: HistoryPage, frame: SearchBundleFrame): string {
  const show = frame.show ?? contentOf;
  const entries = page.versions.map((version) => {
    const resource = version.deleted ? '' : `"resource":${show(version)},`;
    const url = version.method === 'POST' ? version.type : `${version.type}/${version.id}`;
    return [
      `{"fullUrl":"${frame.base}/${version.type}/${version.id}",${resource}` +
        `"request":{"method":"${version.method}","url":"${url}"},` +
        `"response":{"status":"${statusOf(version)}","etag":${JSON.stringify(etagOf(version.versionId))},` +
        `"lastModified":"${version.lastUpdated}"}}`,
    ];
  });
  return bundleText('history', { ...frame, total: page.total }, entries);
}

function contentOf(version: StoredVersion): string {
  return version.content;
}

/** R4 asks for the status the change was answered with; for a first version that is 201. */
function statusOf(version: StoredVersion): string {
  if (version.deleted) return '204 No Content';
  return version.versionId === 1 ? '201 Created' : '200 OK';
}

/** Each entry comes in pieces: a long answer is put together, and so copied, once. */
function bundleText(
  type: string,
  { total, links }: Pick<SearchBundleFrame, 'total' | 'links'>,
  entries: readonly (readonly string[])[],
): string {
  const link = links.map(({ relation, url }) => `{"relation":"${relation}","url":${JSON.stringify(url)}}`);
  const pieces = [
    `{"resourceType":"Bundle","type":"${type}"`,
    total === undefined ? '' : `,"total":${total}`,
    link.length === 0 ? '' : `,"link":[${link.join(',')}]`,
  ];
  for (const [index, entry] of entries.entries()) pieces.push(index === 0 ? ',"entry":[' : ',', ...entry);
  pieces.push(entries.length === 0 ? '}' : ']}');
  return pieces.join('');
}
