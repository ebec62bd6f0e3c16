import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unspoken } from './unspoken.ts';

const root = join(import.meta.dirname, '../..');
const built = join(root, 'apps/web/dist');
const stampFile = join(built, '.stamp');

/** Everything that the app can be made of: itself, the kit, and the screens of modules with what they import. */
const SOURCES = [
  'package-lock.json',
  'tools/build/build-web.ts',
  'apps/web/index.html',
  'apps/web/package.json',
  'apps/web/build/*.ts',
  'apps/web/src/**/*',
  'packages/ui/package.json',
  'packages/ui/src/**/*.ts',
  'packages/ui/styles/*.css',
  'packages/workspace/package.json',
  'packages/workspace/{src,build}/**/*',
  'care/*/package.json',
  'care/*/src/**/*.{ts,tsx,css}',
];

/** Changes when a file that the app is made of changes; tests and demo data are none of it. */
export function stampOf(folder: string, patterns: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  const files = globSync([...patterns], { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\.test\.tsx?$|\/(testing|demo)\//.test(file.slice(folder.length)))
    .toSorted();
  for (const file of files) hash.update(`${file.slice(folder.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** Builds the app of the daily work where something of it changed since it was last built. */
export async function buildWeb(): Promise<'built' | 'unchanged'> {
  const stamp = stampOf(root, SOURCES);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 'unchanged';
  const missing = await unspoken();
  if (missing.length > 0) throw new Error(`words are missing:\n${missing.join('\n')}`);
  // Loading the bundler costs more than finding out that there is nothing to do.
  const { buildApp } = await import('../../packages/workspace/build/build-app.ts');
  const { WEB } = await import('../../apps/web/build/built-app.ts');
  const fresh = `${built}.${process.pid}`;
  try {
    await buildApp(WEB, fresh);
    writeFileSync(join(fresh, '.stamp'), stamp);
    // A server that is running has the old files open or in memory; it serves the new ones after a restart.
    rmSync(built, { recursive: true, force: true });
    renameSync(fresh, built);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return 'built';
}
