import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Journals } from './journal.ts';
import { portionsOf } from './portions.ts';
import { Progress } from './progress.ts';
import { findSources, openSource, SourceError } from './sources.ts';
import { Tally } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'caecilia-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lines = Array.from({ length: 450 }, (_, index) => `{"resourceType":"Basic","id":"b${index}"}`);
async function collect(format: 'json' | 'ndjson' | 'xml', text: string) {
  const portions = [];
  for await (const portion of portionsOf(format, Readable.from([Buffer.from(text)]))) portions.push(portion);
  return portions;
}

describe('files to import', () => {
  it('are found in folders, plain or compressed, in name order, and others there are left out', async () => {
    writeFileSync(join(folder, 'b.ndjson.gz'), gzipSync(lines.join('\n')));
    writeFileSync(join(folder, 'a.json'), '{"resourceType":"Patient"}');
    writeFileSync(join(folder, 'notes.txt'), 'no records');
    const sources = await findSources([folder]);
    expect(
      sources.map(({ path, format, compression }) => [path.slice(folder.length + 1), format, compression]),
    ).toEqual([
      ['a.json', 'json', 'none'],
      ['b.ndjson.gz', 'ndjson', 'gzip'],
    ]);
  });

  it('are refused by name when they are no records, or are not there', async () => {
    await expect(findSources([join(folder, 'notes.txt')])).rejects.toThrow(SourceError);
    await expect(findSources([join(folder, 'absent.json')])).rejects.toThrow(/absent\.json/);
  });

  it('are decompressed while they are read', async () => {
    const [, source] = await findSources([folder]);
    if (!source) throw new Error('the compressed file was not found');
    let read = 0;
    const portions = [];
    for await (const portion of portionsOf(
      'ndjson',
      openSource(source, (count) => {
        read += count;
      }),
    ))
      portions.push(portion);
    expect(portions.map(({ resources }) => resources)).toEqual([200, 200, 50]);
    expect(read).toBe(source.bytes);
  });
});

describe('the portions of a file', () => {
  it('are batches of lines, each resource put under its own id', async () => {
    const [first] = await collect('ndjson', `${lines.join('\n')}\n\n`);
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      type: 'batch',
      entry: { 0: { request: { method: 'PUT', url: 'Basic/b0' } } },
    });
  });

  it('are the whole bundle, untouched, where it is a transaction', async () => {
    const text = '{"resourceType":"Bundle","type":"transaction","entry":[ {} ]}';
    expect(await collect('json', text)).toMatchObject([
      { body: text, path: '', method: 'POST', resources: 1 },
    ]);
  });

  it('are batches where a bundle only carries resources', async () => {
    const text =
      '{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient"}}]}';
    expect(JSON.parse((await collect('json', text))[0]?.body ?? '')).toMatchObject({
      type: 'batch',
      entry: [{ request: { method: 'POST', url: 'Patient' } }],
    });
  });

  it('leave malformed text as it is, for the server to say what is wrong', async () => {
    expect(await collect('json', '{"resourceType":')).toMatchObject([
      { body: '{"resourceType":', path: '/Basic' },
    ]);
  });

  it('know the type and id of an XML document', async () => {
    const text =
      '<?xml version="1.0"?><!-- x --><Patient xmlns="http://hl7.org/fhir"><id value="p1"/></Patient>';
    expect(await collect('xml', text)).toMatchObject([
      { path: '/Patient/p1', method: 'PUT', contentType: 'application/fhir+xml' },
    ]);
  });
});

describe('an interrupted import', () => {
  it('goes on after the last portion that was confirmed, and starts afresh when the file changed', async () => {
    const journals = new Journals(folder);
    const [source] = await findSources([join(folder, 'a.json')]);
    if (!source) throw new Error('the file was not found');
    journals.note(source, { done: 7, finished: false });
    expect(new Journals(folder).read(source)).toMatchObject({ done: 7, finished: false });
    expect(journals.read({ ...source, fingerprint: 'changed' })).toEqual({ done: 0, finished: false });
  });
});

describe('the progress line', () => {
  it('tells the share, the rate and the time left', () => {
    let now = 0;
    const progress = new Progress({
      totalBytes: 1000,
      terminal: false,
      write: () => undefined,
      now: () => now,
    });
    now = 10_000;
    progress.addBytes(250);
    progress.addResources(500);
    expect(progress.line()).toBe('25 %  500 resources  50/s  about 30 s left');
  });
});

describe('the report', () => {
  it('counts per type and per error', () => {
    const tally = new Tally();
    tally.addStored('Patient');
    tally.addRefused('422', 'Consent.status is not a code of the value set', 'x.json', 2);
    expect(tally.toString()).toContain('       1  Patient');
    expect(tally.toString()).toContain('       2  422 Consent.status is not a code of the value set');
  });
});

describe('a busy server', () => {
  let server: Server;
  let calls = 0;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      calls += 1;
      response.writeHead(calls < 3 ? 503 : 200, { 'retry-after': '0' }).end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  it('is asked again until it takes the portion', async () => {
    const { send } = await import('./server-link.ts');
    const { port } = server.address() as AddressInfo;
    expect(
      (await send({ base: `http://127.0.0.1:${port}`, token: 't' }, { method: 'POST', path: '', body: '{}' }))
        .status,
    ).toBe(200);
    expect(calls).toBe(3);
  });
});
