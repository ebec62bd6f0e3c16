import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = new URL('../../../../', import.meta.url).pathname;

/** A folder of the shared test data, beside the repository or where CAECILIA_SHARED says. */
export function sharedData(folder: string): string {
  return join(process.env.CAECILIA_SHARED ?? resolve(ROOT, '../shared'), 'data', folder);
}

/** The title of a test that needs a folder of the shared data: says so when it is not there. */
export function needing(folder: string, title: string): string {
  return existsSync(sharedData(folder)) ? title : `${title} (skipped: the test data ${folder} is not here)`;
}

/** Whether the folder is there. */
export function isThere(folder: string): boolean {
  return existsSync(sharedData(folder));
}
