import { mkdirSync, realpathSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One of the two houses. */
export type House = 'care' | 'global';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What any program of this machine needs, and what both houses read. */
const COMMON =
  /^(PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|NO_COLOR|NODE_ENV|NODE_COMPILE_CACHE|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|CAECILIA_MODE|CAECILIA_LOG_LEVEL)$/;

/** What the care house needs to know of Global to let it sign people in, and nothing else of it. */
const SHARED_WITH_CARE = new Set(['CAECILIA_GLOBAL_ORIGIN', 'CAECILIA_GLOBAL_OIDC_CLIENT_SECRET']);

const MAY_HAVE: Readonly<Record<House, (name: string) => boolean>> = {
  // `PG…` is what the PostgreSQL driver reads beside an address: passwords among them.
  care: (name) =>
    (/^(CAECILIA_|PG|NODE_OPTIONS$)/.test(name) && !name.startsWith('CAECILIA_GLOBAL_')) ||
    SHARED_WITH_CARE.has(name),
  global: (name) => name.startsWith('CAECILIA_GLOBAL_'),
};

/** The variables that a house is started with: a list of what it may have, so that a new secret reaches neither. */
export function environmentOf(house: House, environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && (COMMON.test(name) || MAY_HAVE[house](name)) ? [[name, value]] : [],
    ),
  );
}

/** Units whose source Global is made of. Neither the record store nor a module of care is among them. */
const READ_BY_GLOBAL = [
  'package.json',
  'node_modules',
  'packages',
  'platform/audit',
  'platform/engine',
  'platform/mail',
  'platform/register',
  'global',
  'apps/global',
  'apps/office',
];

/** Folder of Global's own data, as its settings have it. */
export function dataFolderOf(environment: Environment, workingFolder: string): string {
  const named = environment.CAECILIA_GLOBAL_DATA_DIR ?? './data-global';
  return isAbsolute(named) ? named : resolve(workingFolder, named);
}

/**
 * How Node starts Global: it reads its own program and its own data and writes to its data only, starts no process and
 * no thread, and loads no native code. The folder is made here, because permissions are given to what is there.
 */
export function permissionsOfGlobal(environment: Environment, workingFolder: string): readonly string[] {
  const data = dataFolderOf(environment, workingFolder);
  mkdirSync(data, { recursive: true });
  const secret = environment.CAECILIA_GLOBAL_OIDC_CLIENT_SECRET_FILE;
  const certificates = environment.NODE_EXTRA_CA_CERTS;
  const read = [
    ...READ_BY_GLOBAL.map((unit) => join(ROOT, unit)),
    // Packages may be installed elsewhere and only linked here.
    realpathSync(join(ROOT, 'node_modules')),
    data,
    ...(secret === undefined ? [] : [resolve(workingFolder, secret)]),
    ...(certificates === undefined ? [] : [certificates]),
  ];
  return [
    '--permission',
    ...[...new Set(read)].map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${data}`,
    // Node's own SQLite opens files past these permissions; only the lock of an embedded database needs it.
    ...(environment.CAECILIA_GLOBAL_DATABASE_URL === undefined ? [] : ['--no-experimental-sqlite']),
  ];
}

/** The program of a house. */
export function programOf(house: House): string {
  return join(ROOT, 'apps', house, 'src', 'main.ts');
}

const GLOBAL_COMMANDS = /^(global-[a-z]+|import-ror|match)$/;

/** The house that a command line is for. */
export function houseOf([name, first]: readonly string[]): House {
  if (name === 'serve') return first === 'global' ? 'global' : 'care';
  return name !== undefined && GLOBAL_COMMANDS.test(name) ? 'global' : 'care';
}
