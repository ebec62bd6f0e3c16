import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { CallFailed, type Failure } from '@caecilia/exchange';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Outbound } from '../apps/care/src/exchange/outbound.ts';
import type { Partner } from '../apps/care/src/exchange/partners.ts';
import { OtherHospital, type Trouble } from '../apps/care/src/exchange/testing/other-hospital.ts';
import { CERTIFICATE, listen } from '../platform/egress/src/testing/listener.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
const limits = { mode: 'development', timeoutMs: 2000, maxBytes: 100_000 } as const;

let other: OtherHospital;
beforeAll(async () => {
  other = await OtherHospital.open(() => createPublicKey(privateKey));
});
afterEach(() => {
  other.trouble = 'none';
});
afterAll(async () => await other.close());

const partnerAt = (origin: string, more: Partial<Partner> = {}): Partner => {
  const { hostname, port } = new URL(origin);
  return {
    organization: 'Organization/other',
    party: { name: 'Ander Ziekenhuis Verzonnen' },
    fhirBase: `${origin}/fhir`,
    tokenUrl: `${origin}/token`,
    clientId: 'this-house',
    key: { id: 'house-1', privateKey },
    hosts: [{ host: hostname, ports: [Number(port)], test: true }],
    ...more,
  };
};
const now = () => new Date();
const outbound = (more: Partial<Partner> = {}, timeoutMs: number = limits.timeoutMs) =>
  new Outbound(partnerAt(other.origin, more), { ...limits, timeoutMs }, now);
const task = { resourceType: 'Task', status: 'requested', intent: 'proposal' };

async function failureOf(work: Promise<unknown>): Promise<Failure | 'none'> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof CallFailed) return error.failure;
    throw error;
  }
}

describe('a call to the system of another hospital', () => {
  it('proves by its key who it is, and gives a Task', async () => {
    const token = await outbound().token('system/Task.c');
    await outbound().create(task, token);
    expect(other.received.at(-1)).toEqual(task);
  });

  it('is refused a token with a key that is not registered there', async () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
    const work = outbound({ key: { id: 'x', privateKey: stranger } }).token('system/Task.c');
    expect(await failureOf(work)).toBe('refused');
  });

  it.each<[Trouble, Failure]>([
    ['error', 'broken'],
    ['html', 'not-fhir'],
    ['not-json', 'not-fhir'],
    ['redirect', 'redirected'],
    ['refuse', 'refused'],
    ['lost', 'unknown-to-them'],
  ])('that meets %s fails as %s, at each step', async (trouble, failure) => {
    other.bases.set('a-base', 'anna');
    const token = await outbound().token('system/*.rs', 'a-base');
    other.trouble = trouble;
    expect(await failureOf(outbound().token('system/Task.c'))).toBe(failure);
    expect(await failureOf(outbound().get('Consent?patient=anna', token))).toBe(failure);
  });

  it('that nobody answers fails as slow', async () => {
    other.trouble = 'silent';
    expect(await failureOf(outbound({}, 50).token('system/Task.c'))).toBe('slow');
  });

  it('fails as unreachable where nobody listens, and as not listed where the host is not', async () => {
    const gone = await listen((_request, response) => response.end());
    await gone.close();
    const nobody = new Outbound(partnerAt(`http://127.0.0.1:${gone.port}`), limits, now);
    expect(await failureOf(nobody.token('system/Task.c'))).toBe('unreachable');
    expect(await failureOf(outbound({ hosts: [] }).token('system/Task.c'))).toBe('not-listed');
  });

  it('fails by the certificate where it stands for nobody we trust, and goes on where it does', async () => {
    const secure = await listen(
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"invented"}'),
      true,
    );
    const at = partnerAt(`https://localhost:${secure.port}`);
    expect(await failureOf(new Outbound(at, limits, now).token('system/Task.c'))).toBe('certificate');
    // Signed by who we trust, and for another name.
    const trusted = new Outbound({ ...at, ca: CERTIFICATE }, limits, now);
    expect(await failureOf(trusted.token('system/Task.c'))).toBe('certificate');
    await secure.close();
  });

  it('fails as too large, and takes nothing of it', async () => {
    other.bases.set('a-base', 'anna');
    other.holds = [{ resourceType: 'Consent', id: 'big', note: 'x'.repeat(200_000) }];
    const token = await outbound().token('system/*.rs', 'a-base');
    expect(await failureOf(outbound().get('Consent?patient=anna', token))).toBe('too-large');
  });
});
