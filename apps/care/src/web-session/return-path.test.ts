import { describe, expect, it } from 'vitest';
import { localPath } from './return-path.ts';

describe('the address to return to after signing in', () => {
  it.each(['/', '/care/patients/abc/emergency', '/care/patients?phase=marked&lang=en'])(
    'is kept where it is a path of this house: %s',
    (path) => expect(localPath(path)).toBe(path),
  );

  it.each([
    'https://elsewhere.invalid/',
    '//elsewhere.invalid/',
    '/\\elsewhere.invalid/',
    '/%2e%2e//elsewhere.invalid',
    '/..//elsewhere.invalid',
    '/\t/elsewhere.invalid',
    '/\n/elsewhere.invalid',
    'javascript:alert(1)',
    '',
    undefined,
    ['/a'],
    `/${'a'.repeat(3000)}`,
  ])('is the start page where it is anything else: %j', (wish) => expect(localPath(wish)).toBe('/'));
});
