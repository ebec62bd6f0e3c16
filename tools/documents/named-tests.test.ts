import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** A file in backquotes, and what stands in it, in curved quotation marks, up to the next file. */
function namedIn(page: string): readonly { readonly file: string; readonly words: readonly string[] }[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('|') || line.includes('“'))
    .flatMap((line) => line.split(/(?=`[\w./-]+\.ts`)/).slice(1))
    .map((part) => ({
      file: part.slice(1, part.indexOf('`', 1)),
      words: [...part.matchAll(/“([^”]+)”/g)].map(([, words = '']) => words),
    }));
}

/** Whether a source has exactly this text between quotation marks of one kind. */
function has(source: string, words: string): boolean {
  const quoted = (mark: string) => `${mark}${words.replaceAll(mark, `\\${mark}`)}${mark}`;
  return ["'", '"', '`'].some((mark) => source.includes(quoted(mark)));
}

describe.each(['docs/care-plan-traps.md', 'docs/written-resources.md'])('%s', (page) => {
  const named = namedIn(readFileSync(join(ROOT, page), 'utf8'));

  it('names tests that exist, by the title that they have', () => {
    const missing = named.flatMap(({ file, words }) => {
      if (!existsSync(join(ROOT, file))) return [file];
      const source = readFileSync(join(ROOT, file), 'utf8');
      return words.filter((each) => !has(source, each)).map((each) => `${file}: ${each}`);
    });
    expect(missing).toEqual([]);
    expect(named.length).toBeGreaterThan(10);
    expect(named.flatMap(({ words }) => words).length).toBeGreaterThan(10);
  });

  it('names a test in each row of its tables', () => {
    const rows = readFileSync(join(ROOT, page), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|') && !/^\|(---|[^|]*\|)*.*\bTest \|$|^\|-/.test(line));
    const without = rows.filter((row) => !/`[\w./-]+\.ts`|above|the same/.test(row));
    expect(without).toEqual([]);
  });
});
