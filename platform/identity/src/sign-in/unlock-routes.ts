import { Problem } from '@caecilia/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StoredAccount } from '../accounts/account-store.ts';
import { DEMO_ACR } from '../acr.ts';
import { passkeysWorkAt } from '../factors/passkeys.ts';
import type { AttemptKey } from '../factors/slow-down.ts';
import type { SeenSession } from '../sessions/session-store.ts';
import { jsonField } from './identify-steps.ts';
import type { Kit } from './kit.ts';
import type { MessageKey } from './messages.nl.ts';
import { waitWords } from './pages/plain-pages.ts';
import { renderUnlockedPage, renderUnlockPage, returnQuery, type UnlockPage } from './pages/session-pages.ts';
import { beginning, type PassageKey } from './passage.ts';
import { logFailure } from './proofs.ts';
import { send } from './send.ts';
import { inLanguage } from './view.ts';
import { field, ownPath, queryValue, refuseForged, setSessionCookie, type Visit, visitOf } from './visit.ts';

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
  const { kit, session, account, returnTo } = locked;
  if (session.acr === DEMO_ACR) return { kind: 'click' };
  if (session.amr.includes('fed')) return { kind: 'sign-in' };
  const passkey = (await kit.passkeys.has(account.accountId)) && passkeysWorkAt(kit.origin());
  const options = passkey ? await kit.passkeys.authentication(account.accountId) : undefined;
  if (options !== undefined)
    await kit.passages.save(keyOf(locked), { ...beginning('staff'), challenge: options.challenge });
  const totp = await kit.totp.has(account.accountId);
  return {
    kind: 'factor',
    forms: { base: '/session/unlock', query: returnQuery(returnTo), totp, passkey: options, recovery: false },
  };
}

async function unlock(locked: Locked, way: string): Promise<FastifyReply> {
  const { kit, visit, session, account } = locked;
  const keys: AttemptKey[] = [
    { by: 'account', value: `factor ${account.accountId}` },
    { by: 'address', value: visit.address },
  ];
  const waitMs = await kit.slowDown.begin(keys, kit.now().getTime());
  if (waitMs > 0) {
    const words = visit.view.t('signIn.wait', { wait: waitWords(visit.view, waitMs) });
    return await show(locked, { words, status: 429 });
  }
  if (!(await rightFactor(locked, way))) {
    await logFailure({ kit, visit }, account, `unlock: ${way === 'passkey' ? 'passkey' : 'one-time code'}`);
    const words: MessageKey = way === 'passkey' ? 'signIn.passkeyWrong' : 'factor.wrong';
    return await show(locked, { words: visit.view.t(words), status: 401 });
  }
  await kit.slowDown.succeed(keys);
  await kit.sessions.unlock(session.sessionId);
  return onward(locked);
}

async function rightFactor(locked: Locked, way: string): Promise<boolean> {
  const { kit, visit, session, account } = locked;
  const at = kit.now().getTime();
  if (way === 'click') return kit.demo && account.demo && session.acr === DEMO_ACR;
  if (session.acr === DEMO_ACR || session.amr.includes('fed')) return false;
  if (way === 'factor') return await kit.totp.use(account.accountId, field(visit.request, 'code') ?? '', at);
  if (way !== 'passkey') return false;
  const key = keyOf(locked);
  const { challenge } = await kit.passages.load(key, 'staff');
  await kit.passages.forget(key);
  const used =
    challenge === undefined ? undefined : await kit.passkeys.use(jsonField({ visit }), challenge, at);
  return used?.accountId === account.accountId;
}

function onward({ visit, returnTo }: Locked): FastifyReply {
  if (returnTo === undefined) return send(visit.reply, renderUnlockedPage(visit.view));
  return visit.reply.redirect(inLanguage(visit.view, returnTo), 303);
}
