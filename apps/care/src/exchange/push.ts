import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  CallFailed,
  type HandOver,
  type HandOverEvent,
  notificationTask,
  type Party,
} from '@caecilia/exchange';
import { BSN_SYSTEMS, elementsOf, requestFor } from '@caecilia/fhir';
import { resourceOf } from '@caecilia/kernel';
import { onDuty } from '../access/duty-scope.ts';
import { HAND_OVER_KEEPER } from './hand-over-duty.ts';
import { Outbound, type OutboundLimits } from './outbound.ts';
import type { Partners } from './partners.ts';
import { type RecipientParts, standardOf } from './recipients.ts';

/** What sending to another system stands on. */
export interface PushParts extends RecipientParts {
  readonly partners: Partners;
  readonly limits: OutboundLimits;
  /** Base of our own FHIR endpoint, as others reach it. */
  readonly fhirBase: string;
  /** Where others say that a plan was read. */
  readonly receiptBase: string;
}

/** The digest under which a secret is kept. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * Tells the other system that there is something to fetch. Each try has a secret of its own, because none is kept; the
 * one before opens nothing any more. How it went is written down; it never throws for what the other system does.
 */
export async function push(parts: PushParts, handOver: HandOver): Promise<HandOver> {
  const { handOvers, partners, now } = parts;
  const partner = partners.all.find(({ organization }) => organization === handOver.to.reference);
  const record = (event: HandOverEvent) => handOvers.record(HAND_OVER_KEEPER, handOver.id, event);
  const at = () => now().getTime();
  if (partner === undefined) return await record({ kind: 'failed', at: at(), cause: 'no-endpoint' });
  const secret = randomBytes(32).toString('base64url');
  await handOvers.renew(HAND_OVER_KEEPER, handOver.id, digestOf(secret));
  const task = notificationTask({
    id: randomUUID(),
    group: uuidOf(handOver.id),
    workflowTask: `${parts.receiptBase}/Task/${handOver.id}`,
    from: partners.us,
    to: partner.party satisfies Party,
    patient: await patientFor(parts, handOver),
    sentAt: now().toISOString(),
    until: new Date(handOver.until).toISOString(),
    authorizationBase: secret,
    fhirBase: parts.fhirBase,
    requests: requestsOf(parts, handOver),
  });
  const outbound = new Outbound(partner, parts.limits, now);
  try {
    const token = await outbound.token('system/Task.c');
    await outbound.create(task, token);
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    return await record({ kind: 'failed', at: at(), cause: error.failure });
  }
  return await record({
    kind: 'notified',
    at: at(),
    who: { reference: partner.organization, name: partner.party.name },
  });
}

/** The requests of the standard for this patient. */
function requestsOf({ queries }: PushParts, { standard, patient }: HandOver): readonly string[] {
  const id = patient.slice('Patient/'.length);
  return queries.filter(({ pack }) => standardOf(pack) === standard).map((query) => requestFor(query, id));
}

/** The same number each time, out of the id of the hand-over. */
function uuidOf(id: string): string {
  const hex = digestOf(`notification ${id}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Who treats the patient may know the BSN; it goes in the body and never in an address. */
async function patientFor({ session }: PushParts, { patient }: HandOver) {
  const id = patient.slice('Patient/'.length);
  const reader = session(
    onDuty(HAND_OVER_KEEPER, {
      ground: 'handOverKeeping',
      patient: id,
      rules: [{ types: ['Patient'], may: ['read'] }],
    }),
  );
  const version = await reader.read('Patient', id);
  const numbers = version === undefined || version.deleted ? [] : elementsOf(resourceOf(version).identifier);
  const bsn = numbers.find(({ system }) => BSN_SYSTEMS.some((each) => each === system))?.value;
  return { id, ...(typeof bsn === 'string' ? { bsn } : {}) };
}
