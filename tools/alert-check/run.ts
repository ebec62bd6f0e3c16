/**
 * `npm run alert-check`: the alerts of ten thousand agreements over ten years against a calendar that is counted out day
 * by day. Dates change on the way, the house is away for weeks and looks twice at once. It ends with 1 when an alert is
 * missed, comes twice, or comes that no day asks for. `--agreements`, `--years` of each run, `--seed` to repeat one.
 */
import { parseArgs } from 'node:util';
import { playAlerts } from '../../global/agreements/src/testing/alert-world.ts';

const { values } = parseArgs({
  options: {
    agreements: { type: 'string', default: '10000' },
    years: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [agreements, years, seed] = [values.agreements, values.years, values.seed].map(Number);
if (![agreements, years, seed].every((each) => Number.isSafeInteger(each)))
  throw new Error('--agreements, --years and --seed are whole numbers');

const began = Date.now();
const found = playAlerts(agreements ?? 0, years ?? 0, seed ?? 0);
const faults = [...found.missed, ...found.twice, ...found.tooMany];
console.log(
  `seed ${seed}: ${found.agreements} agreements over ${years} years, looked at on ${found.ticks} occasions: ` +
    `${found.alerts} alerts, ${found.missed.length} missed, ${found.twice.length} twice, ` +
    `${found.tooMany.length} that no day asks for, ${Math.round((Date.now() - began) / 1000)} s`,
);
for (const fault of faults.slice(0, 20)) console.log(fault);
process.exitCode = faults.length === 0 && found.alerts > 0 ? 0 : 1;
