import { Problem } from '@caecilia/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StoredAccount } from '../accounts/account-store.ts';
import { DEMO_ACR } from '../acr.ts';
import type { SeenSession } from '../sessions/session-store.ts';
import { type AskedAgain, formsAgain, rightFactor, tryAgain } from './factor-again.ts';
import type { Kit } from './kit.ts';
import { renderUnlockedPage, renderUnlockPage, returnQuery, type UnlockPage } from './pages/session-pages.ts';
import type { PassageKey } from './passage.ts';
import { send } from './send.ts';
import { inLanguage } from './view.ts';
import { ownPath, queryValue, refuseForged, setSessionCookie, type Visit, visitOf } from './visit.ts';

/** Somebody before a locked session. */
interface Locked {
  readonly kit: Kit;
  readonly visit: Visit;
  readonly session: SeenSession;
  readonly account: StoredAccount;
  readonly returnTo: string | undefined;
}

/** `/session/unlock`: the factor again, and the same session goes on. */
export function registerUnlock(app: FastifyInstance, kit: Kit): void {
  app.get('/session/unlock', async (request, reply) => {
    const locked = await lockedOf(kit, request, reply);
    return locked.session.state === 'open' ? onward(locked) : await show(locked);
  });
  app.get('/session/unlock/:way', async (request, reply) => {
    const { visit, returnTo } = await lockedOf(kit, request, reply);
    return reply.redirect(inLanguage(visit.view, `/session/unlock${returnQuery(returnTo)}`), 303);
  });
  app.post('/session/unlock/:way', async (request, reply) => {
    const locked = await lockedOf(kit, request, reply);
    refuseForged(locked.visit, kit.origin());
    if (locked.session.state === 'open') return onward(locked);
    const { way } = request.params as { way: string };
    return await unlock(locked, way);
  });
}

/** Throws `Problem('login')` where there is nothing to unlock. */
async function lockedOf(kit: Kit, request: FastifyRequest, reply: FastifyReply): Promise<Locked> {
  const visit = visitOf(request, reply, { origin: kit.origin, demo: kit.demo });
  const session =
    visit.sessionSecret === undefined ? undefined : await kit.sessions.seeBySecret(visit.sessionSecret);
  const account = session && (await kit.accounts.find(session.accountId));
  if (session === undefined || session.state === 'ended' || !account?.active) {
    setSessionCookie(reply, kit.origin(), undefined);
    throw new Problem('login', 'There is no session to unlock; sign in.');
  }
  return { kit, visit, session, account, returnTo: ownPath(queryValue(request, 'returnTo'), kit.origin()) };
}

/** A challenge is kept as for a sign-in, under the id of the session. */
function keyOf({ visit, session }: Locked): PassageKey {
  return { browser: visit.browser, uid: `unlock ${session.sessionId}` };
}

async function show(locked: Locked, fault?: { words: string; status: number }): Promise<FastifyReply> {
  const { visit, account, returnTo } = locked;
  const html = renderUnlockPage(visit.view, {
    name: account.name,
    error: fault?.words,
    by: await waysOf(locked),
    returnTo,
  });
  return send(visit.reply, html, fault?.status ?? 200);
}

async function waysOf(locked: Locked): Promise<UnlockPage['by']> {
  const { session, returnTo } = locked;
  if (session.acr === DEMO_ACR) return { kind: 'click' };
  if (session.amr.includes('fed')) return { kind: 'sign-in' };
  const query = returnQuery(returnTo);
  return { kind: 'factor', forms: await formsAgain(askedOf(locked), { base: '/session/unlock', query }) };
}

function askedOf(locked: Locked): AskedAgain {
  const { kit, visit, account } = locked;
  return { kit, visit, account, key: keyOf(locked), why: 'unlock', recovery: false };
}

async function unlock(locked: Locked, way: string): Promise<FastifyReply> {
  const fault = await tryAgain(askedOf(locked), way, () => opens(locked, way));
  if (fault !== undefined) return await show(locked, fault);
  await locked.kit.sessions.unlock(locked.session.sessionId);
  return onward(locked);
}

/** One click in a demo; never a factor of this house where an identity provider said who it is. */
async function opens(locked: Locked, way: string): Promise<boolean> {
  const { kit, session, account } = locked;
  if (way === 'click') return kit.demo && account.demo && session.acr === DEMO_ACR;
  if (session.acr === DEMO_ACR || session.amr.includes('fed')) return false;
  return await rightFactor(askedOf(locked), way);
}

function onward({ visit, returnTo }: Locked): FastifyReply {
  if (returnTo === undefined) return send(visit.reply, renderUnlockedPage(visit.view));
  return visit.reply.redirect(inLanguage(visit.view, returnTo), 303);
}
