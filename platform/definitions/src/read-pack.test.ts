import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PackError } from '@caecilia/fhir';
import { pack as tarPack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACK_LIMITS, readPack } from './index.ts';

let room: string;
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'caecilia-pack-'));
});
afterAll(() => rm(room, { recursive: true }));

const valueSet = (id: string, version?: string) => ({
  resourceType: 'ValueSet',
  url: `https://a.example/fhir/ValueSet/${id}`,
  ...(version === undefined ? {} : { version }),
  compose: { include: [{ system: 'urn:x', concept: [{ code: id }] }] },
});

type Files = Readonly<Record<string, unknown>>;

/** Writes files (texts as they are, other values as JSON) into a new folder of this name. */
async function folder(name: string, files: Files): Promise<string> {
  const path = join(await mkdtemp(join(room, 'in-')), name);
  await mkdir(path);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return path;
}

async function archive(name: string, files: Files, links: Files = {}): Promise<string> {
  const tar = tarPack();
  for (const [file, content] of Object.entries(files)) {
    tar.entry({ name: file }, typeof content === 'string' ? content : JSON.stringify(content));
  }
  for (const file of Object.keys(links)) tar.entry({ name: file, type: 'symlink', linkname: '/etc/passwd' });
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const path = join(await mkdtemp(join(room, 'in-')), name);
  await writeFile(path, gzipSync(Buffer.concat(chunks)));
  return path;
}

describe('a pack read from a folder', () => {
  it('takes the definitions in it and in the folders in it, and is named after the folder', async () => {
    const path = await folder('example-1.2.0-rc3', {
      'a.json': valueSet('a'),
      'more/b.json': valueSet('b'),
      'read.me': 'x',
    });
    const { pack, report } = await readPack(path);
    expect(pack).toMatchObject({
      name: 'example',
      version: '1.2.0-rc3',
      canonicalBase: 'https://a.example/fhir',
      fhirVersion: '4.0.1',
    });
    expect(pack.valueSets.map(({ url }) => url.slice(-1))).toEqual(['a', 'b']);
    expect(report).toEqual({ counts: { ValueSet: 2 }, skipped: [], ignored: {} });
  });

  it('is named by its package.json, then by its implementation guide, then by what most resources say', async () => {
    const guide = {
      resourceType: 'ImplementationGuide',
      url: 'https://b.example/ImplementationGuide/x',
      packageId: 'guide.id',
      version: '2',
      title: 'Guide',
      fhirVersion: ['4.0.1'],
    };
    const manifest = {
      name: 'manifest.id',
      version: '3',
      title: 'Manifest',
      canonical: 'https://c.example',
      fhirVersions: ['4.0.1'],
    };
    const files = {
      'a.json': valueSet('a', '9'),
      'b.json': valueSet('b', '9'),
      'c.json': valueSet('c', '8'),
    };
    expect(
      (await readPack(await folder('x', { ...files, 'package.json': manifest, 'ig.json': guide }))).pack,
    ).toMatchObject({
      name: 'manifest.id',
      version: '3',
      title: 'Manifest',
      canonicalBase: 'https://c.example',
    });
    expect((await readPack(await folder('x', { ...files, 'ig.json': guide }))).pack).toMatchObject({
      name: 'guide.id',
      version: '2',
      title: 'Guide',
      canonicalBase: 'https://b.example',
    });
    expect((await readPack(await folder('x', files))).pack).toMatchObject({ name: 'x', version: '9' });
  });

  it('leaves out what is not JSON or not UTF-8, and tells so without quoting it', async () => {
    const path = await folder('x-1.0', {
      'a.json': valueSet('a'),
      'b.json': '{"Verzonnen":',
      'c.json': '[1]',
      'd.json': '',
    });
    await writeFile(join(path, 'e.json'), Buffer.from([0x22, 0xff, 0x22]));
    const { report } = await readPack(path);
    expect(report.counts).toEqual({ ValueSet: 1 });
    expect(JSON.stringify(report)).not.toContain('Verzonnen');
    expect(report.skipped).toEqual([
      { what: 'b.json', why: expect.stringContaining('(line 1, column ') as unknown },
      { what: 'd.json', why: expect.stringContaining('(line 1, column 1)') as unknown },
      { what: 'e.json', why: expect.stringContaining('not UTF-8') as unknown },
      { what: 'c.json', why: 'it is not a JSON object' },
    ]);
  });

  it('takes the entries of a bundle', async () => {
    const bundle = {
      resourceType: 'Bundle',
      entry: [{ resource: valueSet('a') }, {}, { resource: { resourceType: 'Patient' } }],
    };
    const { report } = await readPack(await folder('x-1.0', { 'all.json': bundle }));
    expect(report).toEqual({
      counts: { ValueSet: 1 },
      skipped: [{ what: 'all.json entry 2', why: 'it is not a JSON object' }],
      ignored: { Patient: 1 },
    });
  });

  it('follows no links, and passes hidden folders over', async () => {
    const path = await folder('x-1.0', {
      'a.json': valueSet('a'),
      '.hidden/b.json': valueSet('b'),
      'node_modules/c.json': valueSet('c'),
    });
    const elsewhere = await folder('elsewhere', { 'd.json': valueSet('d') });
    await symlink(elsewhere, join(path, 'linked'));
    await symlink(join(elsewhere, 'd.json'), join(path, 'd.json'));
    expect((await readPack(path)).pack.valueSets).toHaveLength(1);
  });

  it('is refused when there is nothing to use in it', async () => {
    await expect(readPack(await folder('x-1.0', { 'a.json': { resourceType: 'Patient' } }))).rejects.toThrow(
      PackError,
    );
    await expect(readPack(join(room, 'nowhere'))).rejects.toThrow(/no such file/);
  });

  it.each([
    ['one file is too large', { maxFileBytes: 10 }, /larger than 10 bytes/],
    ['there are too many files', { maxFiles: 1 }, /more than 1 files/],
    ['they are too large together', { maxTotalBytes: 200 }, /together/],
  ])('is refused when %s', async (_, limits, sentence) => {
    const path = await folder('x-1.0', { 'a.json': valueSet('a'), 'b.json': valueSet('b') });
    await expect(readPack(path, { ...PACK_LIMITS, ...limits })).rejects.toThrow(sentence);
  });
});

describe('a pack of the project itself', () => {
  const own = {
    format: 1,
    name: 'own',
    version: '1',
    title: 'Own',
    canonicalBase: 'https://a.example',
    fhirVersion: '4.0.1',
    valueSets: [valueSet('a')],
    namedQueries: [{ id: '1', title: 't', request: 'Goal?patient={patient}' }],
  };

  it('is its pack.json with the FHIR files and the care-plan data beside it', async () => {
    const path = await folder('x', {
      'pack.json': own,
      'b.json': valueSet('b'),
      'care-plan.json': { id: 'x' },
    });
    for (const from of [path, join(path, 'pack.json')]) {
      const { pack } = await readPack(from);
      expect(pack).toMatchObject({ name: 'own', namedQueries: [{ id: '1' }], carePlan: { id: 'x' } });
      expect(pack.valueSets).toHaveLength(2);
    }
  });

  it('is refused when its pack.json is wrong, and the place is named', async () => {
    await expect(readPack(await folder('x', { 'pack.json': { ...own, version: 1 } }))).rejects.toThrow(
      'pack.version',
    );
    await expect(readPack(await folder('x', { 'pack.json': '{' }))).rejects.toThrow(PackError);
  });
});

describe('a pack read from a FHIR package file', () => {
  it('takes package/*.json and passes over examples and everything else', async () => {
    const path = await archive('example.fhir-1.0.0.tgz', {
      'package/package.json': { name: 'example.fhir', version: '1.0.0', canonical: 'https://a.example' },
      'package/.index.json': { files: [] },
      'package/ValueSet-a.json': valueSet('a'),
      'package/example/Patient-1.json': { resourceType: 'Patient' },
      'package/other/ValueSet-b.json': valueSet('b'),
    });
    const { pack, report } = await readPack(path);
    expect(pack).toMatchObject({ name: 'example.fhir', version: '1.0.0' });
    expect(report).toEqual({ counts: { ValueSet: 1 }, skipped: [], ignored: {} });
  });

  it('writes nothing anywhere, whatever its entries are called', async () => {
    const before = await readdir(tmpdir());
    const path = await archive(
      'x-1.0.tgz',
      {
        'package/ValueSet-a.json': valueSet('a'),
        '../../escaped.json': valueSet('b'),
        '/tmp/escaped.json': valueSet('c'),
        'package/../escaped.json': valueSet('d'),
        'package/..\\escaped.json': valueSet('e'),
      },
      { 'package/passwd.json': 'link' },
    );
    const { pack, report } = await readPack(path);
    expect(pack.valueSets).toHaveLength(1);
    expect(report.skipped).toEqual([]);
    expect((await readdir(tmpdir())).filter((name) => name.includes('escaped'))).toEqual(
      before.filter((name) => name.includes('escaped')),
    );
  });

  it('is refused when it is no archive, is cut short, or unpacks to more than the limit', async () => {
    const text = join(room, 'text.tgz');
    await writeFile(text, 'not gzip');
    await expect(readPack(text)).rejects.toThrow(/not gzipped/);
    const noise = join(room, 'noise.tgz');
    await writeFile(noise, gzipSync(Buffer.alloc(2000, 'x')));
    await expect(readPack(noise)).rejects.toThrow(PackError);
    const bomb = join(room, 'bomb.tgz');
    await writeFile(bomb, gzipSync(Buffer.alloc(20_000_000)));
    await expect(readPack(bomb, { ...PACK_LIMITS, maxTotalBytes: 1_000_000 })).rejects.toThrow(/unpacked/);
  });

  it('must be called .tgz or .tar.gz', async () => {
    const path = join(room, 'a.zip');
    await writeFile(path, '');
    await expect(readPack(path)).rejects.toThrow(/a pack is a folder/);
  });
});
