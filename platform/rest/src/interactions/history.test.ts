import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesIn, nextIn, startTestServer, type TestServer } from '../testing/fhir-server.ts';

let server: TestServer;
let between: string;
beforeAll(async () => {
  server = await startTestServer();
  await server.send('PUT /Patient/a', { resourceType: 'Patient', id: 'a' });
  await server.send('POST /Basic', { resourceType: 'Basic', code: { text: 'made up' } });
  await wait(5);
  between = new Date().toISOString();
  await wait(5);
  await server.send('PUT /Patient/a', { resourceType: 'Patient', id: 'a', active: true });
  await server.send('DELETE /Patient/a');
});
afterAll(() => server.close());

const bundleOf = async (path: string) => (await server.send(`GET ${path}`)).resource;

describe('the history of a resource', () => {
  it('holds every version, newest first, and how it came to be', async () => {
    expect(await bundleOf('/Patient/a/_history')).toMatchObject({
      resourceType: 'Bundle',
      type: 'history',
      total: 3,
      entry: [
        {
          request: { method: 'DELETE', url: 'Patient/a' },
          response: { status: '204 No Content', etag: 'W/"3"' },
        },
        {
          fullUrl: 'http://localhost:80/fhir/Patient/a',
          resource: { active: true },
          request: { method: 'PUT', url: 'Patient/a' },
          response: { status: '200 OK', etag: 'W/"2"' },
        },
        { request: { method: 'PUT' }, response: { status: '201 Created', etag: 'W/"1"' } },
      ],
    });
  });

  it('of a deletion holds no resource', async () => {
    const bundle = await bundleOf('/Patient/a/_history?_count=1');
    expect(bundle.entry).toHaveLength(1);
    expect(JSON.stringify(bundle.entry)).not.toContain('"resource"');
  });

  it('of what was never there is refused with 404', async () => {
    expect((await server.send('GET /Patient/none/_history')).status).toBe(404);
  });

  it('can be of what was current at a moment', async () => {
    expect(await bundleOf(`/Patient/a/_history?_at=${between}`)).toMatchObject({
      total: 1,
      entry: [{ resource: { meta: { versionId: '1' } } }],
    });
  });
});

describe('the history of a type and of everything', () => {
  it('holds the versions of all their resources', async () => {
    expect(await bundleOf('/Patient/_history')).toMatchObject({ total: 3 });
    expect(await bundleOf('/_history')).toMatchObject({ total: 4 });
    expect(await bundleOf('/Observation/_history')).toMatchObject({ total: 0 });
  });

  it('can begin at a moment', async () => {
    expect(await bundleOf(`/_history?_since=${encodeURIComponent(between)}`)).toMatchObject({ total: 2 });
    expect(await bundleOf('/_history?_since=2099')).toMatchObject({ total: 0 });
  });

  it('comes in pages that together hold each version once', async () => {
    const seen: unknown[] = [];
    let path = '/_history?_count=3';
    for (let page = 0; page < 5 && path !== ''; page += 1) {
      const bundle = await bundleOf(path);
      seen.push(...entriesIn(bundle));
      expect(bundle.total).toBe(4);
      path = nextIn(bundle);
    }
    expect(new Set(seen.map((entry) => JSON.stringify(entry))).size).toBe(4);
    expect(seen).toHaveLength(4);
  });

  it.each([
    '_count=many',
    '_since=yesterday',
    '_at=2020-13-01',
    '_since=2020-01-01T00:00:00',
    '_cursor=made-up',
  ])('with %s is refused with 400', async (query) => {
    expect(await server.send(`GET /_history?${query}`)).toMatchObject({ status: 400 });
  });
});
