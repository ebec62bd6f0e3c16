import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { readRorRecord } from '@caecilia/matching';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventedRecord, rorIdOf } from '../testing/invented.ts';
import { columnsFromRor } from './from-ror.ts';
import { jsonRecords } from './json-records.ts';
import { changeOfPartner, verdictOn } from './judge-record.ts';
import { openRegistryFile } from './open-file.ts';
import { type ReadRecord, readRecords } from './read-records.ts';

async function* inParts(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const read = (text: string, size = 7) => all(readRecords(inParts(text, size)));
const three = [1, 2, 3].map((n) => inventedRecord(n, { name: `University ${n} "of" {braces} [é]` }));
const namesOf = (records: readonly ReadRecord[]) =>
  records.map((one) => ('record' in one ? one.record.names[0]?.value : one.broken));

describe('a file of ROR', () => {
  it.each([1, 2, 3, 64, 100_000])(
    'is the same as lines, as a list and as a laid-out list, by %i bytes',
    async (size) => {
      const lines = await read(three.map((one) => JSON.stringify(one)).join('\n'), size);
      expect(namesOf(lines)).toEqual([1, 2, 3].map((n) => `University ${n} "of" {braces} [é]`));
      expect(namesOf(await read(JSON.stringify(three), size))).toEqual(namesOf(lines));
      expect(namesOf(await read(`\uFEFF${JSON.stringify(three, null, 2)}\n`, size))).toEqual(namesOf(lines));
    },
  );

  it('tells the line and the field of a broken record, and reads the rest', async () => {
    const [first, second, third] = three.map((one) => JSON.stringify(one));
    const broken = JSON.stringify({ ...three[1], status: 'asleep' });
    expect(await read([first, broken, '{"id": ', '', third].join('\n'))).toEqual([
      expect.objectContaining({ line: 1 }),
      {
        line: 2,
        broken: {
          line: 2,
          field: 'status',
          id: rorIdOf(2),
          sentence: 'status: should be one of active, inactive, withdrawn, is "asleep"',
        },
      },
      { line: 3, broken: { line: 3, field: '', sentence: 'it is no JSON' } },
      expect.objectContaining({ line: 5 }),
    ]);
    expect(second).toBeDefined();
  });

  it('tells the line of the record in a list too', async () => {
    const list = JSON.stringify([three[0], { ...three[1], names: [{ value: 3, types: [] }] }], null, 1);
    const [, broken] = await read(list);
    expect(broken).toMatchObject({ broken: { field: 'names[0].value' } });
    expect(list.split('\n')[(broken?.line ?? 0) - 1]?.trim()).toBe('{');
  });

  it('with characters that are not UTF-8 names the line', async () => {
    const good = Buffer.from(`${JSON.stringify(three[0])}\n`);
    const bad = Buffer.from(good);
    bad[bad.indexOf('University')] = 0xff;
    const chunks = (async function* () {
      yield Buffer.concat([good, bad]);
    })();
    expect((await all(readRecords(chunks)))[1]).toEqual({
      line: 2,
      broken: { line: 2, field: '', sentence: 'its characters are not UTF-8' },
    });
  });

  it.each([
    ['', 'empty'],
    ['name;country\nAirlangga;ID', 'neither a list nor an object'],
    ['{"name": 5}\n{"name": 6}', 'Line 1'],
    [JSON.stringify([{ hello: 'world' }]), 'id: should be a text'],
  ])('is not %j, and nothing of it is given', async (text, why) => {
    const given: ReadRecord[] = [];
    const reading = async () => {
      for await (const one of readRecords(inParts(text, 9))) given.push(one);
    };
    await expect(reading()).rejects.toThrow(why);
    expect(given).toEqual([]);
  });

  it('that breaks off says in which record, after those before it', async () => {
    const list = JSON.stringify(three).slice(0, -20);
    const given: ReadRecord[] = [];
    const reading = async () => {
      for await (const one of readRecords(inParts(list, 50))) given.push(one);
    };
    await expect(reading()).rejects.toThrow('breaks off in the record that begins on line 1');
    expect(given).toHaveLength(2);
  });

  it('holds no more than the record at hand', async () => {
    const endless = (async function* () {
      yield Buffer.from('[{"id": "');
      for (let n = 0; n < 40; n += 1) yield Buffer.alloc(256 * 1024, 0x61);
    })();
    await expect(all(jsonRecords(endless))).rejects.toThrow('does not end');
  });
});

describe('the file as it is handed out', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ror-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const text = JSON.stringify(three);
  it.each([
    ['plain', Buffer.from(text)],
    ['by gzip', gzipSync(text)],
    [
      'in a zip, beside a table and an older schema',
      zipOf({ 'x.csv': 'a;b', 'v1.json': '[]', 'y_schema_v2.json': text }),
    ],
  ])('is opened %s, and its progress is told', async (_, bytes) => {
    const path = join(folder, 'release');
    await writeFile(path, bytes);
    const file = await openRegistryFile(path);
    expect(namesOf(await all(readRecords(file.chunks)))).toHaveLength(3);
    expect(file.bytesRead()).toBeGreaterThan(0);
    expect(file.bytesRead()).toBeLessThanOrEqual(file.bytes);
  });

  it('that is not there, or a zip that is broken, is told in a sentence', async () => {
    await expect(openRegistryFile(join(folder, 'absent'))).rejects.toThrow('There is no file');
    await writeFile(join(folder, 'broken'), Buffer.from('PK then nothing of a zip at all'));
    await expect(openRegistryFile(join(folder, 'broken'))).rejects.toThrow('zip is broken');
    await writeFile(join(folder, 'tables'), zipOf({ 'x.csv': 'a' }));
    await expect(openRegistryFile(join(folder, 'tables'))).rejects.toThrow('no file of JSON');
  });
});

/** A zip with these files, deflated. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(text), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(Buffer.byteLength(text), 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(Buffer.concat(parts).length);
    parts.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, Buffer.alloc(10), place, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length / 5, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(Buffer.concat(parts).length, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const columns = (n: number, changes = {}) =>
  columnsFromRor(readRorRecord(inventedRecord(n, changes)), 'v2.9');
const known = (n: number, isPartner = false) => ({ id: 'id', rev: 1, isPartner, ...columns(n) });

describe('a record of a release', () => {
  it('is new, unchanged, older or changed', () => {
    expect(verdictOn(columns(1), undefined, undefined)).toBe('new');
    expect(verdictOn(columns(1), known(1), undefined)).toBe('unchanged');
    expect(verdictOn(columns(1, { name: 'Another' }), known(1), undefined)).toBe('changed');
    expect(verdictOn(columns(1, { name: 'Another', modified: '2019-01-01' }), known(1), undefined)).toBe(
      'older',
    );
  });

  it('is unchanged by a release that says the same', () => {
    const again = columnsFromRor(readRorRecord(inventedRecord(1)), 'v3.0');
    expect(verdictOn(again, known(1), undefined)).toBe('unchanged');
  });

  it('is left out where a slice does not have it, unless the register has it already', () => {
    const slice = { countries: ['ID'], types: ['healthcare'] };
    expect(verdictOn(columns(1), undefined, slice)).toBe('left-out');
    expect(verdictOn(columns(1, { country: 'ID' }), undefined, slice)).toBe('new');
    expect(verdictOn(columns(1, { types: ['healthcare'] }), undefined, slice)).toBe('new');
    expect(verdictOn(columns(1, { name: 'Another' }), known(1), slice)).toBe('changed');
  });

  it('that names a partner otherwise, or ends it, becomes a proposal, and the rest of it is taken', () => {
    const next = columns(1, {
      name: 'Renamed',
      status: 'withdrawn',
      successor: rorIdOf(2),
      domain: 'new.example',
    });
    expect(verdictOn(next, known(1, true), undefined)).toBe('changed-partner');
    const { patch, proposal } = changeOfPartner(columns(1), next);
    expect(proposal?.kinds).toEqual(['renamed', 'withdrawn']);
    expect(proposal?.after).toMatchObject({
      name: 'Renamed',
      status: 'withdrawn',
      successor_ror: rorIdOf(2),
    });
    expect(patch).toMatchObject({ domains: ['new.example'], registry_digest: next.registry_digest });
    for (const held of ['name', 'names', 'status', 'successor_ror']) expect(patch).not.toHaveProperty(held);
  });

  it('of a partner whose name and status stay is taken whole', () => {
    const next = columns(1, { domain: 'new.example' });
    expect(changeOfPartner(columns(1), next)).toEqual({ patch: next });
  });
});
