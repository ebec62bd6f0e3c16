import { Problem } from '@caecilia/kernel';
import type { FastifyRequest } from 'fastify';
import type { Conditions } from '../exchange.ts';
import { type Interaction, interactionOf, type Method, methodsOf } from '../interaction.ts';
import type { Limits } from '../limits.ts';
import { parseTarget, type Target } from '../target.ts';

/** What a request asks for, known before its body is read. */
export interface Arrival {
  readonly interaction: Interaction;
  readonly query: URLSearchParams;
  /** Address of the FHIR endpoint, without a slash at the end. */
  readonly base: string;
}

/** What requests are read against. */
export interface ArrivalContext {
  readonly isType: (name: string) => boolean;
  readonly limits: Limits;
  /** Path of the endpoint, for instance `/fhir`. */
  readonly prefix: string;
  /** Address under which the endpoint is known outside; by default the one it is asked at. */
  readonly baseUrl: string | undefined;
}

/** A method that an address does not take, with those that it does. */
export class MethodRefused extends Error {
  override readonly name = 'MethodRefused';
  readonly allow: string;
  override readonly cause: unknown;

  constructor(target: Target, cause: unknown) {
    super('the address does not take this method');
    this.allow = methodsOf(target).join(', ');
    this.cause = cause;
  }
}

/** Reads the address and method of a request. Throws 400, 404, 405 and 414. */
export function readArrival(request: FastifyRequest, context: ArrivalContext): Arrival {
  const { url } = request;
  if (url.length > context.limits.urlLength) {
    throw new Problem('too-long', 'the address is too long; send a search by POST to _search', {
      status: 414,
    });
  }
  const mark = url.indexOf('?');
  const path = (mark < 0 ? url : url.slice(0, mark)).slice(context.prefix.length);
  const target = parseTarget(path, context.isType);
  return {
    interaction: interactionFor(request.method, target),
    query: readQuery(mark < 0 ? '' : url.slice(mark + 1)),
    base: context.baseUrl ?? baseOf(request, context.prefix),
  };
}

function interactionFor(method: string, target: Target): Interaction {
  try {
    return interactionOf(isMethod(method) ? method : 'GET', target);
  } catch (error) {
    throw new MethodRefused(target, error);
  }
}

/** HEAD is answered as GET, without the body. */
function isMethod(method: string): method is Method {
  return (
    method === 'GET' || method === 'POST' || method === 'PUT' || method === 'PATCH' || method === 'DELETE'
  );
}

/** Reads a query or a form. NUL, which no FHIR text may hold and no database can search for, is refused. */
export function readQuery(text: string): URLSearchParams {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) {
    throw new Problem(
      'invalid',
      'a % in a query is followed by two hexadecimal digits; write %25 for a percent sign',
    );
  }
  const query = new URLSearchParams(text);
  for (const [name, value] of query) refuseUnreadable(name, value);
  return query;
}

function refuseUnreadable(name: string, value: string): void {
  if (name.includes('\0') || value.includes('\0')) {
    throw new Problem('value', 'a parameter holds the character NUL, which FHIR does not allow');
  }
}

let lastBase = '';

function baseOf(request: FastifyRequest, prefix: string): string {
  const { host, protocol } = request;
  const base = `${protocol}://${host}${prefix}`;
  // Most requests come by the same name as the one before, which was looked at then.
  if (base === lastBase) return base;
  if (!/^[A-Za-z0-9.\-:[\]]{1,255}$/.test(host)) {
    throw new Problem('invalid', 'the Host header is not a name that a link could be made of');
  }
  lastBase = base;
  return base;
}

/** The headers that make an interaction depend on what is there. */
export function conditionsOf({ headers }: FastifyRequest): Conditions {
  const ifNoneExist = headers['if-none-exist'];
  const condition = Array.isArray(ifNoneExist) ? ifNoneExist.join('&') : ifNoneExist;
  if (condition !== undefined) readQuery(condition);
  return {
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    ifModifiedSince: headers['if-modified-since'],
    ifNoneExist: condition,
  };
}
