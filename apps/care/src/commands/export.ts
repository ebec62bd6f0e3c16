import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseJson, stringify } from '@caecilia/fhir';
import { type ServerLink, send } from '../import/server-link.ts';
import { type Command, type Invocation, UsageError } from './command.ts';
import { exportOnePatient } from './export-patient.ts';
import { withServer } from './server-access.ts';

interface Page {
  readonly entry?: readonly { readonly resource?: unknown }[];
  readonly link?: readonly { readonly relation?: string; readonly url?: string }[];
}

async function page(link: ServerLink, path: string): Promise<Page> {
  const answer = await send(link, { method: 'GET', path });
  if (answer.status !== 200) throw new Error(`the server answered ${answer.status} to a page of the export`);
  // Parsed by our own reader, so that decimals leave digit for digit as they came.
  return parseJson(answer.body, { maxDepth: 600 }) as Page;
}

async function exportType(
  link: ServerLink,
  type: string,
  folder: string,
  seen: (count: number) => void,
): Promise<number> {
  const file = createWriteStream(join(folder, `${type}.ndjson`));
  let count = 0;
  for (let path: string | undefined = `/${type}?_count=500&_sort=_lastUpdated`; path; ) {
    const { entry = [], link: links = [] } = await page(link, path);
    for (const { resource } of entry) if (!file.write(`${stringify(resource)}\n`)) await once(file, 'drain');
    count += entry.length;
    seen(entry.length);
    const next = links.find(({ relation }) => relation === 'next')?.url;
    path = next ? next.slice(link.base.length) : undefined;
  }
  file.end();
  await once(file, 'finish');
  return count;
}

async function typesHeld(link: ServerLink): Promise<Map<string, number>> {
  const capability = (await page(link, '/metadata')) as {
    rest?: readonly { resource?: readonly { type: string }[] }[];
  };
  const held = new Map<string, number>();
  for (const { type } of capability.rest?.[0]?.resource ?? []) {
    const { total = 0 } = (await page(link, `/${type}?_summary=count`)) as { total?: number };
    if (Number(total) > 0) held.set(type, Number(total));
  }
  return held;
}

async function run({ settings, args, print, tell }: Invocation): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: 'string' }, type: { type: 'string' }, patient: { type: 'string' } },
  });
  const folder = values.to;
  if (!folder)
    throw new UsageError(
      'export to which folder? caecilia export --to FOLDER [--type Patient,Consent | --patient ID]',
    );
  if (values.patient !== undefined) {
    if (values.type !== undefined)
      throw new UsageError('export: of a patient the whole record is given; leave --type out');
    return await exportOnePatient(settings, { patient: values.patient, folder }, print);
  }
  mkdirSync(folder, { recursive: true });
  const wanted = values.type?.split(',');
  await withServer(settings, async (link) => {
    const held = [...(await typesHeld(link))].filter(([type]) => !wanted || wanted.includes(type));
    const total = held.reduce((sum, [, count]) => sum + count, 0);
    const started = Date.now();
    let done = 0;
    for (const [type] of held) {
      const count = await exportType(link, type, folder, (more) => {
        done += more;
        if (process.stderr.isTTY)
          tell(
            `\r\x1b[2K${Math.floor((100 * done) / Math.max(total, 1))} %  ${done} of ${total}  ${Math.round((1000 * done) / (Date.now() - started + 1))}/s`,
          );
      });
      if (process.stderr.isTTY) tell('\r\x1b[2K');
      print(`${String(count).padStart(8)}  ${type}.ndjson\n`);
    }
  });
  return 0;
}

export const exportCommand: Command = {
  name: 'export',
  usage: 'export --to FOLDER [--type TYPES | --patient ID]',
  summary:
    'the current resources, one NDJSON file per type (history stays in a backup of the database); of one patient with who looked',
  run,
};
