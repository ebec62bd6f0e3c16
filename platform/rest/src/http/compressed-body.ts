import type { IncomingMessage } from 'node:http';
import { Transform, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Problem } from '@caecilia/kernel';

/** The body as it was before `Content-Encoding: gzip`, limited while it grows. */
class InflatedBody extends Transform {
  /** Bytes that came over the line; the web server compares them with Content-Length. */
  receivedEncodedLength = 0;
  readonly #limit: number;
  #inflated = 0;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#inflated += chunk.length;
    if (this.#inflated > this.#limit)
      done(new Problem('too-long', 'the body is larger than this server takes'));
    else done(null, chunk);
  }
}

/**
 * Undoes `Content-Encoding`. gzip only; anything else is refused with 415. Stops at the limit, so that a small file
 * that inflates to gigabytes costs no more than any other body.
 */
export function decompressed(
  message: IncomingMessage,
  limit: number,
): IncomingMessage | (Transform & { receivedEncodedLength: number }) {
  const encoding = (message.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return message;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new Problem('not-supported', 'bodies are taken as they are or with Content-Encoding: gzip', {
      status: 415,
    });
  }
  const gunzip = createGunzip();
  const body = new InflatedBody(limit);
  message.on('data', (chunk: Buffer) => {
    body.receivedEncodedLength += chunk.length;
  });
  message.on('close', () => {
    if (!message.complete) gunzip.destroy(new Problem('structure', 'the body ended before it was complete'));
  });
  gunzip.on('error', (cause) => {
    body.destroy(
      cause instanceof Problem
        ? cause
        : new Problem('structure', 'the body is not what gzip makes', { cause }),
    );
  });
  // The rest of the request is read and dropped, so that the refusal can still be sent.
  body.on('close', () => {
    message.unpipe(gunzip);
    message.resume();
    gunzip.destroy();
  });
  message.pipe(gunzip).pipe(body);
  return body;
}
