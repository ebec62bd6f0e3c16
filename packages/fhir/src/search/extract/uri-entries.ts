import type { EntrySink, Found } from './entry-sink.ts';

/**
 * Entries of a uri parameter. A canonical `url|version` is found with and without its version, so that a search that
 * names none finds every version.
 */
export function emitUri(param: string, { value, type }: Found, sink: EntrySink): void {
  if (typeof value !== 'string' || value === '') return;
  sink.uris.push({ param, value });
  const bar = type === 'canonical' ? value.lastIndexOf('|') : -1;
  if (bar > 0) sink.uris.push({ param, value: value.slice(0, bar) });
}
