import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A certificate of a name that does not exist, made for these tests; its key protects nothing. */
export const CERTIFICATE = readFileSync(new URL('listener-cert.pem', import.meta.url), 'utf8');
const KEY = readFileSync(new URL('listener-key.pem', import.meta.url), 'utf8');

/** A server on this machine that counts who connects, whatever they then say. */
export interface Listener {
  readonly port: number;
  connections(): number;
  close(): Promise<void>;
}

export async function listen(answer: RequestListener, secure = false): Promise<Listener> {
  const server = secure ? createSecureServer({ cert: CERTIFICATE, key: KEY }, answer) : createServer(answer);
  let count = 0;
  server.on('connection', () => {
    count += 1;
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
