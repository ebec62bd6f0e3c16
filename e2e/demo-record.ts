import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { readSettings, type Settings } from '../apps/care/src/configuration.ts';
import { startCare } from '../apps/care/src/house.ts';
import { runFolder } from './run-folder.ts';

/**
 * A folder of one's own with the record, the accounts and the keys of a house that was started with the small demo now.
 * It is made once in a test run, which takes seconds of processor, and copied: no run finds what an earlier state of
 * the source made. To be removed by the test.
 */
export async function demoRecord(prefix: string): Promise<string> {
  const run = runFolder();
  if (run === undefined) throw new Error('this is for tests: no test run is under way');
  const made = join(run, 'demo');
  if (!existsSync(made)) await make(made);
  const folder = mkdtempSync(join(tmpdir(), prefix));
  cpSync(made, folder, { recursive: true });
  return folder;
}

/** Settings of a house of the tests with the small demo in this folder. */
export function demoSettings(dataDir: string, environment: Readonly<Record<string, string>> = {}): Settings {
  return readSettings(
    {
      CAECILIA_DEMO: 'small',
      CAECILIA_LOG_LEVEL: 'error',
      CAECILIA_CARE_PORT: '0',
      ...environment,
      CAECILIA_DATA_DIR: dataDir,
    },
    '/',
  );
}

async function make(made: string): Promise<void> {
  const draft = await emptyRecord('caecilia-demo-');
  const house = await startCare(demoSettings(draft), {});
  await house.close();
  try {
    renameSync(draft, made);
  } catch (error) {
    // The other process was faster; what it made is as good.
    if (!existsSync(made)) throw error;
    rmSync(draft, { recursive: true });
  }
}
