import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { stampOf } from './build-web.ts';
import { unspoken, unspokenIn } from './unspoken.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function sources(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-sources-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('the build of the app', () => {
  const stamp = (files: Readonly<Record<string, string>>) => stampOf(sources(files), ['src/**/*']);
  const before = { 'src/a.ts': '1', 'src/deep/b.css': '2' };

  it('happens again when a source changed, came, went or was renamed, and not for a test', () => {
    expect(stamp(before)).toBe(stamp({ ...before }));
    expect(stamp({ ...before, 'src/a.ts': '3' })).not.toBe(stamp(before));
    expect(stamp({ ...before, 'src/c.ts': '' })).not.toBe(stamp(before));
    expect(stamp({ 'src/a.ts': '1' })).not.toBe(stamp(before));
    expect(stamp({ 'src/z.ts': '1', 'src/deep/b.css': '2' })).not.toBe(stamp(before));
    expect(stamp({ ...before, 'src/a.test.ts': 'x', 'src/testing/c.ts': 'x' })).toBe(stamp(before));
  });

  it('fails where a word is missing in one language', async () => {
    expect(unspokenIn({ a: 'aap' }, {})).toEqual(['the message a has no words in en']);
    expect(unspokenIn({ a: '{{n}} apen' }, { a: 'apes' })).toHaveLength(1);
    expect(await unspoken()).toEqual([]);
  });
});
