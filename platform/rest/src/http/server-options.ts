import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from '@caecilia/kernel';
import { type FastifyError, type FastifyHttpOptions, LogController } from 'fastify';
import type { Limits } from '../limits.ts';
import { outcomeOf, problemOf } from '../outcome.ts';
import { logOptions } from './logging.ts';
import { CONTENT_TYPE } from './negotiation.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Milliseconds in which the headers of a request must have arrived: they are few, and hold a connection open. */
const HEADERS_MS = 20_000;
/** How often connections are looked at that take too long. */
const LOOKED_AT_MS = 5_000;

/**
 * How the web server must be made so that the limits hold and that even a request which never becomes one (a broken
 * address, headers that are too long) is refused with an OperationOutcome.
 */
export function serverOptions(limits: Limits, logLevel: string): FastifyHttpOptions<Server> {
  return {
    logger: logLevel === 'silent' ? false : logOptions(logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    http: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: Math.min(HEADERS_MS, limits.requestTimeoutMs),
      connectionsCheckingInterval: Math.min(LOOKED_AT_MS, limits.requestTimeoutMs),
    },
    routerOptions: { maxParamLength: limits.urlLength, ignoreTrailingSlash: true },
    requestIdHeader: false,
    genReqId: requestIdOf,
    frameworkErrors: (error: FastifyError, _request, reply) => {
      const problem = problemOf(error);
      reply.raw
        .writeHead(problem.status, { ...SECURITY_HEADERS, 'content-type': CONTENT_TYPE.json })
        .end(JSON.stringify(outcomeOf(problem)));
    },
    clientErrorHandler: refuseConnection,
  };
}

/** Tells the requests of this process from those of any other; a number tells them apart. */
const PROCESS = randomBytes(12).toString('hex');
let requests = 0;

function newRequestId(): string {
  requests += 1;
  return `${PROCESS}-${requests.toString(36)}`;
}

/** The id that a gateway gave, if it can stand in a log as it is; else a new one. */
function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : newRequestId();
}

/** Errors of the HTTP parser, by their code. */
function connectionProblem(code = ''): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem('too-long', 'the address and headers are longer than this server takes', {
        status: 431,
      });
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('timeout', 'the request took too long to arrive', { status: 408 });
    default:
      return new Problem('structure', 'this is not an HTTP request that can be read');
  }
}

function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const problem = connectionProblem(error.code);
    const body = JSON.stringify(outcomeOf(problem));
    const head = [
      `HTTP/1.1 ${problem.status} Refused`,
      `content-type: ${CONTENT_TYPE.json}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}
