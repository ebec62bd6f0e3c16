import { Problem } from '@caecilia/kernel';
import { dateWords } from '@caecilia/ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SeenSession } from '../sessions/session-store.ts';
import { deviceWords } from './device-words.ts';
import { type Kit, roleChoice } from './kit.ts';
import { type Owner, ownerOf } from './owner.ts';
import { renderRolePage, renderSignedOutPage } from './pages/plain-pages.ts';
import { renderSessionsPage, type SessionLine } from './pages/session-pages.ts';
import { send } from './send.ts';
import { registerUnlock } from './unlock-routes.ts';
import { inLanguage } from './view.ts';
import { field, refuseForged, refuseForgedOrUnknown, setSessionCookie, visitOf } from './visit.ts';

/** The pages of a session and of the sessions of an account. */
export function registerSessions(app: FastifyInstance, kit: Kit): void {
  const visiting = (request: FastifyRequest, reply: FastifyReply) =>
    visitOf(request, reply, { origin: kit.origin, demo: kit.demo });
  app.get('/session/state', async (request, reply) => {
    const { sessionSecret } = visiting(request, reply);
    const seen = sessionSecret === undefined ? undefined : await kit.sessions.seeBySecret(sessionSecret);
    return reply.header('cache-control', 'no-store').send({ state: seen?.state ?? 'ended' });
  });
  app.post('/session/lock', async (request, reply) => {
    const visit = visiting(request, reply);
    refuseForgedOrUnknown(visit, kit.origin());
    const seen = visit.sessionSecret && (await kit.sessions.seeBySecret(visit.sessionSecret));
    if (seen) await kit.sessions.lock(seen.sessionId);
    return reply.redirect(inLanguage(visit.view, '/session/unlock'), 303);
  });
  app.post('/session/end', async (request, reply) => {
    const visit = visiting(request, reply);
    refuseForgedOrUnknown(visit, kit.origin());
    const seen = visit.sessionSecret && (await kit.sessions.seeBySecret(visit.sessionSecret));
    if (seen && seen.state !== 'ended') await kit.sessions.end(seen.sessionId, 'signed out');
    setSessionCookie(reply, kit.origin(), undefined);
    return reply.redirect(inLanguage(visit.view, '/signed-out'), 303);
  });
  app.get('/signed-out', (request, reply) =>
    send(reply, renderSignedOutPage(visiting(request, reply).view, '/')),
  );
  registerUnlock(app, kit);
  registerAccount(app, kit);
}

function registerAccount(app: FastifyInstance, kit: Kit): void {
  app.get('/account/sessions', async (request, reply) => {
    const owner = await ownerOf(kit, request, reply);
    const { account, visit } = owner;
    const sessions = await Promise.all(
      (await kit.sessions.ofAccount(account.accountId)).map((session) => line(owner, session)),
    );
    const page = { name: account.name, sessions, severalRoles: account.roles.length > 1 };
    return send(reply, renderSessionsPage(visit.view, page));
  });
  app.post('/account/sessions/end', async (request, reply) => {
    const { account, visit, session: own } = await ownerOf(kit, request, reply);
    refuseForged(visit, kit.origin());
    const asked = field(request, 'session');
    for (const { sessionId, state } of await kit.sessions.ofAccount(account.accountId))
      if (state !== 'ended' && sessionId !== own.sessionId && (asked === 'others' || asked === sessionId))
        await kit.sessions.end(sessionId, 'ended by its owner');
    return reply.redirect(inLanguage(visit.view, '/account/sessions'), 303);
  });
  app.get('/account/role', async (request, reply) => {
    const { account, visit } = await ownerOf(kit, request, reply);
    const roles = account.roles.map((role) => roleChoice(kit, role, visit.view.language));
    return send(
      reply,
      renderRolePage(visit.view, { action: '/account/role', roles: await Promise.all(roles) }),
    );
  });
  app.post('/account/role', async (request, reply) => {
    const { account, visit, session } = await ownerOf(kit, request, reply);
    refuseForged(visit, kit.origin());
    const acting = account.roles[Number(field(request, 'role'))];
    if (acting === undefined) throw new Problem('forbidden', 'This account does not have that role.');
    await kit.sessions.act(session.sessionId, account, acting);
    return reply.redirect(inLanguage(visit.view, '/account/sessions'), 303);
  });
}

async function line({ kit, visit, session: own }: Owner, session: SeenSession): Promise<SessionLine> {
  const { view } = visit;
  const when = (at: number) => dateWords(kit.localTime(at), 'time', view.language);
  const role = await roleChoice(kit, session.acting, view.language);
  return {
    id: session.sessionId,
    device: deviceWords(view, session.device),
    role: [role.words, role.organization].filter(Boolean).join(', '),
    since: when(session.createdAt),
    lastUsed: when(session.lastUsedAt),
    address: session.address,
    state: session.state,
    here: session.sessionId === own.sessionId,
  };
}
