import { Problem } from '@caecilia/kernel';
import * as client from 'openid-client';
import type { Known } from './users.ts';

/** The provider that says who somebody is, and what this house is there. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What is kept of a sign-in while somebody is at the provider. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where to go afterwards. */
  readonly to: string;
}

const SCOPE = 'openid profile';
const NOT_COMPLETED = 'the sign-in was not completed; begin again';

/** OpenID Connect with a code and PKCE. The provider is asked for its addresses at the first sign-in. */
export class Provider {
  readonly #settings: ProviderSettings;
  readonly #redirectUri: () => string;
  #found: Promise<client.Configuration> | undefined;

  constructor(settings: ProviderSettings, redirectUri: () => string) {
    this.#settings = settings;
    this.#redirectUri = redirectUri;
  }

  async begin(to: string, language?: string): Promise<{ readonly begun: Begun; readonly address: URL }> {
    const begun = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      to,
    };
    const address = client.buildAuthorizationUrl(await this.#discovered(), {
      redirect_uri: this.#redirectUri(),
      scope: SCOPE,
      code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
      state: begun.state,
      nonce: begun.nonce,
      ...(language === undefined ? {} : { ui_locales: language }),
    });
    return { begun, address };
  }

  /** Who came back. Throws `Problem('login')` where the provider or the check of its answer refuses. */
  async finish(query: string, { verifier, state, nonce }: Begun): Promise<Known> {
    const address = new URL(`${this.#redirectUri()}${query}`);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
    try {
      const answer = await client.authorizationCodeGrant(await this.#discovered(), address, checks);
      const claims = answer.claims();
      if (claims === undefined) throw new Problem('login', NOT_COMPLETED);
      const { iss: issuer, sub: subject, name, email } = claims;
      return {
        issuer,
        subject,
        name: typeof name === 'string' && name.trim() !== '' ? name.trim() : subject,
        email: typeof email === 'string' ? email : null,
      };
    } catch (error) {
      const refused =
        error instanceof client.AuthorizationResponseError ||
        error instanceof client.ResponseBodyError ||
        error instanceof client.ClientError;
      throw refused ? new Problem('login', NOT_COMPLETED, { cause: error }) : error;
    }
  }

  async #discovered(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const insecure = issuer.startsWith('http://') ? { execute: [client.allowInsecureRequests] } : {};
    this.#found ??= client.discovery(
      new URL(issuer),
      clientId,
      undefined,
      client.ClientSecretBasic(clientSecret),
      insecure,
    );
    try {
      return await this.#found;
    } catch (cause) {
      this.#found = undefined;
      throw new Problem('transient', 'the sign-in cannot be reached now; try again in a moment', {
        retryAfterS: 5,
        cause,
      });
    }
  }
}
