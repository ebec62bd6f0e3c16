import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { countIn } from './count.ts';
import { RUN, SUM } from './run.ts';

/**
 * In every test file, before it begins: its servers and the processes that it starts are watched, and at its end each
 * request that touched a patient must have its line.
 */
const run = process.env[RUN];
if (run !== undefined) {
  const folder = join(run, randomUUID());
  process.env.CAECILIA_LOG_COUNT = folder;
  await import('./witness.ts');
  const witness = `--import=${new URL('./witness.ts', import.meta.url).href}`;
  const options = process.env.NODE_OPTIONS ?? '';
  if (!options.includes(witness)) process.env.NODE_OPTIONS = `${options} ${witness}`;
  // Registered first, so run last: the servers of the file are stopped by then.
  afterAll(() => {
    const count = countIn(folder);
    if (Object.keys(count.requests).length > 0) writeFileSync(join(folder, SUM), JSON.stringify(count));
    if (count.faults.length > 0)
      throw new Error(
        `the log is not complete: ${count.faults.length} faults\n${count.faults.slice(0, 20).join('\n')}`,
      );
  });
}
