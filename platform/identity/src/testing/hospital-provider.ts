import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** What the next person who signs in at the hospital is, in the words of its identity provider. */
export interface HospitalPerson {
  readonly sub: string;
  readonly acr?: string | undefined;
  readonly amr?: readonly string[];
  readonly [claim: string]: unknown;
}

export const HOSPITAL_CLIENT = { id: 'caecilia', secret: 'a-secret-between-two-houses-0123456789' };

/** An identity provider of an invented hospital: another instance of a certified server, on its own port. */
export class HospitalProvider {
  person: HospitalPerson = { sub: 'nobody' };
  readonly #server: Server;
  readonly issuer: string;

  private constructor(server: Server, issuer: string) {
    this.#server = server;
    this.issuer = issuer;
  }

  static async start(callback: string): Promise<HospitalProvider> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const hospital = new HospitalProvider(server, issuer);
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: HOSPITAL_CLIENT.id,
          client_secret: HOSPITAL_CLIENT.secret,
          redirect_uris: [callback],
        },
      ],
      acrValues: ['urn:hospital:strong', 'urn:hospital:weak'],
      claims: { openid: ['sub', 'acr', 'amr'], profile: ['name', 'groups', 'uzi'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, interaction) => `/enter/${interaction.uid}` },
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => ({ ...hospital.person, sub }),
      }),
      async loadExistingGrant(context) {
        const grant = new context.oidc.provider.Grant({
          accountId: context.oidc.session?.accountId ?? '',
          clientId: context.oidc.client?.clientId ?? '',
        });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/enter/')) return void answer(request, response);
      const { sub, acr, amr } = hospital.person;
      const login = { accountId: sub, ...(acr ? { acr } : {}), ...(amr ? { amr: [...amr] } : {}) };
      return void provider.interactionFinished(request, response, { login });
    });
    return hospital;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(() => done()));
  }
}
