import type { IdentityProvider } from '@caecilia/identity';
import type { Settings } from '../configuration.ts';

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
