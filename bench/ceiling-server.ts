/** The server of `ceiling.ts`: started by it alone, with the address of the database, tells its parent where it listens. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { CODES } from './invented-records.ts';

const CONNECTIONS = 8;
const pool = new pg.Pool({ connectionString: process.argv[2], max: CONNECTIONS });

const READ = { name: 'read', text: 'select content from bare where id = md5($1::text)::uuid' };
const INSERT = { name: 'insert', text: 'insert into bare_insert values (gen_random_uuid(), $1)' };
const QUERY = {
  name: 'query',
  text: `select content from bare_query where bucket = $1::int % 4096 and patient = md5('p' || $1::text)::uuid and type = 1
    and not deleted and toks @> array[$2::bigint] order by last_updated desc, id desc limit 21`,
};

async function contentsOf(statement: { name: string; text: string }, values: unknown[]): Promise<string[]> {
  const { rows } = await pool.query<{ content: string }>({ ...statement, values });
  return rows.map(({ content }) => content);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function answerOf(request: IncomingMessage): Promise<string> {
  const url = request.url ?? '';
  if (request.method === 'POST') {
    const resource = JSON.parse(await textOf(request)) as object;
    await pool.query({ ...INSERT, values: [JSON.stringify({ ...resource, meta: { versionId: '1' } })] });
    return '{}';
  }
  const patient = /\?patient=(\d+)/.exec(url)?.[1];
  if (patient === undefined) return (await contentsOf(READ, [url.slice(url.lastIndexOf('/') + 1)])).join('');
  const found = await contentsOf(QUERY, [patient, Number(patient) % CODES.length]);
  const entries = found.slice(0, 20).map((content) => `{"resource":${content}}`);
  return `{"resourceType":"Bundle","type":"searchset","entry":[${entries.join(',')}]}`;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answerOf(request));
  response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': body.length });
  response.end(body);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500, { 'content-length': 0 }).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('disconnect', () => process.exit(0));
