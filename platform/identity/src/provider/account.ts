import { errors, type Grant, type KoaContextWithOIDC, type Account as LibraryAccount } from 'oidc-provider';
import type { Account } from '../contract.ts';
import { scopeList } from '../smart/granted.ts';
import { grant } from './granting.ts';
import { type IdentityHouse, stillActsIn } from './house.ts';
import { textOf } from './parameters.ts';
import { liveSession } from './visits.ts';

/**
 * Who is behind a request, for the protocol library. With a code or a refresh token the sign-in behind it must still
 * hold (unless access was granted beyond it) and the role must still be theirs; else nothing is issued.
 */
export async function accountFor(
  house: IdentityHouse,
  _ctx: KoaContextWithOIDC,
  accountId: string,
  token?: unknown,
): Promise<LibraryAccount | undefined> {
  const account = await house.accounts.find(accountId);
  if (account === undefined || !account.active) return undefined;
  const grantId = grantIdOf(token);
  if (grantId !== undefined && !(await grantHolds(house, account, grantId))) return undefined;
  return { accountId, claims: () => Promise.resolve({ sub: accountId, ...claimsOf(house, account) }) };
}

/**
 * The grant of this request: the one that was just agreed to, or, for an app of our own, a new one. None otherwise:
 * every authorization is a grant of its own.
 */
export async function existingGrant(
  house: IdentityHouse,
  ctx: KoaContextWithOIDC,
): Promise<Grant | undefined> {
  const session = await liveSession(house, ctx);
  if (session === undefined) return undefined;
  const { provider, result, params } = ctx.oidc;
  const agreed = result?.consent?.grantId;
  if (agreed !== undefined) return provider.Grant.find(agreed);
  // A page comes first; what it decides is granted then.
  if (ctx.oidc.promptPending('login') || ctx.oidc.promptPending('consent')) return undefined;
  const client = await house.clients.find(ctx.oidc.client?.clientId ?? '');
  const account = await house.accounts.find(session.accountId);
  if (client?.ours !== true || account === undefined) return undefined;
  const launch = textOf(params, 'launch');
  const wanted = scopeList(textOf(params, 'scope'));
  const { grantId, scopes } = await grant(house, provider, {
    client,
    account,
    session,
    wanted,
    ...(launch === undefined ? {} : { launch }),
  });
  // What is answered is what was granted, which may be less than what was asked for.
  if (params !== undefined) params.scope = scopes.join(' ');
  const made = await provider.Grant.find(grantId);
  if (made === undefined) throw new errors.AccessDenied('the grant is gone');
  return made;
}

async function grantHolds(house: IdentityHouse, account: Account, grantId: string): Promise<boolean> {
  const context = await house.contexts.find(grantId);
  if (context === undefined || context.accountId !== account.accountId) return false;
  if (!stillActsIn(account, context)) return false;
  if (context.offline) return true;
  const session = await house.sessions.find(context.sessionId);
  return session?.accountId === account.accountId && session.acting.role === context.role;
}

/** The absolute address of the person's resource, as SMART wants `fhirUser`. */
export function fhirUserOf(house: Pick<IdentityHouse, 'fhirBase'>, account: Account): string | undefined {
  return account.fhirUser === undefined ? undefined : `${house.fhirBase}/${account.fhirUser}`;
}

function claimsOf(house: IdentityHouse, account: Account): Readonly<Record<string, string>> {
  const fhirUser = fhirUserOf(house, account);
  return { name: account.name, ...(fhirUser === undefined ? {} : { fhirUser }) };
}

function grantIdOf(token: unknown): string | undefined {
  const holder =
    typeof token === 'object' && token !== null && 'grantId' in token ? token.grantId : undefined;
  return typeof holder === 'string' ? holder : undefined;
}
