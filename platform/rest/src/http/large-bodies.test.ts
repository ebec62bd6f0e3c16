import { once } from 'node:events';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/fhir-server.ts';

const MB = 1024 * 1024;

describe('a request that is too much (trust check I5)', () => {
  let server: TestServer;
  let port = 0;
  beforeAll(async () => {
    server = await startTestServer({ limits: { bodyBytes: MB, requestTimeoutMs: 4000 } });
    port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
    // What a server needs anyway, it has by then.
    for (let n = 0; n < 400; n += 1)
      await (await fetch(`http://127.0.0.1:${port}/fhir/Patient/none`)).arrayBuffer();
  });
  afterAll(() => server.close());

  /** What happened to memory and to other clients while something was done. */
  async function meanwhile<T>(
    work: () => Promise<T>,
  ): Promise<{ result: T; grownMB: number; processorMs: number; answered: number }> {
    const before = process.memoryUsage().rss;
    const used = process.cpuUsage();
    let [most, answered, going] = [before, 0, true];
    const watching = (async () => {
      while (going) {
        const answer = await fetch(`http://127.0.0.1:${port}/fhir/Patient/none`);
        expect([answer.status, (await answer.text()).length > 0]).toEqual([404, true]);
        answered += 1;
        most = Math.max(most, process.memoryUsage().rss);
        await wait(10);
      }
    })();
    try {
      const result = await work();
      const { user, system } = process.cpuUsage(used);
      return { result, grownMB: (most - before) / MB, processorMs: (user + system) / 1000, answered };
    } finally {
      going = false;
      await watching;
    }
  }

  it.each([
    ['1 MB and a little', 1],
    ['100 MB', 10],
    ['1 GB', 100],
  ])(
    'of %s in little is refused with 413, in little memory, and others are answered',
    async (_what, times) => {
      // Ten megabytes of nothing, as often as it takes: gzip may come in several parts.
      const part = gzipSync(Buffer.alloc(times === 1 ? MB + 1 : 10 * MB));
      const body = new Uint8Array(Buffer.concat(Array.from({ length: times }, () => part)));
      const { result, grownMB, processorMs } = await meanwhile(
        async () =>
          await fetch(`http://127.0.0.1:${port}/fhir/Patient`, {
            method: 'POST',
            headers: { 'content-type': 'application/fhir+json', 'content-encoding': 'gzip' },
            body,
          }),
      );
      expect(result.status).toBe(413);
      expect(await result.text()).toContain('OperationOutcome');
      expect(grownMB).toBeLessThan(100);
      expect(processorMs).toBeLessThan(2000);
    },
  );

  it('and never ends is refused with 413 and cut off, in little memory, and others are answered', async () => {
    const { result, grownMB, answered } = await meanwhile(async () => {
      const sending = ask({
        port,
        host: '127.0.0.1',
        path: '/fhir/Patient',
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json' },
      });
      const end: { status?: number | undefined; isCut: boolean } = { isCut: false };
      sending.on('error', () => undefined).setMaxListeners(0);
      sending.on('response', (response) => {
        end.status = response.statusCode;
        response.resume();
      });
      sending.on('close', () => {
        end.isCut = true;
      });
      // Not `once` of node:events, which fails where the connection is reset: that is what is waited for.
      const heard = (event: string) => new Promise((resolve) => sending.once(event, resolve));
      const chunk = Buffer.alloc(64 * 1024, 'x');
      for (const deadline = Date.now() + 240_000; !end.isCut && Date.now() < deadline; )
        if (!sending.write(chunk)) await Promise.race([heard('drain'), heard('close'), wait(100)]);
      sending.destroy();
      return end;
    });
    expect(result).toEqual({ status: 413, isCut: true });
    expect(grownMB).toBeLessThan(100);
    expect(answered).toBeGreaterThan(0);
  });

  const raw = async (send: (write: (text: string) => void, isOpen: () => boolean) => Promise<void>) => {
    let [text, isOpen] = ['', true];
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (part) => {
      text += part.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      isOpen = false;
    });
    await once(socket, 'connect');
    await send(
      (part) => void (isOpen && socket.write(part)),
      () => isOpen,
    );
    for (const deadline = Date.now() + 240_000; isOpen && Date.now() < deadline; ) await wait(20);
    socket.destroy();
    return text;
  };

  it('because its headers come drop by drop is refused with 408, and others are answered', async () => {
    const { result, answered } = await meanwhile(
      async () =>
        await raw(async (write, isOpen) => {
          write('GET /fhir/Patient HTTP/1.1\r\nHost: 127.0.0.1\r\n');
          for (let n = 0; n < 100 && isOpen(); n += 1) {
            write(`x-${n}: y\r\n`);
            await wait(100);
          }
        }),
    );
    expect(result).toMatch(/^HTTP\/1\.1 408 /);
    expect(result).toContain('OperationOutcome');
    // Asking takes processor time too, for as long as the drops come: what counts is that there were answers.
    expect(answered).toBeGreaterThan(10);
  });

  it('because it has 100,000 headers is refused with 431', async () => {
    const text = await raw(async (write) => {
      const headers = Array.from({ length: 100_000 }, (_, n) => `x-${n}: y\r\n`).join('');
      write(`GET /fhir/Patient HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`);
    });
    expect(text).toMatch(/^HTTP\/1\.1 431 /);
  });
});
