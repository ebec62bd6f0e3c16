/**
 * `npm run rota-check`: the rota, randomised, in both weeks in which the clock is changed; then people who change one rota
 * at the same time, on the embedded database and on a throw-away PostgreSQL where one is installed. It ends with 1 when a
 * minute has two people or a gap is not told. `--runs` weeks of each property, `--rounds` races, `--seed` to repeat one.
 */
import { parseArgs } from 'node:util';
import { DST_WEEKS } from '../../care/team/src/testing/minutes.ts';
import { checkEdits, checkOnCall, checkPatterns } from '../../care/team/src/testing/properties.ts';
import { ENGINES } from '../../platform/store/src/testing/engines.ts';
import { race } from './race.ts';
import { teamRecord } from './team-record.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [runs, rounds, seed] = [values.runs, values.rounds, values.seed].map(Number);
if (![runs, rounds, seed].every((each) => Number.isSafeInteger(each)))
  throw new Error('--runs, --rounds and --seed are whole numbers');
const SEASONS = ['spring', 'autumn'] as const;
const began = Date.now();
const seconds = () => Math.round((Date.now() - began) / 1000);
console.log(`seed ${seed}`);

for (const season of SEASONS) {
  checkPatterns(season, runs ?? 0, seed);
  checkEdits(season, runs ?? 0, seed);
  checkOnCall(season, Math.ceil((runs ?? 0) / 4), seed);
  console.log(`${season}: ${runs} patterns and ${runs} runs of edits, no difference, ${seconds()} s`);
}

for (const { name, skipped, start } of ENGINES) {
  if (skipped !== undefined) {
    console.log(`${name}: ${skipped}`);
    continue;
  }
  const engine = await start();
  const sum = { made: 0, refused: 0, minutes: 0, gapMinutes: 0, doubled: 0, wrong: 0 };
  for (let round = 0; round < (rounds ?? 0); round += 1) {
    const season = SEASONS[round % 2] ?? 'spring';
    const record = await teamRecord(engine, 4, () => new Date('2026-10-01T09:00:00Z'));
    const report = await race(record, DST_WEEKS[season], {
      people: 8,
      actsEach: 10,
      seed: (seed ?? 0) + round,
    });
    for (const line of [...report.doubled, ...report.wrong].slice(0, 10)) console.error(`${season}: ${line}`);
    for (const key of ['made', 'refused', 'minutes', 'gapMinutes'] as const) sum[key] += report[key];
    sum.doubled += report.doubled.length;
    sum.wrong += report.wrong.length;
    await record.opened.store.close();
  }
  await engine.stop();
  if (sum.doubled + sum.wrong > 0) process.exitCode = 1;
  console.log(
    `${name}: ${rounds} races, ${sum.made} changes made, ${sum.refused} refused; ${sum.minutes} minutes: ` +
      `${sum.doubled} with two people, ${sum.wrong} told wrong, ${sum.gapMinutes} gaps told, ${seconds()} s`,
  );
}
