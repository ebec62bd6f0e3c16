import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Raised by one whenever the shape of the generated files changes; files of another shape are refused. */
export const definitionsFormat = 1;

const folder = join(import.meta.dirname, '../generated');

/** Reads one file that `npm run build` made. Throws where it is absent or of another format, and says what to do. */
export function readGenerated(file: string): Record<string, unknown> {
  const path = join(folder, file);
  if (!existsSync(path)) {
    throw new Error(
      `The R4 definitions are not built: platform/definitions/generated/${file} is absent; run npm run build`,
    );
  }
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (
    typeof content !== 'object' ||
    content === null ||
    Reflect.get(content, 'format') !== definitionsFormat
  ) {
    throw new Error(
      `The R4 definitions in ${file} were built by another version of this program; run npm run build`,
    );
  }
  return content as Record<string, unknown>;
}
