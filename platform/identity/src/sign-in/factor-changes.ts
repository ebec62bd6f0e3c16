import { Problem } from '@caecilia/kernel';
import { dateWords } from '@caecilia/ui';
import type { FastifyReply } from 'fastify';
import { mayRemovePasskey, PASSKEY_NAME } from '../accounts/own-factors.ts';
import { passkeysWorkAt } from '../factors/passkeys.ts';
import { hashPassword, verifyPassword } from '../factors/password.ts';
import type { AttemptKey } from '../factors/slow-down.ts';
import { newTotpSecret, totpEnrolment } from '../factors/totp.ts';
import { deviceWords } from './device-words.ts';
import { faultOf, loginFault } from './enrol-steps.ts';
import { jsonField } from './identify-steps.ts';
import type { MessageKey } from './messages.nl.ts';
import type { Owner } from './owner.ts';
import {
  renderNewPasskeyPage,
  renderPasskeyPage,
  renderPasswordPage,
  renderRecoveryPage,
  renderTotpPage,
} from './pages/change-pages.ts';
import { renderCodesPage } from './pages/enrol-pages.ts';
import { waitWords } from './pages/plain-pages.ts';
import { beginning, type PassageKey } from './passage.ts';
import { logFailure } from './proofs.ts';
import { send } from './send.ts';
import { inLanguage } from './view.ts';
import { field, queryValue } from './visit.ts';

/** What went wrong with a form, and with which status it is answered. */
interface Wrong {
  readonly words: string;
  readonly status: number;
  readonly login?: string;
}

/** What is under way in this session: the key of a new app, a challenge, codes that are not kept yet. */
function keyOf({ visit, session }: Owner): PassageKey {
  return { browser: visit.browser, uid: `account ${session.sessionId}` };
}

function done({ visit }: Owner, what: string, path = '/account'): FastifyReply {
  return visit.reply.redirect(inLanguage(visit.view, `${path}?done=${what}`), 303);
}

export async function showPassword({ visit, account }: Owner, wrong?: Wrong): Promise<FastifyReply> {
  const html = renderPasswordPage(visit.view, {
    error: wrong?.words,
    askCurrent: account.passwordHash !== undefined,
    askLogin: account.login === undefined,
    login: wrong?.login ?? account.login,
  });
  return send(visit.reply, html, wrong?.status ?? 200);
}

/** The old password is asked too: a factor that was given at the sign-in may be five minutes old. */
export async function changePassword(owner: Owner): Promise<FastifyReply> {
  const { kit, visit, account } = owner;
  const { t } = visit.view;
  const login = account.login ?? field(visit.request, 'login') ?? '';
  const refused = await currentFault(owner);
  if (refused !== undefined) return await showPassword(owner, { ...refused, login });
  const password = field(visit.request, 'password') ?? '';
  const fault: MessageKey | undefined =
    (await loginFault(owner, account, login)) ?? faultOf(owner, account, login, password);
  if (fault !== undefined) return await showPassword(owner, { words: t(fault), status: 422, login });
  const chosen = account.login === undefined ? login : undefined;
  await kit.own.setPassword(owner, await hashPassword(password), chosen);
  return done(owner, 'password');
}

async function currentFault(owner: Owner): Promise<Wrong | undefined> {
  const { kit, visit, account } = owner;
  if (account.passwordHash === undefined) return undefined;
  const { t } = visit.view;
  const keys: AttemptKey[] = [
    { by: 'account', value: `own password ${account.accountId}` },
    { by: 'address', value: visit.address },
  ];
  const waitMs = await kit.slowDown.begin(keys, kit.now().getTime());
  if (waitMs > 0) return { words: t('signIn.wait', { wait: waitWords(visit.view, waitMs) }), status: 429 };
  if (await verifyPassword(account.passwordHash, field(visit.request, 'current') ?? '')) {
    await kit.slowDown.succeed(keys);
    return undefined;
  }
  await logFailure({ kit, visit }, account, 'change of password: password');
  return { words: t('password.wrong'), status: 401 };
}

export async function showTotp(owner: Owner, wrong?: Wrong): Promise<FastifyReply> {
  const { kit, visit, account } = owner;
  const key = keyOf(owner);
  const passage = await kit.passages.load(key, 'staff');
  const purpose = `enrol:${account.accountId}`;
  const secret =
    passage.sealedTotp === undefined ? newTotpSecret() : kit.sealing.open(purpose, passage.sealedTotp);
  await kit.passages.save(key, { ...passage, sealedTotp: kit.sealing.seal(purpose, secret) });
  const html = renderTotpPage(visit.view, {
    error: wrong?.words,
    replaces: await kit.totp.has(account.accountId),
    app: totpEnrolment(secret, account.login ?? account.name),
  });
  return send(visit.reply, html, wrong?.status ?? 200);
}

export async function replaceTotp(owner: Owner): Promise<FastifyReply> {
  const { kit, visit, account } = owner;
  const { sealedTotp } = await kit.passages.load(keyOf(owner), 'staff');
  if (sealedTotp === undefined) return await showTotp(owner);
  const secret = kit.sealing.open(`enrol:${account.accountId}`, sealedTotp);
  if (!(await kit.own.setTotp(owner, secret, field(visit.request, 'code') ?? '')))
    return await showTotp(owner, { words: visit.view.t('enrol.wrong'), status: 422 });
  await kit.passages.forget(keyOf(owner));
  return done(owner, 'totp');
}

export async function showNewPasskey(owner: Owner, wrong?: Wrong): Promise<FastifyReply> {
  const { kit, visit, account } = owner;
  if (!passkeysWorkAt(kit.origin())) return visit.reply.redirect(inLanguage(visit.view, '/account'), 303);
  const options = await kit.passkeys.registration(account);
  await kit.passages.save(keyOf(owner), { ...beginning('staff'), challenge: options.challenge });
  return send(
    visit.reply,
    renderNewPasskeyPage(visit.view, { options, error: wrong?.words }),
    wrong?.status ?? 200,
  );
}

export async function addPasskey(owner: Owner): Promise<FastifyReply> {
  const { kit, visit } = owner;
  const { challenge } = await kit.passages.load(keyOf(owner), 'staff');
  // Asked once, answered once.
  await kit.passages.forget(keyOf(owner));
  const made =
    challenge === undefined ? undefined : await kit.passkeys.check(jsonField({ visit }), challenge);
  if (made === undefined)
    return await showNewPasskey(owner, { words: visit.view.t('passkey.failed'), status: 422 });
  await kit.own.addPasskey(owner, made, deviceWords(visit.view, visit.device));
  const { passkeys } = await kit.own.overview(owner.account);
  const added = passkeys.find(({ credentialId }) => credentialId === made.credentialId);
  return done(owner, 'added', added === undefined ? '/account' : `/account/passkeys/${added.id}`);
}

function idOf({ visit }: Owner): string {
  return (visit.request.params as { id: string }).id;
}

export async function showPasskey(owner: Owner, wrong?: Wrong): Promise<FastifyReply> {
  const { kit, visit, account } = owner;
  const { id, name } = await kit.own.passkey(owner, idOf(owner));
  const added = queryValue(visit.request, 'done') === 'added';
  const html = renderPasskeyPage(visit.view, {
    id,
    name,
    most: PASSKEY_NAME,
    error: wrong?.words,
    done: added ? visit.view.t('account.done.added') : undefined,
    mayRemove: mayRemovePasskey(await kit.own.overview(account)),
  });
  return send(visit.reply, html, wrong?.status ?? 200);
}

export async function changePasskey(owner: Owner): Promise<FastifyReply> {
  const { kit, visit } = owner;
  const id = idOf(owner);
  if (field(visit.request, 'act') !== 'remove') {
    await kit.own.renamePasskey(owner, id, (field(visit.request, 'name') ?? '').trim());
    return done(owner, 'renamed');
  }
  try {
    await kit.own.removePasskey(owner, id);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'business-rule')) throw error;
    return await showPasskey(owner, { words: visit.view.t('passkey.last'), status: 409 });
  }
  return done(owner, 'removed');
}

/** The codes that were just made, until they are kept; otherwise the question whether to make them. */
export async function showRecovery(owner: Owner): Promise<FastifyReply> {
  const { kit, visit, account } = owner;
  const { sealedCodes } = await kit.passages.load(keyOf(owner), 'staff');
  if (sealedCodes === undefined) {
    const left = await kit.recovery.left(account.accountId);
    return send(visit.reply, renderRecoveryPage(visit.view, { left }));
  }
  const html = renderCodesPage(visit.view, {
    kept: '/account/recovery/kept',
    codes: kit.sealing.open(`codes:${account.accountId}`, sealedCodes).split(' '),
    name: account.name,
    date: dateWords(kit.now().toISOString(), 'day', visit.view.language),
  });
  return send(visit.reply, html);
}

export async function renewRecovery(owner: Owner): Promise<FastifyReply> {
  const { kit, visit, account } = owner;
  const codes = await kit.own.renewRecovery(owner);
  const sealedCodes = kit.sealing.seal(`codes:${account.accountId}`, codes.join(' '));
  await kit.passages.save(keyOf(owner), { ...beginning('staff'), sealedCodes });
  return visit.reply.redirect(inLanguage(visit.view, '/account/recovery'), 303);
}

export async function keptRecovery(owner: Owner): Promise<FastifyReply> {
  await owner.kit.passages.forget(keyOf(owner));
  return done(owner, 'codes');
}
