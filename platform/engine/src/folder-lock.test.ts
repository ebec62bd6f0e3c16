import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

const LOCK_MODULE = new URL('./folder-lock.ts', import.meta.url).href;

/** Takes the lock, lets go of what it was given, and collects garbage for the rest of its life. */
const HOLDER = `
import { lockFolder } from '${LOCK_MODULE}';
lockFolder(process.argv[1], 'clinical');
console.log('locked');
setInterval(() => globalThis.gc(), 50);
`;

/** Tries the lock and tells how that went. */
const CONTENDER = `
import { lockFolder } from '${LOCK_MODULE}';
try { lockFolder(process.argv[1], 'clinical'); console.log('locked'); }
catch (error) { console.log(error.name + ': ' + error.message); process.exitCode = 1; }
`;

describe('the lock on a data folder', () => {
  let folder: string;
  let holder: ChildProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'caecilia-lock-'));
  });
  afterEach(async () => {
    await killed(holder);
    holder = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (program: string): ChildProcess =>
    spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  const firstLine = async (child: ChildProcess): Promise<string> => {
    const [chunk] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    return chunk.toString().trim();
  };

  const killed = async (child: ChildProcess | undefined): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  it('is refused to a second process, in a sentence that names the folder and the first', async () => {
    holder = run(HOLDER);
    expect(await firstLine(holder)).toBe('locked');
    expect(() => lockFolder(folder, 'clinical')).toThrow(
      `the data folder ${folder} is in use by another Caecilia (process ${holder.pid}); stop that one first`,
    );
    await wait(300);
    const contender = run(CONTENDER);
    expect(await firstLine(contender)).toMatch(/^Problem: the data folder .* is in use by another Caecilia/);
    expect(holder.exitCode).toBeNull();
    expect(() => lockFolder(folder, 'clinical')).toThrow('in use');
  });

  it('is free again the moment its process was killed, without anything to clean up', async () => {
    holder = run(HOLDER);
    await firstLine(holder);
    await killed(holder);
    const unlock = lockFolder(folder, 'clinical');
    expect(() => lockFolder(folder, 'clinical')).toThrow(`(process ${process.pid})`);
    unlock();
  });

  it('is refused within one process too, and given back when it is released', () => {
    const unlock = lockFolder(folder, 'clinical');
    expect(() => lockFolder(folder, 'clinical')).toThrow('in use');
    expect(() => lockFolder(folder, 'clinical')).toThrow('in use');
    unlock();
    unlock();
    lockFolder(folder, 'clinical')();
  });

  it('is not lost by the attempt of another process', async () => {
    const unlock = lockFolder(folder, 'clinical');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await firstLine(run(CONTENDER))).toContain('in use');
    }
    unlock();
    expect(await firstLine(run(CONTENDER))).toBe('locked');
  });
});
