import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

it('each decision has a number of its own', () => {
  const numbers = globSync('docs/adr/[0-9]*.md', { cwd: ROOT }).map((path) => path.slice(9, 13));
  const twice = numbers.filter((number, at) => numbers.indexOf(number) !== at);
  expect(numbers.length).toBeGreaterThan(20);
  expect(twice).toEqual([]);
});
