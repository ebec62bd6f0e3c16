import { randomUUID } from 'node:crypto';
import type { ImportRead, ImportShown, ImportsOfPatient, ImportTaken } from '@caecilia/exchange';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeHouse, type Json, openExchangeHouse, PATIENT } from './exchange-house.ts';

let house: ExchangeHouse;
beforeAll(async () => {
  house = await openExchangeHouse();
});
afterAll(async () => await house?.close());

describe('a plan that another hospital offers', () => {
  const notification = (more: Json = {}): Json => {
    const input = (code: string, value: object) => ({ type: { coding: [{ code }] }, ...value });
    return {
      resourceType: 'Task',
      identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${randomUUID()}` }],
      status: 'requested',
      intent: 'proposal',
      code: { coding: [{ system: 'http://fhir.nl/fhir/NamingSystem/TaskCode', code: 'pull-notification' }] },
      for: { reference: `${house.other.fhirBase}/Patient/theirs` },
      authoredOn: new Date(Date.now() - 60_000).toISOString(),
      requester: { display: 'Ander Ziekenhuis Verzonnen' },
      owner: { display: 'Ziekenhuis Verzonnen' },
      restriction: { period: { end: new Date(Date.now() + 3_600_000).toISOString() } },
      input: [
        input('authorization-base', { valueString: 'a secret of the other hospital' }),
        input('fhir-base', { valueUrl: house.other.fhirBase }),
        input('query-string', { valueString: 'Consent?patient=Patient/theirs&scope=treatment' }),
        input('query-string', { valueString: 'Goal?patient=Patient/theirs' }),
      ],
      ...more,
    };
  };
  const posted = async (task: Json, scope = 'system/Task.c') => {
    const { body } = await house.other.token({ ...house.client, scope });
    return await fetch(`${house.url}/exchange/fhir/Task`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${String(body.access_token)}`,
        'content-type': 'application/fhir+json',
      },
      body: JSON.stringify(task),
    });
  };
  beforeAll(() => {
    house.other.bases.set('a secret of the other hospital', 'theirs');
    house.other.holds = [
      {
        resourceType: 'Patient',
        id: 'theirs',
        name: [{ family: 'Elders-Verzonnen' }],
        birthDate: '1950-01-01',
      },
      {
        resourceType: 'Consent',
        id: 'their-ic',
        status: 'active',
        scope: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }],
        },
        category: [{ coding: [{ system: 'http://snomed.info/sct', code: '129125009' }] }],
        patient: { reference: 'Patient/theirs' },
        dateTime: '2026-11-01',
        policyRule: { text: 'behandelafspraak' },
        provision: {
          type: 'deny',
          code: [{ coding: [{ system: 'http://snomed.info/sct', code: '305351004' }] }],
        },
      },
    ];
  });

  it('is listed by who sent it, fetched, compared, and taken over by a person who says why it is the same patient', async () => {
    const nurse = await house.signedIn(/Iris Imaginair/);
    expect((await posted(notification())).status).toBe(201);
    const { offers } = await nurse.get<{ offers: readonly { id: string; from: string }[] }>('/offers');
    expect(offers.map(({ from }) => from)).toEqual(['Ander Ziekenhuis Verzonnen']);
    expect(JSON.stringify(offers)).not.toMatch(/theirs|Elders|secret/);
    const read = await nurse.post<ImportRead>('/imports/offered', {
      offer: offers[0]?.id,
      patient: PATIENT,
    });
    const { begun } = read.body.kind === 'ready' ? read.body : { begun: undefined };
    expect([read.status, begun?.from]).toEqual([200, { kind: 'offer', name: 'Ander Ziekenhuis Verzonnen' }]);
    const at = `/patients/${PATIENT}/imports/${String(begun?.id)}`;
    const { items, patient, seen } = await nurse.get<ImportShown>(at);
    expect([items.length, patient.verdict]).toEqual([1, 'ask']);
    const choices = Object.fromEntries(items.map(({ id }) => [id, 'take']));
    const taking = (more: object) => nurse.post<ImportTaken>(`${at}/take`, { seen, choices, ...more });
    expect((await taking({})).status).toBe(400);
    const words = 'Meisjesnaam daar, gebeld met de afdeling';
    expect((await taking({ words })).body.taken).toHaveLength(1);
    // Taken over, the file is gone; what was taken over is listed with why.
    expect((await taking({ words })).status).toBe(404);
    const { earlier } = await nurse.get<ImportsOfPatient>(`/patients/${PATIENT}/imports`);
    expect(earlier).toMatchObject([{ count: 1, words }]);
  });

  it.each([
    ['other-patient', 'iemand anders'],
    ['error', 'storing'],
    ['refuse', 'niet meer'],
    ['html', 'iets anders'],
  ] as const)('and then meets %s ends in a sentence that says what helps', async (trouble, words) => {
    const nurse = await house.signedIn(/Iris Imaginair/);
    const { offers } = await nurse.get<{ offers: readonly { id: string }[] }>('/offers');
    house.other.trouble = trouble;
    const found = await nurse.post<{ sentence: string }>('/imports/offered', {
      offer: offers[0]?.id,
      patient: PATIENT,
    });
    house.other.trouble = 'none';
    expect(found.status).toBe(422);
    expect(found.body.sentence).toContain(words);
  });

  it('is taken from registered systems by their own key only, and never without what it takes to fetch it', async () => {
    expect(
      (
        await fetch(`${house.url}/exchange/fhir/Task`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        })
      ).status,
    ).toBe(401);
    expect((await posted(notification(), 'system/*.rs')).status).toBe(403);
    expect((await posted({ resourceType: 'Task' })).status).toBe(400);
    expect((await posted(notification({ restriction: {} }))).status).toBe(400);
    const gp = await house.signedIn(/Pim Proefman/);
    expect(JSON.stringify(await gp.get('/offers'))).not.toContain('offers');
  });
});
