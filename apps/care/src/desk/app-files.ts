import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the build puts the app of the daily work (`npm run build`). */
const BUILT = join(import.meta.dirname, '../../../web/dist');

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** A file as it was built, and compressed. */
export interface AppFile {
  readonly contentType: string;
  readonly content: Buffer;
  /** Absent for what is compressed already. */
  readonly gzip?: Buffer;
}

/** The built app. */
export interface AppFiles {
  /** The page that loads it, in Dutch. */
  readonly page: string;
  /** By name; each name holds the hash of its content. */
  readonly files: ReadonlyMap<string, AppFile>;
}

/** Reads the built app; undefined where it was never built. It is small, and stays in memory. */
export function readAppFiles(folder: string = BUILT): AppFiles | undefined {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return undefined;
  const names = globSync('**/*', { cwd: folder }).filter(
    (name) => TYPES[endingOf(name)] !== undefined && !name.startsWith('.'),
  );
  return {
    page: readFileSync(page, 'utf8'),
    files: new Map(names.map((name) => [name, fileAt(folder, name)])),
  };
}

function fileAt(folder: string, name: string): AppFile {
  const compressed = join(folder, `${name}.gz`);
  return {
    contentType: TYPES[endingOf(name)] ?? 'application/octet-stream',
    content: readFileSync(join(folder, name)),
    ...(existsSync(compressed) ? { gzip: readFileSync(compressed) } : {}),
  };
}

const endingOf = (name: string): string => name.split('.').at(-1) ?? '';
