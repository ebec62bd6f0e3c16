/**
 * Makes a plain clone ready: installs the packages of the lock file when they are not there, and builds what is
 * generated. Plain JavaScript without dependencies, so that it runs on the Node a machine happens to have; the
 * package scripts then `exec node`, which finds the Node 24 that the install brought (node_modules/.bin comes
 * first on the path of an npm script).
 *
 * With --for-tests it also installs the browser and PostgreSQL from the system's packages, where it may.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installTestPrograms } from './test-programs.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const say = (line) => process.stderr.write(`${line}\n`);

function stampOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

function run(command, args, failure) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env: cleanEnvironment() });
  if (result.status === 0) return;
  say(
    `${failure} (${command} ${args.join(' ')} ended with ${result.status ?? result.signal ?? result.error})`,
  );
  process.exit(1);
}

/** npm hands its own settings to scripts; an install inside must not inherit `--silent` or a dry run. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_(loglevel|dry_run|omit|include|json)|lifecycle|package|command)/i.test(name),
    ),
  );
}

function installPackages() {
  const stampFile = join(root, 'node_modules', '.caecilia-installed');
  const stamp = stampOf(['package-lock.json']);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('Installing packages (first time, or the lock file changed); this takes about a minute.');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'The packages could not be installed');
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function suitableNode() {
  const installed = join(root, 'node_modules', '.bin', 'node');
  const candidate = existsSync(installed) ? installed : process.execPath;
  const { stdout } = spawnSync(candidate, ['--version'], { encoding: 'utf8' });
  const [major = 0, minor = 0] = (stdout ?? '').replace(/^v/, '').split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 19)) return candidate;
  say(
    `Caecilia needs Node 22.19 or newer; this is ${stdout?.trim() || 'unknown'}. Install Node 24 LTS and try again.`,
  );
  return process.exit(1);
}

installPackages();
const node = suitableNode();
run(node, ['tools/build/build.ts', '--quiet'], 'The product could not be built');
if (process.argv.includes('--for-tests')) installTestPrograms(say);
