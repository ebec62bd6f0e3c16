import { type Caller, FORM_TOKEN_HEADER, Problem } from '@caecilia/kernel';
import type { ChangeFollower } from '@caecilia/store';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { formTokens } from '../form-tokens.ts';
import type { Refused } from '../refusals.ts';
import { type EndpointServing, registerEndpoints } from './endpoints.ts';
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
    store: { session: () => ({}) } as unknown as EndpointServing['store'],
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
          throw new Problem(
            'conflict',
            'A colleague changed this contact. Read it again before you change it.',
            { expression: 'name' },
          );
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
      sentence: 'Een collega veranderde dit contact. Lees het opnieuw voordat u het verandert.',
      expression: 'name',
    });
    const headers = { 'accept-language': 'en' };
    const inEnglish = await app.inject({ url: '/desk/api/conflict', headers });
    expect(inEnglish.json()).toMatchObject({
      sentence: 'A colleague changed this contact. Read it again before you change it.',
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

/** A server that listens, with one stream; `commit` is what the record would tell, `end` ends the sign-in. */
async function serveStream() {
  const followers = new Set<ChangeFollower>();
  let signedIn = true;
  const app = Fastify();
  const serving: EndpointServing = {
    store: {
      followChanges: (follower: ChangeFollower) => {
        followers.add(follower);
        return () => followers.delete(follower);
      },
    } as unknown as EndpointServing['store'],
    forms,
    floors: [],
    origin: () => ORIGIN,
    visitor: async () =>
      signedIn ? { caller: nurse, session: 'session', goesOn: async () => signedIn } : undefined,
    tellRefusal: async ({ problem }) => problem,
    opensTo: worksWithPatients,
    endpoints: [{ path: '/notes/changes', follow: ['Task', 'ServiceRequest'] }],
    heartbeatMs: 40,
    restMs: 60,
  };
  registerEndpoints(app, serving);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const open = async () => {
    const aborted = new AbortController();
    const answer = await fetch(`${address}/desk/api/notes/changes`, {
      headers: { accept: 'text/event-stream' },
      signal: aborted.signal,
    });
    return { answer, leave: () => aborted.abort() };
  };
  return {
    app,
    open,
    followers,
    commit: (...types: string[]) => {
      for (const follower of followers) follower.changed(new Set(types));
    },
    endSignIn: () => {
      signedIn = false;
    },
  };
}

/** What comes down a stream, until it says this often that something changed, and all of `also`, or ends. */
async function eventsOf({ body }: Response, most: number, also = /(?:)/): Promise<string> {
  const decoder = new TextDecoder();
  let words = '';
  for await (const part of body ?? []) {
    words += decoder.decode(part as Uint8Array, { stream: true });
    if (words.split('event: change').length > most && also.test(words)) break;
  }
  return words;
}

describe('what the app follows', () => {
  it('says that something changed and nothing else, for the types that were asked, and that it is there', async () => {
    const { app, open, commit, followers } = await serveStream();
    const { answer } = await open();
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    commit('Observation');
    commit('Task', 'Patient');
    const words = await eventsOf(answer, 1, /^:$/m);
    expect(words.match(/^event: change\ndata:\n$/gm)).toHaveLength(1);
    expect(words.replaceAll(/^(retry: 2000|:|event: change|data:)?$/gm, '').trim()).toBe('');
    expect(words).toMatch(/^:$/m);
    // Who left is followed by nobody.
    await app.close();
    expect(followers.size).toBe(0);
  });

  it('is told at most so often, and the last change is never lost', async () => {
    const { app, open, commit } = await serveStream();
    const { answer, leave } = await open();
    const counted = eventsOf(answer, 2);
    for (let n = 0; n < 20; n += 1) commit('Task');
    expect((await counted).match(/event: change/g)).toHaveLength(2);
    leave();
    await app.close();
  });

  it('ends when the sign-in ends or is locked, before anything is told', async () => {
    const { app, open, commit, endSignIn } = await serveStream();
    const { answer } = await open();
    endSignIn();
    commit('Task');
    expect(await eventsOf(answer, 1)).not.toContain('change');
    expect((await open()).answer.status).toBe(401);
    await app.close();
  });

  it('is not without measure for one sign-in, and a stream that was left makes room', async () => {
    const { app, open, followers } = await serveStream();
    const streams = await Promise.all(Array.from({ length: 6 }, open));
    expect(streams.map(({ answer }) => answer.status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await open()).answer.status).toBe(429);
    streams[0]?.leave();
    await expect.poll(() => followers.size).toBe(5);
    expect((await open()).answer.status).toBe(200);
    // The server stops although browsers are still listening.
    await app.close();
    expect(followers.size).toBe(0);
  });

  it('has an address that says so, and is nothing else', async () => {
    const read = async () => ({});
    for (const endpoint of [
      { path: '/notes', follow: ['Task'] },
      { path: '/notes/changes', read },
      { path: '/notes/changes', follow: ['Task'], read },
    ]) {
      const app = Fastify();
      registerEndpoints(app, { ...({} as EndpointServing), endpoints: [endpoint] });
      await expect(app.ready(), endpoint.path).rejects.toThrow(/ends in \/changes/);
    }
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
