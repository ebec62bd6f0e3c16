import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { processorTime } from '@caecilia/fhir/testing/processor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idsIn, responsesIn, startTestServer, type TestServer } from './testing/fhir-server.ts';
import { isThere, needing, sharedData } from './testing/shared-data.ts';

/** What would run in a browser, wherever it stands in a narrative. */
const ACTIVE = /<script|\son\w+\s*=|javascript:|<iframe|<object|<embed|<form|<style|<link|<meta|<base/i;

describe.skipIf(!isThere('hostile'))(needing('hostile', 'hostile input'), () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('that is no JSON never ends in a failure, at any door that takes JSON, and none of it is accepted', async () => {
    await server.send('PUT /Patient/door', { resourceType: 'Patient', id: 'door' });
    const folder = join(sharedData('hostile'), 'json/test_parsing');
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(300);
    const patch = { 'content-type': 'application/json-patch+json' };
    const wrong: string[] = [];
    for (const file of files) {
      const body = readFileSync(join(folder, file));
      for (const [door, headers] of [
        ['POST /Patient', {}],
        ['POST /', {}],
        ['PATCH /Patient/door', patch],
      ] as const) {
        const { ms, result } = await processorTime(async () => await server.send(door, body, headers));
        const { status, text } = result;
        // A list without operations is a patch, which changes nothing.
        const isPatch = door.startsWith('PATCH') && status === 200 && /^\s*\[\s*\]\s*$/.test(body.toString());
        const isRefused = status >= 400 && status < 500 && text.includes('"OperationOutcome"');
        if (!(isRefused || isPatch) || ms > 2000) wrong.push(`${door} ${file} ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    const { meta: _meta, ...left } = (await server.send('GET /Patient/door')).resource;
    expect(left).toEqual({ resourceType: 'Patient', id: 'door' });
  });

  it('of naughty strings is stored as it is and found again, or refused', async () => {
    const strings = naughtyStrings();
    const ends = [];
    for (let at = 0; at < strings.length; at += TOGETHER)
      ends.push(
        ...(await Promise.all(
          strings
            .slice(at, at + TOGETHER)
            .map(async (family) => ({ family, end: await keep(server, family) })),
        )),
      );
    expect(ends.filter(({ end }) => end !== 'stored' && end !== 'refused')).toEqual([]);
    expect(ends.filter(({ end }) => end === 'stored').length).toBeGreaterThan(450);
  });

  it.each([
    ['answers', answering],
    ['notes', noting],
    ['file names', filing],
  ] as const)('of naughty strings in %s is read as it was sent, or refused', async (_where, resourceOf) => {
    const strings = naughtyStrings();
    const entry = strings.map((text, index) => {
      const resource = { ...resourceOf(text), id: `naughty-${index}` };
      return { resource, request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` } };
    });
    const responses = responsesIn(
      await server.send('POST /', { resourceType: 'Bundle', type: 'batch', entry }),
    );
    expect(responses).toHaveLength(strings.length);
    const kept = entry.filter((_each, index) => !/^4/.test(responses[index]?.status ?? ''));
    const ends = await Promise.all(
      kept.map(async ({ resource }) => {
        const { text } = await server.send(`GET /${resource.resourceType}/${resource.id}`);
        const { meta: _meta, ...read } = JSON.parse(text) as Record<string, unknown>;
        return JSON.stringify(read) === JSON.stringify(inOrder(resource, read)) ? 'equal' : `changed ${text}`;
      }),
    );
    expect(ends.filter((end) => end !== 'equal')).toEqual([]);
    expect(ends.length).toBeGreaterThan(450);
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

/** Strings that are tried at the same time. */
const TOGETHER = 32;

function naughtyStrings(): string[] {
  return JSON.parse(readFileSync(join(sharedData('hostile'), 'blns.json'), 'utf8')) as string[];
}

const CODE = { text: 'made up' };
const answering = (text: string) => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  item: [{ linkId: '1', text: 'made up', answer: [{ valueString: text }] }],
});
const noting = (text: string) => ({
  resourceType: 'Observation',
  status: 'final',
  code: CODE,
  note: [{ text }],
});
const filing = (text: string) => ({
  resourceType: 'DocumentReference',
  status: 'current',
  content: [{ attachment: { contentType: 'text/plain', title: text } }],
});

/** The same with its properties in the order of another. */
function inOrder(sent: object, read: object): object {
  const given = new Map(Object.entries(sent));
  return Object.fromEntries(Object.keys(read).map((name) => [name, given.get(name)]));
}

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
