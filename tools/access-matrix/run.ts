/**
 * `npm run access-matrix`: every role x type x interaction x relation of the access policy, asked of the store and
 * compared with the table. On the embedded database, or with `--postgresql` on a throw-away PostgreSQL. It ends with 1
 * when there is a difference.
 */
import { parseArgs } from 'node:util';
import { openWorld, runMatrix } from '../../apps/care/src/access/testing/matrix.ts';
import { ROLES, TYPES } from '../../apps/care/src/access/testing/world.ts';
import { startCluster } from '../../platform/engine/src/testing/postgresql-cluster.ts';

const { values } = parseArgs({ options: { postgresql: { type: 'boolean', default: false } } });
const began = Date.now();
const seconds = () => Math.round((Date.now() - began) / 1000);

const cluster = values.postgresql ? await startCluster() : undefined;
try {
  const world = await openWorld(await cluster?.newDatabase());
  console.error(`The world is there after ${seconds()} s: ${ROLES.length} roles, ${TYPES.length} types`);
  let [cells, allowed] = [0, 0];
  const differences: string[] = [];
  for (const role of ROLES) {
    const report = await runMatrix(world.store, [role]);
    cells += report.cells;
    allowed += report.allowed;
    differences.push(...report.differences);
    console.error(`${role}: ${report.cells} cells, ${report.differences.length} differences, ${seconds()} s`);
  }
  await world.close();
  for (const difference of differences.slice(0, 100)) console.log(difference);
  console.log(`${cells} cells, ${allowed} allowed, ${differences.length} differences, ${seconds()} s`);
  if (differences.length > 0) process.exitCode = 1;
} finally {
  await cluster?.stop();
}
