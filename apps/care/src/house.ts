import { Problem, type RecordStore } from '@caecilia/kernel';
import {
  closeGracefully,
  createMetrics,
  type Limits,
  logOfInteractions,
  registerFhir,
  registerHealth,
  registerMetrics,
  serverOptions,
} from '@caecilia/rest';
import type { Store } from '@caecilia/store';
import Fastify, { type FastifyInstance } from 'fastify';
import { operationRule } from './access/operations.ts';
import { addressOf, type HouseAddress, refuseForeignHost, refuseOutside } from './address.ts';
import { registerAdministration } from './administration.ts';
import { diaryFloor } from './assessment/diary-floor.ts';
import { preparationFloors } from './assessment/preparation-floors.ts';
import { type LocalCallers, localCallers } from './callers.ts';
import { carePlanOf, demoOf, standardsOf } from './care-plan.ts';
import type { Settings } from './configuration.ts';
import { loadDemo } from './demo/load-demo.ts';
import type { WholeDeskHouse } from './desk/area.ts';
import { deskAreas } from './desk/areas.ts';
import { patientLinks } from './desk/patient-links.ts';
import { registerWork } from './desk/work.ts';
import { openExchange, pullingFrom, RECEIVED } from './exchange/exchange-area.ts';
import { formTokens } from './form-tokens.ts';
import { keepHouse } from './house-upkeep.ts';
import { DEMO_ACCOUNTS } from './identity/demo-accounts.ts';
import { type HouseIdentity, openIdentity } from './identity/house-identity.ts';
import type { Language } from './language.ts';
import { supplyNames } from './letter/supply-names.ts';
import { limitsOf } from './limits.ts';
import { networkFloors } from './network/network-floor.ts';
import type { PackInUse } from './packs.ts';
import { type PageFloor, type PageServing, registerPages } from './pages.ts';
import { PAPER, registerPaperCheck } from './paper-check.ts';
import { standingAtHome } from './privacy/own-record.ts';
import { privacyFloors } from './privacy/privacy-floor.ts';
import { type ReadSearch, readSearchIn } from './read-search.ts';
import { openRecord } from './record.ts';
import { tellRefusals } from './refusals.ts';
import { registerFloors } from './register/register-floors.ts';
import { announce, withdraw } from './running.ts';
import { countersOf } from './store-counters.ts';
import { callMeFloor } from './team/call-me-house.ts';
import { TIME_ZONE } from './time-zone.ts';
import { openDevelopmentTokens } from './token.ts';
import { patchPaths } from './wall/patch-paths.ts';
import { buildWall, type Wall } from './wall/wall.ts';
import { type WhoAsks, whoAsks } from './who-asks.ts';

/** The care house, serving. */
export interface CareHouse {
  /** Where browsers and apps reach it, without a slash at the end. */
  readonly url: string;
  /** Where commands of this machine reach it. */
  readonly local: string;
  readonly engine: RecordStore['engine'];
  /** Every route, as `GET /fhir/*`. */
  readonly routes: readonly string[];
  /** Finishes accepted requests (at most ten seconds), then closes the database. */
  close(): Promise<void>;
}

/** What is fixed for one process and not a setting. */
export interface HouseOptions {
  /** A token known to this process only, for its own command. */
  readonly commandToken?: string;
  readonly now?: () => Date;
}

/** Everything that is put together again when a pack is installed. */
interface Parts {
  readonly settings: Settings;
  readonly store: Store;
  readonly language: Language;
  readonly packs: readonly PackInUse[];
  readonly callers: LocalCallers;
  readonly now: () => Date;
  readonly address: HouseAddress;
  readonly onPackInstalled: () => void;
}

/**
 * Opens the record, puts the house together and serves on 127.0.0.1. Throws `Problem` or `SettingsError` with a
 * sentence for the operator: folder in use, database away, port taken.
 */
export async function startCare(settings: Settings, options: HouseOptions): Promise<CareHouse> {
  const now = options.now ?? (() => new Date());
  const tokens =
    settings.CAECILIA_MODE === 'development' ? openDevelopmentTokens(settings.CAECILIA_DATA_DIR) : undefined;
  const callers = localCallers({ tokens, commandToken: options.commandToken, now });
  const address = await addressOf(settings);
  const opening = { callers, now, address, reopen };
  let house = await open(settings, opening);
  const embedded = settings.CAECILIA_CLINICAL_DATABASE_URL === undefined;
  if (embedded && options.commandToken === undefined) announce(settings.CAECILIA_DATA_DIR, address.local);
  let reopening: Promise<void> = Promise.resolve();

  /** A new pack changes what the house understands from the ground up: it is closed and opened again, on the same port. */
  function reopen(): void {
    reopening = reopening.then(async () => {
      await house.close();
      house = await open(settings, opening);
    });
  }
  return {
    url: address.origin,
    local: address.local,
    engine: house.engine,
    routes: house.routes,
    async close() {
      await reopening;
      withdraw(settings.CAECILIA_DATA_DIR);
      await house.close();
    },
  };
}

interface Opening {
  readonly callers: LocalCallers;
  readonly now: () => Date;
  readonly address: HouseAddress;
  readonly reopen: () => void;
}

async function open(settings: Settings, { callers, now, address, reopen }: Opening): Promise<CareHouse> {
  const baseUrl = `${address.origin}/fhir`;
  const { store, language, packs } = await openRecord(settings, { now, baseUrl });
  try {
    const parts: Parts = {
      settings,
      store,
      language,
      packs,
      callers,
      now,
      address,
      onPackInstalled: reopen,
    };
    const { app, wall, identity } = await buildApp(parts);
    if (settings.demo) {
      await loadDemo(app, store, { ...demoOf(packs, settings, now()), callers });
      await identity.signIn.loadDemoAccounts(DEMO_ACCOUNTS);
    }
    await app.listen({ host: address.host, port: address.port }).catch((error: unknown) => {
      throw portProblem(error, address.port);
    });
    const upkeep = keepHouse(parts, app.log);
    return {
      url: address.origin,
      local: address.local,
      engine: store.engine,
      routes: wall.routes,
      async close() {
        await upkeep.stop();
        await identity.close();
        await closeGracefully(app, store);
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function portProblem(error: unknown, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error;
  return new Problem(
    'conflict',
    `port ${port} is in use by another program; stop it, or set CAECILIA_CARE_PORT`,
    { cause: error },
  );
}

/** What the pages are served with, once it is known who asks. */
interface Serving {
  readonly parts: Parts;
  readonly identity: HouseIdentity;
  readonly asks: WhoAsks;
  readonly readSearch: ReadSearch;
}

interface BuiltApp {
  readonly app: FastifyInstance;
  readonly wall: Wall;
  readonly identity: HouseIdentity;
}

function serverOf(settings: Settings, limits: Limits): FastifyInstance {
  const trustProxy = settings.CAECILIA_TRUSTED_PROXIES.split(',').filter((name) => name.trim() !== '');
  return Fastify({
    ...serverOptions(limits, settings.CAECILIA_LOG_LEVEL),
    ...(trustProxy.length > 0 ? { trustProxy } : {}),
  });
}

async function buildApp(parts: Parts): Promise<BuiltApp> {
  const { settings, store, language, callers, now } = parts;
  const limits = limitsOf(settings);
  const app = serverOf(settings, limits);
  // The wall stands before the first route, and so before who is known.
  let known: HouseIdentity | undefined;
  const wall = buildWall(app, {
    settings,
    own: [parts.address.origin, parts.address.local],
    // Not the token endpoint: the web app asks there for everybody, from inside this process.
    signInPaths: ['/sign-in', PAPER, RECEIVED],
    openPaths: ['/oauth/token', '/oauth/revoke'],
    hasApp: async (origin) => (await known?.provider.allowsOrigin(origin)) === true,
  });
  const metrics = createMetrics(() => countersOf(store));
  const patches = patchPaths();
  app.addHook('onClose', () => patches.close());
  app.addHook('onRequest', ({ headers, url }, _reply, next) => {
    refuseForeignHost(headers.host, parts.address);
    refuseOutside(headers.host, url);
    next();
  });
  registerHealth(app, store);
  registerMetrics(app, metrics);
  const readSearch = readSearchIn(language, now);
  const pulling = pullingFrom({ ...parts, readSearch });
  const identity = await openIdentity(app, { ...parts, log: store.log, readSearch, pulling });
  known = identity;
  const asks = whoAsks({ callers, identity, wall, standing: (caller) => standingAtHome(store, caller) });
  registerFhir(app, {
    store,
    metrics,
    limits,
    now,
    model: language.model,
    searchParameters: language.searchParameters,
    terminology: language.terminology,
    check: (resource, profiles) => language.validator.validate(resource, profiles ? { profiles } : {}),
    placement: (resource) => language.extract(resource).placement,
    patientCompartment: language.patientCompartment,
    patchPaths: (resource, patch) => patches.apply(resource, patch),
    profiles: language.definitions.supportedProfiles,
    software: { name: 'Caecilia Care', version: '0.1.0' },
    ...logOfInteractions(store.log),
    allowOperation: operationRule(store),
    authenticate: (request) => asks.atFhir(request),
  });
  await servePeople(app, { parts, identity, asks, readSearch });
  return { app, wall, identity };
}

/** What people look at: pages of the modules, the app of the daily work, and the routes of administration. */
async function servePeople(
  app: FastifyInstance,
  { parts, identity, asks, readSearch }: Serving,
): Promise<void> {
  const { store, language } = parts;
  const tellRefusal = tellRefusals(store.log);
  registerAdministration(app, {
    ...parts,
    tellRefusal,
    clients: identity.provider.clients,
    compartment: [...language.patientCompartment],
  });
  const carePlan = carePlanOf({ ...parts, readSearch, paperKey: identity.signIn.keyFor('paper') });
  const atHome = { store, readSearch, now: parts.now, timeZone: TIME_ZONE, demo: parts.settings.demo };
  const serving: PageServing = {
    store,
    floors: [
      carePlan,
      callMeFloor({
        ...atHome,
        session: (caller) => store.session(caller),
        promise: parts.settings.callBack,
        planNow: carePlan.planNow,
      }),
      { pages: [], assets: identity.assets },
      ...(await modulesOf(parts, identity, readSearch, (facts, words) => app.log.error(facts, words))),
    ],
    problem: carePlan.problem,
    origin: () => parts.address.origin,
    forms: formTokens(identity.signIn.keyFor('forms')),
    visitor: (request) => asks.atPage(request),
    askToSignIn: (request, reply) => identity.web.askToSignIn(request, reply),
    tellRefusal,
  };
  registerPages(app, serving);
  registerPaperCheck(app, { ...serving, ...carePlan.paper });
  const desk: WholeDeskHouse = {
    store,
    session: (caller) => store.session(caller),
    readSearch,
    now: parts.now,
    timeZone: TIME_ZONE,
    planNow: carePlan.planNow,
    alert: (facts, words) => app.log.error(facts, words),
    standards: standardsOf(parts.packs),
    questionnaires: parts.packs.flatMap(({ pack }) => pack.questionnaires),
    keyFor: (purpose) => identity.signIn.keyFor(purpose),
    demo: parts.settings.demo,
    supplyNames: supplyNames(parts.settings),
  };
  const exchange = await openExchange(app, { ...parts, ...desk, ...asks, ...identity, tellRefusal });
  registerWork(app, {
    ...serving,
    store,
    areas: [carePlan, ...(await deskAreas(desk)), exchange],
    notices: carePlan.notices,
    aboutPatient: patientLinks(store, carePlan.maySeePlan),
  });
}

/** The pages of the modules that stand on accounts and the log. */
async function modulesOf(
  { settings, store, language, packs, now }: Parts,
  { signIn }: HouseIdentity,
  readSearch: ReadSearch,
  alert: (facts: object, sentence: string) => void,
): Promise<readonly PageFloor[]> {
  const house = { store, readSearch, signIn, now, demo: settings.demo, timeZone: TIME_ZONE };
  const compartment = [...language.patientCompartment];
  return [
    ...(await networkFloors(house)),
    ...(await privacyFloors({ ...house, compartment, alert, standards: standardsOf(packs) })),
    ...registerFloors(house),
    ...preparationFloors(house),
    diaryFloor(house),
  ];
}
