import { readPack } from '@caecilia/definitions';
import { type ServerLink, send } from '../import/server-link.ts';
import { type Command, type Invocation, UsageError } from './command.ts';
import { withServer } from './server-access.ts';

const administration = (link: ServerLink): ServerLink => ({
  ...link,
  base: link.base.replace(/\/fhir$/, '/admin'),
});

async function install(invocation: Invocation, path: string): Promise<number> {
  const { pack, report } = await readPack(path);
  for (const { what, why } of report.skipped) invocation.tell(`left out ${what}: ${why}\n`);
  const body = JSON.stringify(pack);
  const answer = await withServer(invocation.settings, (link) =>
    send(administration(link), { method: 'POST', path: '/packs', body, contentType: 'application/json' }),
  );
  if (answer.status !== 201) {
    invocation.tell(`the pack was refused (${answer.status}): ${answer.body}\n`);
    return 1;
  }
  const counts = Object.entries(report.counts).map(([type, count]) => `${count} ${type}`);
  invocation.print(`Installed ${pack.name} ${pack.version}: ${counts.join(', ')}\n`);
  return 0;
}

async function list(invocation: Invocation): Promise<number> {
  const answer = await withServer(invocation.settings, (link) =>
    send(administration(link), { method: 'GET', path: '/packs' }),
  );
  const packs = JSON.parse(answer.body) as readonly { name: string; version: string; origin: string }[];
  for (const { name, version, origin } of packs) invocation.print(`${name} ${version} (${origin})\n`);
  return 0;
}

export const packCommand: Command = {
  name: 'pack',
  usage: 'pack install PATH | pack list',
  summary: 'a standard as data: a folder of FHIR JSON, a FHIR package file, or a pack.json',
  run(invocation) {
    const [action, path] = invocation.args;
    if (action === 'install' && path) return install(invocation, path);
    if (action === 'list') return list(invocation);
    throw new UsageError('pack: caecilia pack install PATH, or caecilia pack list');
  },
};
