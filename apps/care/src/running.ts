import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server that holds the data folder, as it announced itself there. */
export interface Running {
  readonly url: string;
  readonly pid: number;
}

const fileIn = (dataDir: string) => join(dataDir, 'care-address.json');

/** Notes in the data folder where this process serves, so that the command line can reach the record through it. */
export function announce(dataDir: string, url: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(fileIn(dataDir), JSON.stringify({ url, pid: process.pid }));
}

/** Takes the note back; only if it is this process's own. */
export function withdraw(dataDir: string): void {
  if (noted(dataDir)?.pid === process.pid) rmSync(fileIn(dataDir), { force: true });
}

/** The server that holds the data folder, if it answers. A note that a crash left behind answers nothing. */
export async function findRunning(dataDir: string): Promise<Running | undefined> {
  const running = noted(dataDir);
  if (!running) return undefined;
  try {
    const response = await fetch(`${running.url}/health/live`, { signal: AbortSignal.timeout(2000) });
    return response.ok ? running : undefined;
  } catch {
    // Nobody listens there: the note is old. Whether the folder is free is decided by its lock, not here.
    return undefined;
  }
}

function noted(dataDir: string): Running | undefined {
  let text: string;
  try {
    text = readFileSync(fileIn(dataDir), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const note: unknown = text === '' ? undefined : JSON.parse(text);
  return isRunning(note) ? note : undefined;
}

function isRunning(note: unknown): note is Running {
  return (
    typeof note === 'object' &&
    note !== null &&
    'url' in note &&
    typeof note.url === 'string' &&
    'pid' in note &&
    typeof note.pid === 'number'
  );
}
