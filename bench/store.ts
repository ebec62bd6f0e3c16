/**
 * What the store costs by itself, without HTTP, parsing and validation: run with
 * `node bench/store.ts`. It starts a throw-away PostgreSQL and prints each figure beside the bare database's.
 */

import { openPostgresql } from '@caecilia/engine';
import type { FhirResource, SearchEntries } from '@caecilia/fhir';
import { startCluster } from '../platform/engine/src/testing/postgresql-cluster.ts';
import { LIMITS, storeOn } from '../platform/store/src/store.ts';
import { EVERYTHING } from '../platform/store/src/testing/people.ts';
import { STORE_USE } from '../platform/store/src/use.ts';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 64);

function bloodPressure(patientId: string, n: number): FhirResource {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'vital-signs',
            display: 'Vital Signs',
          },
        ],
      },
    ],
    code: {
      coding: [
        {
          system: 'http://loinc.org',
          code: '85354-9',
          display: 'Blood pressure panel with all children optional',
        },
      ],
      text: 'Blood pressure',
    },
    subject: { reference: `Patient/${patientId}` },
    effectiveDateTime: new Date(1_700_000_000_000 + n * 60_000).toISOString(),
    component: [
      {
        code: {
          coding: [{ system: 'http://loinc.org', code: '8480-6', display: 'Systolic blood pressure' }],
        },
        valueQuantity: {
          value: 120 + (n % 40),
          unit: 'mmHg',
          system: 'http://unitsofmeasure.org',
          code: 'mm[Hg]',
        },
      },
      {
        code: {
          coding: [{ system: 'http://loinc.org', code: '8462-4', display: 'Diastolic blood pressure' }],
        },
        valueQuantity: {
          value: 70 + (n % 20),
          unit: 'mmHg',
          system: 'http://unitsofmeasure.org',
          code: 'mm[Hg]',
        },
      },
    ],
  };
}

/** As many entries as a real extraction of the same resource gives, made at no cost, so that only the store is measured. */
function entriesOf(resource: FhirResource): SearchEntries {
  const at = Date.parse(String(resource.effectiveDateTime));
  const patientId = (resource.subject as { reference: string }).reference.slice(8);
  const loinc = (param: string, code: string) => ({ param, system: 'http://loinc.org', code });
  return {
    tokens: [
      loinc('code', '85354-9'),
      loinc('combo-code', '8480-6'),
      loinc('combo-code', '8462-4'),
      loinc('component-code', '8480-6'),
      loinc('component-code', '8462-4'),
      { param: 'status', system: 'http://hl7.org/fhir/observation-status', code: 'final' },
      {
        param: 'category',
        system: 'http://terminology.hl7.org/CodeSystem/observation-category',
        code: 'vital-signs',
      },
    ],
    texts: [{ param: 'code', text: 'Blood pressure' }],
    strings: [],
    uris: [],
    references: [
      { param: 'subject', type: 'Patient', id: patientId },
      { param: 'patient', type: 'Patient', id: patientId },
    ],
    ranges: [
      { param: 'date', kind: 'date', low: at, high: at + 1 },
      {
        param: 'component-value-quantity',
        kind: 'quantity',
        low: 120,
        high: 121,
        unitSystem: 'http://unitsofmeasure.org',
        unit: 'mm[Hg]',
      },
      {
        param: 'component-value-quantity',
        kind: 'quantity',
        low: 70,
        high: 71,
        unitSystem: 'http://unitsofmeasure.org',
        unit: 'mm[Hg]',
      },
    ],
    composites: [],
    present: ['code', 'status', 'subject', 'date', 'component-code'],
  };
}

async function perSecond(
  name: string,
  clients: number,
  work: (n: number) => Promise<number>,
): Promise<number> {
  let [done, n] = [0, 0];
  const start = performance.now();
  const cpu = process.cpuUsage();
  const until = start + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const finished = await work(n++);
        done += finished;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const node = ((used.user + used.system) / 1e4 / seconds).toFixed(0);
  console.log(`${name.padEnd(44)} ${(done / seconds).toFixed(0).padStart(8)}/s   node ${node}% cpu`);
  return done / seconds;
}

const cluster = await startCluster();
const url = await cluster.newDatabase();
const database = await openPostgresql({ ...LIMITS, url, onConnectionLost: console.error }, STORE_USE);
const store = await storeOn(database, {
  extractor: (resource) => ({
    entries: entriesOf(resource),
    placement: { patientId: (resource.subject as { reference: string }).reference.slice(8) },
  }),
  searcher: () => Promise.reject(new Error('not measured here')),
});
const session = store.session(EVERYTHING);
const patients = Array.from({ length: 500 }, (_, n) => `invented-${n}`);
const patientAt = (n: number) => patients[n % patients.length] ?? 'invented-0';
const ids: string[] = [];

await perSecond('create, durable', CLIENTS, async (n) => {
  const { version } = await session.change({ kind: 'create', resource: bloodPressure(patientAt(n), n) });
  ids.push(version.id);
  return 1;
});
await perSecond('read by id, logged', CLIENTS, async (n) => {
  await session.read('Observation', ids[(n * 7919) % ids.length] ?? '');
  return 1;
});
await perSecond('update', CLIENTS, async (n) => {
  const id = ids[(n * 7919) % ids.length] ?? '';
  await session.change({ kind: 'update', id, resource: { ...bloodPressure(patientAt(n), n), id } });
  return 1;
});
await perSecond('transaction of 200 creates (resources)', 4, async (n) => {
  await session.transaction(async (transaction) => {
    await transaction.write(
      Array.from({ length: 200 }, (_, i) => ({
        kind: 'create' as const,
        resource: bloodPressure(patientAt(n + i), n * 200 + i),
      })),
    );
  });
  return 200;
});
console.log(JSON.stringify(store.counts()));
const [size] = await database.wide.query(
  {
    text: `select pg_total_relation_size('res')::text as res, pg_total_relation_size('hist')::text as hist, pg_total_relation_size('rng')::text as rng, pg_total_relation_size('audit')::text as audit, (select sum(length(content))::text from res) as content, (select count(*)::text from res) as n, pg_relation_size('res_toks')::text as gin`,
  },
  [],
);
console.log(size);
await store.close();
await cluster.stop();
