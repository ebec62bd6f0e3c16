import type { TransactionBundle } from '@caecilia/careplan';
import type { Caller } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import type { FastifyInstance } from 'fastify';
import type { LocalCallers } from '../callers.ts';
import { calendarOf, type DemoCalendar } from './calendar.ts';

const DEMO_LOADER: Caller = { id: 'system:demo', role: 'system', scope: { kind: 'everything' } };
/** What the house remembers of loading: the civil day for which the demo is made, and then that it is whole. */
const SETTING = 'demo';
const WHOLE = 'whole ';

/** A demo to be loaded. */
export interface Demo {
  /** Civil day. */
  readonly today: string;
  readonly bundles: (calendar: DemoCalendar) => readonly TransactionBundle[];
}

/** Puts the invented demo into an empty record, through the same door as everybody: parsed, validated, in transactions. */
export async function loadDemo(
  app: FastifyInstance,
  store: Store,
  { callers, ...demo }: Demo & { readonly callers: LocalCallers },
): Promise<void> {
  await makeWhole(store, { ...demo, put: (bundle) => post(app, bundle, callers) });
}

/**
 * A record that holds any patient is left alone, but for a demo that was interrupted: it is made whole, as of the day on
 * which it was begun.
 */
export async function makeWhole(
  store: Store,
  { today, bundles, put }: Demo & { readonly put: (bundle: TransactionBundle) => Promise<void> },
): Promise<void> {
  const begun = await store.readSetting(SETTING);
  if (begun?.startsWith(WHOLE)) return;
  const { total } = await store.session(DEMO_LOADER).history({ type: 'Patient', count: 1 });
  if (total > 0 && begun === undefined) return;
  const day = begun ?? today;
  await store.saveSetting(SETTING, day);
  for (const bundle of bundles(calendarOf(day))) await put(bundle);
  await store.saveSetting(SETTING, `${WHOLE}${day}`);
}

async function post(app: FastifyInstance, bundle: TransactionBundle, callers: LocalCallers): Promise<void> {
  const answer = await app.inject({
    method: 'POST',
    url: '/fhir',
    headers: {
      host: '127.0.0.1',
      authorization: `Bearer ${callers.ownToken()}`,
      'content-type': 'application/fhir+json',
      prefer: 'return=minimal',
    },
    payload: JSON.stringify(bundle),
  });
  if (answer.statusCode !== 200)
    throw new Error(`the demo was refused (${answer.statusCode}): ${answer.body}`);
}
