import { type Account, type LiveSession, provedByTwoFactors } from '@caecilia/identity';
import type { Principal } from '@caecilia/kernel';

/**
 * Somebody at our own pages about their sign-in, where no token is yet: as much as the web app will be allowed to ask
 * for, and not more.
 */
export function principalOf(session: LiveSession, account: Account, demo: boolean): Principal {
  const { role, organization } = session.acting;
  return {
    accountId: account.accountId,
    kind: account.kind,
    name: account.name,
    role,
    ...(account.fhirUser === undefined ? {} : { fhirUser: account.fhirUser }),
    ...(organization === undefined ? {} : { organization }),
    secondFactor: provedByTwoFactors(session, demo),
    clientId: 'sign-in',
    sessionId: session.sessionId,
    scopes: ['user/*.rs'],
  };
}
