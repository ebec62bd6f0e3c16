import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';

/** The care house as a process of its own, as an operator runs it. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Milliseconds from the start of the process to the first 200 of `/health/ready`. */
  readonly readyMs: number;
  /** Headers of a full-access request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What it wrote on standard error. */
  readonly said: () => string;
  /** Ends it with this signal and waits until it is gone; returns the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A TCP port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts `caecilia serve care` and waits until it is ready. */
export async function startServer(options: {
  dataDir: string;
  port?: number;
  environment?: Readonly<Record<string, string>>;
}): Promise<ServerProcess> {
  const port = options.port ?? (await freePort());
  const started = performance.now();
  const child = spawn(process.execPath, ['apps/care/src/main.ts', 'serve', 'care'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      CAECILIA_DEMO: 'off',
      CAECILIA_LOG_LEVEL: 'error',
      ...options.environment,
      CAECILIA_CARE_PORT: String(port),
      CAECILIA_DATA_DIR: options.dataDir,
    },
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child, () => said);
  const token = openDevelopmentTokens(options.dataDir).issue(new Date(), 60);
  return {
    url,
    child,
    readyMs: performance.now() - started,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/fhir+json',
      'content-type': 'application/fhir+json',
    },
    said: () => said,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}

async function untilReady(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const deadline = Date.now() + 240_000; Date.now() < deadline; await wait(25)) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${said()}`);
    const ready = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(20_000) }).catch(
      () => undefined,
    );
    if (ready?.ok) return;
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready within four minutes: ${said()}`);
}
