import { Problem } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NURSE, startTestServer, type TestServer } from '../testing/fhir-server.ts';
import { closeGracefully, registerHealth } from './health.ts';
import { errorLine, logOptions } from './logging.ts';
import { createMetrics, registerMetrics } from './metrics.ts';
import { Gate } from './overload.ts';

describe('health', () => {
  let server: TestServer;
  let databaseAnswers = true;
  beforeAll(async () => {
    server = await startTestServer();
    const ping = () =>
      databaseAnswers ? server.store.ping() : Promise.reject(new Problem('transient', 'away'));
    registerHealth(server.app, { ping });
  });
  afterAll(() => server.close());

  it('is live while the process answers, and ready while the database does', async () => {
    expect((await server.app.inject('/health/live')).statusCode).toBe(200);
    expect((await server.app.inject('/health/ready')).statusCode).toBe(200);
    databaseAnswers = false;
    expect((await server.app.inject('/health/ready')).statusCode).toBe(503);
    expect((await server.app.inject('/health/live')).statusCode).toBe(200);
    databaseAnswers = true;
  });
});

describe('a graceful stop', () => {
  it('answers what was accepted, refuses what comes after, and closes the store last', async () => {
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const entered = Promise.withResolvers<void>();
    const allow = () => {
      entered.resolve();
      return held;
    };
    const server = await startTestServer({ allow });
    registerHealth(server.app, server.store);
    const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
    const patient = JSON.stringify({ resourceType: 'Patient' });
    const accepted = fetch(`${address}/fhir/Patient`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: patient,
    });
    await entered.promise;
    const stopped = closeGracefully(server.app, server.store, { deadlineMs: 600_000 });
    await expect.poll(() => server.app.server.listening).toBe(false);
    await expect(fetch(`${address}/fhir/Patient?_id=x`)).rejects.toThrow();
    goOn();
    expect((await accepted).status).toBe(201);
    expect(await stopped).toBe(true);
    await expect(server.store.ping()).rejects.toThrow();
  });

  it('cuts off what still hangs after the deadline', async () => {
    const entered = Promise.withResolvers<void>();
    const allow = () => {
      entered.resolve();
      return new Promise<void>(() => undefined);
    };
    const server = await startTestServer({ allow });
    const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
    const hanging = fetch(`${address}/fhir/Patient?_id=x`);
    const cut = expect(hanging).rejects.toThrow();
    await entered.promise;
    expect(await closeGracefully(server.app, server.store, { deadlineMs: 200 })).toBe(false);
    await cut;
  });
});

describe('too many requests', () => {
  it('wait in a bounded queue; what comes on top is refused with 503 and Retry-After', async () => {
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const server = await startTestServer({ allow: () => held, limits: { inFlight: 1, waiting: 1 } });
    const sent = [1, 2, 3].map(() => server.send('GET /Patient/none'));
    // Two are in, and the third is refused: it is full.
    expect(await Promise.race(sent)).toMatchObject({ status: 503 });
    const refused = await server.send('GET /Patient/none');
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      resource: { issue: [{ code: 'throttled' }] },
    });
    goOn();
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([404, 404, 503]);
    expect((await server.send('GET /Patient/none')).status).toBe(404);
    await server.close();
  });

  it('are let in one by one as others leave', async () => {
    const gate = new Gate({ inFlight: 1, waiting: 2 });
    expect(gate.enter()).toBeUndefined();
    const order: number[] = [];
    const waiting = [1, 2].map((number) => Promise.resolve(gate.enter()).then(() => order.push(number)));
    expect(gate.load).toEqual({ working: 1, waiting: 2 });
    expect(() => gate.enter()).toThrow(Problem);
    gate.leave();
    gate.leave();
    await Promise.all(waiting);
    gate.leave();
    expect(order).toEqual([1, 2]);
    expect(gate.load).toEqual({ working: 0, waiting: 0 });
  });
});

describe('metrics', () => {
  it('count requests by interaction and status, time, load, the store and the event loop', async () => {
    const metrics = createMetrics(() => ({ batches: 7 }));
    const server = await startTestServer({ metrics });
    registerMetrics(server.app, metrics);
    await server.send('GET /Patient/none');
    await server.send('GET /Patient?_id=x');
    await server.send('GET /Pacient');
    const { payload } = await server.app.inject('/metrics');
    for (const line of [
      'caecilia_fhir_requests_total{interaction="read",status="404"} 1',
      'caecilia_fhir_requests_total{interaction="search-type",status="200"} 1',
      'caecilia_fhir_requests_total{interaction="none",status="404"} 1',
      'caecilia_fhir_request_duration_seconds_count{interaction="read"} 1',
      'caecilia_fhir_requests_in_flight{state="working"} 0',
      'caecilia_store_batches 7',
    ]) {
      expect(payload).toContain(line);
    }
    expect(payload).toContain('nodejs_eventloop_lag_seconds');
    await server.close();
  });
});

describe('the log', () => {
  it('has a line for each request, with interaction, type, status, time and id, and no patient data', async () => {
    const lines: string[] = [];
    const stream = { write: (line: string) => void lines.push(line) };
    const server = await startTestServer({
      authenticate: ({ headers }) => {
        if (headers['x-test'] === 'failure') throw new TypeError('Piet Verzonnen 1961-01-01');
        return NURSE;
      },
      logger: { ...logOptions('info'), stream },
    });
    await server.send('GET /Patient?family=Verzonnen&birthdate=1961-01-01');
    await server.send('POST /Patient', { resourceType: 'Patient', name: [{ family: 'Verzonnen' }] });
    await server.send('POST /Patient', '{"resourceType":"Patient","name":"Verzonnen"}');
    await server.send('GET /Patient/verzonnen-id', undefined, {
      'x-test': 'failure',
      'x-request-id': 'known-request',
    });
    await server.close();
    const answered = lines
      .filter((line) => line.includes('"answered"'))
      .map((line) => JSON.parse(line) as object);
    expect(answered).toMatchObject([
      { level: 'info', interaction: 'search-type', type: 'Patient', status: 200 },
      { interaction: 'create', status: 201 },
      { interaction: 'create', status: 422 },
      { interaction: 'read', status: 500, requestId: 'known-request' },
    ]);
    expect(lines.filter((line) => line.includes('"failed"'))).toEqual([
      expect.stringMatching(/"type":"TypeError".*"requestId":"known-request"/),
    ]);
    expect(lines.join('')).not.toMatch(/verzonnen|1961/i);
  });

  it('keeps of an error its kind, code, frames and cause, and not its words', () => {
    const cause = Object.assign(new Error('Key (name)=(Verzonnen) exists'), { code: '23505' });
    const line = errorLine(new TypeError('Verzonnen', { cause }));
    expect(line).toMatchObject({ type: 'TypeError', cause: { code: '23505' } });
    expect(line.stack).toContain('at ');
    expect(JSON.stringify(line)).not.toContain('Verzonnen');
  });
});

describe('a request that never becomes one', () => {
  it('is refused with an OperationOutcome, whatever is wrong with it', async () => {
    const server = await startTestServer();
    const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
    const long = await fetch(`${address}/fhir/Patient/none`, { headers: { 'x-long': 'x'.repeat(40_000) } });
    expect(long.status).toBe(431);
    expect(await long.text()).toContain('OperationOutcome');
    await server.close();
  });
});
