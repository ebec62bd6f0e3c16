import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');

/** Where the published examples and schema lie: beside the repository, or where CAECILIA_SHARED says. */
const FOLDER = join(process.env.CAECILIA_SHARED ?? join(REPOSITORY, '..', 'shared'), 'data', 'ewp');

/** Whether the published examples are there; a test that needs them is skipped where they are not. */
export const hasExamples: boolean = existsSync(join(FOLDER, 'get-response.xsd'));

/** What a skipped test says about itself. */
export const EXAMPLES = 'the published examples (test data beside the repository)';

/** One of the published files, as it is. */
export function example(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}
