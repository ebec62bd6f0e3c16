import {
  type OfficeAnswer,
  type OfficeCaller,
  type OfficeEndpoint,
  type OfficeFile,
  Problem,
} from '@caecilia/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuseUnkeepable } from './keepable-text.ts';

/** Where the office API is. */
export const OFFICE_API = '/office/api';

/** What the API needs to know of a request. */
export interface ApiOptions {
  /** Who asks; undefined where nobody is signed in. */
  callerOf(request: FastifyRequest): Promise<OfficeCaller | undefined>;
  /** Writes down that somebody asked for what is not theirs. */
  noteRefusal(caller: OfficeCaller, what: string): Promise<void>;
  readonly now: () => Date;
}

declare module 'fastify' {
  interface FastifyRequest {
    officeCaller?: OfficeCaller;
  }
}

/** Bytes of what may be sent, where an endpoint does not say: a form. */
const FORM_BYTES = 256 * 1024;

/** Puts the endpoints of the modules below `/office/api`. */
export function registerOfficeApi(
  app: FastifyInstance,
  endpoints: readonly OfficeEndpoint[],
  options: ApiOptions,
): void {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  for (const endpoint of endpoints) registerOne(app, endpoint, options);
}

function registerOne(app: FastifyInstance, endpoint: OfficeEndpoint, options: ApiOptions): void {
  const { method, path, mostBytes = FORM_BYTES } = endpoint;
  app.route({
    method: method as HTTPMethods,
    url: `${OFFICE_API}${path}`,
    bodyLimit: mostBytes,
    schema: schemaOf(endpoint),
    // Before anything of what was sent is read.
    onRequest: async (request) => {
      const caller = await options.callerOf(request);
      if (caller === undefined) throw new Problem('login', 'sign in first');
      if (!endpoint.may(caller)) {
        await options.noteRefusal(caller, `${method} ${path}`);
        throw new Problem('forbidden', 'your role in the office does not allow this');
      }
      request.officeCaller = caller;
    },
    handler: async (request, reply) => {
      const { officeCaller: caller, params, query, body } = request;
      if (caller === undefined) throw new Error('the caller is recognised before the request is handled');
      refuseUnkeepable(query, 'query');
      refuseUnkeepable(body, 'body');
      const ifMatch = revisionIn(request.headers['if-match']);
      const answer = await endpoint.handle({ caller, params, query, body, ifMatch, now: options.now() });
      return await send(reply, answer);
    },
  });
}

function schemaOf(endpoint: OfficeEndpoint) {
  const { summary, params, query, body, answer } = endpoint;
  return {
    summary,
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    response: { 200: answer, 201: answer, 202: answer, default: REFUSED },
  };
}

const PROBLEM = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
});

const REFUSED = {
  description: 'Refused: problem details (RFC 9457)',
  content: { 'application/problem+json': { schema: PROBLEM } },
};

/** `"3"`, or `W/"3"` as some proxies make of it. Throws `Problem('invalid')` for anything else. */
function revisionIn(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const [, digits] = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim()) ?? [];
  if (digits === undefined)
    throw new Problem('invalid', 'If-Match must be the ETag of what you read, like "3"');
  return Number(digits);
}

async function send(reply: FastifyReply, answer: OfficeAnswer<unknown> | OfficeFile): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  if ('content' in answer) {
    const name = encodeURIComponent(answer.name);
    return await reply
      .type(answer.contentType)
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(Buffer.from(answer.content));
  }
  if (answer.rev !== undefined) reply.header('etag', `"${answer.rev}"`);
  if (answer.location !== undefined) reply.header('location', `${OFFICE_API}${answer.location}`);
  return await reply.code(answer.status ?? 200).send(answer.body);
}
