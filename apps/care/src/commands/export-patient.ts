import { once } from 'node:events';
import { createWriteStream, mkdirSync, readdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../configuration.ts';
import { UsageError } from './command.ts';
import { linesOf } from './lines-of.ts';
import { withServer } from './server-access.ts';

/**
 * The whole record of one patient with who looked at it, a file for each type and a manifest with the counts. The folder
 * must be empty: two patients in one folder would be a leak. Throws when the server could not give all of it.
 */
export async function exportOnePatient(
  settings: Settings,
  { patient, folder }: { readonly patient: string; readonly folder: string },
  print: (text: string) => void,
): Promise<number> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 0)
    throw new UsageError(`export: ${folder} is not empty; give the record of a patient a folder of its own`);
  await withServer(settings, async ({ base, token }) => {
    const response = await fetch(base.replace(/\/fhir$/, '/admin/patient-copy'), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ patient }),
    });
    if (!response.ok || !response.body)
      throw new Error(`the server answered ${response.status} to the export of a patient`);
    const counts = await writeFiles(folder, linesOf(response.body));
    for (const [file, count] of counts) print(`${String(count).padStart(8)}  ${file}\n`);
  });
  return 0;
}

interface Line {
  readonly file?: string;
  readonly text?: string;
  readonly failed?: string;
}

async function writeFiles(
  folder: string,
  lines: AsyncIterable<string>,
): Promise<ReadonlyMap<string, number>> {
  const files = new Map<string, WriteStream>();
  const counts = new Map<string, number>();
  let last: string | undefined;
  for await (const line of lines) {
    const { file, text, failed } = JSON.parse(line) as Line;
    if (failed !== undefined) throw new Error(failed);
    if (file === undefined || text === undefined || !/^[\w-]+\.(ndjson|json)$/.test(file))
      throw new Error('the server sent a line that is of no file');
    const stream = files.get(file) ?? createWriteStream(join(folder, file), { mode: 0o600 });
    files.set(file, stream);
    counts.set(file, (counts.get(file) ?? 0) + 1);
    if (!stream.write(`${text}\n`)) await once(stream, 'drain');
    last = file;
  }
  for (const stream of files.values()) {
    stream.end();
    await once(stream, 'finish');
  }
  // The manifest comes last: without it the rest is not all of it.
  if (last !== 'manifest.json') throw new Error('the server stopped before it was done');
  return counts;
}
