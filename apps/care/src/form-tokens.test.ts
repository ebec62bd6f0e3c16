import { describe, expect, it } from 'vitest';
import { formTokens, saysForeign } from './form-tokens.ts';

const KEY = new Uint8Array(32).fill(7);
const HERE = 'http://127.0.0.1:8080';

describe('a form token', () => {
  const tokens = formTokens(KEY);

  it('is accepted from the sign-in it was made for', () => {
    expect(tokens.accepts('session-a', tokens.issue('session-a'))).toBe(true);
  });

  it.each([
    ['no token', undefined],
    ['an empty token', ''],
    ['the token of another sign-in', tokens.issue('session-b')],
    ['the token of another house', formTokens(new Uint8Array(32).fill(8)).issue('session-a')],
    ['a token that is cut off', tokens.issue('session-a').slice(1)],
  ])('is refused: %s', (_what, token) => {
    expect(tokens.accepts('session-a', token)).toBe(false);
  });
});

describe('a post that says where it comes from', () => {
  it.each([
    [{}, false],
    [{ origin: HERE }, false],
    [{ origin: 'http://localhost:8080' }, false],
    [{ origin: HERE, 'sec-fetch-site': 'same-origin' }, false],
    // A page with the policy no-referrer posts with the origin "null"; then the browser's own word and the token decide.
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
    [{ origin: 'null', 'sec-fetch-site': 'cross-site' }, true],
    [{ origin: 'https://elsewhere.example' }, true],
    [{ origin: 'http://127.0.0.1:9999' }, true],
    [{ origin: 'not an origin' }, true],
    [{ 'sec-fetch-site': 'same-site' }, true],
  ])('%j is foreign: %s', (headers, foreign) => {
    expect(saysForeign(headers, HERE)).toBe(foreign);
  });
});
