import type { FastifyInstance, InjectOptions, LightMyRequestResponse as InjectResponse } from 'fastify';
import * as client from 'openid-client';

/** What the web app is to the authorization server: an ordinary client of it. */
export interface OwnClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Address of the authorization server. */
  readonly issuer: URL;
}

/**
 * Discovers the authorization server. Requests to it stay inside this process: they go through the same routes as
 * everybody's, but need no name, port or certificate by which this machine would have to reach itself.
 */
export async function discoverOwnServer(app: FastifyInstance, own: OwnClient): Promise<client.Configuration> {
  const configuration = await client.discovery(
    own.issuer,
    own.clientId,
    undefined,
    client.ClientSecretBasic(own.clientSecret),
    {
      [client.customFetch]: insideFetch(app, own.issuer.origin),
      // No byte of these requests leaves the process.
      execute: [client.allowInsecureRequests],
    },
  );
  return configuration;
}

function insideFetch(app: FastifyInstance, origin: string): client.CustomFetch {
  return async (address, options) => {
    const url = new URL(address);
    if (url.origin !== origin) throw new Error('the web app asks its own authorization server and no other');
    const request: InjectOptions = {
      method: options.method as 'GET' | 'POST',
      url: `${url.pathname}${url.search}`,
      headers: { ...options.headers, host: url.host, ...(url.protocol === 'https:' ? FORWARDED : {}) },
    };
    if (options.body !== undefined && options.body !== null) request.payload = String(options.body);
    return responseOf(await app.inject(request));
  };
}

function responseOf({ headers, statusCode, rawPayload }: InjectResponse): Response {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
  const bodyless = statusCode === 204 || statusCode === 304;
  return new Response(bodyless ? null : new Uint8Array(rawPayload), { status: statusCode, headers: lines });
}

const FORWARDED = { 'x-forwarded-proto': 'https' };
