/**
 * The one command line, `npm run -s caecilia -- COMMAND`: sends each command to the house that knows it. Care's run in
 * this process; Global's in one of their own, which has nothing of care.
 */
import { pathToFileURL } from 'node:url';
import { environmentOf, houseOf, programOf } from './houses.ts';
import { endOf, handSignals, runHouse } from './run-house.ts';

const args = process.argv.slice(2);
if (houseOf(args) === 'global') {
  const child = runHouse('global', { args, environment: process.env, workingFolder: process.cwd() });
  handSignals([child]);
  process.exitCode = await endOf(child);
} else {
  const own = environmentOf('care', process.env);
  for (const name of Object.keys(process.env))
    if (!(name in own) && name.startsWith('CAECILIA_')) delete process.env[name];
  await import(pathToFileURL(programOf('care')).href);
}
