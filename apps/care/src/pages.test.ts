import { rmSync } from 'node:fs';
import { FORM_TOKEN_FIELD, type Page, type PagePost } from '@caecilia/kernel';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from './configuration.ts';
import { formTokens } from './form-tokens.ts';
import { registerPages } from './pages.ts';
import { type OpenRecord, openRecord } from './record.ts';
import { tellRefusals } from './refusals.ts';

const HERE = 'http://127.0.0.1:8080';
const forms = formTokens(new Uint8Array(32).fill(1));
const token = forms.issue('session-a');

describe('a page with a form', () => {
  let dataDir = '';
  let record: OpenRecord;
  let app: FastifyInstance;
  const taken: PagePost[] = [];

  const withForm: Page = {
    path: '/names/:id',
    handler: async (_session, visit) => ({ status: 200, html: `<p>${visit.formToken}` }),
    submit: async (_session, post) => {
      taken.push(post);
      if (post.fields.name === undefined) return { status: 422, html: '<p>a name is needed' };
      return { seeOther: `/names/${post.params.id ?? ''}?done=1` };
    },
  };
  const withoutForm: Page = {
    path: '/list',
    handler: async () => ({
      status: 200,
      file: { name: 'list of "names".csv', contentType: 'text/csv; charset=utf-8', text: 'a,b' },
    }),
  };
  const leaving: Page = {
    path: '/leaving',
    handler: async () => ({ seeOther: '//elsewhere.example/' }),
  };

  const forOthers: Page = {
    path: '/others',
    handler: async () => ({ status: 200, html: 'for others' }),
    submit: async () => ({ status: 200, html: 'taken' }),
  };

  beforeAll(async () => {
    dataDir = await emptyRecord('caecilia-forms-');
    const settings = readSettings({ CAECILIA_DATA_DIR: dataDir, CAECILIA_LOG_LEVEL: 'silent' }, '/');
    record = await openRecord(settings, { now: () => new Date(), baseUrl: HERE });
    app = Fastify();
    registerPages(app, {
      store: record.store,
      floors: [
        { pages: [withForm, withoutForm, leaving], assets: [] },
        { pages: [forOthers], assets: [], opensTo: ({ role }) => role === 'other' },
      ],
      forms,
      origin: () => HERE,
      problem: (_request, problem) => ({ status: problem.status, html: problem.message }),
      askToSignIn: async (_request, reply) => reply.redirect('/signs-in', 303),
      tellRefusal: tellRefusals(record.store.log),
      visitor: async ({ headers }) =>
        headers['x-test-visitor'] === 'none'
          ? undefined
          : {
              caller: { id: 'Practitioner/test', role: 'test', scope: { kind: 'nothing' } },
              accountId: 'account-a',
              session: 'session-a',
            },
    });
    await app.ready();
  });
  afterAll(async () => {
    await app.close();
    await record.store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const post = (fields: string, headers: Record<string, string> = {}, url = '/names/7') =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: fields,
    });

  it('gets the token that its form must carry', async () => {
    const { body } = await app.inject('/names/7');
    expect(body).toBe(`<p>${token}`);
  });

  it('is given the fields, who sent them, and not the token; and sends people on with 303', async () => {
    taken.length = 0;
    const answer = await post(`${FORM_TOKEN_FIELD}=${token}&name=a%20b&role=x&role=y&__proto__=z`);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/names/7?done=1']);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({ params: { id: '7' }, accountId: 'account-a' });
    expect(Object.entries(taken[0]?.fields ?? {})).toEqual([
      ['name', ['a b']],
      ['role', ['x', 'y']],
      ['__proto__', ['z']],
    ]);
  });

  it('leaves a line of every refusal, with its route and no address; where none can be written it fails', async () => {
    const lines = async () =>
      await record.store.sql.query(
        { text: "select request, detail, outcome from audit where event = 'refusal' order by seq" },
        [],
      );
    const before = (await lines()).length;
    const refusals = [
      await app.inject('/others'),
      await app.inject({ method: 'POST', url: '/list', payload: '' }),
      await post(`${FORM_TOKEN_FIELD}=forged&name=x`),
    ];
    expect(refusals.map(({ statusCode }) => statusCode)).toEqual([404, 405, 403]);
    expect((await lines()).slice(before)).toMatchObject([
      { detail: 'GET /others 404 not-found', outcome: 4 },
      { detail: 'POST /list 405 not-supported', outcome: 4 },
      { detail: 'POST /names/:id 403 forbidden', outcome: 4 },
    ]);
    const run = (text: string) => record.store.sql.query({ text }, []);
    await run(
      `create function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`,
    );
    await run('create trigger no_room before insert on audit for each row execute function no_room()');
    expect((await app.inject('/others')).statusCode).toBe(500);
    await run('drop trigger no_room on audit');
    expect((await app.inject('/others')).statusCode).toBe(404);
  });

  it('is not there for who has no business with it: a get and a post answer as at an unknown address', async () => {
    const unknown = await app.inject('/nothing-here');
    expect(unknown.statusCode).toBe(404);
    const asked = await app.inject('/others');
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: HERE };
    for (const payload of [`${FORM_TOKEN_FIELD}=${token}`, 'no=token']) {
      const posted = await app.inject({ method: 'POST', url: '/others', headers: form, payload });
      expect([posted.statusCode, posted.body]).toEqual([404, unknown.body]);
    }
    expect([asked.statusCode, asked.body]).toEqual([404, unknown.body]);
  });

  it('answers again with what is wrong', async () => {
    const answer = await post(`${FORM_TOKEN_FIELD}=${token}`);
    expect([answer.statusCode, answer.body]).toEqual([422, '<p>a name is needed']);
  });

  it.each([
    ['without a token', 'name=a', {}],
    ['with the token of another sign-in', `${FORM_TOKEN_FIELD}=${forms.issue('session-b')}&name=a`, {}],
    ['from another site', `${FORM_TOKEN_FIELD}=${token}&name=a`, { origin: 'https://elsewhere.example' }],
    ['that says it is cross-site', `${FORM_TOKEN_FIELD}=${token}&name=a`, { 'sec-fetch-site': 'cross-site' }],
  ])('never sees a post %s', async (_what, fields, headers) => {
    taken.length = 0;
    const { statusCode } = await post(fields, headers);
    expect([statusCode, taken]).toEqual([403, []]);
  });

  it('never sees a post of somebody whom the server does not know', async () => {
    taken.length = 0;
    const { statusCode } = await post(`${FORM_TOKEN_FIELD}=${token}&name=a`, { 'x-test-visitor': 'none' });
    expect([statusCode, taken]).toEqual([303, []]);
  });

  it('is the only kind that takes a post, and takes nothing but a form', async () => {
    const other = await post(`${FORM_TOKEN_FIELD}=${token}`, {}, '/list');
    expect(other.statusCode).toBe(405);
    const json = await app.inject({ method: 'POST', url: '/names/7', payload: { name: 'a' } });
    expect(json.statusCode).toBeGreaterThanOrEqual(400);
  });

  it('may answer with a file to keep', async () => {
    const { headers, body } = await app.inject('/list');
    expect([headers['content-disposition'], headers['cache-control'], body]).toEqual([
      'attachment; filename="list-of--names-.csv"',
      'no-store',
      'a,b',
    ]);
  });

  it('never sends people to another house', async () => {
    const { statusCode } = await app.inject('/leaving');
    expect(statusCode).toBe(500);
  });
});
