import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { OFFICE_API } from './office-api.ts';

/** Describes every address that is registered after this one, as OpenAPI 3.1 at `/office/api/openapi.json`. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Caecilia Global, office API',
        version: '1',
        description:
          'The register of partners, agreements, initiatives and visits. Our own screens use the same API. Refusals are problem details (RFC 9457). A change names the revision that it was made on: send the ETag of what you read as If-Match. Lists are paged: send the `next` of a page as `after`. A browser that is signed in sends the formToken of /me as x-form-token with every change.',
      },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'caecilia_office' } },
      },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
  });
  app.get(`${OFFICE_API}/openapi.json`, { schema: { hide: true } as object }, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  );
}
