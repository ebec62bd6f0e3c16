import { join } from 'node:path';
import { DiskSpool } from '@caecilia/audit';
import { createSearcher, isKept, openStore, type Searcher, type Store } from '@caecilia/store';
import { ACCESS_FACTS } from './access/relations.ts';
import type { Settings } from './configuration.ts';
import { composeLanguage, type Language } from './language.ts';
import { type PackInUse, packsInUse } from './packs.ts';

/** The record, open, and the language it was opened with. */
export interface OpenRecord {
  readonly store: Store;
  readonly language: Language;
  readonly packs: readonly PackInUse[];
}

/**
 * Opens the record. What it is searched by comes from the packs, and installed packs stand in the record itself: so it
 * is opened first, and asked for its packs before anything can be written or searched.
 */
export async function openRecord(
  settings: Settings,
  options: { now: () => Date; baseUrl: string },
): Promise<OpenRecord> {
  let language: (Language & { readonly searcher: Searcher }) | undefined;
  const spoken = () => {
    if (!language) throw new Error('the record was used before its language was known');
    return language;
  };
  const url = settings.CAECILIA_CLINICAL_DATABASE_URL;
  const store = await openStore({
    ...(url === undefined ? { dataDir: settings.CAECILIA_DATA_DIR } : { databaseUrl: url }),
    ...(settings.CAECILIA_CLINICAL_OWNER_URL === undefined
      ? {}
      : { ownerDatabaseUrl: settings.CAECILIA_CLINICAL_OWNER_URL }),
    mode: settings.CAECILIA_MODE,
    extractor: (resource) => spoken().extract(resource),
    searcher: (sql, query, view) => spoken().searcher(sql, query, view),
    facts: ACCESS_FACTS,
    now: options.now,
    spool: new DiskSpool(join(settings.CAECILIA_DATA_DIR, 'log-spool')),
    limits: { statementTimeoutMs: settings.CAECILIA_LIMIT_STATEMENT_MS },
  });
  try {
    const packs = await packsInUse(store);
    const composed = composeLanguage(
      packs.map(({ pack }) => pack),
      { ...options, keeps: ({ base, code }) => isKept(base, code) },
    );
    language = { ...composed, searcher: createSearcher(composed.searchParameters) };
    await store.refreshAccess();
    return { store, language, packs };
  } catch (error) {
    await store.close();
    throw error;
  }
}
