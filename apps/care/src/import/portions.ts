import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Format } from './sources.ts';

/**
 * What goes to the server in one request. `position` counts the portions of a file from 1; a journal that holds it
 * lets an interrupted import go on after it.
 */
export interface Portion {
  readonly position: number;
  readonly body: string;
  readonly contentType: string;
  /** Where the body goes, relative to the FHIR base; empty for a bundle. */
  readonly path: string;
  readonly method: 'POST' | 'PUT';
  readonly resources: number;
}

/** Lines of NDJSON that go into one batch. */
const LINES_PER_BATCH = 200;

interface Loose {
  readonly resourceType?: unknown;
  readonly id?: unknown;
  readonly type?: unknown;
  readonly entry?: readonly { readonly resource?: Loose }[];
}

/** Cuts a file into portions, without holding more of it than one portion (a JSON or XML document is one). */
export async function* portionsOf(format: Format, bytes: Readable): AsyncGenerator<Portion> {
  if (format === 'ndjson') yield* batchesOf(bytes);
  else yield* documentOf(format, await textOf(bytes));
}

async function textOf(bytes: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(Buffer.from(chunk as Uint8Array));
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

async function* batchesOf(bytes: Readable): AsyncGenerator<Portion> {
  let lines: string[] = [];
  let position = 0;
  for await (const line of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    lines.push(line);
    if (lines.length < LINES_PER_BATCH) continue;
    position += 1;
    yield batch(lines, position);
    lines = [];
  }
  if (lines.length > 0) yield batch(lines, position + 1);
}

function* documentOf(format: Format, text: string): Generator<Portion> {
  if (format === 'xml') {
    yield xmlDocument(text);
    return;
  }
  const document: Loose = looseParse(text);
  if (document.resourceType !== 'Bundle')
    yield { position: 1, ...single(document), body: text, contentType: JSON_TYPE, resources: 1 };
  else if (document.type === 'transaction' || document.type === 'batch')
    yield {
      position: 1,
      body: text,
      contentType: JSON_TYPE,
      path: '',
      method: 'POST',
      resources: document.entry?.length ?? 0,
    };
  else yield* collected(document);
}

/** Bundles that only carry (collection, searchset, document …): each resource is put under its own id. */
function* collected(bundle: Loose): Generator<Portion> {
  const texts = (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [JSON.stringify(resource)] : []));
  for (let start = 0; start < texts.length; start += LINES_PER_BATCH)
    yield batch(texts.slice(start, start + LINES_PER_BATCH), start / LINES_PER_BATCH + 1);
}

const JSON_TYPE = 'application/fhir+json';

/** Malformed text is sent as it stands: the server says what is wrong with it, at which place. */
function looseParse(text: string): Loose {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function single({ resourceType, id }: Loose): { path: string; method: 'POST' | 'PUT' } {
  const type = typeof resourceType === 'string' ? resourceType : 'Basic';
  return typeof id === 'string'
    ? { path: `/${type}/${id}`, method: 'PUT' }
    : { path: `/${type}`, method: 'POST' };
}

function xmlDocument(text: string): Portion {
  const type = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*<([A-Za-z]+)/.exec(text)?.[1] ?? 'Basic';
  const id = type === 'Bundle' ? undefined : /<id\s+value="([A-Za-z0-9\-.]{1,64})"/.exec(text)?.[1];
  const where =
    type === 'Bundle' ? ({ path: '', method: 'POST' } as const) : single({ resourceType: type, id });
  return { position: 1, body: text, contentType: 'application/fhir+xml', resources: 1, ...where };
}

function batch(lines: readonly string[], position: number): Portion {
  const entries = lines.map((line) => {
    const { path, method } = single(looseParse(line));
    return `{"resource":${line},"request":{"method":"${method}","url":${JSON.stringify(path.slice(1))}}}`;
  });
  const body = `{"resourceType":"Bundle","type":"batch","entry":[${entries.join(',')}]}`;
  return { position, body, contentType: JSON_TYPE, path: '', method: 'POST', resources: lines.length };
}
