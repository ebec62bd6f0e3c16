import { describe, expect, it } from 'vitest';
import { asFetch } from './as-fetch.ts';
import { listen } from './testing/listener.ts';

describe('the way out as fetch', () => {
  it('sends forms, gives a Response, and keeps to the list', async () => {
    const listener = await listen((request, response) => {
      let text = '';
      request.on('data', (part) => {
        text += String(part);
      });
      request.on('end', () =>
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ method: request.method, type: request.headers['content-type'], text })),
      );
    });
    const call = asFetch({
      allow: [{ host: 'localhost', ports: [listener.port], test: true }],
      maxBytes: 1000,
      timeoutMs: 2000,
      mode: 'development',
      resolve: async () => ['127.0.0.1'],
    });
    const answer = await call(`http://localhost:${listener.port}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'invented' }),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([201, 'application/json']);
    expect(await answer.json()).toEqual({
      method: 'POST',
      type: 'application/x-www-form-urlencoded',
      text: 'grant_type=invented',
    });
    const seen = listener.connections();
    for (const [url, init] of [
      ['https://evil.example/', {}],
      [`http://127.0.0.1:${listener.port}/`, {}],
      [`http://localhost:${listener.port}/`, { method: 'DELETE' }],
      [`http://localhost:${listener.port}/`, { method: 'POST', body: new Blob(['x']) }],
    ] as const)
      await expect(call(url, init)).rejects.toThrow();
    expect(listener.connections()).toBe(seen);
    await listener.close();
  });
});
