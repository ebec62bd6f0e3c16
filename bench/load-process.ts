/** The other side of `load.ts`: sends requests over kept connections and tells how many were answered, how fast. */
import { Agent, request } from 'node:http';
import type { Achieved, Load } from './load.ts';

process.once('message', (load: Load) => {
  achieve(load).then(
    (achieved) => process.send?.(achieved, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function achieve(load: Load): Promise<Achieved> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const latencies: number[] = [];
  let [next, errors] = [0, 0];
  const end = performance.now() + load.seconds * 1000;
  const connection = async () => {
    while (performance.now() < end) {
      const index = next++;
      const started = performance.now();
      if (await ask(load, agent, index)) latencies.push(performance.now() - started);
      else errors += 1;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: load.connections }, connection));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? Number.NaN;
  return { perSecond: latencies.length / seconds, p50: at(0.5), p95: at(0.95), errors };
}

/** True when the answer was a success. */
function ask(load: Load, agent: Agent, index: number): Promise<boolean> {
  const body = load.bodies?.[index % load.bodies.length];
  const path = load.paths[index % load.paths.length] ?? '';
  return new Promise((resolve) => {
    const headers =
      body === undefined ? load.headers : { ...load.headers, 'content-length': Buffer.byteLength(body) };
    const sent = request(`${load.url}${path}`, { agent, method: load.method, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve((response.statusCode ?? 500) < 300));
    });
    sent.on('error', () => resolve(false));
    sent.end(body);
  });
}
