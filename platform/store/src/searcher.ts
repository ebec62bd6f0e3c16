import type { Sql } from '@caecilia/engine';
import type { SearchQuery } from '@caecilia/fhir';
import type { SearchPage } from '@caecilia/kernel';
import type { View } from './access/view.ts';

/** A page of a search, and what the log has to say about it. */
export interface SearchAnswer {
  readonly page: SearchPage;
  /** For each match and then each include, the internal id of the patient it is about. */
  readonly patients: readonly (string | null)[];
}

/** Runs a search as SQL, under a view that is part of every statement (`search/`). */
export type Searcher = (sql: Sql, query: SearchQuery, view: View) => Promise<SearchAnswer>;
