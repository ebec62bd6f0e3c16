import { gzipSync } from 'node:zlib';
import { Problem } from '@caecilia/kernel';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../outcome.ts';
import { decompressed } from './compressed-body.ts';

const LIMIT = 100_000;

async function send(payload: Buffer, encoding: string) {
  const app = fastify({ bodyLimit: LIMIT });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('preParsing', async (request) => decompressed(request.raw, LIMIT));
  app.setErrorHandler((error, _request, reply) => {
    const problem = error instanceof Problem ? error : new Problem('exception', String(error));
    return reply.code(problem.status).send(outcomeOf(problem));
  });
  app.post('/', (request) => ({ length: Buffer.isBuffer(request.body) ? request.body.length : -1 }));
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-encoding': encoding, 'content-type': 'application/fhir+json' },
      body: new Uint8Array(payload),
    });
    return { status: response.status, body: await response.text() };
  } finally {
    await app.close();
  }
}

describe('a compressed body', () => {
  it('is read as what it was before', async () => {
    expect(await send(gzipSync(Buffer.alloc(LIMIT, 'x')), 'gzip')).toEqual({
      status: 200,
      body: JSON.stringify({ length: LIMIT }),
    });
  });

  it('that inflates beyond the limit is refused with 413, and the connection can answer', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * LIMIT, 0));
    expect(bomb.length).toBeLessThan(LIMIT);
    expect((await send(bomb, 'gzip')).status).toBe(413);
  });

  it('that is not what gzip makes is refused with 400', async () => {
    expect((await send(Buffer.from('{"resourceType":"Patient"}'), 'gzip')).status).toBe(400);
    expect((await send(gzipSync('x'.repeat(500)).subarray(0, 12), 'gzip')).status).toBe(400);
  });

  it('of another encoding is refused with 415', async () => {
    expect((await send(Buffer.from('x'), 'br')).status).toBe(415);
  });
});
