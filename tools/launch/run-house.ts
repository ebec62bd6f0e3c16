import { type ChildProcess, spawn } from 'node:child_process';
import { type Environment, environmentOf, type House, permissionsOfGlobal, programOf } from './houses.ts';

/** What a house is started with. */
export interface RunOptions {
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly workingFolder: string;
}

/**
 * Starts a house as a process of its own, with its own variables only. Global serves under Node's permissions; its
 * commands (imports, files of the operator) run with those of who calls them.
 */
export function runHouse(house: House, { args, environment, workingFolder }: RunOptions): ChildProcess {
  const confined = house === 'global' && args[0] === 'serve';
  const permissions = confined ? permissionsOfGlobal(environment, workingFolder) : [];
  return spawn(process.execPath, [...permissions, programOf(house), ...args], {
    cwd: workingFolder,
    env: environmentOf(house, environment),
    stdio: 'inherit',
  });
}

/** How a process ended: its exit code, or 128 and the number of the signal as shells say it. */
export function endOf(child: ChildProcess): Promise<number> {
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Hands the signals that stop a program on to it. */
export function handSignals(children: readonly ChildProcess[]): () => boolean {
  let told = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // From a terminal the houses had it already; a second time does no harm, they stop once.
      if (!told) for (const child of children) child.kill('SIGTERM');
      told = true;
    });
  }
  return () => told;
}
