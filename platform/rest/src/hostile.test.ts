import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idsIn, startTestServer, type TestServer } from './testing/fhir-server.ts';
import { isThere, needing, sharedData } from './testing/shared-data.ts';

/** What would run in a browser, wherever it stands in a narrative. */
const ACTIVE = /<script|\son\w+\s*=|javascript:|<iframe|<object|<embed|<form|<style|<link|<meta|<base/i;

describe.skipIf(!isThere('hostile'))(needing('hostile', 'hostile input'), () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('that is no JSON never ends in a failure, and none of it is accepted', async () => {
    const folder = join(sharedData('hostile'), 'json/test_parsing');
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(300);
    const wrong: string[] = [];
    for (const file of files) {
      const start = performance.now();
      const { status, text } = await server.send('POST /Patient', readFileSync(join(folder, file)));
      const isRefused = status >= 400 && status < 500 && text.includes('"OperationOutcome"');
      if (!isRefused || performance.now() - start > 2000) wrong.push(`${file} ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('of naughty strings is stored as it is and found again, or refused', async () => {
    const strings = JSON.parse(readFileSync(join(sharedData('hostile'), 'blns.json'), 'utf8')) as string[];
    const ends = [];
    for (const family of strings) ends.push({ family, end: await keep(server, family) });
    expect(ends.filter(({ end }) => end !== 'stored' && end !== 'refused')).toEqual([]);
    expect(ends.filter(({ end }) => end === 'stored').length).toBeGreaterThan(450);
  });

  it('of scripts in narratives is refused, or harmless when it is read', async () => {
    const file = readFileSync(join(sharedData('hostile'), 'xss-dompurify.json'), 'utf8');
    const cases = JSON.parse(file) as { payload: string }[];
    expect(cases.length).toBeGreaterThan(200);
    const ends = [];
    for (const { payload } of cases) ends.push({ payload, end: await narrate(server, payload) });
    expect(ends.filter(({ end }) => end !== 'harmless' && end !== 'refused')).toEqual([]);
    expect(ends.filter(({ end }) => end === 'harmless').length).toBeGreaterThan(0);
  });
});

/** What becomes of a text in a narrative: harmless when it is read again, or refused; anything else is a fault. */
async function narrate(server: TestServer, payload: string): Promise<string> {
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${payload}</div>`;
  const text = { status: 'generated', div };
  const answer = await server.send('POST /Patient', { resourceType: 'Patient', text });
  if (answer.status >= 400 && answer.status < 500) return 'refused';
  if (answer.status !== 201) return `answered ${answer.status}`;
  const read = (format: string) => server.send(`GET /Patient/${answer.resource.id}?_format=${format}`);
  const answers = [await read('json'), await read('xml')];
  const narratives = answers.map((each) => /<div.*<\/div>/s.exec(each.text)?.[0] ?? each.text);
  return narratives.some((narrative) => ACTIVE.test(narrative)) ? 'active' : 'harmless';
}

/** What becomes of a family name: kept as it was and found again, or refused; anything else is a fault. */
async function keep(server: TestServer, family: string): Promise<string> {
  const answer = await server.send('POST /Patient', { resourceType: 'Patient', name: [{ family }] });
  if (answer.status >= 400 && answer.status < 500) return 'refused';
  if (answer.status !== 201) return `answered ${answer.status}`;
  const id = answer.resource.id ?? '';
  const kept = (await server.send(`GET /Patient/${id}`)).resource;
  if (JSON.stringify(kept.name) !== JSON.stringify([{ family }])) return 'changed';
  const escaped = encodeURIComponent(family.replace(/([\\,$|])/g, '\\$1'));
  const found = await server.send(`GET /Patient?family:exact=${escaped}`);
  return found.status === 200 && idsIn(found.resource).includes(id) ? 'stored' : 'lost';
}
