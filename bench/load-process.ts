/**
 * The other side of `load.ts`: sends requests over kept connections and tells how many were answered, how fast. It
 * speaks just enough HTTP by itself, so that the measuring costs little of the machine that is measured.
 */
import { connect, type Socket } from 'node:net';
import type { Achieved, Load } from './load.ts';

process.once('message', (load: Load) => {
  achieve(load).then(
    (achieved) => process.send?.(achieved, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function achieve(load: Load): Promise<Achieved> {
  const requests = requestsOf(load);
  const latencies: number[] = [];
  let [next, errors] = [0, 0];
  const started = performance.now();
  const end = started + load.seconds * 1000;
  const url = new URL(load.url);
  const oneConnection = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname);
      socket.setNoDelay(true);
      let sent = 0;
      const send = () => {
        if (performance.now() >= end) {
          socket.end();
          resolve();
          return;
        }
        sent = performance.now();
        socket.write(requests[next++ % requests.length] ?? '');
      };
      onAnswers(socket, (status) => {
        if (status < 300) latencies.push(performance.now() - sent);
        else errors += 1;
        send();
      });
      socket.on('error', reject);
      socket.once('connect', send);
    });
  await Promise.all(Array.from({ length: load.connections }, oneConnection));
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? Number.NaN;
  return {
    answered: latencies.length,
    perSecond: latencies.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    errors,
  };
}

/** The requests as bytes, made once. */
function requestsOf({ url, headers, method, paths, bodies = [''] }: Load): Buffer[] {
  const { host, pathname } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Array.from({ length: Math.max(paths.length, bodies.length) }, (_, index) => {
    const body = Buffer.from(bodies[index % bodies.length] ?? '');
    const path = paths[index % paths.length] ?? '';
    const length = body.length > 0 ? [`content-length: ${body.length}`] : [];
    const head = [`${method} ${pathname}${path} HTTP/1.1`, `host: ${host}`, ...lines, ...length, '', ''];
    return Buffer.concat([Buffer.from(head.join('\r\n')), body]);
  });
}

/** Calls back with the status of each answer when its last byte has come. Answers carry a Content-Length. */
function onAnswers(socket: Socket, answered: (status: number) => void): void {
  let held: Buffer = Buffer.alloc(0);
  let missing = 0;
  let status = 0;
  socket.on('data', (chunk: Buffer) => {
    if (missing === 0) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const headEnd = held.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const head = held.toString('latin1', 0, headEnd);
      status = Number(head.slice(9, 12));
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
      if (length === undefined && status !== 204)
        throw new Error('an answer without Content-Length cannot be measured');
      missing = headEnd + 4 + Number(length ?? 0) - held.length;
      held = Buffer.alloc(0);
    } else missing -= chunk.length;
    if (missing === 0) answered(status);
  });
}
