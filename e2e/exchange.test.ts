import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AtWork,
  type ExchangeHouse,
  type Json,
  openExchangeHouse,
  PATIENT,
  sending,
  type View,
} from './exchange-house.ts';

/** The plan of an invented patient of the demo goes to another hospital, whose system is not ours, and to a practice. */

const PRACTICE = 'Organization/demo-gp';
type Entry = { readonly resource: Json };

let house: ExchangeHouse;
beforeAll(async () => {
  house = await openExchangeHouse();
});
afterAll(async () => await house?.close());

const sent = async (nurse: AtWork, more: object = {}) =>
  (await nurse.post<{ readonly handOver: View }>(`/patients/${PATIENT}/hand-overs`, sending(more))).body
    .handOver;
const stateOf = async (nurse: AtWork, id: string) => {
  const { handOvers } = await nurse.get<{ handOvers: readonly View[] }>(`/patients/${PATIENT}/hand-overs`);
  return handOvers.find((each) => each.id === id);
};
const last = () => house.other.received.at(-1) ?? {};
const entriesOf = (body: Json) => (body.entry ?? []) as readonly Entry[];

describe('a plan that is sent to another hospital', () => {
  let nurse: AtWork;
  beforeAll(async () => {
    nurse = await house.signedIn(/Iris Imaginair/);
  });

  it('is told of by a notification without clinical content, and fetched with its queries and nothing else', async () => {
    const made = await sent(nurse);
    expect(made).toMatchObject({ state: 'notified' });
    expect(JSON.stringify(last())).not.toMatch(/89666000|305351004|reanimat|valueString":"[^"]*opiat/i);
    const { tokenStatus, token, answers } = await house.other.fetchPlan(last(), house.client);
    expect([tokenStatus, answers.length]).toEqual([200, 9]);
    const answered = (id: string) => answers.find(({ request }) => request.startsWith(id))?.body ?? {};
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(entriesOf(answered('Consent')).length).toBeGreaterThan(1);
    const about = (resource: Json) => JSON.stringify(resource.patient ?? resource.subject);
    for (const { resource } of answers.flatMap(({ body }) => entriesOf(body)))
      if (resource.resourceType === 'Consent') expect(about(resource)).toContain(PATIENT);
    expect((await stateOf(nurse, made.id))?.state).toBe('delivered');
    // What is asked beside the queries stays out.
    const ask = async (path: string) => await house.other.ask(`${house.url}/fhir/${path}`, token);
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
    const { token } = await house.other.fetchPlan(last(), house.client);
    const patient = `${house.url}/fhir/Patient/${PATIENT}`;
    expect((await house.other.ask(patient, token)).status).toBe(200);
    expect((await nurse.post<View>(`/hand-overs/${made.id}/withdraw`)).body.state).toBe('withdrawn');
    expect((await house.other.ask(patient, token)).status).not.toBe(200);
    const again = await house.other.fetchPlan(last(), house.client);
    expect(again.answers.flatMap(({ body }) => entriesOf(body))).toEqual([]);
  });

  it('opens nothing to a secret that nobody gave, to a token without one, and to another patient’s', async () => {
    await sent(nurse);
    const patient = `${house.url}/fhir/Patient/${PATIENT}`;
    for (const base of ['an-invented-secret-of-some-length', undefined]) {
      const given = await house.other.token({
        ...house.client,
        scope: 'system/*.rs',
        ...(base === undefined ? {} : { base }),
      });
      expect((await house.other.ask(patient, String(given.body.access_token))).status).not.toBe(200);
    }
  });

  it('on the ground of a permission waits for it, and is closed when the patient takes it back', async () => {
    const refused = await nurse.post<{ readonly error?: unknown }>(
      `/patients/${PATIENT}/hand-overs`,
      sending({ ground: 'permission' }),
    );
    expect(refused.status).toBe(422);
    await house.says('permit');
    const made = await sent(nurse, { ground: 'permission' });
    expect(made.state).toBe('notified');
    const { token, answers } = await house.other.fetchPlan(last(), house.client);
    expect(answers.flatMap(({ body }) => entriesOf(body)).length).toBeGreaterThan(1);
    await house.says('nothing');
    const consents = await house.other.ask(`${house.url}/fhir/Consent?patient=${PATIENT}`, token);
    expect(entriesOf(consents.body)).toEqual([]);
    expect((await house.other.ask(`${house.url}/fhir/Patient/${PATIENT}`, token)).status).not.toBe(200);
  });

  it('is closed by an objection of the patient, on whatever ground it was sent, and sent to nobody while it stands', async () => {
    await sent(nurse);
    const { token } = await house.other.fetchPlan(last(), house.client);
    await house.says('deny');
    expect((await house.other.ask(`${house.url}/fhir/Patient/${PATIENT}`, token)).status).not.toBe(200);
    const { status } = await nurse.post(`/patients/${PATIENT}/hand-overs`, sending());
    expect(status).toBe(422);
    await house.says('nothing');
  });

  it('that could not be delivered says why, and is sent again by a person', async () => {
    house.other.trouble = 'error';
    const failed = await sent(nurse);
    expect(failed).toMatchObject({ state: 'failed', failure: 'broken' });
    house.other.trouble = 'none';
    expect((await nurse.post<View>(`/hand-overs/${failed.id}/again`)).body.state).toBe('notified');
    expect((await house.other.fetchPlan(last(), house.client)).tokenStatus).toBe(200);
    expect((await stateOf(nurse, failed.id))?.state).toBe('delivered');
  });

  it('is read there: the other system says by whom, and nobody else can say it', async () => {
    const made = await sent(nurse);
    const [task] = (last().basedOn ?? []) as readonly { readonly reference: string }[];
    const receipt = async (token: string, status = 'completed') =>
      await fetch(task?.reference ?? '', {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
        body: JSON.stringify({ resourceType: 'Task', status, owner: { display: 'dr. Elders-Verzonnen' } }),
      });
    expect((await receipt('invented')).status).toBe(401);
    const { token } = await house.other.fetchPlan(last(), house.client);
    expect((await receipt(token, 'rejected')).status).toBe(400);
    expect((await stateOf(nurse, made.id))?.state).toBe('delivered');
    expect((await receipt(token)).status).toBe(200);
    expect(await stateOf(nurse, made.id)).toMatchObject({
      state: 'opened',
      opened: { how: 'system', name: 'dr. Elders-Verzonnen', practice: 'Ander Ziekenhuis Verzonnen' },
    });
    const inbox = await sent(nurse, { to: PRACTICE, channel: 'inbox' });
    const other = await fetch((task?.reference ?? '').replace(made.id, inbox.id), {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Task', status: 'completed' }),
    });
    expect(other.status).toBe(404);
  });

  it('is made once by a form that is sent twice', async () => {
    const form = { clientId: randomUUID() };
    const before = house.other.received.length;
    const [one, two] = [await sent(nurse, form), await sent(nurse, form)];
    expect(two.id).toBe(one.id);
    expect(house.other.received.length).toBe(before + 1);
  });
});

describe('a plan that is sent to a practice with an account here', () => {
  it('lies in its inbox without a word of the record, is opened once signed in, and the sender sees by whom', async () => {
    const nurse = await house.signedIn(/Iris Imaginair/);
    const made = await sent(nurse, { to: PRACTICE, channel: 'inbox' });
    expect(made.state).toBe('delivered');
    const gp = await house.signedIn(/Pim Proefman/);
    const box = await gp.get<{ messages: readonly View[] }>('/inbox');
    expect(box.messages.map(({ id }) => id)).toContain(made.id);
    expect(JSON.stringify(box)).not.toMatch(/aaltje|Patient/i);
    type Glance = { readonly limits: readonly { readonly state: string }[] };
    const { body, status } = await gp.post<{ readonly glance: Glance }>(`/inbox/${made.id}/open`);
    expect(status).toBe(200);
    // What the recipient reads is what the sender reads: a limit that is not found would read as not discussed.
    const ours = await nurse.get<Glance>(`/patients/${PATIENT}/glance`);
    expect(ours.limits.map(({ state }) => state)).toContain('doNot');
    expect(body.glance.limits).toEqual(ours.limits);
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
    const nurse = await house.signedIn(/Iris Imaginair/);
    const made = await sent(nurse, { to: PRACTICE, channel: 'inbox' });
    const stranger = await house.signedIn(/Gijs Gefingeerd/);
    expect((await stranger.get<{ messages: readonly View[] }>('/inbox')).messages).toEqual([]);
    expect((await stranger.post(`/inbox/${made.id}/open`)).status).toBe(404);
    await nurse.post(`/hand-overs/${made.id}/withdraw`);
    const gp = await house.signedIn(/Pim Proefman/);
    expect((await gp.post(`/inbox/${made.id}/open`)).status).toBe(404);
  });

  it('is not there for who works at the practice or hospital and treats nobody', async () => {
    const nurse = await house.signedIn(/Iris Imaginair/);
    const made = await sent(nurse, { to: 'Organization/demo-hospital', channel: 'inbox' });
    const ward = await house.signedIn(/Mees Verzinsel/);
    expect(JSON.stringify(await ward.get('/inbox'))).toContain(made.id);
    const administrator = await house.signedIn(/Bas Beheerder-Proef/);
    expect(JSON.stringify(await administrator.get('/inbox'))).not.toContain(made.id);
    expect((await administrator.post(`/inbox/${made.id}/open`)).status).toBe(404);
  });

  it('is not sent to who does not treat the patient; the answer says what would help', async () => {
    const nurse = await house.signedIn(/Iris Imaginair/);
    const refused = await nurse.post<{ readonly sentence: string; readonly expression: string }>(
      `/patients/${PATIENT}/hand-overs`,
      sending({ to: 'Organization/demo-gp-brug', channel: 'inbox' }),
    );
    expect([refused.status, refused.body.expression]).toEqual([422, 'to']);
    expect(refused.body.sentence).toMatch(/zorgrelatie.*toestemming/);
    const { recipients } = await nurse.get<{ recipients: readonly { reference: string; ground?: string }[] }>(
      `/patients/${PATIENT}/hand-overs/others?name=brug`,
    );
    expect(recipients.map(({ reference, ground }) => [reference, ground])).toEqual([
      ['Organization/demo-gp-brug', undefined],
    ]);
  });

  it('is answered by who opened it: the sender reads by whom and when, and a stranger cannot', async () => {
    const nurse = await house.signedIn(/Iris Imaginair/);
    const made = await sent(nurse, { to: PRACTICE, channel: 'inbox', asked: 'Wilt u dit bevestigen?' });
    const words = 'Ontvangen. Overdag bereikbaar op 000-555 01 15.';
    const gp = await house.signedIn(/Pim Proefman/);
    expect(JSON.stringify(await gp.get('/inbox'))).not.toContain('bevestigen');
    const opened = await gp.post(`/inbox/${made.id}/open`);
    expect(opened.body).toMatchObject({ handOver: { asked: 'Wilt u dit bevestigen?' } });
    expect((await gp.post(`/inbox/${made.id}/answer`, { words: ' ' })).status).toBe(400);
    for (const _ of [1, 2]) expect((await gp.post(`/inbox/${made.id}/answer`, { words })).status).toBe(200);
    const stranger = await house.signedIn(/Gijs Gefingeerd/);
    expect((await stranger.post(`/inbox/${made.id}/answer`, { words })).status).toBe(404);
    expect(await stateOf(nurse, made.id)).toMatchObject({
      answers: [{ words, name: expect.stringContaining('Proefman') as unknown }],
    });
  });

  it('is sent by the team and by nobody else', async () => {
    const gp = await house.signedIn(/Pim Proefman/);
    const { status } = await gp.post(
      `/patients/${PATIENT}/hand-overs`,
      sending({ to: PRACTICE, channel: 'inbox' }),
    );
    expect(status).toBe(403);
  });
});
