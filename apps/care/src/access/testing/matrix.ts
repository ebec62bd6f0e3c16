import { rmSync } from 'node:fs';
import type { Criterion, FhirResource, SearchQuery } from '@caecilia/fhir';
import {
  ACCESS_INTERACTIONS,
  type AccessInteraction,
  type AccessRule,
  type Caller,
  callerOf,
  Problem,
  type RecordSession,
  type RecordTransaction,
} from '@caecilia/kernel';
import { createSearcher, isKept, openStore, type Store } from '@caecilia/store';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { composeLanguage } from '../../language.ts';
import { POLICY } from '../policy.ts';
import { ACCESS_FACTS } from '../relations.ts';
import { isAllowed } from './expected.ts';
import {
  patientId,
  principalOf,
  RELATIONS,
  type RelationOfCell,
  ROLES,
  records,
  resourceId,
  SHARED_TYPES,
  standing,
  TYPES,
} from './world.ts';

/** Every cell that was looked at, and where the store did not do what the table says. */
export interface MatrixReport {
  readonly cells: number;
  readonly allowed: number;
  readonly differences: readonly string[];
}

const NOW = new Date('2026-06-01T10:00:00Z');
const NOBODY_CALLER: Caller = { id: 'system:matrix', role: 'matrix', scope: { kind: 'everything' } };

/** A record with the world in it, with the house's own language, rules and facts. */
export async function openWorld(
  databaseUrl?: string,
  roles: readonly string[] = ROLES,
): Promise<{ store: Store; close: () => Promise<void> }> {
  const dataDir = await emptyRecord('caecilia-matrix-');
  const language = composeLanguage([], {
    baseUrl: 'http://127.0.0.1/fhir',
    now: () => NOW,
    keeps: ({ base, code }) => isKept(base, code),
  });
  const store = await openStore({
    ...(databaseUrl === undefined ? { dataDir } : { databaseUrl }),
    mode: 'development',
    // What points at everything belongs to nobody here, so that everybody can ask what it includes.
    extractor: (resource) =>
      resource.resourceType === 'Linkage'
        ? { ...language.extract(resource), placement: {} }
        : language.extract(resource),
    searcher: createSearcher(language.searchParameters),
    facts: ACCESS_FACTS,
    now: () => NOW,
  });
  const all = records(roles);
  const pointers = all.map(
    ({ resourceType, id = '' }, index): FhirResource => ({
      resourceType: 'Linkage',
      id: `points.${index}`,
      item: [{ type: 'source', resource: { reference: `${resourceType}/${id}` } }],
    }),
  );
  const everything = [...all, ...pointers];
  for (let start = 0; start < everything.length; start += 200) {
    const changes = everything
      .slice(start, start + 200)
      .map((resource) => ({ kind: 'update', id: resource.id ?? '', resource }) as const);
    await store.session(NOBODY_CALLER).transaction((transaction) => transaction.write(changes));
  }
  return {
    store,
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a caller gets of whole types and of the whole record, asked once: `Type/id`. */
interface Overview {
  readonly caller: Caller;
  readonly byInteraction: ReadonlyMap<AccessInteraction, ReadonlySet<string>>;
}

/** Runs the cells of some roles and types. */
export async function runMatrix(
  store: Store,
  roles: readonly string[] = ROLES,
  types: readonly string[] = TYPES,
): Promise<MatrixReport> {
  const report = { cells: 0, allowed: 0, differences: [] as string[] };
  const world = new Map(
    records(roles).map((resource) => [`${resource.resourceType}/${resource.id}`, resource]),
  );
  for (const role of roles) {
    const overviews = new Map<string, Overview>();
    for (const relation of RELATIONS) {
      const principal = principalOf(role, relation);
      const key = JSON.stringify(principal);
      const overview = overviews.get(key) ?? (await overviewOf(store, callerOf(principal, POLICY), types));
      overviews.set(key, overview);
      await runPatient(store, { role, relation, overview, types, world }, report);
    }
  }
  return report;
}

interface OfPatient {
  readonly role: string;
  readonly relation: RelationOfCell;
  readonly overview: Overview;
  readonly types: readonly string[];
  readonly world: ReadonlyMap<string, FhirResource>;
}

async function runPatient(
  store: Store,
  { role, relation, overview, types, world }: OfPatient,
  report: { cells: number; allowed: number; differences: string[] },
): Promise<void> {
  const patient = patientId(role, relation);
  const targets = types.map((type): Target => {
    const own = SHARED_TYPES.includes(type) ? undefined : patient;
    const id = resourceId(type, own);
    const resource = world.get(`${type}/${id}`);
    if (resource === undefined) throw new Error(`${type}/${id} is not in the world`);
    return { type, id, patient: own, resource };
  });
  const session = store.session(overview.caller);
  const written = await writesOf(session, targets);
  for (const target of targets) {
    const got = new Set([...written(target), ...(await readsOf(store, overview, session, target))]);
    for (const interaction of ACCESS_INTERACTIONS) {
      const { type, resource } = target;
      // A new Patient is nobody's yet.
      const fresh = type === 'Patient' && interaction === 'create';
      const standingNow = fresh
        ? { holding: [], permitted: false, deceased: false }
        : standing(role, relation);
      const cell = { ...standingNow, role, type, interaction, resource, patient: target.patient };
      const wanted = isAllowed(POLICY, cell);
      report.cells += 1;
      if (wanted) report.allowed += 1;
      if (got.has(interaction) !== wanted) {
        report.differences.push(
          `${role} ${type} ${interaction} ${relation}: table ${wanted}, store ${!wanted}`,
        );
      }
    }
  }
}

interface Target {
  readonly type: string;
  readonly id: string;
  readonly patient: string | undefined;
  readonly resource: FhirResource;
}

const query = (difference: Partial<SearchQuery>): SearchQuery => ({
  types: TYPES,
  criteria: [],
  sort: [],
  count: 10_000,
  total: 'none',
  includes: [],
  ...difference,
});

const byId = (id: string): Criterion => ({ kind: 'id', anyOf: [id], negated: false });

async function overviewOf(store: Store, caller: Caller, types: readonly string[]): Promise<Overview> {
  const session = store.session(caller);
  const names = (list: readonly { type: string; id: string }[]) =>
    list.map(({ type, id }) => `${type}/${id}`);
  const found: string[] = [];
  const past: string[] = [];
  for (const type of types) {
    const { matches, total } = await session.search(query({ types: [type], total: 'accurate' }));
    if (total !== matches.length)
      throw new Error(`${caller.role}: ${total} of ${type} were counted, ${matches.length} found`);
    found.push(...names(matches));
    past.push(...names((await session.history({ type, count: 10_000 })).versions));
  }
  const anywhere = await session.search(query({ types }));
  const history = await session.history({ count: 10_000 });
  return {
    caller,
    byInteraction: new Map([
      ['search-type', new Set(found)],
      ['history-type', new Set(past)],
      ['search-system', new Set(names(anywhere.matches))],
      ['history-system', new Set(names(history.versions))],
      ['include', new Set(names(await includedFor(store, caller)))],
    ]),
  };
}

/** What comes along with resources that everybody may find, and that point at the whole world. */
async function includedFor(store: Store, caller: Caller) {
  const { scope } = caller;
  if (scope.kind !== 'rules') return [];
  const pointers: AccessRule = {
    types: ['Linkage'],
    interactions: ['search-type'],
    through: 'shared',
    needsPermission: false,
    endsAtDeath: false,
    labels: 0,
    where: [],
  };
  const session = store.session({ ...caller, scope: { ...scope, rules: [...scope.rules, pointers] } });
  const include = { reverse: false, iterate: false, source: 'Linkage' };
  return (await session.search(query({ types: ['Linkage'], includes: [include] }))).includes;
}

async function readsOf(
  store: Store,
  overview: Overview,
  session: RecordSession,
  target: Target,
): Promise<AccessInteraction[]> {
  const { type, id, patient } = target;
  const name = `${type}/${id}`;
  const seen: [AccessInteraction, boolean][] = [
    ['read', (await session.read(type, id)) !== undefined],
    ['vread', (await session.vread(type, id, 1)) !== undefined],
    ['history-instance', (await session.history({ type, id, count: 5 })).total > 0],
    ['count', (await session.search(query({ types: [type], criteria: [byId(id)], count: 0 }))).total === 1],
    ['operation', await store.stillAllowed(overview.caller, patient, { type, interaction: 'operation' })],
  ];
  const listed = [...overview.byInteraction].map(
    ([interaction, names]) => [interaction, names.has(name)] as const,
  );
  return [...seen, ...listed].flatMap(([interaction, yes]) => (yes ? [interaction] : []));
}

class Rollback extends Error {}

/** What could be written, all of it taken back; the Patient last, because the others stand by it. */
async function writesOf(
  session: RecordSession,
  targets: readonly Target[],
): Promise<(target: Target) => readonly AccessInteraction[]> {
  const done = new Map<Target, AccessInteraction[]>();
  const inOrder = targets.toSorted(
    (one, other) => Number(one.type === 'Patient') - Number(other.type === 'Patient'),
  );
  const work = session.transaction(async (transaction) => {
    for (const target of inOrder) done.set(target, await writesOfOne(transaction, target));
    throw new Rollback();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof Rollback)) throw error;
  });
  return (target) => done.get(target) ?? [];
}

async function writesOfOne(transaction: RecordTransaction, { type, id, patient, resource }: Target) {
  const { id: _id, ...bare } = resource;
  const fresh = transaction.newId(type, type === 'Patient' ? undefined : patient);
  const changes = [
    ['create', { kind: 'create', id: fresh, resource: bare as FhirResource }],
    ['update', { kind: 'update', id, resource }],
    ['patch', { kind: 'update', id, resource, method: 'PATCH' }],
    ['delete', { kind: 'delete', type, id }],
  ] as const;
  const done: AccessInteraction[] = [];
  for (const [interaction, change] of changes) {
    try {
      await transaction.write([change]);
      done.push(interaction);
    } catch (error) {
      if (!(error instanceof Problem) || (error.code !== 'forbidden' && error.code !== 'not-found'))
        throw error;
    }
  }
  return done;
}
