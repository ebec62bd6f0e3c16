import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import { freePort } from './server-process.ts';

const CLIENTS = join(import.meta.dirname, '..', 'tools', 'outside-clients');
const LIBRARY = join(CLIENTS, 'node_modules', 'fhirclient', 'build', 'fhir-client.js');

/** Whether the client library was installed, which it is not by default. */
export const outsideClients: boolean = existsSync(LIBRARY);
export const NO_OUTSIDE_CLIENTS =
  'skipped: fhirclient is not installed (npm ci --ignore-scripts --prefix tools/outside-clients)';

/** A SMART app made with fhirclient, on an origin of its own. */
export interface SmartApp {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the app of `tools/outside-clients`. */
export async function startSmartApp(): Promise<SmartApp> {
  const server = Fastify();
  const files = {
    'index.html': 'text/html',
    'launch.html': 'text/html',
    'app.js': 'text/javascript',
    'launch.js': 'text/javascript',
  };
  for (const [name, type] of Object.entries(files)) {
    const file = join(CLIENTS, 'app', name);
    server.get(`/${name}`, (_request, reply) => reply.type(type).send(createReadStream(file)));
  }
  server.get('/fhir-client.js', (_request, reply) =>
    reply.type('text/javascript').send(createReadStream(LIBRARY)),
  );
  const port = await freePort();
  await server.listen({ host: 'localhost', port });
  return { origin: `http://localhost:${port}`, close: () => server.close() };
}
