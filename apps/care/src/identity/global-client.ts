import type { DemoFor, IdentityProvider } from '@caecilia/identity';
import type { Settings } from '../configuration.ts';

/** Role of who signs in here for the house Global only. */
export const OFFICE_ROLE = 'international-officer';

/** What the house Global is called here. */
export const GLOBAL_CLIENT = 'caecilia-global';

/**
 * Lets the house Global ask who somebody is, where both houses know its address and its secret. It gets a name and
 * nothing of the record: no scope of a FHIR resource can be asked for by it.
 */
export async function letGlobalSignIn(
  { clients }: Pick<IdentityProvider, 'clients'>,
  settings: Settings,
): Promise<void> {
  const { CAECILIA_GLOBAL_ORIGIN: origin, CAECILIA_GLOBAL_OIDC_CLIENT_SECRET: secret } = settings;
  if (origin === undefined || secret === undefined) return;
  const client = {
    clientId: GLOBAL_CLIENT,
    name: 'Caecilia Global',
    redirectUris: [`${origin}/sign-in/done`],
    postLogoutRedirectUris: [`${origin}/`],
    scopes: ['openid', 'profile'],
  };
  await clients.ensureOwn(client, secret);
}

/** The people of the office are offered to who goes on to their house, and those of the care house to everybody else. */
export const demoFor: DemoFor = (clientId, { roles }) =>
  roles.some(({ role }) => role === OFFICE_ROLE) === (clientId === GLOBAL_CLIENT);
