import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../store.ts';
import { emptyRecord } from '../testing/migrated.ts';
import { EVERYTHING, patient } from '../testing/people.ts';
import { smallExtractor } from '../testing/small-extraction.ts';

describe('the embedded database', () => {
  let dataDir: string;
  const opened: Store[] = [];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'caecilia-data-'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  const open = async (mode: 'development' | 'production' = 'development') => {
    const store = await openStore({
      dataDir,
      mode,
      extractor: smallExtractor,
      searcher: () => Promise.reject(new Error('not part of this test')),
    });
    opened.push(store);
    return store;
  };

  it('keeps the record in its folder until it is opened again', async () => {
    const first = await open();
    const { version } = await first
      .session(EVERYTHING)
      .change({ kind: 'create', resource: patient('Blijft') });
    await first.close();
    const again = await open();
    expect(await again.session(EVERYTHING).read('Patient', version.id)).toEqual(version);
    expect(await again.verify()).toMatchObject({ resources: 1, versions: 1 });
  });

  it('is refused to a second store on its folder, and the first goes on', async () => {
    rmSync(dataDir, { recursive: true });
    dataDir = await emptyRecord('caecilia-data-');
    const first = await open();
    await expect(open()).rejects.toMatchObject({ code: 'conflict' });
    const { outcome } = await first
      .session(EVERYTHING)
      .change({ kind: 'create', resource: patient('Eerste') });
    expect(outcome).toBe('created');
    await first.close();
    expect((await (await open()).verify()).resources).toBe(1);
  });

  it('is refused in production mode, because it does not sync to disk', async () => {
    await expect(open('production')).rejects.toThrow('refused in production mode');
  });
});
