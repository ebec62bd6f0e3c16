import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { r4Definitions } from '@caecilia/definitions';
import { createModel, type FhirResource, xmlToResource } from '@caecilia/fhir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OtherHospital } from '../apps/care/src/exchange/testing/other-hospital.ts';
import { startTestHouse, type TestHouse } from '../apps/care/src/testing/test-house.ts';
import { hasShared, NO_SHARED, SHARED } from './shared-data.ts';

interface Case {
  readonly id: string;
  readonly request: string;
  readonly match: string[];
  readonly include: string[];
  readonly total: number;
}

interface Expected {
  readonly patients: Readonly<Record<string, readonly Case[]>>;
}

interface Answered {
  readonly total: number | undefined;
  readonly match: string[];
  readonly include: string[];
}

const CORPORA = ['beta3', 'rc2-reconstructed', 'rc2-pat1-2025'] as const;
const model = createModel(r4Definitions());
const XML_LIMITS = { maxLength: 10_000_000, maxDepth: 64 };

/** Ids by search mode, of a searchset in either format. */
async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  expect(response.status, text.slice(0, 500)).toBe(200);
  const isXml = response.headers.get('content-type')?.includes('xml');
  const bundle = (isXml ? xmlToResource(text, model, XML_LIMITS) : JSON.parse(text)) as FhirResource & {
    total?: number;
    entry?: readonly { resource: FhirResource; search: { mode: string } }[];
  };
  const ids = (mode: string) =>
    (bundle.entry ?? [])
      .filter(({ search }) => search.mode === mode)
      .map(({ resource }) => `${resource.resourceType}/${resource.id}`)
      .sort();
  return {
    total: bundle.total === undefined ? undefined : Number(bundle.total),
    match: ids('match'),
    include: ids('include'),
  };
}

const NOTHING: Answered = { total: 0, match: [], include: [] };
const sorted = ({ total, match, include }: Omit<Case, 'id' | 'request'>): Answered => ({
  total,
  match: match.toSorted(),
  include: include.toSorted(),
});

/** The published devices name no patient; what names none is shown to nobody with rules (ADR 14). */
async function placeDevices(house: TestHouse, cases: readonly (Case & { readonly patient: string })[]) {
  for (const { patient, include } of cases)
    for (const path of include.filter((each) => each.startsWith('Device/'))) {
      const device = (await (await house.ask(`/fhir/${path}`)).json()) as object;
      const body = JSON.stringify({ ...device, patient: { reference: `Patient/${patient}` } });
      expect((await house.ask(`/fhir/${path}`, { method: 'PUT', body })).status).toBe(200);
    }
}

const input = (code: string, value: object) => ({
  type: { coding: [{ system: 'urn:caecilia:hand-over', code }] },
  ...value,
});

/** Hands the plan of a patient over to a second system, and asks as that system. */
async function askingForPlans(house: TestHouse, version: string) {
  const other = await OtherHospital.open(() => {
    throw new Error('this house asks nothing');
  });
  await other.close();
  await house.ask('/fhir/Organization/other', {
    method: 'PUT',
    body: JSON.stringify({ resourceType: 'Organization', id: 'other', name: 'Ander Ziekenhuis Verzonnen' }),
  });
  const registered = await house.ask('/admin/clients', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      clientId: 'other-hospital',
      name: 'Ander Ziekenhuis Verzonnen',
      kind: 'service',
      role: 'connected-system',
      organization: 'Organization/other',
      scopes: ['system/*.rs'],
      jwks: { keys: [other.jwk] },
    }),
  });
  expect(registered.status).toBe(201);
  const known = new Map<string, (path: string) => Promise<Response>>();
  return async (patient: string) => {
    const before = known.get(patient);
    if (before !== undefined) return before;
    const base = `an invented secret for ${patient}`;
    const task = {
      resourceType: 'Task',
      identifier: [
        { system: 'urn:caecilia:authorization-base', value: createHash('sha256').update(base).digest('hex') },
      ],
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'urn:caecilia:task', code: 'hand-over' }] },
      for: { reference: `Patient/${patient}` },
      authoredOn: new Date(Date.now() - 60_000).toISOString(),
      owner: { reference: 'Organization/other' },
      restriction: { period: { end: new Date(Date.now() + 3_600_000).toISOString() } },
      input: [
        input('channel', { valueCode: 'fhir' }),
        input('ground', { valueCode: 'treatment' }),
        input('standard', { valueString: `caecilia.pzp|${version}` }),
        input('team', { valueReference: { reference: 'HealthcareService/team' } }),
        input('role', { valueCode: 'consult-nurse' }),
      ],
    };
    expect((await house.ask('/fhir/Task', { method: 'POST', body: JSON.stringify(task) })).status).toBe(201);
    const tokenUrl = `${house.url}/oauth/token`;
    const { body } = await other.token({ clientId: 'other-hospital', tokenUrl, scope: 'system/*.rs', base });
    const authorization = `Bearer ${String(body.access_token)}`;
    const ask = (path: string) =>
      house.ask(`/fhir${path.replaceAll('|', '%7C')}`, { headers: { authorization } });
    known.set(patient, ask);
    return ask;
  };
}

describe.skipIf(!hasShared('data/pzp'))(
  `the queries of the standard for proactive care planning${hasShared('data/pzp') ? '' : ` (${NO_SHARED})`}`,
  () => {
    describe.each(CORPORA)('on the example records %s', (corpus) => {
      const expected = hasShared('data/pzp')
        ? (JSON.parse(readFileSync(join(SHARED, `data/pzp/expected/${corpus}.json`), 'utf8')) as Expected)
        : { patients: {} };
      const cases = Object.entries(expected.patients).flatMap(([patient, queries]) =>
        queries.map((query) => ({ patient, ...query })),
      );
      let house: TestHouse;

      beforeAll(async () => {
        house = await startTestHouse();
        const body = readFileSync(join(SHARED, `data/pzp/bundles/hendrik-${corpus}.json`), 'utf8');
        const response = await house.ask('/fhir', { method: 'POST', body });
        expect(response.status, (await response.clone().text()).slice(0, 800)).toBe(200);
      });
      afterAll(() => house.close());

      it('are answered the same to a token for one plan, but for forms, and nothing to it of another patient', async () => {
        const asked = await askingForPlans(house, corpus === 'beta3' ? '0.1.3-beta3' : '1.0.0-rc2');
        await placeDevices(house, cases);
        const patients = Object.keys(expected.patients);
        const pairs = patients.flatMap((holder) => cases.map((one) => ({ holder, ...one })));
        for (const { holder, id, patient, request, ...sets } of pairs) {
          const ask = await asked(holder);
          const found = await answered(await ask(request.replace(/^GET \[base\]/, '')));
          expect(found, `${id} of ${patient}`).toEqual(
            id === 'M2' || patient !== holder ? NOTHING : sorted(sets),
          );
        }
      });

      describe.each(cases)('query $id for $patient', ({ request, match, include, total }) => {
        const path = request.replace(/^GET \[base\]/, '');
        const right: Answered = { total, match: match.toSorted(), include: include.toSorted() };

        it('is answered exactly in JSON', async () => {
          expect(await answered(await house.ask(`/fhir${path.replaceAll('|', '%7C')}`))).toEqual(right);
        });

        it('is answered exactly in XML', async () => {
          const response = await house.ask(`/fhir${path.replaceAll('|', '%7C')}`, {
            headers: { accept: 'application/fhir+xml' },
          });
          expect(response.headers.get('content-type')).toContain('application/fhir+xml');
          expect(await answered(response)).toEqual(right);
        });

        it('is answered exactly when it is posted as a form', async () => {
          const [type = '', query = ''] = path.slice(1).split('?');
          const headers = { 'content-type': 'application/x-www-form-urlencoded' };
          expect(
            await answered(
              await house.ask(`/fhir/${type}/_search`, {
                method: 'POST',
                body: query.replaceAll('|', '%7C'),
                headers,
              }),
            ),
          ).toEqual(right);
        });

        it('is answered empty for a patient of whom nothing is known', async () => {
          const other = path.replace(/(patient|subject)=(Patient\/)?[^&]+/, '$1=Patient/nobody-here');
          expect(await answered(await house.ask(`/fhir${other.replaceAll('|', '%7C')}`))).toEqual({
            total: 0,
            match: [],
            include: [],
          });
        });

        it('is refused without a token', async () => {
          const response = await fetch(`${house.fhir}${path.replaceAll('|', '%7C')}`);
          expect(response.status).toBe(401);
          expect(await response.json()).toMatchObject({
            resourceType: 'OperationOutcome',
            issue: [{ code: 'login' }],
          });
        });
      });
    });
  },
);
