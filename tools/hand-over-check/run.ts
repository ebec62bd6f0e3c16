/**
 * `npm run hand-over-check`: hand-overs at random over the nights in which the clock is changed, with servers that start
 * again and look at once; on the embedded database, and on PostgreSQL with three servers where one is installed. It ends
 * with 1 when one that nobody read has no task or two, or one that was read in time has one.
 */
import { parseArgs } from 'node:util';
import { NO_POSTGRESQL, postgresqlPrograms } from '../../platform/engine/src/testing/postgresql-cluster.ts';
import { embeddedHouse, threeServers } from './servers.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    'hand-overs': { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [handOvers = 0, seed = 0] = [values['hand-overs'], values.seed].map(Number);
if (!Number.isSafeInteger(handOvers) || !Number.isSafeInteger(seed))
  throw new Error('--hand-overs and --seed are whole numbers');

const DAYS = { spring: '2026-03-29', autumn: '2026-10-25' };
const houses = [
  { name: 'PGlite, one server', start: embeddedHouse },
  ...(postgresqlPrograms() === undefined ? [] : [{ name: 'PostgreSQL, three servers', start: threeServers }]),
];
if (houses.length === 1) console.log(`PostgreSQL: ${NO_POSTGRESQL}`);
for (const { name, start } of houses)
  for (const [season, aroundDay] of Object.entries(DAYS)) {
    const began = Date.now();
    const house = await start();
    const { open } = house;
    const found = await simulate({
      handOvers: Math.ceil(handOvers / 2),
      seed,
      aroundDay,
      open,
      everyHours: 2,
      mostRestarts: 8,
    });
    await house.end();
    for (const line of found.wrong.slice(0, 10)) console.error(line);
    if (found.wrong.length > 0) process.exitCode = 1;
    console.log(
      `${name}, ${season}, seed ${seed}: ${found.handOvers} hand-overs, ${found.unread} unread, ` +
        `${found.readInTime} settled in time, ${found.tasks} tasks, ${found.wrong.length} wrong; ` +
        `${found.runs} looks, ${found.restarts} restarts, ${Math.round((Date.now() - began) / 1000)} s`,
    );
  }
