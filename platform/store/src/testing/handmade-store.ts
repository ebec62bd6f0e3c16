import type {
  Criterion,
  FhirResource,
  SearchEntries,
  SearchParam,
  SearchParamType,
  SearchQuery,
} from '@caecilia/fhir';
import type { ConfidentialityLabel, RecordSession, Relation, Scope, SearchPage } from '@caecilia/kernel';
import { createSearcher } from '../search/search-records.ts';
import type { OpenedStore, StartedEngine, TestOptions } from './engines.ts';
import { callerWith, EVERYTHING } from './people.ts';

/** A resource with the entries it is to be found by, made by hand. All invented. */
export interface Handmade {
  readonly type: string;
  readonly id: string;
  /** Logical id of the patient in whose compartment it is. */
  readonly patient?: string;
  readonly others?: readonly string[];
  /** What it says about who may see what. */
  readonly relations?: readonly Relation[];
  readonly labels?: readonly ConfidentialityLabel[];
  readonly entries?: Partial<SearchEntries>;
  /** More of its content, for includes. */
  readonly content?: Readonly<Record<string, unknown>>;
}

const NOTHING: SearchEntries = {
  tokens: [],
  texts: [],
  strings: [],
  uris: [],
  references: [],
  ranges: [],
  composites: [],
  present: [],
};

export function entriesOf(entries: Partial<SearchEntries>): SearchEntries {
  return { ...NOTHING, ...entries };
}

/** A parameter as the registry would give it. */
export function param(
  base: string,
  code: string,
  type: SearchParamType,
  more: Partial<SearchParam> = {},
): SearchParam {
  const url = `http://hl7.org/fhir/SearchParameter/${base}-${code}`;
  return { base, code, type, url, expression: '', targets: [], components: [], ...more };
}

/** A reference entry to a resource of this server. */
export function reference(param: string, type: string, id: string) {
  return { param, type, id };
}

/** A store filled with handmade resources, and ways to search it. */
export interface HandmadeStore extends OpenedStore {
  add(...resources: readonly Handmade[]): Promise<void>;
  /** Makes them known, so that somebody else may write them. */
  prepare(...resources: readonly Handmade[]): void;
  /** Sets the clock. */
  at(instant: string): void;
  /** `Type/id` of the matches, in order. */
  find(types: string | readonly string[], ...criteria: readonly Criterion[]): Promise<string[]>;
  page(query: Partial<SearchQuery>, scope?: Scope): Promise<SearchPage>;
}

/** `params`: the parameters that wildcard includes know of. */
export async function handmadeStore(
  engine: StartedEngine,
  params: readonly SearchParam[] = [],
  options: Pick<TestOptions, 'spool'> = {},
): Promise<HandmadeStore> {
  const known = new Map<string, Handmade>();
  let clock = Date.UTC(2026, 0, 1);
  const madeOf = ({ resourceType, id = '' }: FhirResource) => known.get(`${resourceType}/${id}`);
  const opened = await engine.open({
    ...options,
    extractor: (resource) => {
      const made = madeOf(resource);
      return {
        entries: entriesOf(made?.entries ?? {}),
        placement: {
          ...(made?.patient === undefined ? {} : { patientId: made.patient }),
          ...(made?.others === undefined ? {} : { others: made.others }),
        },
      };
    },
    searcher: createSearcher({
      resourceTypes: new Set(params.map((each) => each.base)),
      list: (type) => params.filter((each) => each.base === type),
    }),
    facts: {
      version: 'handmade',
      relationTypes: ['Basic', 'Patient'],
      relationsOf: (resource) => madeOf(resource)?.relations ?? [],
      labelsOf: (resource) => madeOf(resource)?.labels ?? [],
    },
    now: () => {
      clock += 1;
      return new Date(clock);
    },
  });
  const all = opened.store.session(EVERYTHING);
  const page = async (query: Partial<SearchQuery>, scope?: Scope) =>
    await (scope === undefined ? all : opened.store.session(callerWith(scope))).search(queryOf(query));
  return {
    ...opened,
    at: (instant) => {
      clock = Date.parse(instant);
    },
    prepare: (...resources) => {
      for (const made of resources) known.set(`${made.type}/${made.id}`, made);
    },
    add: async (...resources) => await addAll(all, known, resources),
    page,
    find: async (types, ...criteria) => {
      const query = { types: typeof types === 'string' ? [types] : types, criteria, count: 1000 };
      const { matches, total } = await page({ ...query, total: 'accurate' });
      const { total: counted } = await page({ ...query, count: 0 });
      const found = matches.map(({ type, id }) => `${type}/${id}`);
      if (total !== found.length || counted !== found.length) {
        throw new Error(`${found.length} matches, total ${total}, counted ${counted}`);
      }
      return found;
    },
  };
}

function queryOf(query: Partial<SearchQuery>): SearchQuery {
  return { types: [], criteria: [], sort: [], count: 100, total: 'none', includes: [], ...query };
}

async function addAll(
  session: RecordSession,
  known: Map<string, Handmade>,
  resources: readonly Handmade[],
): Promise<void> {
  for (const made of resources) known.set(`${made.type}/${made.id}`, made);
  for (const { type, id, content } of resources) {
    const resource: FhirResource = { ...content, resourceType: type, id };
    await session.change({ kind: 'update', id, resource });
  }
}
