import { readFileSync } from 'node:fs';
import { administration, send } from '../import/server-link.ts';
import { type Command, type Invocation, UsageError } from './command.ts';
import { withServer } from './server-access.ts';

/** Asks the administration of the house; what it refuses is told as it says it. */
async function ask(
  { settings, print, tell }: Invocation,
  request: { readonly method: string; readonly path: string; readonly body?: string },
): Promise<number> {
  const body = request.body === undefined ? {} : { body: request.body, contentType: 'application/json' };
  const answer = await withServer(settings, (link) => send(administration(link), { ...request, ...body }));
  if (answer.status >= 300) {
    tell(`refused (${answer.status}): ${answer.body}\n`);
    return 1;
  }
  print(`${answer.body}\n`);
  return 0;
}

/** Apps and other systems that may ask for tokens. */
export const clientCommand: Command = {
  name: 'client',
  usage: 'client add FILE | client list | client off ID',
  summary: 'register an app or a backend service (JSON, see docs/smart-apps.md), list them, switch one off',
  run(invocation) {
    const [action, what] = invocation.args;
    if (action === 'list') return ask(invocation, { method: 'GET', path: '/clients' });
    if (action === 'add' && what !== undefined)
      return ask(invocation, { method: 'POST', path: '/clients', body: readFileSync(what, 'utf8') });
    if (action === 'off' && what !== undefined)
      return ask(invocation, {
        method: 'POST',
        path: `/clients/${encodeURIComponent(what)}/off`,
        body: '{}',
      });
    throw new UsageError('client: caecilia client add FILE, client list, or client off ID');
  },
};
