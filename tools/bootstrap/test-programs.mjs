/** The programs that only tests need: a browser and PostgreSQL, from Debian's packages where this user may. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const onPath = (name) =>
  (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(`${folder}/${name}`));

function hasPostgres() {
  if (onPath('initdb') && onPath('postgres')) return true;
  const folder = '/usr/lib/postgresql';
  return (
    existsSync(folder) &&
    readdirSync(folder).some(
      (version) => Number(version) >= 15 && existsSync(`${folder}/${version}/bin/initdb`),
    )
  );
}

const PROGRAMS = [
  {
    name: 'Chromium',
    packages: ['chromium'],
    present: () => onPath('chromium'),
    skips: 'the tests of screens in a browser',
  },
  {
    name: 'PostgreSQL',
    packages: ['postgresql'],
    present: hasPostgres,
    skips: 'the tests on PostgreSQL (the same tests run on the embedded database)',
  },
];

function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 2], timeout: 600_000 }).status === 0;
  return (
    (apt('-qq', 'update') && apt('-qq', 'install', '-y', '--no-install-recommends', ...packages)) || false
  );
}

/** Installs what is missing, and says which tests will be skipped when it cannot. */
export function installTestPrograms(say) {
  const missing = PROGRAMS.filter((program) => !program.present());
  if (missing.length === 0) return;
  const may = process.getuid?.() === 0 && onPath('apt-get');
  if (may) {
    say(`Installing for the tests: ${missing.map((program) => program.name).join(', ')}.`);
    aptInstall(missing.flatMap((program) => program.packages));
  }
  for (const program of missing.filter((each) => !each.present()))
    say(
      `SKIPPED: ${program.name} is not installed${may ? ' and could not be' : ' and this user may not install it'}; without it ${program.skips} do not run.`,
    );
}
