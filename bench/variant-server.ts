/**
 * The FHIR endpoint on a record that is there, as `variants.ts` wants it: with or without its log, for a caller
 * who is held to the policy table or not. It is started by the benchmark alone and tells its parent where it listens; the product cannot be started so.
 */

import { openPostgresql } from '@caecilia/engine';
import { DEFAULT_LIMITS, registerFhir, serverOptions } from '@caecilia/rest';
import Fastify from 'fastify';
import { ACCESS_FACTS } from '../apps/care/src/access/relations.ts';
import { composeLanguage } from '../apps/care/src/language.ts';
import { createSearcher, isKept } from '../platform/store/src/index.ts';
import { LIMITS, storeOn } from '../platform/store/src/store.ts';
import { STORE_USE } from '../platform/store/src/use.ts';
import { ruledCallers, unlimitedCallers } from './ruled-caller.ts';
import { withoutLog } from './without-log.ts';

/** What is different in a variant. */
export interface Variant {
  readonly address: string;
  readonly isLogged: boolean;
  /** Held to the policy table, by relations in the database; else without any limit. */
  readonly isRuled: boolean;
}

async function serve({ address, isLogged, isRuled }: Variant): Promise<string> {
  const now = () => new Date();
  const language = composeLanguage([], {
    baseUrl: 'http://127.0.0.1/fhir',
    now,
    keeps: ({ base, code }) => isKept(base, code),
  });
  const database = await openPostgresql(
    { ...LIMITS, url: address, onConnectionLost: console.error },
    STORE_USE,
  );
  const store = await storeOn(isLogged ? database : withoutLog(database), {
    extractor: language.extract,
    searcher: createSearcher(language.searchParameters),
    facts: ACCESS_FACTS,
    now,
  });
  const callerNow = isRuled ? ruledCallers() : unlimitedCallers();
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
    authenticate: () => callerNow(),
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
