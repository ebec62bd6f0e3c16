import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { looksOnceIn } from './one-look.ts';

describe('a test of a page', () => {
  it('looks at it until it says what it should, and not once', () => {
    const files = globSync('e2e/*.ts');
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap((file) => looksOnceIn(file).map((line) => `${file}:${line}`))).toEqual([]);
  });

  it.each([
    ['expect(await place.innerText()).toContain("x")', [1]],
    ['expect((await place.innerText()).split(" ")).toEqual([])', [1]],
    ['await expect(place.count()).resolves.toBe(1)', [1]],
    ['const x = 1;\nexpect([await place.isVisible(), x]).toEqual([])', [2]],
    ['await expect.poll(() => place.innerText()).toContain("x")', []],
    ['await says(place, "x")', []],
    ['expect(words).toContain("x")', []],
    ['expect(await answer.text()).toBe("x")', []],
  ])('is seen: %s', (source, lines) => {
    expect(looksOnceIn('x.ts', source)).toEqual(lines);
  });
});
