import type { FastifyInstance } from 'fastify';
import { OTHER_SCOPES } from '../clients/client.ts';
import { ASSERTION_ALGORITHMS } from '../provider/configuration.ts';
import type { IdentityHouse } from '../provider/house.ts';
import { ROUTES } from '../provider/routes.ts';

/** What a SMART app needs to know of this server (SMART App Launch 2.2, Conformance). */
export function smartConfiguration({ issuer }: Pick<IdentityHouse, 'issuer'>): object {
  return {
    issuer,
    jwks_uri: `${issuer}${ROUTES.jwks}`,
    authorization_endpoint: `${issuer}${ROUTES.authorization}`,
    token_endpoint: `${issuer}${ROUTES.token}`,
    introspection_endpoint: `${issuer}${ROUTES.introspection}`,
    revocation_endpoint: `${issuer}${ROUTES.revocation}`,
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    scopes_supported: [...OTHER_SCOPES, 'patient/*.rs', 'user/*.cruds', 'system/*.rs'],
    capabilities: [
      'launch-ehr',
      'launch-standalone',
      'client-public',
      'client-confidential-symmetric',
      'client-confidential-asymmetric',
      'sso-openid-connect',
      'context-ehr-patient',
      'context-ehr-encounter',
      'context-standalone-patient',
      'context-banner',
      'permission-offline',
      'permission-online',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
    ],
  };
}

/** Serves it below the FHIR endpoint; pages of registered public apps may read it. */
export function serveSmartConfiguration(app: FastifyInstance, house: IdentityHouse): void {
  const url = `${new URL(house.fhirBase).pathname}/.well-known/smart-configuration`;
  const document = smartConfiguration(house);
  app.route({
    method: ['GET', 'OPTIONS'],
    url,
    handler: async (request, reply) => {
      const { origin } = request.headers;
      reply.header('vary', 'Origin').header('x-content-type-options', 'nosniff');
      if (origin !== undefined && (await house.clients.allowsOrigin(origin))) {
        reply.header('access-control-allow-origin', origin).header('access-control-allow-methods', 'GET');
        const headers = request.headers['access-control-request-headers'];
        if (headers !== undefined) reply.header('access-control-allow-headers', headers);
      }
      return request.method === 'OPTIONS' ? reply.code(204).send() : reply.send(document);
    },
  });
}
