import { type Caller, FORM_TOKEN_HEADER, Problem, type RecordStore } from '@caecilia/kernel';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { formTokens } from '../form-tokens.ts';
import type { Refused } from '../refusals.ts';
import { registerEndpoints } from './endpoints.ts';
import { worksWithPatients } from './who-works.ts';

const ORIGIN = 'https://care.example';
const forms = formTokens(new Uint8Array(32).fill(7));
const token = forms.issue('session');
const nurse: Caller = { id: 'nurse', role: 'consult-nurse', scope: { kind: 'nothing' } };

/** The endpoints of a made-up module, for who is signed in as this; with what was refused and written. */
function serve(caller: Caller | undefined) {
  const refused: Refused[] = [];
  const written: unknown[] = [];
  const app = Fastify();
  registerEndpoints(app, {
    // An endpoint of this test reads no record.
    store: { session: () => ({}) } as unknown as RecordStore,
    forms,
    floors: [],
    origin: () => ORIGIN,
    visitor: async () => caller && { caller, session: 'session' },
    tellRefusal: async (each) => {
      refused.push(each);
      return each.problem;
    },
    opensTo: worksWithPatients,
    endpoints: [
      {
        path: '/notes/:id',
        read: async (_session, { params, query }) => ({ params, query }),
        write: async (_session, { body }) => {
          written.push(body);
          return { kept: true };
        },
      },
      {
        path: '/broken',
        read: async () => {
          throw new Error('a name of a patient');
        },
      },
      {
        path: '/conflict',
        read: async () => {
          throw new Problem('conflict', 'Somebody else changed it.', { expression: 'name' });
        },
      },
    ],
  });
  const post = (headers: Readonly<Record<string, string>>, payload = '{"words":"aap"}') =>
    app.inject({
      method: 'POST',
      url: '/desk/api/notes/n',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });
  return { app, refused, written, post };
}

const ours = { origin: ORIGIN, 'sec-fetch-site': 'same-origin', [FORM_TOKEN_HEADER]: token };

describe('what the app asks the server', () => {
  it('is answered as JSON that nobody keeps', async () => {
    const answer = await serve(nurse).app.inject('/desk/api/notes/n?lang=en');
    expect(answer.json()).toEqual({ params: { id: 'n' }, query: { lang: 'en' } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is refused for nobody, and for who has no patients, before an address is looked at; and that is told', async () => {
    const nobody = serve(undefined);
    expect((await nobody.app.inject('/desk/api/notes/n')).statusCode).toBe(401);
    expect((await nobody.post(ours)).statusCode).toBe(401);
    const officer = serve({ ...nurse, role: 'privacy-officer' });
    expect((await officer.app.inject('/desk/api/notes/n')).statusCode).toBe(404);
    expect((await officer.post(ours)).statusCode).toBe(404);
    expect(officer.written).toEqual([]);
    expect(officer.refused.map(({ caller }) => caller?.role)).toEqual(['privacy-officer', 'privacy-officer']);
  });

  it('has words for what a module refuses, and none for a defect', async () => {
    const { app } = serve(nurse);
    expect((await app.inject('/desk/api/conflict')).json()).toEqual({
      code: 'conflict',
      status: 409,
      sentence: 'Somebody else changed it.',
      expression: 'name',
    });
    const defect = await app.inject('/desk/api/broken');
    expect(defect.statusCode).toBe(500);
    expect(defect.body).not.toContain('patient');
    expect((await app.inject('/desk/api/nothing')).json()).toMatchObject({ status: 404 });
  });
});

describe('what the app writes', () => {
  it('is taken from a page of this sign-in', async () => {
    const { post, written } = serve(nurse);
    expect((await post(ours)).json()).toEqual({ kept: true });
    expect(written).toEqual([{ words: 'aap' }]);
  });

  it.each([
    ['without the form token', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }, 403],
    ['with the token of another sign-in', { ...ours, [FORM_TOKEN_HEADER]: forms.issue('another') }, 403],
    ['from another site', { ...ours, origin: 'https://elsewhere.example' }, 403],
    ['by a browser that says it comes from elsewhere', { ...ours, 'sec-fetch-site': 'cross-site' }, 403],
    ['as a form', { ...ours, 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['as text', { ...ours, 'content-type': 'text/plain' }, 415],
  ])('is refused %s', async (_how, headers, status) => {
    const { post, written } = serve(nurse);
    expect((await post(headers)).statusCode).toBe(status);
    expect(written).toEqual([]);
  });

  it('is refused where it is no JSON, holds NUL, or is too long', async () => {
    const { post, written } = serve(nurse);
    expect((await post(ours, '{"words":')).statusCode).toBe(400);
    expect((await post(ours, '{"words":"\\u0000"}')).statusCode).toBe(400);
    expect((await post(ours, JSON.stringify({ words: 'a'.repeat(300_000) }))).statusCode).toBe(413);
    expect(written).toEqual([]);
  });
});

describe('who works in the app', () => {
  it('is staff that may look for patients, and nobody else', () => {
    const works = (role: string) => worksWithPatients({ ...nurse, role });
    expect(['consult-nurse', 'ward-nurse', 'gp', 'team-secretary', 'hospice-nurse'].map(works)).not.toContain(
      false,
    );
    expect(
      ['patient', 'carer', 'privacy-officer', 'functional-administrator', 'researcher'].map(works),
    ).not.toContain(true);
  });
});
