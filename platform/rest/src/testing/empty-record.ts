import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@caecilia/store';

/**
 * A data folder with an empty record, of one's own. Making a database takes seconds, so it is made once for each
 * state of the store's source and copied from then on.
 */
export async function emptyRecord(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-rest-'));
  cpSync(await template(), folder, { recursive: true });
  return folder;
}

async function template(): Promise<string> {
  const made = join(tmpdir(), `caecilia-rest-template-${stateOfStore()}`);
  if (existsSync(made)) return made;
  removeStale();
  const draft = mkdtempSync(join(tmpdir(), 'caecilia-rest-draft-'));
  const nothing = {
    tokens: [],
    texts: [],
    strings: [],
    uris: [],
    references: [],
    ranges: [],
    composites: [],
    present: [],
  };
  const store = await openStore({
    dataDir: draft,
    mode: 'development',
    extractor: () => ({ entries: nothing, placement: {} }),
    searcher: () => Promise.reject(new Error('an empty record is made, not searched')),
  });
  await store.close();
  try {
    renameSync(draft, made);
  } catch (error) {
    // Another test file was faster; its folder is as good.
    if (!existsSync(made)) throw error;
    rmSync(draft, { recursive: true });
  }
  return made;
}

/** Templates of earlier states of the source, and records of test runs that did not come to their end. */
function removeStale(): void {
  const yesterday = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of globSync('caecilia-rest-*', { cwd: tmpdir() })) {
    const folder = join(tmpdir(), name);
    if (statSync(folder).mtimeMs < yesterday) rmSync(folder, { recursive: true, force: true });
  }
}

function stateOfStore(): string {
  const hash = createHash('sha256');
  const source = new URL('../../../store/src/', import.meta.url).pathname;
  for (const file of globSync(['*.ts', '*.sql', 'drivers/*.ts'], { cwd: source }).sort()) {
    hash.update(readFileSync(join(source, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
