import { setTimeout as wait } from 'node:timers/promises';

/** A FHIR server, as the command line sees it: its base address and a token. */
export interface ServerLink {
  readonly base: string;
  readonly token: string;
}

/** The administration of the same house. */
export function administration({ base, token }: ServerLink): ServerLink {
  return { base: base.replace(/\/fhir$/, '/admin'), token };
}

/** What the server answered, with its body as text. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const TRIES = 8;

/**
 * Sends one request, and again after a while when the server says that it is busy (429, 503, with `Retry-After`).
 * Throws what `fetch` throws when nobody answers.
 */
export async function send(
  link: ServerLink,
  request: { method: string; path: string; body?: string; contentType?: string; prefer?: string },
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${link.base}${request.path}`, {
      method: request.method,
      headers: {
        accept: 'application/fhir+json',
        authorization: `Bearer ${link.token}`,
        ...(request.contentType ? { 'content-type': request.contentType } : {}),
        ...(request.prefer ? { prefer: request.prefer } : {}),
      },
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const body = await response.text();
    const busy = response.status === 429 || response.status === 503;
    if (!busy || attempt === TRIES) return { status: response.status, body };
    await wait(1000 * Math.min(Number(response.headers.get('retry-after') ?? attempt), 30));
  }
}
