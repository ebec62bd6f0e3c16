import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIRECTORY_SCHEMA, type DirectoryTables, importRor } from '@caecilia/directory';
import type { OfficeCaller } from '@caecilia/kernel';
import { openRegister } from '@caecilia/register';

/**
 * Measures the import of a release of ROR into the embedded database: `node bench/ror-import.ts FILE`. The target is
 * 51,370 records within 60 seconds, and a second run that changes no row.
 */
const CALLER: OfficeCaller = { id: 'system:bench', name: 'bench', roles: ['administrator'] };

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('name the file: npm run bench:ror-import -- FILE');

const folder = await mkdtemp(join(tmpdir(), 'bench-ror-'));
const opened = await openRegister({
  dataDir: folder,
  mode: 'development',
  modules: [DIRECTORY_SCHEMA],
});
const register = opened.of<DirectoryTables>();
try {
  console.log(`${cpus().length} processors, ${opened.engine}`);
  for (const name of ['first run', 'second run']) {
    const begun = performance.now();
    const used = process.cpuUsage();
    const report = await importRor(register, CALLER, {
      path,
      onProgress: ({ records, recordsPerSecond, secondsLeft }) =>
        process.stderr.write(`\r${records} records, ${recordsPerSecond} a second, ${secondsLeft} s left   `),
    });
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(used);
    process.stderr.write('\n');
    console.log(
      `${name}: ${report.records} records in ${seconds.toFixed(1)} s (processor ${((user + system) / 1e6).toFixed(1)} s): ${JSON.stringify(report.counts)}`,
    );
  }
  const { rss } = process.memoryUsage();
  console.log(`memory ${Math.round(rss / 2 ** 20)} MB`);
} finally {
  await opened.close();
  await rm(folder, { recursive: true });
}
