import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Gate } from './overload.ts';

/** What the FHIR floor counts, in a registry of its own: several servers in one process do not mix their numbers. */
export interface Metrics {
  readonly registry: Registry;
  /** One answered request. */
  answered(interaction: string, status: number, seconds: number): void;
  /** Shows how full the gate is. */
  watch(gate: Gate): void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Makes the metrics; `storeCounters` is asked at each scrape and shown as `caecilia_store_<name>`. */
export function createMetrics(storeCounters?: () => Readonly<Record<string, number>>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'caecilia_fhir_requests_total',
    help: 'FHIR requests answered, by interaction and HTTP status',
    labelNames: ['interaction', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'caecilia_fhir_request_duration_seconds',
    help: 'Time from the first byte of a FHIR request to the last of its answer',
    labelNames: ['interaction'],
    buckets: SECONDS,
    registers: [registry],
  });
  if (storeCounters !== undefined) showStore(registry, storeCounters);
  // One of each label is looked up once, not for every request; there are a few dozen.
  const counterOf = new Map<string, { inc(): void }>();
  const timerOf = new Map<string, { observe(seconds: number): void }>();
  return {
    registry,
    answered(interaction, status, seconds) {
      const labels = `${interaction} ${status}`;
      const counter = counterOf.get(labels) ?? requests.labels({ interaction, status });
      counterOf.set(labels, counter);
      counter.inc();
      const timer = timerOf.get(interaction) ?? duration.labels({ interaction });
      timerOf.set(interaction, timer);
      timer.observe(seconds);
    },
    watch: (gate) => showGate(registry, gate),
  };
}

function showGate(registry: Registry, gate: Gate): void {
  new Gauge({
    name: 'caecilia_fhir_requests_in_flight',
    help: 'FHIR requests being worked on (working) and held back (waiting)',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'working' }, gate.load.working);
      this.set({ state: 'waiting' }, gate.load.waiting);
    },
  });
}

function showStore(registry: Registry, counters: () => Readonly<Record<string, number>>): void {
  for (const name of Object.keys(counters())) {
    new Gauge({
      name: `caecilia_store_${name}`,
      help: `Counter ${name} of the record store since the start`,
      registers: [registry],
      collect() {
        this.set(counters()[name] ?? 0);
      },
    });
  }
}

/** Serves the metrics in the Prometheus text format. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', async (_request, reply) => {
    const text = await metrics.registry.metrics();
    return reply.header('cache-control', 'no-store').type(metrics.registry.contentType).send(text);
  });
}
