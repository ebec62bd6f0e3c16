import { errors, type Provider } from 'oidc-provider';
import { provedByTwoFactors } from '../acr.ts';
import { OTHER_SCOPES } from '../clients/client.ts';
import type { StoredClient } from '../clients/clients.ts';
import type { Account, LiveSession } from '../contract.ts';
import { type GrantLimits, grantedScopes, smartScopes } from '../smart/granted.ts';
import type { LaunchContext } from '../smart/launches.ts';
import type { IdentityHouse } from './house.ts';
import { LIVED_S } from './lifetimes.ts';

/** A request for authorization with everything that decides on it. */
export interface GrantRequest {
  readonly client: StoredClient;
  readonly account: Account;
  readonly session: LiveSession;
  readonly wanted: readonly string[];
  /** The `launch` parameter. */
  readonly launch?: string;
  /** What the person agreed to; absent for our own apps. */
  readonly agreed?: { readonly scopes: readonly string[]; readonly launchPatient?: string };
}

/** What was granted: the id of the grant, and its scopes as text. */
export interface Granted {
  readonly grantId: string;
  readonly scopes: readonly string[];
}

/**
 * Decides and records what an app is granted: one grant for each authorization, so that ending one leaves the others.
 * Throws an OAuth error when the launch is not of this session, or nothing remains.
 */
export async function grant(
  house: IdentityHouse,
  provider: Provider,
  request: GrantRequest,
): Promise<Granted> {
  const context = await launchContext(house, request);
  const scopes = grantedScopes(request.wanted, limitsOf(house, request, context !== undefined));
  if (scopes.length === 0) throw new errors.AccessDenied('none of the scopes can be granted');
  const { client, account, session } = request;
  const offline = scopes.includes('offline_access');
  const keptS = offline ? LIVED_S.offlineGrant : LIVED_S.grant;
  const made = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  made.addOIDCScope(scopes.filter((scope) => OTHER_SCOPES.some((name) => name === scope)));
  made.addResourceScope(house.fhirBase, [...scopes]);
  const grantId = await made.save();
  await house.contexts.save(
    {
      grantId,
      clientId: client.clientId,
      accountId: account.accountId,
      sessionId: session.sessionId,
      role: session.acting.role,
      secondFactor: provedByTwoFactors(session, house.demo === true),
      offline,
      ...(session.acting.organization === undefined ? {} : { organization: session.acting.organization }),
      ...context,
    },
    keptS,
  );
  return { grantId, scopes };
}

/** What could be granted at most, for the page that asks. `patient` scopes count as possible until one is chosen. */
export function grantable(
  house: IdentityHouse,
  request: Pick<GrantRequest, 'client' | 'wanted' | 'launch'> & {
    readonly account?: Account;
    readonly session?: LiveSession;
  },
): readonly string[] {
  return grantedScopes(request.wanted, limitsOf(house, request, true));
}

function limitsOf(
  house: IdentityHouse,
  request: Pick<GrantRequest, 'client' | 'launch' | 'agreed'> & {
    readonly account?: Account;
    readonly session?: LiveSession;
  },
  patient: boolean,
): GrantLimits {
  const { client, account, session, agreed, launch } = request;
  return {
    client: client.scopes,
    ...(session === undefined ? {} : { role: house.scopesFor(session.acting.role) }),
    ...(agreed === undefined ? {} : { agreed: agreed.scopes }),
    clinical:
      account?.kind !== 'staff' || session === undefined || provedByTwoFactors(session, house.demo === true),
    patient,
    launch: launch !== undefined,
  };
}

async function launchContext(
  house: IdentityHouse,
  request: GrantRequest,
): Promise<LaunchContext | undefined> {
  const { account, session, launch, wanted, agreed } = request;
  if (launch !== undefined) {
    const context = await house.launches.take(launch, session);
    if (context === undefined) {
      throw new errors.InvalidRequest('this launch is over or is not yours; start the app again');
    }
    return context;
  }
  const own = /^Patient\/(.+)$/.exec(account.fhirUser ?? '')?.[1];
  if (account.kind === 'patient') return own === undefined ? undefined : { patient: own };
  const asked =
    wanted.includes('launch/patient') || smartScopes(wanted).some(({ level }) => level === 'patient');
  const chosen = agreed?.launchPatient;
  if (!asked || chosen === undefined) return undefined;
  if (!(await house.patients.allows(session, chosen))) {
    throw new errors.AccessDenied('the chosen patient cannot be shared with this app');
  }
  return { patient: chosen };
}
