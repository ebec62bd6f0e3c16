import { rmSync } from 'node:fs';
import { r4Definitions } from '@caecilia/definitions';
import {
  checkNarrative,
  createExtractor,
  createModel,
  createSearchRegistry,
  createTerminology,
  type FhirResource,
  patientCompartment,
  placementIn,
  type SearchParameterDefinition,
  type ValueSet,
} from '@caecilia/fhir';
import type { AccessFacts, Caller } from '@caecilia/kernel';
import { createSearcher, openStore, type Store } from '@caecilia/store';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { createValidator } from '@caecilia/validation';
import fastify, {
  type FastifyInstance,
  type FastifyServerOptions,
  type LightMyRequestResponse,
} from 'fastify';
import { serverOptions } from '../http/server-options.ts';
import { DEFAULT_LIMITS, type Limits } from '../limits.ts';
import { logOfInteractions } from '../log-of-interactions.ts';
import { type FhirOptions, registerFhir } from '../register.ts';
import { readResource } from '../resource-text.ts';

const definitions = r4Definitions();

/** The R4 model, made once for all tests of a file. */
export const model = createModel(definitions);
const terminology = createTerminology({ source: definitions });
const validator = createValidator({ definitions, terminology, model, narrative: checkNarrative });
const ofR4 = createSearchRegistry(definitions.searchParameters, model);
const compartment = patientCompartment(definitions.compartments);

/** What a test may set. */
export interface TestServerOptions extends Partial<Omit<FhirOptions, 'limits'>> {
  readonly limits?: Partial<Limits>;
  readonly installed?: readonly SearchParameterDefinition[];
  readonly valueSets?: readonly ValueSet[];
  /** What resources say about who may see what. */
  readonly facts?: AccessFacts;
  /** A PostgreSQL to use instead of the embedded database. */
  readonly databaseUrl?: string;
  readonly logger?: FastifyServerOptions['logger'];
}

/** An answer with its body read. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: LightMyRequestResponse['headers'];
  readonly text: string;
  /** The resource in the body; throws where there is none. */
  readonly resource: FhirResource;
}

/** A whole FHIR server on an empty store of its own. */
export interface TestServer {
  readonly app: FastifyInstance;
  readonly store: Store;
  /** Sends a request below `/fhir`; a body that is an object goes as FHIR JSON. */
  send(request: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
  close(): Promise<void>;
}

/** A nurse who may see everything; an invented person, like all in the tests. */
export const NURSE: Caller = {
  id: 'Practitioner/made-up-nurse',
  role: 'nurse',
  scope: { kind: 'everything' },
};

/** Starts a server with the R4 definitions and the real store. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { installed } = options;
  const searchParameters = installed === undefined ? ofR4 : ofR4.with(installed);
  const entriesOf = createExtractor(searchParameters, model);
  const place = placementIn(compartment);
  const placement = (resource: FhirResource) => place(resource, entriesOf(resource));
  const { databaseUrl } = options;
  const folder = databaseUrl === undefined ? await emptyRecord('caecilia-rest-') : undefined;
  const store = await openStore({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    mode: 'development',
    extractor: (resource) => {
      const entries = entriesOf(resource);
      return { entries, placement: place(resource, entries) };
    },
    searcher: createSearcher(searchParameters),
    ...(options.facts === undefined ? {} : { facts: options.facts }),
  });
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const app = fastify({
    ...serverOptions(limits, 'silent'),
    ...(options.logger === undefined ? {} : { logger: options.logger }),
  });
  registerFhir(app, {
    store,
    model,
    searchParameters,
    terminology: options.valueSets === undefined ? terminology : terminology.including(options.valueSets),
    check: (resource, profiles = []) => validator.validate(resource, { profiles }),
    placement,
    patientCompartment: new Set(['Patient', ...compartment.keys()]),
    software: { name: 'Caecilia', version: '0.0.0-test' },
    authenticate: () => NURSE,
    ...logOfInteractions(store.log),
    ...options,
    limits,
  });
  return {
    app,
    store,
    async send(request, body, headers) {
      return answerOf(await app.inject(requestOf(request, body, headers)));
    },
    async close() {
      await app.close();
      await store.close();
      if (folder !== undefined) rmSync(folder, { recursive: true });
    },
  };
}

function requestOf(request: string, body: unknown, headers: Record<string, string> = {}) {
  const [method = 'GET', path = ''] = request.split(' ', 2);
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const payload = body === undefined || isRaw ? body : JSON.stringify(body);
  return {
    method: method as 'GET',
    url: `/fhir${path}`,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  };
}

function answerOf(response: LightMyRequestResponse): TestAnswer {
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.payload,
    get resource() {
      return readResource(response.payload, Number.POSITIVE_INFINITY);
    },
  };
}

/** The entries of a Bundle. */
export function entriesIn({ entry }: FhirResource): readonly unknown[] {
  return Array.isArray(entry) ? entry : [];
}

/** Ids of the resources that a searchset holds in this mode, in its order. */
export function idsIn(bundle: FhirResource, mode: 'match' | 'include' = 'match'): readonly string[] {
  return entriesIn(bundle).flatMap((entry) => {
    const text = JSON.stringify(entry);
    const id = text.includes(`"mode":"${mode}"`) ? /"id":"([^"]+)"/.exec(text)?.[1] : undefined;
    return id === undefined ? [] : [id];
  });
}

/** Types of the resources in a Bundle, in its order. */
export function typesIn(bundle: FhirResource): readonly string[] {
  return entriesIn(bundle).map(
    (entry) => /"resourceType":"([A-Za-z]+)"/.exec(JSON.stringify(entry))?.[1] ?? 'none',
  );
}

/** Path below `/fhir` of the link to the next page; empty on the last. */
export function nextIn({ link }: FhirResource): string {
  const next = /"relation":"next","url":"[^"]*?\/fhir([^"]*)"/.exec(JSON.stringify(link ?? ''));
  return next?.[1] ?? '';
}

/** What a batch or transaction answered of one entry. */
export interface EntryResponse {
  readonly status: string;
  readonly location?: string;
}

/** The responses in the answer to a batch or transaction, in its order. */
export function responsesIn({ resource }: TestAnswer): readonly EntryResponse[] {
  return entriesIn(resource).map((entry) => (entry as { response: EntryResponse }).response);
}
