import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../configuration.ts';
import { headersOfEveryAnswer } from './answer-headers.ts';
import { refuseBsnInAddress } from './bsn-in-address.ts';
import {
  type CrossSiteRules,
  changes,
  corsHeaders,
  PREFLIGHT_HEADERS,
  refuseCrossSite,
  type Sender,
} from './cross-site.ts';
import { pathOf, type RateClass, RateGuard } from './rates.ts';

/** What the wall is built with. */
export interface WallOptions {
  readonly settings: Settings;
  /** The house's own origins: the one that browsers know, and the one of this machine. */
  readonly own: readonly string[];
  /** Addresses of sign-in and tokens, which are counted strictly; a path and what is below it. */
  readonly signInPaths?: readonly string[];
  /** Addresses that never look at a cookie, beside `/fhir`: apps may post there from a browser. They answer CORS themselves. */
  readonly openPaths?: readonly string[];
  /** Whether a registered public app lives at this origin, beside the list of the settings. */
  readonly hasApp?: (origin: string) => Promise<boolean>;
}

/** What the rest of the house tells the wall. */
export interface Wall {
  /** Every route that was built inside the wall, as `GET /fhir/*`; for the proof that each answers behind it. */
  readonly routes: readonly string[];
  /** Counts a request against the account that was recognised. Throws `Problem('throttled')`. */
  recognised(request: FastifyRequest, account: string, reply?: FastifyReply): Promise<void>;
}

const FHIR = '/fhir';
const EMERGENCY_PAGE = /^\/care\/patients\/[^/]+\/emergency$/;

/** What is counted as what. Health and metrics are asked by machines of the house itself, often. */
export function rateClassOf(path: string, signInPaths: readonly string[]): RateClass {
  if (EMERGENCY_PAGE.test(path)) return 'emergency';
  if (path.startsWith('/health/') || path === '/metrics') return 'uncounted';
  return signInPaths.some((each) => path === each || path.startsWith(`${each}/`)) ? 'signIn' : 'general';
}

/**
 * The wall around all routes; to be built before the first of them. Every answer carries the security headers; other
 * sites may not post here, and not read unless their origin is on the list; nobody may ask without measure.
 */
export function buildWall(app: FastifyInstance, options: WallOptions): Wall {
  const { settings, signInPaths = [] } = options;
  const headers = headersOfEveryAnswer(settings.CAECILIA_MODE);
  const rates = new RateGuard(app, settings.rates, (path) => rateClassOf(path, signInPaths));
  const apps = (settings.CAECILIA_CORS_ORIGINS ?? '').split(/[\s,]+/).filter((each) => each !== '');
  const openTo = [FHIR, ...(options.openPaths ?? [])];
  const routes: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push(`${each} ${url}`);
  });
  const rulesFor = async ({ headers: { origin } }: FastifyRequest): Promise<CrossSiteRules> => {
    const isOwn = origin === undefined || options.own.includes(origin) || apps.includes(origin);
    const registered = !isOwn && (await options.hasApp?.(origin)) === true;
    return { own: options.own, apps: registered ? [...apps, origin] : apps, openTo };
  };
  const hsts = headers['strict-transport-security'];
  app.addHook('onRequest', async (request, reply) => {
    // The FHIR floor sets the headers of its answers itself, once: this is the path that must be fast.
    if (!isFhir(request)) reply.headers(headers);
    else if (hsts !== undefined) reply.header('strict-transport-security', hsts);
    try {
      if (changes(request.method)) refuseCrossSite(senderOf(request), await rulesFor(request));
      if (settings.bsnInAddress === 'refuse') refuseBsnInAddress(request.url);
      await rates.arrive(request, reply);
    } catch (error) {
      reply.headers(headers);
      throw error;
    }
  });
  // What answers FHIR sets its own headers; an app of the list must still be able to read them.
  if (apps.length > 0 || options.hasApp !== undefined) allowApps(app, rulesFor);
  return {
    routes,
    recognised: (request, account, reply) => rates.recognised(request, reply, account),
  };
}

const isFhir = ({ method, url }: FastifyRequest) =>
  method !== 'OPTIONS' && /^\/fhir(?:[/?]|$)(?!\.well-known\/)/.test(url);

const senderOf = ({ method, url, headers }: FastifyRequest): Sender => ({
  method,
  path: pathOf(url),
  headers,
});

type RulesFor = (request: FastifyRequest) => Promise<CrossSiteRules>;

function allowApps(app: FastifyInstance, rulesFor: RulesFor): void {
  const headersFor = async (request: FastifyRequest) =>
    request.headers.origin !== undefined && isBelowFhir(request)
      ? corsHeaders(senderOf(request), await rulesFor(request))
      : undefined;
  app.addHook('onSend', (request, reply, payload, next) => {
    // Most come from no page of another site, and have nothing to wait for.
    if (request.headers.origin === undefined) next(null, payload);
    else addHeaders(request, reply).then(() => next(null, payload), next);
  });
  const addHeaders = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers((await headersFor(request)) ?? {});
  };
  for (const url of [FHIR, `${FHIR}/*`]) {
    app.options(url, async (request, reply) => {
      const asks = request.headers['access-control-request-method'] !== undefined;
      if (asks && (await headersFor(request)) !== undefined) reply.headers(PREFLIGHT_HEADERS);
      return reply.code(204).send();
    });
  }
}

const isBelowFhir = ({ url }: FastifyRequest) => /^\/fhir(?:[/?]|$)/.test(url);
