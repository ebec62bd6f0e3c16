import { describe, expect, it } from 'vitest';
import { FLOORS, floorOf, judge, judgeOutside } from './floors.ts';
import { specifiersOf } from './imports.ts';

const careplan = 'care/careplan/src/plan.ts';

describe('the floors of the house', () => {
  it.each([
    [
      'a module may use the contract',
      careplan,
      'packages/kernel/src/index.ts',
      '@caecilia/kernel',
      undefined,
    ],
    [
      'the contract may use the language',
      'packages/kernel/src/record.ts',
      'packages/fhir/src/index.ts',
      '@caecilia/fhir',
      undefined,
    ],
    [
      'modules do not know each other',
      'care/hospice/src/stay.ts',
      'care/careplan/src/index.ts',
      '@caecilia/careplan',
      'sideways',
    ],
    [
      'a passage may read a module',
      'passages/portal/src/index.ts',
      'care/careplan/src/index.ts',
      '@caecilia/careplan',
      undefined,
    ],
    [
      'a module never names the database',
      careplan,
      'platform/store/src/index.ts',
      '@caecilia/store',
      'platform-from-module',
    ],
    [
      'not even a passage does',
      'passages/portal/src/index.ts',
      'platform/store/src/index.ts',
      '@caecilia/store',
      'platform-from-module',
    ],
    [
      'but its test runs on the real store',
      'care/careplan/src/plan.test.ts',
      'platform/store/src/index.ts',
      '@caecilia/store',
      undefined,
    ],
    [
      'platform units meet through ports only',
      'platform/rest/src/search.ts',
      'platform/store/src/index.ts',
      '@caecilia/store',
      'sideways',
    ],
    [
      'the contract knows no module',
      'packages/kernel/src/record.ts',
      'care/careplan/src/index.ts',
      '@caecilia/careplan',
      'upward',
    ],
    [
      'another unit is entered by its front door',
      'apps/care/src/app.ts',
      'care/careplan/src/plan.ts',
      '../../../care/careplan/src/plan.ts',
      'private-path',
    ],
    ['rules import no screen', careplan, 'care/careplan/src/ui/Page.tsx', './ui/Page.tsx', 'ui-from-server'],
    [
      'only the page list does',
      'care/careplan/src/pages.ts',
      'care/careplan/src/ui/Page.tsx',
      './ui/Page.tsx',
      undefined,
    ],
    [
      'the partnership house cannot reach the record',
      'apps/global/src/app.ts',
      'platform/store/src/index.ts',
      '@caecilia/store',
      'wrong-house',
    ],
    [
      'the care house cannot reach the register',
      'apps/care/src/app.ts',
      'platform/register/src/index.ts',
      '@caecilia/register',
      'wrong-house',
    ],
    [
      'the app of the browser takes the screens of a module',
      'apps/web/src/patients/Page.tsx',
      'care/careplan/src/ui/index.ts',
      '@caecilia/careplan/ui',
      undefined,
    ],
    ['and the kit', 'apps/web/src/words/words.ts', 'packages/ui/src/index.ts', '@caecilia/ui', undefined],
    [
      'and none of its rules',
      'apps/web/src/patients/Page.tsx',
      'care/careplan/src/index.ts',
      '@caecilia/careplan',
      'not-for-browsers',
    ],
    [
      'and nothing of the platform',
      'apps/web/src/main.tsx',
      'platform/rest/src/index.ts',
      '@caecilia/rest',
      'not-for-browsers',
    ],
  ])('%s', (_sentence, from, target, specifier, expected) => {
    expect(judge(from, target, specifier)).toBe(expected);
  });

  it('keeps input and output out of the pure packages, but not out of their tests', () => {
    expect(judgeOutside('packages/fhir/src/json/parse.ts', 'node:fs')).toBe('not-pure');
    expect(judgeOutside('packages/fhir/src/json/parse.test.ts', 'node:fs')).toBeUndefined();
    expect(judgeOutside('platform/store/src/driver.ts', 'node:fs')).toBeUndefined();
  });

  it('keeps the modules of the server out of the app of the browser', () => {
    expect(judgeOutside('apps/web/src/main.tsx', 'node:fs')).toBe('not-for-browsers');
    expect(judgeOutside('apps/web/src/main.tsx', 'react')).toBeUndefined();
  });

  it('gives every unit one floor', () => {
    expect(floorOf('packages/unknown')).toBe(-1);
    expect(floorOf('care/anything')).toBe(FLOORS.findIndex(({ name }) => name === 'platform and modules'));
  });

  it('sees imports, re-exports and imports made while running', () => {
    const source =
      "import a from 'a'; export { b } from 'b'; export * from 'c'; await import('d'); import type { E } from 'e';";
    expect(specifiersOf('x.ts', source).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
