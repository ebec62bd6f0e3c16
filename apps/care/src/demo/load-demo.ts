import type { FhirResource } from '@caecilia/fhir';
import type { Caller } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import type { FastifyInstance } from 'fastify';
import type { LocalCallers } from '../callers.ts';

const DEMO_LOADER: Caller = { id: 'system:demo', role: 'system', scope: { kind: 'everything' } };

/**
 * Puts the invented demo into an empty record, through the same door as everybody: parsed, validated, in transactions.
 * A record that holds any patient is left alone.
 */
export async function loadDemo(
  app: FastifyInstance,
  store: Store,
  bundles: readonly FhirResource[],
  callers: LocalCallers,
): Promise<void> {
  const { total } = await store.session(DEMO_LOADER).history({ type: 'Patient', count: 1 });
  if (total > 0) return;
  for (const bundle of bundles) {
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
}
