import { describe, expect, it } from 'vitest';
import { countOf, NOTHING, sumOf } from './count.ts';
import { touchOf } from './patient-routes.ts';

const asked = (id: string, least = 1) =>
  ({ seen: 'request', id, touch: 'touched', least, what: 'GET /fhir/* 200' }) as const;
const logged = (id: string, lines: number) => ({ seen: 'lines', id, lines }) as const;

describe('the count of requests and lines', () => {
  it('finds nothing wrong where each request has its lines, a batch as many as it has members', () => {
    const count = countOf([asked('a'), asked('b', 3), logged('a', 1), logged('b', 4)]);
    expect(count).toEqual({ requests: { touched: 2 }, brokenOnPurpose: 0, lines: 5, faults: [] });
  });

  it('names a request without a line, a batch with too few, and an id given twice with one line', () => {
    const { faults } = countOf([
      asked('none'),
      asked('few', 3),
      logged('few', 2),
      asked('twice'),
      asked('twice'),
      logged('twice', 1),
    ]);
    expect(faults).toEqual([
      'GET /fhir/* 200: 0 of 1 lines (none)',
      'GET /fhir/* 200: 2 of 3 lines (few)',
      'GET /fhir/* 200: 1 of 2 lines (twice)',
    ]);
  });

  it('excuses only what a test says it broke', () => {
    const seen = [asked('a'), asked('b'), { seen: 'no-line', id: 'a', why: 'broken' }] as const;
    expect(countOf(seen)).toMatchObject({ brokenOnPurpose: 1, faults: [expect.stringContaining('(b)')] });
  });

  it('adds up', () => {
    const one = countOf([asked('a'), logged('a', 2)]);
    expect(sumOf(sumOf(NOTHING, one), one)).toMatchObject({ requests: { touched: 2 }, lines: 4 });
  });
});

describe('what a request had to do with patients', () => {
  const at = (
    route: string,
    status = 200,
    more: { method?: string; path?: string; location?: string } = {},
  ) => touchOf({ method: 'GET', path: route, route, status, ...more });

  it('is judged by route and answer', () => {
    expect(at('/fhir/*', 404)).toBe('touched');
    expect(at('/fhir/*', 401)).toBe('touched');
    expect(at('/fhir/*', 200, { path: '/fhir/metadata' })).toBe('about-nobody');
    expect(at('/fhir/*', 503)).toBe('not-taken-up');
    expect(at('/care/patients/:id/emergency')).toBe('touched');
    expect(at('/care/patients/:id/emergency', 303)).toBe('nothing-shown');
    expect(at('/network/relations')).toBe('nothing-shown');
    expect(at('/network/relations', 200, { method: 'POST' })).toBe('touched');
    expect(at('/privacy/review', 404)).toBe('touched');
    expect(at('/network/users')).toBe('about-nobody');
  });

  it('of a form that was sent without a session is nothing, and of one that was taken is something', () => {
    const route = '/privacy/my-record/mandates/new';
    expect(at(route, 303, { method: 'POST', location: '/web/start?to=x' })).toBe('nothing-shown');
    expect(at(route, 303, { method: 'POST', location: '/privacy/my-record/mandates' })).toBe('touched');
  });

  it('of a route that nobody judged is unknown, and that fails', () => {
    expect(at('/made/up')).toBe('unknown');
    const unknown = {
      seen: 'request',
      id: 'a',
      touch: 'unknown',
      least: 1,
      what: 'GET /made/up 200',
    } as const;
    expect(countOf([unknown]).faults).toEqual(['nobody judged what is at GET /made/up 200']);
  });
});
