import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIRequestContext, request as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OtherHospital } from '../apps/care/src/exchange/testing/other-hospital.ts';
import { type CareHouse, startCare } from '../apps/care/src/house.ts';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';
import { demoRecord, demoSettings } from './demo-record.ts';
import { signInTo } from './demo-sign-in.ts';

/** The plan of an invented patient of the demo goes to another hospital, whose system is not ours, and to a practice. */

const PATIENT = 'demo-aaltje';
const OTHER = 'Organization/other-hospital';
const PRACTICE = 'Organization/demo-gp';

interface View {
  readonly id: string;
  readonly state: string;
  readonly failure?: string;
  readonly opened?: { readonly name?: string; readonly practice?: string; readonly how: string };
}
type Json = { readonly [name: string]: unknown };
type Entry = { readonly resource: Json };

let house: CareHouse;
let other: OtherHospital;
let folder: string;
let dataDir: string;
const people: APIRequestContext[] = [];

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  other = await OtherHospital.open(() => createPublicKey(privateKey));
  folder = mkdtempSync(join(tmpdir(), 'caecilia-exchange-'));
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const partner = {
    organization: OTHER,
    name: 'Ander Ziekenhuis Verzonnen',
    ura: '00005678',
    fhirBase: other.fhirBase,
    tokenUrl: other.tokenUrl,
    clientId: 'caecilia',
    keyFile: 'key.pem',
    keyId: 'house-1',
    test: true,
  };
  const file = join(folder, 'partners.json');
  writeFileSync(
    file,
    JSON.stringify({ us: { name: 'Ziekenhuis Verzonnen', ura: '00001234' }, partners: [partner] }),
  );
  dataDir = await demoRecord('caecilia-exchange-');
  house = await startCare(demoSettings(dataDir, { CAECILIA_EXCHANGE_PARTNERS: file }), {});
  await put({
    resourceType: 'Organization',
    id: 'other-hospital',
    active: true,
    name: 'Ander Ziekenhuis Verzonnen',
  });
  await put({
    resourceType: 'CareTeam',
    id: 'exchange-team',
    status: 'active',
    subject: { reference: `Patient/${PATIENT}` },
    participant: [{ member: { reference: 'Organization/demo-consult-team' } }],
  });
  // Measured, and no part of the plan.
  await put({
    resourceType: 'Observation',
    id: 'exchange-score',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
    subject: { reference: `Patient/${PATIENT}` },
    effectiveDateTime: '2026-11-01',
    valueInteger: 7,
  });
  await asTool('POST', '/admin/clients', {
    clientId: 'other-hospital',
    name: 'Ander Ziekenhuis Verzonnen',
    kind: 'service',
    role: 'connected-system',
    organization: OTHER,
    scopes: ['system/*.rs'],
    jwks: { keys: [other.jwk] },
  });
});
afterAll(async () => {
  for (const each of people) await each.dispose();
  await house?.close();
  await other?.close();
  for (const each of [folder, dataDir])
    if (each !== undefined) rmSync(each, { recursive: true, force: true });
});

async function asTool(method: string, path: string, body?: object): Promise<Response> {
  const authorization = `Bearer ${openDevelopmentTokens(dataDir).issue(new Date(), 60)}`;
  const type = path.startsWith('/fhir') ? 'application/fhir+json' : 'application/json';
  const answer = await fetch(`${house.url}${path}`, {
    method,
    headers: { authorization, accept: type, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
const put = async (resource: { readonly resourceType: string; readonly id: string } & Json) =>
  await asTool('PUT', `/fhir/${resource.resourceType}/${resource.id}`, resource);

/** What the patient says about sharing with the other hospital; in place of what was said before. */
const says = async (type: 'permit' | 'deny' | 'nothing') =>
  await put({
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

/** Somebody of the demo at work. */
async function signedIn(name: RegExp) {
  const context = await playwright.newContext();
  people.push(context);
  await signInTo(house.url, name, { request: context });
  const me = (await (await context.get(`${house.url}/desk/api/me`)).json()) as { formToken: string };
  return {
    get: async <T>(path: string) => (await (await context.get(`${house.url}/desk/api${path}`)).json()) as T,
    async post<T>(path: string, body: object = {}) {
      const answer = await context.post(`${house.url}/desk/api${path}`, {
        data: body,
        headers: { origin: house.url, 'x-caecilia-form': me.formToken },
      });
      return { status: answer.status(), body: (await answer.json()) as T };
    },
  };
}

type Person = Awaited<ReturnType<typeof signedIn>>;
const sending = (more: object = {}) => ({
  to: OTHER,
  channel: 'fhir',
  ground: 'treatment',
  clientId: randomUUID(),
  ...more,
});
const sent = async (nurse: Person, more: object = {}) =>
  (await nurse.post<View>(`/patients/${PATIENT}/hand-overs`, sending(more))).body;
const stateOf = async (nurse: Person, id: string) => {
  const { handOvers } = await nurse.get<{ handOvers: readonly View[] }>(`/patients/${PATIENT}/hand-overs`);
  return handOvers.find((each) => each.id === id);
};
const client = () => ({ clientId: 'other-hospital', tokenUrl: `${house.url}/oauth/token` });
const last = () => other.received.at(-1) ?? {};
const entriesOf = (body: Json) => (body.entry ?? []) as readonly Entry[];

describe('a plan that is sent to another hospital', () => {
  let nurse: Person;
  beforeAll(async () => {
    nurse = await signedIn(/Iris Imaginair/);
  });

  it('is told of by a notification without clinical content, and fetched with its queries and nothing else', async () => {
    const made = await sent(nurse);
    expect(made).toMatchObject({ state: 'notified' });
    expect(JSON.stringify(last())).not.toMatch(/89666000|305351004|reanimat|valueString":"[^"]*opiat/i);
    const { tokenStatus, token, answers } = await other.fetchPlan(last(), client());
    expect([tokenStatus, answers.length]).toEqual([200, 9]);
    const answered = (id: string) => answers.find(({ request }) => request.startsWith(id))?.body ?? {};
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(entriesOf(answered('Consent')).length).toBeGreaterThan(1);
    const about = (resource: Json) => JSON.stringify(resource.patient ?? resource.subject);
    for (const { resource } of answers.flatMap(({ body }) => entriesOf(body)))
      if (resource.resourceType === 'Consent') expect(about(resource)).toContain(PATIENT);
    expect((await stateOf(nurse, made.id))?.state).toBe('delivered');
    // What is asked beside the queries stays out.
    const ask = async (path: string) => await other.ask(`${house.url}/fhir/${path}`, token);
    const scores = await ask(`Observation?patient=${PATIENT}&_count=200`);
    expect(JSON.stringify(scores.body)).not.toContain('exchange-score');
    expect((await ask('Observation/exchange-score')).status).toBe(404);
    expect(entriesOf((await ask('Consent?patient=demo-hendrika')).body)).toEqual([]);
    expect((await ask('Patient/demo-hendrika')).status).toBe(404);
    for (const path of ['Task', 'CarePlan', 'AuditEvent', 'QuestionnaireResponse?patient=demo-aaltje'])
      expect(entriesOf((await ask(path)).body)).toEqual([]);
  });

  it('is closed at the next request once it is withdrawn, for the token that was given too', async () => {
    const made = await sent(nurse);
    const { token } = await other.fetchPlan(last(), client());
    const patient = `${house.url}/fhir/Patient/${PATIENT}`;
    expect((await other.ask(patient, token)).status).toBe(200);
    expect((await nurse.post<View>(`/hand-overs/${made.id}/withdraw`)).body.state).toBe('withdrawn');
    expect((await other.ask(patient, token)).status).not.toBe(200);
    const again = await other.fetchPlan(last(), client());
    expect(again.answers.flatMap(({ body }) => entriesOf(body))).toEqual([]);
  });

  it('opens nothing to a secret that nobody gave, to a token without one, and to another patient’s', async () => {
    await sent(nurse);
    const patient = `${house.url}/fhir/Patient/${PATIENT}`;
    for (const base of ['an-invented-secret-of-some-length', undefined]) {
      const given = await other.token({
        ...client(),
        scope: 'system/*.rs',
        ...(base === undefined ? {} : { base }),
      });
      expect((await other.ask(patient, String(given.body.access_token))).status).not.toBe(200);
    }
  });

  it('on the ground of a permission waits for it, and is closed when the patient takes it back', async () => {
    const refused = await nurse.post<{ readonly error?: unknown }>(
      `/patients/${PATIENT}/hand-overs`,
      sending({ ground: 'permission' }),
    );
    expect(refused.status).toBe(422);
    await says('permit');
    const made = await sent(nurse, { ground: 'permission' });
    expect(made.state).toBe('notified');
    const { token, answers } = await other.fetchPlan(last(), client());
    expect(answers.flatMap(({ body }) => entriesOf(body)).length).toBeGreaterThan(1);
    await says('nothing');
    const consents = await other.ask(`${house.url}/fhir/Consent?patient=${PATIENT}`, token);
    expect(entriesOf(consents.body)).toEqual([]);
    expect((await other.ask(`${house.url}/fhir/Patient/${PATIENT}`, token)).status).not.toBe(200);
  });

  it('is closed by an objection of the patient, on whatever ground it was sent, and sent to nobody while it stands', async () => {
    await sent(nurse);
    const { token } = await other.fetchPlan(last(), client());
    await says('deny');
    expect((await other.ask(`${house.url}/fhir/Patient/${PATIENT}`, token)).status).not.toBe(200);
    const { status } = await nurse.post(`/patients/${PATIENT}/hand-overs`, sending());
    expect(status).toBe(422);
    await says('nothing');
  });

  it('that could not be delivered says why, and is sent again by a person', async () => {
    other.trouble = 'error';
    const failed = await sent(nurse);
    expect(failed).toMatchObject({ state: 'failed', failure: 'broken' });
    other.trouble = 'none';
    expect((await nurse.post<View>(`/hand-overs/${failed.id}/again`)).body.state).toBe('notified');
    expect((await other.fetchPlan(last(), client())).tokenStatus).toBe(200);
    expect((await stateOf(nurse, failed.id))?.state).toBe('delivered');
  });

  it('is made once by a form that is sent twice', async () => {
    const form = { clientId: randomUUID() };
    const before = other.received.length;
    const [one, two] = [await sent(nurse, form), await sent(nurse, form)];
    expect(two.id).toBe(one.id);
    expect(other.received.length).toBe(before + 1);
  });
});

describe('a plan that is sent to a practice with an account here', () => {
  it('lies in its inbox without a word of the record, is opened once signed in, and the sender sees by whom', async () => {
    const nurse = await signedIn(/Iris Imaginair/);
    const made = await sent(nurse, { to: PRACTICE, channel: 'inbox' });
    expect(made.state).toBe('delivered');
    const gp = await signedIn(/Pim Proefman/);
    const box = await gp.get<{ messages: readonly View[] }>('/inbox');
    expect(box.messages.map(({ id }) => id)).toContain(made.id);
    expect(JSON.stringify(box)).not.toMatch(/aaltje|Patient/i);
    const { body, status } = await gp.post<{ readonly plan: { readonly limits: readonly unknown[] } }>(
      `/inbox/${made.id}/open`,
    );
    expect([status, body.plan.limits.length > 0]).toEqual([200, true]);
    expect(await stateOf(nurse, made.id)).toMatchObject({
      state: 'opened',
      opened: {
        name: expect.stringContaining('Proefman') as unknown,
        how: 'here',
        practice: expect.any(String) as unknown,
      },
    });
  });

  it('is not there for another practice, nor for this one once it was withdrawn', async () => {
    const nurse = await signedIn(/Iris Imaginair/);
    const made = await sent(nurse, { to: PRACTICE, channel: 'inbox' });
    const stranger = await signedIn(/Gijs Gefingeerd/);
    expect((await stranger.get<{ messages: readonly View[] }>('/inbox')).messages).toEqual([]);
    expect((await stranger.post(`/inbox/${made.id}/open`)).status).toBe(404);
    await nurse.post(`/hand-overs/${made.id}/withdraw`);
    const gp = await signedIn(/Pim Proefman/);
    expect((await gp.post(`/inbox/${made.id}/open`)).status).toBe(404);
  });

  it('is not there for who works at the practice or hospital and treats nobody', async () => {
    const nurse = await signedIn(/Iris Imaginair/);
    const made = await sent(nurse, { to: 'Organization/demo-hospital', channel: 'inbox' });
    const ward = await signedIn(/Mees Verzinsel/);
    expect(JSON.stringify(await ward.get('/inbox'))).toContain(made.id);
    const administrator = await signedIn(/Bas Beheerder-Proef/);
    expect(JSON.stringify(await administrator.get('/inbox'))).not.toContain(made.id);
    expect((await administrator.post(`/inbox/${made.id}/open`)).status).toBe(404);
  });

  it('is sent by the team and by nobody else', async () => {
    const gp = await signedIn(/Pim Proefman/);
    const { status } = await gp.post(
      `/patients/${PATIENT}/hand-overs`,
      sending({ to: PRACTICE, channel: 'inbox' }),
    );
    expect(status).toBe(403);
  });
});
