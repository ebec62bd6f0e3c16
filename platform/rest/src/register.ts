import type { RecordStore } from '@caecilia/kernel';
import type { FastifyInstance, FastifyPluginCallback } from 'fastify';
import { createContext, type FhirHouse, type FhirLanguage } from './context.ts';
import type { Metrics } from './http/metrics.ts';
import { type Authenticate, fhirPlugin } from './http/plugin.ts';

/** Everything the FHIR endpoint is made from. */
export interface FhirOptions extends FhirLanguage, FhirHouse {
  readonly store: RecordStore;
  readonly authenticate: Authenticate;
  /** Path of the endpoint; `/fhir` by default. */
  readonly prefix?: string;
  /** Address of the endpoint as the world knows it, without a slash at the end; by default the one asked at. */
  readonly baseUrl?: string;
  readonly metrics?: Metrics;
}

/** The FHIR endpoint as a plugin, to be registered with the same prefix. */
export function buildFhirPlugin(options: FhirOptions): FastifyPluginCallback {
  const { store, authenticate, prefix = '/fhir', baseUrl, metrics } = options;
  return fhirPlugin({
    store,
    authenticate,
    prefix,
    baseUrl,
    metrics,
    context: createContext(options, options),
  });
}

/** Serves FHIR R4 below `/fhir` (or another prefix). */
export function registerFhir(app: FastifyInstance, options: FhirOptions): void {
  app.register(buildFhirPlugin(options), { prefix: options.prefix ?? '/fhir' });
}
