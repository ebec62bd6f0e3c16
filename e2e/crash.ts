import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type ServerProcess, startServer } from './server-process.ts';

/** What a series of crashes left behind. */
export interface CrashReport {
  readonly acknowledged: number;
  readonly unanswered: number;
  /** Acknowledged bundles of which nothing is there any more. */
  readonly lost: number;
  /** Bundles of which only a part is there. */
  readonly half: number;
  readonly slowestRestartMs: number;
}

const SYSTEM = 'urn:caecilia:crash';
const ENTRIES = 5;
const WRITERS = 8;

function bundle(mark: string): string {
  const entry = Array.from({ length: ENTRIES }, (_, index) => ({
    fullUrl: `urn:uuid:${randomUUID()}`,
    resource: {
      resourceType: 'Basic',
      identifier: [{ system: SYSTEM, value: mark }],
      code: { text: `entry ${index}` },
    },
    request: { method: 'POST', url: 'Basic' },
  }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
}

async function write(
  server: ServerProcess,
  marks: { acknowledged: Set<string>; unanswered: Set<string> },
  stopped: () => boolean,
) {
  while (!stopped()) {
    const mark = randomUUID();
    marks.unanswered.add(mark);
    const response = await fetch(`${server.url}/fhir`, {
      method: 'POST',
      headers: server.headers,
      body: bundle(mark),
    })
      .then(async (answer) => ({ status: answer.status, body: await answer.text() }))
      .catch(() => undefined);
    // No answer: the server was killed; the bundle may be there whole, or not at all.
    if (response === undefined) return;
    marks.unanswered.delete(mark);
    if (response.status === 200) marks.acknowledged.add(mark);
    else throw new Error(`a bundle was answered ${response.status}: ${response.body.slice(0, 300)}`);
  }
}

async function entriesOf(server: ServerProcess, mark: string): Promise<number> {
  const response = await fetch(
    `${server.url}/fhir/Basic?identifier=${encodeURIComponent(`${SYSTEM}|${mark}`)}&_summary=count`,
    {
      headers: server.headers,
    },
  );
  const { total } = (await response.json()) as { total?: number };
  if (typeof total !== 'number') throw new Error(`a count was answered ${response.status} without a total`);
  return total;
}

/**
 * Kills the server with SIGKILL while eight writers post transactions, starts it again, and counts what is missing;
 * as many rounds as asked, on one data folder.
 */
export async function crashRounds(options: {
  dataDir: string;
  rounds: number;
  environment?: Record<string, string>;
}): Promise<CrashReport> {
  const marks = { acknowledged: new Set<string>(), unanswered: new Set<string>() };
  let slowestRestartMs = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    const server = await startServer(options);
    slowestRestartMs = Math.max(slowestRestartMs, round === 0 ? 0 : server.readyMs);
    let stopped = false;
    const writers = Array.from({ length: WRITERS }, () => write(server, marks, () => stopped));
    await wait(300 + Math.random() * 1500);
    stopped = true;
    await server.stop('SIGKILL');
    await Promise.all(writers);
  }
  const server = await startServer(options);
  let [lost, half] = [0, 0];
  const left = [...marks.acknowledged, ...marks.unanswered];
  const counting = async () => {
    for (let mark = left.pop(); mark !== undefined; mark = left.pop()) {
      const count = await entriesOf(server, mark);
      if (count === 0 && marks.acknowledged.has(mark)) lost += 1;
      if (count !== 0 && count !== ENTRIES) half += 1;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, counting));
  await server.stop();
  return {
    acknowledged: marks.acknowledged.size,
    unanswered: marks.unanswered.size,
    lost,
    half,
    slowestRestartMs: Math.max(slowestRestartMs, server.readyMs),
  };
}
