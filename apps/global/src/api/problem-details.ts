import { Problem } from '@caecilia/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

/** An answer of RFC 9457, as every address of this house gives it. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** A sentence that a person can act on. */
  readonly detail: string;
  readonly code: string;
  /** For who asks the operator: the line of the log with the same id says more. */
  readonly requestId: string;
  /** What is wrong where, in what was sent. */
  readonly errors?: readonly { readonly field: string; readonly detail: string }[];
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not right',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'It does not fit what is there',
  410: 'It is no longer there',
  412: 'Changed since',
  413: 'Too large',
  415: 'Another kind of content is needed',
  422: 'A rule forbids it',
  428: 'The revision is needed',
  429: 'Too many requests',
  500: 'A defect',
  503: 'Not now',
  507: 'No room',
};

/** The problem of whatever was thrown. What a caller cannot act on says nothing of the inside. */
export function problemDetailsOf(error: unknown, requestId: string): ProblemDetails {
  const { status, code, detail, errors } = partsOf(error);
  return {
    type: `urn:caecilia:problem:${code}`,
    title: TITLES[status] ?? (status < 500 ? 'Refused' : 'Not now'),
    status,
    detail,
    code,
    requestId,
    ...(errors === undefined ? {} : { errors }),
  };
}

type Parts = Pick<ProblemDetails, 'status' | 'code' | 'detail' | 'errors'>;

function partsOf(error: unknown): Parts {
  if (error instanceof Problem) return partsOfProblem(error);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      field: fieldOf(instancePath),
      detail: message ?? 'is not right',
    }));
    return { status: 400, code: 'invalid', detail: 'what was sent is not right; see each field', errors };
  }
  const status = statusOf(error);
  if (status !== undefined && status < 500)
    return {
      status,
      code: REFUSED[status] ?? 'invalid',
      detail: SENTENCES[status] ?? 'the request cannot be read',
    };
  return {
    status: 500,
    code: 'exception',
    detail: 'something went wrong here; the operator can find it by its id',
  };
}

function partsOfProblem({ status, code, message, issues }: Problem): Parts {
  const errors = issues.flatMap(({ expression, diagnostics }) =>
    expression === undefined ? [] : [{ field: expression.join(', '), detail: diagnostics }],
  );
  return { status, code, detail: message, ...(errors.length === 0 ? {} : { errors }) };
}

/** `/parties/0/name` as it is written in forms and code: `parties.0.name`. */
function fieldOf(instancePath: string): string {
  return instancePath.replace(/^\//, '').replaceAll('/', '.');
}

const REFUSED: Readonly<Record<number, string>> = { 404: 'not-found', 413: 'too-long', 429: 'throttled' };
const SENTENCES: Readonly<Record<number, string>> = {
  404: 'there is nothing at this address',
  413: 'what was sent is too large',
  415: 'send JSON (Content-Type: application/json)',
  429: 'too many requests; wait a moment',
};

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 ? error.statusCode : undefined;
}

/** Lets every refusal of this house be a problem of RFC 9457. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new Problem('not-found', 'there is nothing at this address')),
  );
}

async function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): Promise<FastifyReply> {
  const problem = problemDetailsOf(error, request.id);
  if (problem.status >= 500) request.log.error({ err: error }, 'a request failed');
  if (error instanceof Problem && error.retryAfterS !== undefined)
    reply.header('retry-after', String(error.retryAfterS));
  return await reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem));
}
