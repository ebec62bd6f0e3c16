import { setTimeout as wait } from 'node:timers/promises';
import { readPack } from '@caecilia/definitions';
import { administration, type ServerLink, send } from '../import/server-link.ts';
import { type Command, type Invocation, UsageError } from './command.ts';
import { withServer } from './server-access.ts';

async function install(invocation: Invocation, path: string): Promise<number> {
  const { pack, report } = await readPack(path);
  for (const { what, why } of report.skipped) invocation.tell(`left out ${what}: ${why}\n`);
  const body = JSON.stringify(pack);
  const answer = await withServer(invocation.settings, async (link) => {
    const request = { method: 'POST', path: '/packs', body, contentType: 'application/json' };
    const sent = await send(administration(link), request);
    if (sent.status === 201) await untilInUse(link, pack);
    return sent;
  });
  if (answer.status !== 201) {
    invocation.tell(`the pack was refused (${answer.status}): ${answer.body}\n`);
    return 1;
  }
  const counts = Object.entries(report.counts).map(([type, count]) => `${count} ${type}`);
  invocation.print(`Installed ${pack.name} ${pack.version}: ${counts.join(', ')}\n`);
  return 0;
}

/** The server puts itself together again with the new pack; it refuses connections for that moment. */
async function untilInUse(
  link: ServerLink,
  { name, version }: { name: string; version: string },
): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await wait(100)) {
    const packs = await send(administration(link), { method: 'GET', path: '/packs' }).then(packsIn, () => []);
    if (packs.some((pack) => pack.name === name && pack.version === version)) return;
  }
  throw new Error(
    'the pack was kept, but the server did not come back with it within a minute; look at its log',
  );
}

interface ListedPack {
  readonly name: string;
  readonly version: string;
  readonly origin: string;
}

function packsIn({ status, body }: { status: number; body: string }): readonly ListedPack[] {
  return status === 200 ? (JSON.parse(body) as readonly ListedPack[]) : [];
}

async function list(invocation: Invocation): Promise<number> {
  const answer = await withServer(invocation.settings, (link) =>
    send(administration(link), { method: 'GET', path: '/packs' }),
  );
  for (const { name, version, origin } of packsIn(answer))
    invocation.print(`${name} ${version} (${origin})\n`);
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
