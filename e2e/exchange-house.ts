import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIRequestContext, request as playwright } from 'playwright-core';
import { OtherHospital } from '../apps/care/src/exchange/testing/other-hospital.ts';
import { startCare } from '../apps/care/src/house.ts';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';
import { demoRecord, demoSettings } from './demo-record.ts';
import { signInTo } from './demo-sign-in.ts';

export const PATIENT = 'demo-aaltje';
export const OTHER = 'Organization/other-hospital';

export type Json = { readonly [name: string]: unknown };

/** A hand-over as its sender sees it. */
export interface View {
  readonly id: string;
  readonly state: string;
  readonly failure?: string;
  readonly opened?: { readonly name?: string; readonly practice?: string; readonly how: string };
}

/** Somebody of the demo at work, by the addresses of the app. */
export interface AtWork {
  get<T>(path: string): Promise<T>;
  file(path: string): Promise<{ readonly status: number }>;
  /** A page of the server, as HTML. */
  page(path: string): Promise<string>;
  post<T>(path: string, body?: object): Promise<{ readonly status: number; readonly body: T }>;
}

/** The house with its demo, and the system of another hospital that it exchanges plans with. */
export interface ExchangeHouse {
  readonly url: string;
  readonly other: OtherHospital;
  /** As what the other system is registered here. */
  readonly client: { readonly clientId: string; readonly tokenUrl: string };
  signedIn(name: RegExp): Promise<AtWork>;
  /** What the patient says about sharing with the other hospital; in place of what was said before. */
  says(type: 'permit' | 'deny' | 'nothing'): Promise<void>;
  close(): Promise<void>;
}

export async function openExchangeHouse({
  environment = {},
  now,
}: {
  readonly environment?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
} = {}): Promise<ExchangeHouse> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  const other = await OtherHospital.open(() => createPublicKey(privateKey));
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-partners-'));
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const file = join(folder, 'partners.json');
  writeFileSync(
    file,
    JSON.stringify({ us: { name: 'Ziekenhuis Verzonnen', ura: '00001234' }, partners: [partnerOf(other)] }),
  );
  const dataDir = await demoRecord('caecilia-exchange-');
  const house = await startCare(
    demoSettings(dataDir, { CAECILIA_EXCHANGE_PARTNERS: file, ...environment }),
    now === undefined ? {} : { now },
  );
  const asTool = async (method: string, path: string, body: object) => {
    const type = path.startsWith('/fhir') ? 'application/fhir+json' : 'application/json';
    const authorization = `Bearer ${openDevelopmentTokens(dataDir).issue(new Date(), 60)}`;
    const headers = { authorization, accept: type, 'content-type': type };
    const answer = await fetch(`${house.url}${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };
  const put = async (resource: Json) =>
    await asTool('PUT', `/fhir/${String(resource.resourceType)}/${String(resource.id)}`, resource);
  for (const resource of RESOURCES) await put(resource);
  await asTool('POST', '/admin/clients', {
    clientId: 'other-hospital',
    name: 'Ander Ziekenhuis Verzonnen',
    kind: 'service',
    role: 'connected-system',
    organization: OTHER,
    scopes: ['system/*.rs', 'system/Task.c'],
    jwks: { keys: [other.jwk] },
  });
  const people: APIRequestContext[] = [];
  return {
    url: house.url,
    other,
    client: { clientId: 'other-hospital', tokenUrl: `${house.url}/oauth/token` },
    async signedIn(name) {
      const context = await playwright.newContext();
      people.push(context);
      await signInTo(house.url, name, { request: context });
      return await atWork(house.url, context);
    },
    says: async (type) => await put(wordOf(type)),
    async close() {
      for (const each of people) await each.dispose();
      await house.close();
      await other.close();
      for (const each of [folder, dataDir]) rmSync(each, { recursive: true, force: true });
    },
  };
}

const partnerOf = (other: OtherHospital) => ({
  organization: OTHER,
  name: 'Ander Ziekenhuis Verzonnen',
  ura: '00005678',
  fhirBase: other.fhirBase,
  tokenUrl: other.tokenUrl,
  clientId: 'caecilia',
  keyFile: 'key.pem',
  keyId: 'house-1',
  test: true,
});

const RESOURCES: readonly Json[] = [
  { resourceType: 'Organization', id: 'other-hospital', active: true, name: 'Ander Ziekenhuis Verzonnen' },
  {
    resourceType: 'PractitionerRole',
    id: 'other-elders',
    active: true,
    practitioner: { display: 'dr. Elders-Verzonnen' },
    organization: { reference: OTHER },
  },
  {
    resourceType: 'CareTeam',
    id: 'exchange-team',
    status: 'active',
    subject: { reference: `Patient/${PATIENT}` },
    // Of the other hospital one physician treats the patient; the hospital as such sees nothing by that.
    participant: [
      'Organization/demo-consult-team',
      'PractitionerRole/other-elders',
      'Organization/demo-hospital',
    ].map((reference) => ({ member: { reference } })),
  },
  // Measured, and no part of the plan.
  {
    resourceType: 'Observation',
    id: 'exchange-score',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
    subject: { reference: `Patient/${PATIENT}` },
    effectiveDateTime: '2026-11-01',
    valueInteger: 7,
  },
];

const wordOf = (type: 'permit' | 'deny' | 'nothing'): Json => ({
  resourceType: 'Consent',
  id: 'exchange-word',
  status: type === 'nothing' ? 'inactive' : 'active',
  scope: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
  },
  category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
  patient: { reference: `Patient/${PATIENT}` },
  policyRule: { text: 'Toestemming van de patiënt' },
  provision: {
    type: type === 'deny' ? 'deny' : 'permit',
    actor: [{ role: { text: 'IRCP' }, reference: { reference: OTHER } }],
  },
});

async function atWork(url: string, context: APIRequestContext): Promise<AtWork> {
  const me = (await (await context.get(`${url}/desk/api/me`)).json()) as { formToken: string };
  const headers = { origin: url, 'x-caecilia-form': me.formToken };
  return {
    get: async <T>(path: string) => (await (await context.get(`${url}/desk/api${path}`)).json()) as T,
    page: async (path) => await (await context.get(`${url}${path}`)).text(),
    async file(path) {
      const answer = await context.get(`${url}/desk/api${path}`);
      return { status: answer.status() };
    },
    async post<T>(path: string, body: object = {}) {
      const answer = await context.post(`${url}/desk/api${path}`, { data: body, headers });
      return { status: answer.status(), body: (await answer.json()) as T };
    },
  };
}

/** A form that sends the plan to the other hospital. */
export const sending = (more: object = {}) => ({
  to: OTHER,
  channel: 'fhir',
  ground: 'treatment',
  clientId: randomUUID(),
  ...more,
});
