import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPGliteInMemory } from '../drivers/pglite.ts';
import { MIGRATIONS, migrate } from '../migrations.ts';

/**
 * An embedded database with the schema in it and nothing else. Making one takes seconds, so the first test file of
 * a run leaves it for the others, under a name that changes with the schema and the engine.
 */
export async function migratedImage(): Promise<Blob> {
  const file = join(tmpdir(), 'caecilia-test', `${imageName()}.tar`);
  try {
    return new Blob([readFileSync(file)]);
  } catch {
    // Nobody has made it yet.
    return await makeImage(file);
  }
}

function imageName(): string {
  const versions = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return createHash('sha256').update(versions).update(JSON.stringify(MIGRATIONS)).digest('hex').slice(0, 16);
}

async function makeImage(file: string): Promise<Blob> {
  const template = await openPGliteInMemory();
  await migrate(template);
  const image = await template.client.dumpDataDir('none');
  await template.close();
  mkdirSync(join(file, '..'), { recursive: true });
  // Several test files may be at this at the same time; a rename never shows half a file.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, new Uint8Array(await image.arrayBuffer()));
  renameSync(own, file);
  return image;
}
