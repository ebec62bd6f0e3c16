import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder of a whole test run, for what its processes share and for what their browsers write. */
const FOLDER = 'CAECILIA_TEST_RUN';

/**
 * Around a whole test run: makes the folder, and removes it when the processes of the run are gone. A process that is
 * ended takes its browser with it, and not what that browser wrote.
 */
export default function keepRunFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-run-'));
  process.env[FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The folder of this test run; undefined in a program that is no test. */
export const runFolder = (): string | undefined => process.env[FOLDER];
