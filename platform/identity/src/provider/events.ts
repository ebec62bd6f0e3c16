import type { Caller, LogEntry } from '@caecilia/kernel';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { fhirUserOf } from './account.ts';
import type { IdentityHouse } from './house.ts';

const CORS_HEADERS = [
  'access-control-allow-origin',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-expose-headers',
  'access-control-max-age',
];

const REFUSED = new WeakMap<object, string>();

/**
 * What happens around every request of the protocol: SMART's own fields are added to the answer, what was decided is
 * written to the log before the answer leaves, and nothing is open to pages of other sites that are not registered.
 */
export function watchRequests(house: IdentityHouse, provider: Provider): void {
  const refused = (ctx: KoaContextWithOIDC, error: Error) => void REFUSED.set(ctx, error.message);
  provider.on('authorization.error', refused);
  provider.on('grant.error', refused);
  provider.on('introspection.error', refused);
  provider.on('revocation.error', refused);
  provider.on('end_session.error', refused);
  provider.on('server_error', (_ctx: KoaContextWithOIDC, error: Error) => house.onFailure(error));
  provider.use(async (ctx, next) => {
    try {
      await around(house, ctx as never, next);
      await closeToStrangers(house, ctx as never);
    } catch (error) {
      house.onFailure(error);
      refuseAll(ctx as never);
    }
  });
}

async function around(
  house: IdentityHouse,
  ctx: KoaContextWithOIDC,
  next: () => Promise<unknown>,
): Promise<void> {
  await next();
  // An address that is no endpoint was not looked at by the library.
  if (!('oidc' in ctx)) return;
  const { oidc } = ctx;
  if (oidc.route === 'token' || oidc.route === 'introspection') await addContext(house, ctx, oidc);
  if (oidc.route === 'end_session_confirm') await endSignIn(house, oidc);
  const entry = await entryOf(house, ctx, oidc);
  if (entry !== undefined) await house.log.write(entry);
}

/** Where something of ours failed nothing is answered, least of all a token. */
function refuseAll(ctx: KoaContextWithOIDC): void {
  ctx.status = 500;
  ctx.remove('location');
  for (const name of CORS_HEADERS) ctx.remove(name);
  ctx.type = 'json';
  ctx.body = { error: 'server_error' };
}

async function addContext(
  house: IdentityHouse,
  ctx: KoaContextWithOIDC,
  oidc: KoaContextWithOIDC['oidc'],
): Promise<void> {
  const grantId = oidc.entities.Grant?.jti;
  const body: unknown = ctx.body;
  if (grantId === undefined || !isAnswer(body)) return;
  const context = await house.contexts.find(grantId);
  if (context === undefined) return;
  const account = await house.accounts.find(context.accountId);
  const named = String(body.scope ?? '')
    .split(' ')
    .includes('fhirUser');
  const fhirUser = account === undefined || !named ? undefined : fhirUserOf(house, account);
  ctx.body = {
    ...body,
    ...(context.patient === undefined ? {} : { patient: context.patient, need_patient_banner: true }),
    ...(context.encounter === undefined ? {} : { encounter: context.encounter }),
    ...(fhirUser === undefined ? {} : { fhirUser }),
  };
}

function isAnswer(body: unknown): body is Readonly<Record<string, unknown>> {
  return (
    typeof body === 'object' &&
    body !== null &&
    ('access_token' in body || ('active' in body && body.active === true))
  );
}

/** Signing out at the authorization server ends the sign-in itself, and with it every token of it. */
async function endSignIn(house: IdentityHouse, oidc: KoaContextWithOIDC['oidc']): Promise<void> {
  const { session } = oidc;
  if (session === undefined || !('destroyed' in session) || session.destroyed !== true) return;
  const sessionId = await house.contexts.signInOf(session.uid);
  if (sessionId !== undefined) await house.sessions.end(sessionId, 'signed out at the authorization server');
}

async function entryOf(
  house: IdentityHouse,
  ctx: KoaContextWithOIDC,
  oidc: KoaContextWithOIDC['oidc'],
): Promise<LogEntry | undefined> {
  const refused = REFUSED.get(ctx);
  const caller = await callerOf(house, ctx, oidc);
  if (refused !== undefined) {
    return { event: 'refusal', action: 'E', outcome: 4, caller, detail: `${oidc.route}: ${refused}` };
  }
  const body: unknown = ctx.body;
  if (oidc.route === 'token' && isAnswer(body)) {
    const context =
      oidc.entities.Grant === undefined ? undefined : await house.contexts.find(oidc.entities.Grant.jti);
    return {
      event: 'token',
      action: 'C',
      outcome: 0,
      caller,
      ...(context?.patient === undefined ? {} : { patient: context.patient }),
      detail: `scope ${String(body.scope ?? '')}`.slice(0, 500),
    };
  }
  return oidc.route === 'revocation' && ctx.status === 200
    ? { event: 'token', action: 'D', outcome: 0, caller, detail: 'revoked' }
    : undefined;
}

async function callerOf(
  house: IdentityHouse,
  ctx: KoaContextWithOIDC,
  oidc: KoaContextWithOIDC['oidc'],
): Promise<Caller> {
  const client = oidc.client?.clientId;
  const grantId = oidc.entities.Grant?.jti;
  const context = grantId === undefined ? undefined : await house.contexts.find(grantId);
  const account = context === undefined ? undefined : await house.accounts.find(context.accountId);
  return {
    id: account?.fhirUser ?? context?.accountId ?? (client === undefined ? 'anonymous' : `client:${client}`),
    role: context?.role ?? 'none',
    scope: { kind: 'nothing' },
    address: ctx.ip,
    ...(account === undefined ? {} : { name: account.name }),
    ...(context?.organization === undefined ? {} : { organization: context.organization }),
    ...(client === undefined ? {} : { client }),
  };
}

async function closeToStrangers(house: IdentityHouse, ctx: KoaContextWithOIDC): Promise<void> {
  const origin = ctx.get('origin');
  if (origin !== '' && (await house.clients.allowsOrigin(origin))) return;
  for (const name of CORS_HEADERS) ctx.remove(name);
}
