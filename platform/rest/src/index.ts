export type { FhirHouse, FhirLanguage } from './context.ts';
export { createContext } from './context.ts';
export type {
  Answer,
  Body,
  Conditions,
  Exchange,
  FhirContext,
  ResourceCheck,
  WritingExchange,
} from './exchange.ts';
export { closeGracefully, isStopping, registerHealth } from './http/health.ts';
export { logOptions } from './http/logging.ts';
export type { Metrics } from './http/metrics.ts';
export { createMetrics, registerMetrics } from './http/metrics.ts';
export type { Authenticate } from './http/plugin.ts';
export { SECURITY_HEADERS } from './http/security-headers.ts';
export { serverOptions } from './http/server-options.ts';
export type { Interaction } from './interaction.ts';
export type { Limits } from './limits.ts';
export { DEFAULT_LIMITS } from './limits.ts';
export { logOfInteractions } from './log-of-interactions.ts';
export { outcomeOf, problemOf } from './outcome.ts';
export { perform } from './perform.ts';
export type { OnRefusal, Refusal } from './refusal.ts';
export type { FhirOptions } from './register.ts';
export { buildFhirPlugin, registerFhir } from './register.ts';
