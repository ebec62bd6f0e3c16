import { type OpenedRegister, openRegister } from '@caecilia/register';
import Fastify, { type FastifyInstance } from 'fastify';
import { SignIn } from './access/sign-in.ts';
import { registerOfficeApi } from './api/office-api.ts';
import { describeApi } from './api/openapi.ts';
import { answerProblems } from './api/problem-details.ts';
import type { Settings } from './configuration.ts';
import { firstRolesOf } from './demo/people.ts';
import { type GlobalModule, MODULES } from './modules.ts';
import { languageOf, startPage } from './pages/start-page.ts';
import { keepUp } from './upkeep.ts';
import { buildWall } from './wall/wall.ts';

/** The house Global, serving. */
export interface GlobalHouse {
  /** Where browsers reach it, without a slash at the end. */
  readonly url: string;
  readonly engine: OpenedRegister['engine'];
  /** Finishes accepted requests, tells what is left to tell, and closes the database. */
  close(): Promise<void>;
}

/** What is fixed for one process and not a setting. */
export interface HouseOptions {
  readonly now?: () => Date;
  readonly modules?: readonly GlobalModule[];
  /** A register that is open already, for tests; it is closed with the house. */
  readonly register?: OpenedRegister;
}

/** What a line of the process log says of a request: no query, which may hold a name or the code of a sign-in. */
function loggerOf({ CAECILIA_LOG_LEVEL: level }: Settings) {
  const req = ({ method, url }: { readonly method: string; readonly url: string }) => ({
    method,
    path: url.split('?', 1)[0],
  });
  return { level, serializers: { req } };
}

/** Opens the register that the settings name, with the tables of every module. */
export async function openOfficeRegister(
  settings: Settings,
  { now = () => new Date(), modules = MODULES }: HouseOptions = {},
  log: Pick<FastifyInstance['log'], 'error'> = SILENT,
): Promise<OpenedRegister> {
  const databaseUrl = settings.CAECILIA_GLOBAL_DATABASE_URL;
  return await openRegister({
    ...(databaseUrl === undefined ? { dataDir: settings.CAECILIA_GLOBAL_DATA_DIR } : { databaseUrl }),
    mode: settings.CAECILIA_MODE,
    modules,
    now,
    onConnectionLost: (error) => log.error({ err: error }, 'an idle connection to the database was lost'),
    onFollowerFailed: (follower, { key }, error) =>
      log.error({ err: error, follower, event: key }, 'what happened could not be told; it is told again'),
  });
}

const SILENT = { error: () => {} };

/** Starts the house: its database, its addresses, its port. */
export async function startGlobal(settings: Settings, options: HouseOptions = {}): Promise<GlobalHouse> {
  const app = Fastify({
    logger: loggerOf(settings),
    bodyLimit: 256 * 1024,
    requestTimeout: 60_000,
    trustProxy: settings.trustedProxies.length > 0 && [...settings.trustedProxies],
    routerOptions: { maxParamLength: 300 },
    genReqId: () => crypto.randomUUID(),
  });
  const register = options.register ?? (await openOfficeRegister(settings, options, app.log));
  try {
    return await serve(app, register, settings, options);
  } catch (error) {
    await app.close();
    await register.close();
    throw error;
  }
}

async function serve(
  app: FastifyInstance,
  register: OpenedRegister,
  settings: Settings,
  { now = () => new Date(), modules = MODULES }: HouseOptions,
): Promise<GlobalHouse> {
  let origin = settings.CAECILIA_GLOBAL_ORIGIN ?? '';
  const signIn = signInOf(register, settings, { now, origin: () => origin });
  await buildWall(app, {
    mode: settings.CAECILIA_MODE,
    origin: () => origin,
    ratePerAddress: settings.ratePerAddress,
  });
  answerProblems(app);
  await describeApi(app);
  registerOfficeApi(
    app,
    modules.flatMap((module) => module.endpoints({ register, now })),
    {
      callerOf: (request) => signIn.callerOf(request),
      noteRefusal: (caller, what) => register.note({ kind: 'refused', caller, why: `no right: ${what}` }),
      now,
    },
  );
  signIn.register(app);
  registerPages(app, register, signIn, settings);
  for (const module of modules)
    for (const follower of module.followers?.({ register, now }) ?? []) await register.follow(follower);
  await app.listen({ host: settings.CAECILIA_GLOBAL_HOST, port: settings.CAECILIA_GLOBAL_PORT });
  if (origin === '') origin = `http://127.0.0.1:${portOf(app)}`;
  const endUpkeep = keepUp(modules, { register, now }, app.log);
  return {
    url: origin,
    engine: register.engine,
    async close() {
      await app.close();
      await endUpkeep();
      await register.close();
    },
  };
}

function signInOf(
  register: OpenedRegister,
  settings: Settings,
  { now, origin }: { readonly now: () => Date; readonly origin: () => string },
): SignIn {
  const secure = settings.CAECILIA_GLOBAL_ORIGIN?.startsWith('https://') === true;
  return new SignIn(
    {
      register,
      provider: settings.provider,
      origin,
      now,
      firstRoles: ({ subject }) => firstRolesOf(subject, settings.demo),
    },
    secure,
  );
}

function registerPages(
  app: FastifyInstance,
  register: OpenedRegister,
  signIn: SignIn,
  settings: Settings,
): void {
  const hidden = { schema: { hide: true } as object };
  // A form of a page is only a button: nothing of it is looked at.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, _body, done) => done(null, {}),
  );
  app.get('/', hidden, async (request, reply) => {
    const { lang } = request.query as Readonly<Record<string, unknown>>;
    const language = languageOf(lang, request.headers['accept-language']);
    const signedIn = await signIn.signedIn(request);
    const page = startPage(language, { signedIn, canSignIn: settings.provider !== undefined });
    return await reply.type('text/html; charset=utf-8').send(page);
  });
  app.get('/health/live', hidden, () => ({ status: 'ok' }));
  app.get('/health/ready', hidden, async () => {
    await register.ping();
    return { status: 'ok' };
  });
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the house listens on no port');
  return address.port;
}
