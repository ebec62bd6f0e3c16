import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LogCount, NOTHING, sumOf } from './count.ts';

/** The folder of a whole run. */
export const RUN = 'CAECILIA_LOG_COUNT_RUN';
/** The sum of one test file, in its folder. */
export const SUM = 'sum.json';

/** Around a whole test run: afterwards the sums are told, and where a line is missing the run has failed. */
export default function countOverRun(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-log-count-'));
  process.env[RUN] = folder;
  return () => {
    const files = globSync(`*/${SUM}`, { cwd: folder });
    const sum = files
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as LogCount)
      .reduce(sumOf, NOTHING);
    rmSync(folder, { recursive: true, force: true });
    if (files.length > 0) process.stdout.write(`\n${told(sum)}\n`);
    if (sum.faults.length > 0) process.exitCode = 1;
  };
}

function told({ requests, brokenOnPurpose, lines, faults }: LogCount): string {
  const { touched = 0, ...others } = requests;
  const rest = Object.entries(others).map(([touch, count]) => `${touch} ${count}`);
  return [
    `Log: ${touched} requests touched patients or were refused, ${lines} lines, ${faults.length} without theirs`,
    `     (${brokenOnPurpose} where a test broke the log on purpose; not counted: ${rest.join(', ')})`,
  ].join('\n');
}
