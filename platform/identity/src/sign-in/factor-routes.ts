import { dateWords } from '@caecilia/ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { canConfirm, isRecent } from '../accounts/own-factors.ts';
import type { KeptPasskey } from '../factors/passkeys.ts';
import { passkeysWorkAt } from '../factors/passkeys.ts';
import { type AgainFault, type AskedAgain, formsAgain, tryAgain } from './factor-again.ts';
import {
  addPasskey,
  changePasskey,
  changePassword,
  keptRecovery,
  renewRecovery,
  replaceTotp,
  showNewPasskey,
  showPasskey,
  showPassword,
  showRecovery,
  showTotp,
} from './factor-changes.ts';
import type { Kit } from './kit.ts';
import type { MessageKey } from './messages.nl.ts';
import { type Owner, ownerOf } from './owner.ts';
import { type PasskeyLine, renderAccountPage, renderConfirmPage } from './pages/account-page.ts';
import { returnQuery } from './pages/session-pages.ts';
import { send } from './send.ts';
import { inLanguage } from './view.ts';
import { ownPath, queryValue, refuseForged } from './visit.ts';

/** What was done, by its name in the address. */
const DONE: Readonly<Record<string, MessageKey>> = {
  password: 'account.done.password',
  totp: 'account.done.totp',
  renamed: 'account.done.renamed',
  removed: 'account.done.removed',
  codes: 'account.done.codes',
};

/** `/account`: how somebody signs in, for themselves to see and to change. */
export function registerFactors(app: FastifyInstance, kit: Kit): void {
  app.get('/account', async (request, reply) => await showAccount(await ownerOf(kit, request, reply)));
  app.get(
    '/account/confirm',
    async (request, reply) => await showConfirm(await ownerOf(kit, request, reply)),
  );
  app.get('/account/confirm/:way', async (request, reply) => {
    const { visit } = await ownerOf(kit, request, reply);
    return reply.redirect(inLanguage(visit.view, '/account/confirm'), 303);
  });
  app.post('/account/confirm/:way', async (request, reply) => {
    const owner = await ownerOf(kit, request, reply);
    refuseForged(owner.visit, kit.origin());
    const { way } = request.params as { way: string };
    const fault = await tryAgain(askedOf(owner), way);
    if (fault !== undefined) return await showConfirm(owner, fault);
    await kit.sessions.confirm(owner.session.sessionId);
    return reply.redirect(inLanguage(owner.visit.view, returnTo(owner) ?? '/account'), 303);
  });
  const get = (path: string, show: Work) => app.get(path, confirmed(kit, show));
  const post = (path: string, take: Work) => app.post(path, confirmed(kit, take));
  get('/account/password', showPassword);
  post('/account/password', changePassword);
  get('/account/totp', showTotp);
  post('/account/totp', replaceTotp);
  get('/account/passkeys/new', showNewPasskey);
  post('/account/passkeys/new', addPasskey);
  get('/account/passkeys/:id', showPasskey);
  post('/account/passkeys/:id', changePasskey);
  get('/account/recovery', showRecovery);
  post('/account/recovery', renewRecovery);
  post('/account/recovery/kept', keptRecovery);
}

type Work = (owner: Owner) => Promise<FastifyReply>;

/** Nothing is shown or changed before a second factor was given, at most five minutes ago. */
function confirmed(kit: Kit, work: Work) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const owner = await ownerOf(kit, request, reply);
    if (request.method === 'POST') refuseForged(owner.visit, kit.origin());
    if (isRecent(owner.session, kit.now().getTime())) return await work(owner);
    const [path] = request.url.split('?');
    return reply.redirect(inLanguage(owner.visit.view, `/account/confirm${returnQuery(path)}`), 303);
  };
}

async function showAccount({ kit, visit, account, session }: Owner): Promise<FastifyReply> {
  const { view } = visit;
  const overview = await kit.own.overview(account);
  const day = dayIn(kit, visit.view.language);
  const done = DONE[queryValue(visit.request, 'done') ?? ''];
  const html = renderAccountPage(view, {
    name: account.name,
    login: account.login,
    done: done && view.t(done),
    manages: canConfirm(session, overview),
    passkeysWork: passkeysWorkAt(kit.origin()),
    password: overview.password,
    totpSince: overview.totpSince === undefined ? undefined : day(overview.totpSince),
    passkeys: overview.passkeys.map((passkey) => passkeyLine(passkey, day)),
    recoveryLeft: overview.recoveryLeft,
  });
  return send(visit.reply, html);
}

function dayIn(kit: Kit, language: Owner['visit']['view']['language']) {
  return (atMs: number) => dateWords(kit.localTime(atMs).slice(0, 10), 'day', language);
}

function passkeyLine(passkey: KeptPasskey, day: (atMs: number) => string): PasskeyLine {
  const { id, name, hardware, createdAt, lastUsedAt } = passkey;
  const lastUsed = lastUsedAt === undefined ? undefined : day(lastUsedAt);
  return { id, name, hardware, made: day(createdAt), lastUsed };
}

function askedOf({ kit, visit, account, session }: Owner): AskedAgain {
  const key = { browser: visit.browser, uid: `confirm ${session.sessionId}` };
  return { kit, visit, account, key, why: 'confirm', recovery: true };
}

async function showConfirm(owner: Owner, fault?: AgainFault): Promise<FastifyReply> {
  const { kit, visit, account, session } = owner;
  if (!canConfirm(session, await kit.own.overview(account)))
    return visit.reply.redirect(inLanguage(visit.view, '/account'), 303);
  const query = returnQuery(returnTo(owner));
  const forms = await formsAgain(askedOf(owner), { base: '/account/confirm', query });
  const html = renderConfirmPage(visit.view, { ...forms, error: fault?.words });
  return send(visit.reply, html, fault?.status ?? 200);
}

function returnTo({ kit, visit }: Owner): string | undefined {
  return ownPath(queryValue(visit.request, 'returnTo'), kit.origin());
}
