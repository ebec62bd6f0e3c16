import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openPGliteInMemory } from '@caecilia/engine';
import {
  type ModuleSchema,
  type OpenedRegister,
  prepare,
  type RegisterOptions,
  registerOn,
} from '../open.ts';
import { OWN_STEPS } from '../schema.ts';
import { REGISTER_USE } from '../use.ts';

/** A register of its own for a test, and a way to look or meddle behind its back. */
export interface TestRegister extends OpenedRegister {
  readonly sql: Database['wide'];
}

/**
 * A register with these tables and nothing in them, embedded and in memory. The tables are made once: the first test file
 * that wants them leaves an image for the others and for the next run, under a name that changes with the steps and with
 * the engine. Copying it takes a quarter of a second, so a test file opens one and shares it. Close it at the end.
 */
export async function testRegister(
  modules: readonly ModuleSchema[],
  options: Pick<RegisterOptions, 'now' | 'onFollowerFailed'> = {},
): Promise<TestRegister> {
  const database = await openPGliteInMemory(REGISTER_USE, await migratedImage(modules));
  return { ...registerOn(database, options), sql: database.wide };
}

const KEPT = join(tmpdir(), 'caecilia-test');

/** The image of a database with these tables. */
export async function migratedImage(modules: readonly ModuleSchema[]): Promise<Blob> {
  const path = join(KEPT, `register-${stateOf(modules)}.tar`);
  if (!existsSync(path)) await make(path, modules);
  return new Blob([readFileSync(path)]);
}

async function make(path: string, modules: readonly ModuleSchema[]): Promise<void> {
  const database = await openPGliteInMemory(REGISTER_USE);
  try {
    await prepare(database, modules);
    const image = await database.client.dumpDataDir('none');
    mkdirSync(KEPT, { recursive: true });
    const draft = join(KEPT, `draft-${randomUUID()}`);
    writeFileSync(draft, new Uint8Array(await image.arrayBuffer()));
    // Another test file may have been faster; what it made is as good.
    if (existsSync(path)) rmSync(draft);
    else renameSync(draft, path);
  } finally {
    await database.close();
  }
}

function stateOf(modules: readonly ModuleSchema[]): string {
  const engine = readFileSync(new URL('../package.json', import.meta.resolve('@caecilia/engine')), 'utf8');
  const hash = createHash('sha256').update(JSON.stringify([OWN_STEPS, modules]));
  return hash.update(engine).digest('hex').slice(0, 16);
}
