/**
 * The FHIR endpoint on a record that is there, as `variants.ts` wants it: with or without its log, for a caller of any
 * scope. It is started by the benchmark alone and tells its parent where it listens; the product cannot be started so.
 */
import { type Caller, NO_ACCESS_FACTS, type Scope } from '@caecilia/kernel';
import { DEFAULT_LIMITS, registerFhir, serverOptions } from '@caecilia/rest';
import Fastify from 'fastify';
import { composeLanguage } from '../apps/care/src/language.ts';
import { openPostgresql } from '../platform/store/src/drivers/postgresql.ts';
import { createSearcher, isKept } from '../platform/store/src/index.ts';
import { LIMITS, storeOn } from '../platform/store/src/store.ts';
import { withoutLog } from './without-log.ts';

/** What is different in a variant. */
export interface Variant {
  readonly address: string;
  readonly isLogged: boolean;
  readonly scope: Scope;
  /** Logical ids of the patients whom the caller treats. */
  readonly treated: readonly string[];
}

async function serve({ address, isLogged, scope, treated }: Variant): Promise<string> {
  const now = () => new Date();
  const language = composeLanguage([], {
    baseUrl: 'http://127.0.0.1/fhir',
    now,
    keeps: ({ base, code }) => isKept(base, code),
  });
  const database = await openPostgresql({ ...LIMITS, url: address, onConnectionLost: console.error });
  const store = await storeOn(isLogged ? database : withoutLog(database), {
    extractor: language.extract,
    searcher: createSearcher(language.searchParameters),
    facts: {
      ...NO_ACCESS_FACTS,
      relationTypes: ['CareTeam'],
      relationsOf: () =>
        treated.map((patient) => ({ patient, actor: 'Practitioner/bench', kind: 'treatingTeam' as const })),
    },
    now,
  });
  const everything: Caller = { id: 'system:bench', role: 'bench', scope: { kind: 'everything' } };
  const team = { resourceType: 'CareTeam', id: 'bench-team' };
  await store.session(everything).change({ kind: 'update', id: team.id, resource: team });
  const caller: Caller = { id: 'Practitioner/bench', role: 'bench', scope };
  const app = Fastify(serverOptions(DEFAULT_LIMITS, 'error'));
  registerFhir(app, {
    store,
    model: language.model,
    searchParameters: language.searchParameters,
    terminology: language.terminology,
    check: (resource, profiles) => language.validator.validate(resource, profiles ? { profiles } : {}),
    placement: (resource) => language.extract(resource).placement,
    patientCompartment: language.patientCompartment,
    software: { name: 'bench', version: '0' },
    authenticate: () => caller,
  });
  return await app.listen({ host: '127.0.0.1', port: 0 });
}

process.once('message', (variant: Variant) => {
  serve(variant).then(
    (url) => process.send?.(url),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
