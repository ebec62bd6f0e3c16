import { Problem } from '@caecilia/kernel';
import { type EgressOptions, fetchAllowed } from './fetch-allowed.ts';

/**
 * The way out in the shape of `fetch`, for libraries that take one: the same list, limits and refusals. It knows GET,
 * HEAD and POST, and bodies of text or form fields; anything else is refused.
 */
export function asFetch(
  options: Omit<EgressOptions, 'method' | 'headers' | 'body'>,
): (url: string, init?: RequestInit) => Promise<Response> {
  return async (url, init = {}) => {
    const { method = 'GET', body } = init;
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
      throw new Problem('not-supported', 'outbound calls are GET, HEAD and POST');
    if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof URLSearchParams))
      throw new Problem('not-supported', 'an outbound call carries text or form fields');
    const answer = await fetchAllowed(url, {
      ...options,
      method,
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(body === undefined || body === null ? {} : { body: String(body) }),
    });
    const lines = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    );
    const bodyless = [101, 204, 205, 304].includes(answer.status);
    return new Response(bodyless ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: lines,
    });
  };
}
