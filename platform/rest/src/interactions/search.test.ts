import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesIn, idsIn, nextIn, startTestServer, type TestServer } from '../testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.send('PUT /Practitioner/doc', {
    resourceType: 'Practitioner',
    id: 'doc',
    name: [{ family: 'Bedacht' }],
  });
  for (const id of ['a', 'b', 'c']) {
    await server.send(`PUT /Patient/${id}`, {
      resourceType: 'Patient',
      id,
      active: true,
      name: [{ family: `Verzonnen ${id}` }],
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">made up</div>' },
      generalPractitioner: [{ reference: 'Practitioner/doc' }],
    });
    await server.send(`PUT /Observation/o-${id}`, {
      resourceType: 'Observation',
      id: `o-${id}`,
      status: 'final',
      code: { text: 'made up' },
      subject: { reference: `Patient/${id}` },
    });
  }
});
afterAll(() => server.close());

const found = async (path: string, headers?: Record<string, string>) =>
  (await server.send(`GET ${path}`, undefined, headers)).resource;
describe('a search', () => {
  it('answers a searchset with the matches, the total and a self link of what was understood', async () => {
    expect(await found('/Patient?family=verzonnen%20a')).toMatchObject({
      resourceType: 'Bundle',
      type: 'searchset',
      total: 1,
      link: [{ relation: 'self', url: 'http://localhost:80/fhir/Patient?family=verzonnen%20a' }],
      entry: [{ fullUrl: 'http://localhost:80/fhir/Patient/a', search: { mode: 'match' } }],
    });
  });

  it('that finds nothing answers 200, total 0 and no entry', async () => {
    const bundle = await found('/Patient?family=nobody');
    expect(bundle).toMatchObject({ type: 'searchset', total: 0 });
    expect(bundle).not.toHaveProperty('entry');
  });

  it('may be sent as a form, so that names stay out of addresses', async () => {
    const answer = await server.send('POST /Patient/_search', 'family=verzonnen%20b', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(idsIn(answer.resource)).toEqual(['b']);
    const both = await server.send('POST /Patient/_search?_count=1', 'active=true', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(idsIn(both.resource)).toHaveLength(1);
  });

  it('on the whole system is by _type', async () => {
    expect([...idsIn(await found('/?_type=Patient,Observation&_id=a,o-b'))].sort()).toEqual(['a', 'o-b']);
  });

  it('in the compartment of a patient finds what is about that patient only', async () => {
    expect(idsIn(await found('/Patient/a/Observation'))).toEqual(['o-a']);
    expect([...idsIn(await found('/Patient/a/*'))].sort()).toEqual(['a', 'o-a']);
    expect(await found('/Patient/nobody/Observation')).toMatchObject({ total: 0 });
    expect((await server.send('GET /Patient/a/Questionnaire')).status).toBe(404);
  });

  it('counts matches and not what is included with them', async () => {
    const bundle = await found('/Patient?_id=a,b&_include=Patient:general-practitioner');
    expect(bundle.total).toBe(2);
    expect([...idsIn(bundle)].sort()).toEqual(['a', 'b']);
    expect(idsIn(bundle, 'include')).toEqual(['doc']);
  });

  it('comes in pages with opaque links, and each match once', async () => {
    const seen: unknown[] = [];
    let path = '/Patient?_count=2&_sort=family';
    for (let page = 0; page < 5 && path !== ''; page += 1) {
      const bundle = await found(path);
      seen.push(...idsIn(bundle));
      path = nextIn(bundle);
    }
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('gives the total of a longer answer when asked for it', async () => {
    expect(await found('/Patient?_count=1&_total=accurate')).toMatchObject({ total: 3 });
    expect(await found('/Patient?_summary=count')).toMatchObject({ total: 3 });
    expect(await found('/Patient?_summary=count')).not.toHaveProperty('entry');
  });

  it('can answer parts, each tagged SUBSETTED', async () => {
    const [entry] = entriesIn(await found('/Patient?_id=a&_summary=text'));
    expect(entry).toMatchObject({
      resource: { text: { status: 'generated' }, meta: { tag: [{ code: 'SUBSETTED' }] } },
    });
    expect(entry).not.toHaveProperty('resource.name');
    const [data] = entriesIn(await found('/Patient?_id=a&_summary=data'));
    expect(data).not.toHaveProperty('resource.text');
    const [named] = entriesIn(await found('/Patient?_id=a&_elements=name'));
    expect(named).not.toHaveProperty('resource.generalPractitioner');
  });
});

describe('what a search does not understand', () => {
  it('is left out and told of, in an entry of mode outcome', async () => {
    const bundle = await found('/Patient?_id=a&colour=blue');
    expect(bundle).toMatchObject({
      total: 1,
      link: [{ url: 'http://localhost:80/fhir/Patient?_id=a' }],
      entry: [
        { search: { mode: 'match' } },
        {
          search: { mode: 'outcome' },
          resource: { issue: [{ severity: 'warning', expression: ['colour'] }] },
        },
      ],
    });
  });

  it('is refused with 400 under Prefer: handling=strict', async () => {
    const strict = { prefer: 'handling=strict' };
    expect((await server.send('GET /Patient?colour=blue', undefined, strict)).status).toBe(400);
    expect((await server.send('GET /Procedure?_include:Procedure:encounter', undefined, strict)).status).toBe(
      400,
    );
    expect((await server.send('GET /Procedure?_include:Procedure:encounter')).status).toBe(200);
  });

  it('is always refused where it is a value set that is not known', async () => {
    const answer = await server.send('GET /Observation?code:in=http://example.org/ValueSet/unknown');
    expect(answer).toMatchObject({ status: 400, resource: { resourceType: 'OperationOutcome' } });
  });

  it.each(['_cursor=made-up', 'birthdate=yesterday', '_count=-1', 'family=%00', 'family=%zz'])(
    'is refused with 400 where it is a wrong value: %s',
    async (query) => {
      expect(
        (await server.send(`GET /Patient?${query}`, undefined, { prefer: 'handling=strict' })).status,
      ).toBe(400);
    },
  );
});
