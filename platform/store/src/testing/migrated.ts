import { createHash, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPGlite, openPGliteInMemory, TEST_BUFFERS } from '@caecilia/engine';
import { MIGRATIONS, migrate } from '../migrations.ts';
import { STORE_USE } from '../use.ts';

/**
 * Embedded databases with the schema in them and nothing else. Making one takes three seconds of processor, copying it
 * a quarter of one: so the first test file that wants one leaves it for the others, and for the next run, under a name
 * that changes with the schema and the engine.
 */
const KEPT = join(tmpdir(), 'caecilia-test');

/** A folder of one's own under this prefix, in which a store opens with the schema there; to be removed by the test. */
export async function emptyRecord(prefix: string): Promise<string> {
  const template = await kept('folder', async (draft) => {
    const database = await openPGlite(draft, STORE_USE);
    await migrate(database);
    await database.close();
    appendFileSync(join(draft, 'clinical', 'postgresql.conf'), `\nshared_buffers = ${TEST_BUFFERS}\n`);
  });
  const folder = mkdtempSync(join(tmpdir(), prefix));
  cpSync(template, folder, { recursive: true });
  return folder;
}

/** The same as an image for a database in memory. */
export async function migratedImage(): Promise<Blob> {
  const template = await kept('image', async (draft) => {
    const database = await openPGliteInMemory(STORE_USE);
    await migrate(database);
    const image = await database.client.dumpDataDir('none');
    await database.close();
    mkdirSync(draft);
    writeFileSync(join(draft, 'image.tar'), new Uint8Array(await image.arrayBuffer()));
  });
  return new Blob([readFileSync(join(template, 'image.tar'))]);
}

/** What was made under this name, or is made now. */
async function kept(kind: string, make: (draft: string) => Promise<void>): Promise<string> {
  const made = join(KEPT, `${kind}-${stateOfStore()}`);
  if (existsSync(made)) return made;
  mkdirSync(KEPT, { recursive: true });
  removeStale();
  const draft = join(KEPT, `draft-${randomUUID()}`);
  await make(draft);
  try {
    renameSync(draft, made);
  } catch (error) {
    // Another test file was faster; what it made is as good.
    if (!existsSync(made)) throw error;
    rmSync(draft, { recursive: true });
  }
  return made;
}

/** What was made of earlier states of the source, or not to its end. */
function removeStale(): void {
  const yesterday = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of globSync('*', { cwd: KEPT })) {
    // Somebody may be copying it.
    if (name.endsWith(stateOfStore())) continue;
    const path = join(KEPT, name);
    if (statSync(path).mtimeMs < yesterday) rmSync(path, { recursive: true, force: true });
  }
}

function stateOfStore(): string {
  const versions = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return createHash('sha256')
    .update(versions)
    .update(JSON.stringify([MIGRATIONS, TEST_BUFFERS]))
    .digest('hex')
    .slice(0, 16);
}
