import { type Caller, type PageVisit, type PlaceLink, Problem } from '@caecilia/kernel';
import { chooseLanguage } from '@caecilia/ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type PageServing, pageRequest, send } from '../pages.ts';
import { PAGE_HEADERS } from '../wall/answer-headers.ts';
import { type AppFile, type AppFiles, readAppFiles } from './app-files.ts';
import type { DeskArea } from './area.ts';
import { type EndpointServing, registerEndpoints } from './endpoints.ts';
import { worksWithPatients } from './who-works.ts';

/** What the app of the daily work is served with. */
export interface WorkServing extends PageServing {
  readonly store: EndpointServing['store'];
  readonly areas: readonly DeskArea[];
  /** Said on every page of this house. */
  readonly notices: { readonly demo: boolean; readonly embedded: boolean };
  /** Links about one patient to pages of the house, for who asks. */
  readonly aboutPatient: (caller: Caller, patientId: string) => Promise<readonly PlaceLink[]>;
  /** The built app; undefined where it was not built. */
  readonly app?: AppFiles | undefined;
}

const ASSETS = '/assets/web/';
const ACCEPTS_GZIP = /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0+)?\s*(?:,|$))|,|$)/;

/** Serves the app of the daily work at `/desk`, its files, and what it asks. It holds nothing of a patient itself. */
export function registerWork(server: FastifyInstance, serving: WorkServing): void {
  const app = 'app' in serving ? serving.app : readAppFiles();
  const { aboutPatient } = serving;
  for (const [name, file] of app?.files ?? []) serveFile(server, name, file);
  registerEndpoints(server, {
    ...serving,
    opensTo: worksWithPatients,
    endpoints: [
      { path: '/me', read: async (_session, visit) => meOf(visit, serving) },
      {
        path: '/patients/:id/links',
        read: async (session, { caller, params }) => {
          const found = await session.read('Patient', params.id ?? '');
          if (!found || found.deleted) throw new Problem('not-found', 'There is no such patient to see.');
          return { links: await aboutPatient(caller, found.id) };
        },
      },
      ...serving.areas.flatMap(({ endpoints }) => endpoints),
    ],
  });
  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await serving.visitor(request);
    if (!visitor) return await serving.askToSignIn(request, reply);
    if (!worksWithPatients(visitor.caller))
      throw new Problem('not-found', 'There is no page at this address.');
    if (!app) throw new Problem('transient', 'The app was not built yet: npm run build, and start again.');
    const { query, headers } = pageRequest(request, serving.origin());
    const language = chooseLanguage(query.lang, headers['accept-language']);
    return send(reply, {
      status: 200,
      html: app.page.replace('<html lang="nl">', `<html lang="${language}">`),
    });
  };
  server.get('/desk', page);
  server.get('/desk/*', page);
}

/** Who is signed in, as the app shows them and keeps their drafts apart. */
function meOf(
  { who, accountId, caller, formToken }: PageVisit,
  { areas, notices }: Pick<WorkServing, 'areas' | 'notices'>,
): object {
  const [opensAt] = areas.flatMap((area) => area.opensAt?.(caller) ?? []);
  return {
    account: accountId ?? caller.id,
    name: who?.name ?? caller.id,
    ...(who === undefined ? {} : { role: who.role }),
    places: who?.places ?? [],
    desk: areas.flatMap((area) => area.places?.(caller) ?? []),
    sections: areas.flatMap((area) => area.sections?.(caller) ?? []),
    beside: areas.flatMap((area) => area.beside?.(caller) ?? []),
    ...(opensAt === undefined ? {} : { opensAt }),
    formToken,
    notices,
  };
}

function serveFile(server: FastifyInstance, name: string, { contentType, content, gzip }: AppFile): void {
  server.get(`${ASSETS}${name}`, (request, reply) => {
    reply
      .headers(PAGE_HEADERS)
      // The name changes with the content.
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .type(contentType);
    if (!gzip || !ACCEPTS_GZIP.test(request.headers['accept-encoding'] ?? '')) return reply.send(content);
    return reply.header('content-encoding', 'gzip').send(gzip);
  });
}
