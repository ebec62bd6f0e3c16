import * as client from 'openid-client';
import type { Federation, OutsideAnswer } from '../sign-in/kit.ts';
import { mapClaims } from './claims.ts';
import type { FederatedAccounts } from './federated-accounts.ts';
import type { FederationSettings } from './federation-settings.ts';

/** What a federation needs of the house. */
export interface FederationPorts {
  /** The one way out of this house; it allows the addresses of the identity provider. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /**
   * `Practitioner/…` with this identifier who works at this organization; undefined where there is none. A provider
   * can so never name a practitioner of another institution.
   */
  readonly findPractitioner: (
    identifier: { readonly system: string; readonly value: string },
    organization: string,
  ) => Promise<string | undefined>;
}

const HOUR_MS = 3_600_000;
const SECONDS = 10;

/** An identity provider by OpenID Connect: code with PKCE, state, nonce, issuer of the answer, signed ID token. */
export class OpenIdFederation implements Federation {
  readonly id: string;
  readonly name: string;
  readonly #settings: FederationSettings;
  readonly #ports: FederationPorts;
  readonly #accounts: FederatedAccounts;
  readonly #now: () => Date;
  #known: { readonly configuration: client.Configuration; readonly until: number } | undefined;

  constructor(
    settings: FederationSettings,
    parts: {
      readonly ports: FederationPorts;
      readonly accounts: FederatedAccounts;
      readonly now: () => Date;
    },
  ) {
    this.id = settings.id;
    this.name = settings.name;
    this.#settings = settings;
    this.#ports = parts.ports;
    this.#accounts = parts.accounts;
    this.#now = parts.now;
  }

  async begin(callback: string) {
    const configuration = await this.#configuration();
    const [state, nonce, verifier] = [
      client.randomState(),
      client.randomNonce(),
      client.randomPKCECodeVerifier(),
    ];
    const { acr } = this.#settings.secondFactor;
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: callback,
      scope: this.#settings.scopes,
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(acr.length > 0 ? { acr_values: acr.join(' ') } : {}),
    });
    return { url: url.href, state, nonce, verifier };
  }

  async finish(
    url: URL,
    remembered: { readonly state: string; readonly nonce: string; readonly verifier: string },
  ): Promise<OutsideAnswer> {
    const claims = await this.#claimsOf(url, remembered);
    if (typeof claims === 'string') return { kind: 'refused', why: claims };
    const person = mapClaims(claims, this.#settings);
    if (typeof person === 'string') return { kind: 'refused', why: person };
    const { organization } = this.#settings;
    const fhirUser =
      person.practitioner && (await this.#ports.findPractitioner(person.practitioner, organization));
    if (this.#settings.claims.practitioner !== undefined && fhirUser === undefined)
      return { kind: 'refused', why: 'federation: no such practitioner at this organization' };
    const who = { issuer: this.#settings.issuer, subject: claims.sub };
    return {
      kind: 'known',
      account: await this.#accounts.accountOf(who, person, fhirUser),
      amr: person.amr,
    };
  }

  async #claimsOf(
    url: URL,
    { state, nonce, verifier }: { readonly state: string; readonly nonce: string; readonly verifier: string },
  ): Promise<client.IDToken | string> {
    const configuration = await this.#configuration();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      return tokens.claims() ?? 'federation: no ID token';
    } catch (error) {
      // The library throws for everything that does not fit: state, issuer, nonce, signature, audience, time.
      if (error instanceof client.ResponseBodyError || error instanceof client.AuthorizationResponseError)
        return `federation: ${/^[a-z_]{1,40}$/.test(error.error) ? error.error : 'refused by the provider'}`;
      if (error instanceof client.ClientError)
        return `federation: ${error.code ?? 'the answer does not fit'}`;
      throw error;
    }
  }

  /** Read once an hour; what failed is tried again at the next sign-in. */
  async #configuration(): Promise<client.Configuration> {
    const at = this.#now().getTime();
    if (this.#known && this.#known.until > at) return this.#known.configuration;
    const { issuer, clientId, clientSecret, allowHttp } = this.#settings;
    const configuration = await client.discovery(
      new URL(issuer),
      clientId,
      { [client.clockTolerance]: SECONDS },
      client.ClientSecretBasic(clientSecret),
      {
        timeout: SECONDS,
        [client.customFetch]: (url, init) => this.#ports.fetch(url, init as RequestInit),
        execute: [client.enableNonRepudiationChecks, ...(allowHttp ? [client.allowInsecureRequests] : [])],
      },
    );
    this.#known = { configuration, until: at + HOUR_MS };
    return configuration;
  }
}
