import { Problem } from '@caecilia/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StoredAccount } from '../accounts/account-store.ts';
import type { SeenSession } from '../sessions/session-store.ts';
import type { Kit } from './kit.ts';
import { returnQuery } from './pages/session-pages.ts';
import { inLanguage } from './view.ts';
import { type Visit, visitOf } from './visit.ts';

/** Somebody with a session, at a page about it. */
export interface Owner {
  readonly kit: Kit;
  readonly visit: Visit;
  readonly session: SeenSession;
  readonly account: StoredAccount;
}

/** The session is locked: it is opened first, and then the page is shown. */
export class LockedOut extends Error {
  readonly unlockPath: string;

  constructor(unlockPath: string) {
    super('the session of this browser is locked');
    this.unlockPath = unlockPath;
  }
}

/** Throws `Problem('login')` where no session is open in this browser, `LockedOut` where it is locked. */
export async function ownerOf(kit: Kit, request: FastifyRequest, reply: FastifyReply): Promise<Owner> {
  const visit = visitOf(request, reply, { origin: kit.origin, demo: kit.demo });
  const session =
    visit.sessionSecret === undefined ? undefined : await kit.sessions.seeBySecret(visit.sessionSecret);
  if (session?.state === 'locked')
    throw new LockedOut(inLanguage(visit.view, `/session/unlock${returnQuery(pathOf(request))}`));
  if (session?.state !== 'open') throw new Problem('login', 'You are not signed in.');
  await kit.sessions.touch(session.sessionId);
  return { kit, visit, session, account: await kit.accounts.get(session.accountId) };
}

/** The page itself; of a form, whose answer cannot be shown again, where these pages begin. */
function pathOf({ method, url }: FastifyRequest): string {
  return method === 'GET' ? (url.split('?')[0] ?? url) : '/account';
}
