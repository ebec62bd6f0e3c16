import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../commands/command.ts';
import { match } from '../commands/match.ts';
import { readSettings } from '../configuration.ts';
import { Progress } from './progress.ts';

const folder = mkdtempSync(join(tmpdir(), 'caecilia-match-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Invented organisations; their ids have right check digits and belong to nobody.
const place = (city: string, country_code: string) => [
  { geonames_id: 1, geonames_details: { name: city, country_code } },
];
const wolkendam = {
  id: 'https://ror.org/0aaaaaa42',
  status: 'active',
  names: [{ value: 'University of Wolkendam', types: ['ror_display', 'label'], lang: 'en' }],
  types: ['education'],
  locations: place('Wolkendam', 'NL'),
};
const kertanegara = {
  id: 'https://ror.org/0dddddd64',
  name: 'Universitas Kertanegara',
  types: ['Education'],
  addresses: [{ city: 'Surabaya' }],
  country: { country_code: 'ID' },
};
const asked = [
  { id: 'b', affiliation: 'Physics, Universitas Kertanegara, Surabaya, Indonesia' },
  { id: 1, affiliation: 'Bakery on the corner' },
  { id: 'a', affiliation: 'University of Wolkendam, Wolkendam, Netherlands' },
];

function file(name: string, lines: readonly unknown[], pack = false): string {
  const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
  writeFileSync(join(folder, name), pack ? gzipSync(text) : text);
  return join(folder, name);
}

async function run(options: Readonly<Record<string, string>>) {
  const told: string[] = [];
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const code = await match.run({
    settings: readSettings({ CAECILIA_GLOBAL_DATA_DIR: folder }, folder),
    args,
    print: () => undefined,
    tell: (text) => told.push(text),
  });
  return { code, told: told.join('') };
}

interface OutputLine {
  readonly id: unknown;
  readonly ids: readonly string[];
  readonly score: number;
}

function linesIn(path: string): OutputLine[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as OutputLine);
}

describe('caecilia match', () => {
  const out = join(folder, 'out.ndjson');

  it.each(['single', 'multi'])(
    'answers each text in its order, with ids, score and reasons (%s)',
    async (mode) => {
      const registry = file('registry.ndjson.gz', [wolkendam, kertanegara], true);
      const { code } = await run({ registry, mode, in: file('in.ndjson', asked), out });
      expect(code).toBe(0);
      const lines = linesIn(out);
      expect(lines.map(({ id, ids }) => [id, ids])).toEqual([
        ['b', ['https://ror.org/0dddddd64']],
        [1, []],
        ['a', ['https://ror.org/0aaaaaa42']],
      ]);
      expect(lines[2]).toMatchObject({
        reasons: [
          {
            country: 'named',
            city: 'named',
            matched: { text: 'University of Wolkendam', start: 0, end: 23 },
          },
        ],
      });
      expect(lines.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
    },
  );

  it('names a line that it cannot read, goes on with the rest and says so by its exit code', async () => {
    const registry = file('bad.ndjson', [
      '{',
      { ...wolkendam, id: 'https://ror.org/0aaaaaa43' },
      wolkendam,
      '',
    ]);
    const input = file('bad-in.ndjson', ['no json', { id: 'x' }, { affiliation: 'y' }, ...asked]);
    const { code, told } = await run({ registry, mode: 'single', in: input, out });
    expect(code).toBe(2);
    expect(told).toContain('bad.ndjson, line 1, is left out: it is no JSON');
    expect(told).toContain('bad.ndjson, line 2, is left out: id: should be');
    expect(told).toContain('bad-in.ndjson, line 1, is left out: it is no JSON');
    expect(told).toContain('bad-in.ndjson, line 2, is left out: "affiliation" should be a text');
    expect(told).toContain('bad-in.ndjson, line 3, is left out: "id" should be a text or a number');
    expect(told).toContain('5 lines were left out');
    expect(linesIn(out).map(({ id }) => id)).toEqual(['b', 1, 'a']);
  });

  it('writes nothing and leaves what stands there when a file cannot be used', async () => {
    writeFileSync(out, 'what stands there\n');
    const registry = file('registry.ndjson', [wolkendam]);
    const input = file('in.ndjson', asked);
    const broken = join(folder, 'broken.ndjson.gz');
    writeFileSync(broken, gzipSync(JSON.stringify(wolkendam)).subarray(0, 40));
    const given = { registry, mode: 'single', in: input, out };
    await expect(run({ ...given, registry: broken })).rejects.toThrow(UsageError);
    await expect(run({ ...given, registry: join(folder, 'absent') })).rejects.toThrow('cannot be read');
    await expect(run({ ...given, registry: input })).rejects.toThrow('no record of ROR');
    await expect(run({ ...given, out: registry })).rejects.toThrow('is a file that is read');
    await expect(run({ ...given, mode: 'both' })).rejects.toThrow('single or multi');
    await expect(run({ ...given, out: join(folder, 'absent', 'out') })).rejects.toThrow('cannot be written');
    expect(readFileSync(out, 'utf8')).toBe('what stands there\n');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('progress', () => {
  it('tells how far, how fast and how long still', () => {
    let now = 0;
    const told: string[] = [];
    const progress = new Progress('texts', 1000, {
      isTerminal: false,
      tell: (text) => told.push(text),
      now: () => now,
    });
    now = 5000;
    progress.step(100);
    now = 10_000;
    progress.step(250);
    progress.finish();
    expect(told).toEqual(['25 %  2 texts  0/s  about 30 s left\n', '2 texts in 10.0 s\n']);
  });
});
