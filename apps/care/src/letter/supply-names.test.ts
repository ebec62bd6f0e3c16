import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { supplyNames } from './supply-names.ts';

describe('names for what lies ready', () => {
  it('are none where the operator installed none, and invented ones in a demo', () => {
    expect(supplyNames({ CAECILIA_SUPPLY_NAMES: undefined, demo: false })).toEqual([]);
    for (const name of supplyNames({ CAECILIA_SUPPLY_NAMES: undefined, demo: true }))
      expect(name).toContain('bestaat niet');
  });

  it('are the lines of the file, and a file that cannot be read as that stops the start', () => {
    const folder = mkdtempSync(join(tmpdir(), 'caecilia-names-'));
    const path = join(folder, 'names.txt');
    const read = (text: string) => {
      writeFileSync(path, text);
      return supplyNames({ CAECILIA_SUPPLY_NAMES: path, demo: true });
    };
    try {
      expect(read('Een\r\n\n  Twee \nEen\n')).toEqual(['Een', 'Twee']);
      expect(() => read('x'.repeat(301))).toThrow('at most 500 lines');
      expect(() => read(Array.from({ length: 501 }, (_each, line) => `${line}`).join('\n'))).toThrow(
        '500 lines',
      );
      expect(() => supplyNames({ CAECILIA_SUPPLY_NAMES: join(folder, 'none'), demo: false })).toThrow(
        'cannot be read',
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
