import { Problem } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { corsHeaders, refuseCrossSite, type Sender } from './cross-site.ts';

const RULES = { own: ['https://care.hospital.example'], apps: ['https://app.example'], openTo: ['/fhir'] };

const post = (headers: Sender['headers'], path = '/care/notes'): Sender => ({
  method: 'POST',
  path,
  headers,
});

function isRefused(sender: Sender): boolean {
  try {
    refuseCrossSite(sender, RULES);
    return false;
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return true;
    throw error;
  }
}

const COOKIE = { cookie: 'session=invented' };

describe('a request that changes something (trust check S8)', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['the origin null', { origin: 'null' }],
    [
      'the origin null, though the browser calls it its own',
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ],
    ['an empty origin', { origin: '' }],
    ['the own name by http', { origin: 'http://care.hospital.example' }],
    ['another port', { origin: 'https://care.hospital.example:8443' }],
    ['a look-alike by suffix', { origin: 'https://care.hospital.example.evil.example' }],
    ['a look-alike by prefix', { origin: 'https://xcare.hospital.example' }],
    ['a name below', { origin: 'https://x.care.hospital.example' }],
    ['two origins', { origin: 'https://care.hospital.example, https://evil.example' }],
    ['a site of the same family', { 'sec-fetch-site': 'same-site' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['an app of the list, where it may not be', { origin: 'https://app.example' }],
    ['nobody knows where', {}],
  ])('is refused with a cookie from %s, whatever its type', (_from, headers) => {
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/json',
    ])
      expect(isRefused(post({ ...COOKIE, ...headers, 'content-type': type }))).toBe(true);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('is refused from another site also as %s', (method) => {
    expect(isRefused({ ...post({ ...COOKIE, origin: 'https://evil.example' }), method })).toBe(true);
  });

  it.each([
    ['a page of the house', { origin: 'https://care.hospital.example', 'sec-fetch-site': 'same-origin' }],
    ['a page of the house in an older browser', { origin: 'https://care.hospital.example' }],
    ['a browser that says same-origin', { 'sec-fetch-site': 'same-origin' }],
  ])('is taken from %s', (_from, headers) => {
    expect(isRefused(post({ ...COOKIE, ...headers }))).toBe(false);
  });

  it('is taken from a program, which has no cookie, and with a token, which no browser adds by itself', () => {
    expect(isRefused(post({}))).toBe(false);
    expect(isRefused(post({ ...COOKIE, origin: 'https://evil.example', authorization: 'Bearer x' }))).toBe(
      false,
    );
    expect(isRefused(post({ ...COOKIE, origin: 'https://evil.example', authorization: 'Basic x' }))).toBe(
      true,
    );
    expect(isRefused(post({ ...COOKIE, origin: 'https://evil.example', authorization: 'Bearer ' }))).toBe(
      true,
    );
  });

  it('is taken from an app of the list at the endpoint that is open to it, and at no look-alike of that', () => {
    const app = { origin: 'https://app.example' };
    expect(isRefused(post(app, '/fhir'))).toBe(false);
    expect(isRefused(post(app, '/fhir/Patient/_search'))).toBe(false);
    expect(isRefused(post(app, '/fhirs'))).toBe(true);
  });

  it('of this machine may come by each of its names', () => {
    const rules = { ...RULES, own: ['http://127.0.0.1:8080'] };
    for (const origin of ['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080'])
      expect(() => refuseCrossSite(post({ ...COOKIE, origin }), rules)).not.toThrow();
    for (const origin of ['http://localhost:8081', 'http://localhost.evil.example:8080'])
      expect(() => refuseCrossSite(post({ ...COOKIE, origin }), rules)).toThrow(Problem);
  });
});

describe('a page of another origin', () => {
  it('may read nothing unless it is on the list, and never with cookies', () => {
    for (const origin of [
      'https://evil.example',
      'null',
      'https://app.example.evil.example',
      'https://care.hospital.example',
    ])
      expect(
        corsHeaders({ method: 'GET', path: '/fhir/Patient', headers: { origin } }, RULES),
      ).toBeUndefined();
    const granted = corsHeaders(
      { method: 'GET', path: '/fhir/Patient', headers: { origin: 'https://app.example' } },
      RULES,
    );
    expect(granted).toMatchObject({ 'access-control-allow-origin': 'https://app.example', vary: 'Origin' });
    expect(granted).not.toHaveProperty('access-control-allow-credentials');
  });
});
