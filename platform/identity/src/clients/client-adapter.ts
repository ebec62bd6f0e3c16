import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import type { Clients, StoredClient } from './clients.ts';

/** Lets the protocol library find the registered apps. It registers none itself. */
export class ClientAdapter implements Adapter {
  readonly #clients: Clients;

  constructor(clients: Clients) {
    this.#clients = clients;
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const client = await this.#clients.find(id);
    return client === undefined ? undefined : metadataOf(client);
  }

  upsert = notHere;
  consume = notHere;
  destroy = notHere;
  revokeByGrantId = notHere;
  findByUid = notHere;
  findByUserCode = notHere;
}

function notHere(): Promise<never> {
  return Promise.reject(new Error('apps are registered by an administrator only'));
}

const AUTHENTICATION = {
  public: 'none',
  secret: 'client_secret_basic',
  key: 'private_key_jwt',
  service: 'private_key_jwt',
} as const;

/** A client in the words of OpenID Connect. The scopes are not among them: what is granted is decided in `granting.ts`. */
function metadataOf(client: StoredClient): ClientMetadata {
  const service = client.kind === 'service';
  return {
    client_id: client.clientId,
    client_name: client.name,
    application_type: 'web',
    token_endpoint_auth_method: AUTHENTICATION[client.kind],
    grant_types: service ? ['client_credentials'] : ['authorization_code', 'refresh_token'],
    response_types: service ? [] : ['code'],
    response_modes: ['query'],
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    id_token_signed_response_alg: 'RS256',
    ...(client.secretHash === undefined ? {} : { client_secret: client.secretHash }),
    ...(client.jwks === undefined ? {} : { jwks: client.jwks }),
    ...(client.jwksUri === undefined ? {} : { jwks_uri: client.jwksUri }),
  };
}
