import type { FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { Conditions } from '../exchange.ts';
import { type Interaction, interactionOf, type Method } from '../interaction.ts';
import { errorWithin, problemOf } from '../outcome.ts';
import { parseTarget } from '../target.ts';

/** One entry of a batch or transaction, read but not yet carried out. */
export interface PlannedEntry {
  readonly index: number;
  /** `Bundle.entry[3]`, for the places of issues. */
  readonly place: string;
  readonly fullUrl: string | undefined;
  readonly method: Method;
  readonly interaction: Interaction;
  readonly query: URLSearchParams;
  readonly conditions: Conditions;
  readonly resource: FhirResource | undefined;
}

/** What entries are read against. */
export interface PlanContext {
  readonly isType: (name: string) => boolean;
  /** Address of the FHIR endpoint, which an entry's address may start with. */
  readonly base: string;
}

const METHODS: ReadonlySet<string> = new Set<Method>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const ENTRY_ELEMENTS = new Set([
  'id',
  'extension',
  'link',
  'fullUrl',
  'resource',
  'search',
  'request',
  'response',
]);
const REQUEST_ELEMENTS = new Set([
  'id',
  'extension',
  'method',
  'url',
  'ifNoneMatch',
  'ifModifiedSince',
  'ifMatch',
  'ifNoneExist',
]);

/** The place of an entry in its Bundle. */
export function placeOf(index: number): string {
  return `Bundle.entry[${index}]`;
}

/** The entries of a batch or transaction, still to be read. Throws 400 where there is no list, 422 where it is too long. */
export function entriesOf(bundle: FhirResource, limit: number): readonly unknown[] {
  const entries = bundle.entry ?? [];
  if (!Array.isArray(entries))
    throw new Problem('structure', 'entry is a list', { expression: 'Bundle.entry' });
  if (entries.length > limit) {
    throw new Problem('too-costly', `a Bundle may have ${limit} entries here; send it in parts`, {
      expression: 'Bundle.entry',
    });
  }
  return entries;
}

/** Reads an entry. Throws a Problem that names the entry. */
export function planEntry(entry: unknown, index: number, context: PlanContext): PlannedEntry {
  const place = placeOf(index);
  try {
    return readEntry(entry, index, context);
  } catch (error) {
    throw errorWithin(error, place);
  }
}

function readEntry(entry: unknown, index: number, context: PlanContext): PlannedEntry {
  const place = placeOf(index);
  if (!isObject(entry)) throw new Problem('structure', 'an entry is an object', { expression: place });
  refuseUnknown(entry, ENTRY_ELEMENTS, place);
  const { request, resource, fullUrl } = entry;
  if (!isObject(request)) {
    throw new Problem('required', 'an entry of a batch or transaction has a request', {
      expression: `${place}.request`,
    });
  }
  refuseUnknown(request, REQUEST_ELEMENTS, `${place}.request`);
  if (fullUrl !== undefined && typeof fullUrl !== 'string') {
    throw new Problem('structure', 'fullUrl is text', { expression: `${place}.fullUrl` });
  }
  if (resource !== undefined && !isResource(resource)) {
    throw new Problem('structure', 'a resource has a resourceType', { expression: `${place}.resource` });
  }
  const method = methodOf(request, place);
  const { path, query } = addressOf(request, place, context.base);
  return {
    index,
    place,
    fullUrl,
    method,
    interaction: within(`${place}.request.url`, () =>
      interactionOf(method, parseTarget(path, context.isType)),
    ),
    query,
    conditions: conditionsOf(request, place),
    resource,
  };
}

function methodOf(request: Record<string, unknown>, place: string): Method {
  const { method } = request;
  if (typeof method === 'string' && isMethod(method)) return method;
  if (method === 'HEAD') return 'GET';
  throw new Problem('value', 'method is GET, HEAD, POST, PUT, PATCH or DELETE', {
    expression: `${place}.request.method`,
  });
}

function isMethod(text: string): text is Method {
  return METHODS.has(text);
}

function addressOf(request: Record<string, unknown>, place: string, base: string) {
  const { url } = request;
  const expression = `${place}.request.url`;
  if (typeof url !== 'string') throw new Problem('required', 'a request has a url', { expression });
  const local = url.startsWith(`${base}/`) ? url.slice(base.length) : url;
  if (/^[a-z][a-z0-9+.-]*:/i.test(local)) {
    throw new Problem('invalid', 'the url of a request is relative to this server', { expression });
  }
  const mark = local.indexOf('?');
  return mark < 0
    ? { path: local, query: new URLSearchParams() }
    : { path: local.slice(0, mark), query: new URLSearchParams(local.slice(mark + 1)) };
}

function conditionsOf(request: Record<string, unknown>, place: string): Conditions {
  const text = (name: string): string | undefined => {
    const value = request[name];
    if (value === undefined || typeof value === 'string') return value;
    throw new Problem('structure', `${name} is text`, { expression: `${place}.request.${name}` });
  };
  return {
    ifMatch: text('ifMatch'),
    ifNoneMatch: text('ifNoneMatch'),
    ifModifiedSince: text('ifModifiedSince'),
    ifNoneExist: text('ifNoneExist'),
  };
}

/** Also refuses modifier extensions: nobody may act on a request whose meaning one of them changes. */
function refuseUnknown(object: Record<string, unknown>, known: ReadonlySet<string>, place: string): void {
  for (const key of Object.keys(object)) {
    if (!known.has(key.startsWith('_') ? key.slice(1) : key)) {
      throw new Problem('structure', 'there is an element here that is not known or not understood', {
        expression: place,
      });
    }
  }
}

function within<T>(expression: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, message, status } = problemOf(error);
    throw new Problem(code, message, { status, expression, cause: error });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isResource(value: unknown): value is FhirResource {
  return isObject(value) && typeof value.resourceType === 'string';
}
