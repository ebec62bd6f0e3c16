import type { Register } from '@caecilia/kernel';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { CallRow, FundingTables } from './schema.ts';

/** What is asked of the calendar of calls. */
export interface CallQuestion {
  /** Words to search, as a person types them: quotes, `or` and a minus are understood. */
  readonly words?: string;
  /** Now; what is over comes last in a search. */
  readonly now: Date;
  /** Leaves out what is over. */
  readonly open?: boolean;
  /** Where the page before ended. */
  readonly after?: { readonly closesAt: string | null; readonly id: string };
  readonly most: number;
}

/**
 * Calls by what they say, the best first, or else by the date on which they close. A title says more about a call than
 * its description; what is over comes last.
 */
export async function findCalls(
  register: Register<FundingTables>,
  question: CallQuestion,
): Promise<readonly CallRow[]> {
  return await register.read((db) => findCallsIn(db, question));
}

/** The same in a moment of the register that somebody has already. */
export async function findCallsIn(
  db: Kysely<FundingTables>,
  { words, now, open = false, after, most }: CallQuestion,
): Promise<readonly CallRow[]> {
  const at = now.toISOString();
  let query = db
    .selectFrom('funding_call')
    .selectAll('funding_call')
    .where('archived_at', 'is', null)
    .limit(most);
  if (open) {
    query = query.where((is) => is.or([is('closes_at', 'is', null), is('closes_at', '>=', at)]));
  }
  if (words !== undefined) {
    const asked = sql`websearch_to_tsquery('english', ${words})`;
    return await query
      .innerJoin('funding_call_words', 'call_id', 'funding_call.id')
      .where(sql<SqlBool>`words @@ ${asked}`)
      .orderBy(sql`coalesce(closes_at >= ${at}::timestamptz, true)`, 'desc')
      .orderBy(sql`ts_rank(words, ${asked})`, 'desc')
      .orderBy('id')
      .execute();
  }
  if (after !== undefined) {
    const { closesAt, id } = after;
    query = query.where(
      sql<SqlBool>`(coalesce(closes_at, 'infinity'), id) > (coalesce(${closesAt}::timestamptz, 'infinity'), ${id}::uuid)`,
    );
  }
  return await query.orderBy(sql`coalesce(closes_at, 'infinity')`).orderBy('id').execute();
}

/** Makes what is searched in these calls anew, in the change that wrote them: the title before all, then what it is about. */
export async function indexWords(db: Kysely<FundingTables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into funding_call_words (call_id, words)
    select id, setweight(to_tsvector('english', title), 'A') ||
      setweight(to_tsvector('english', keywords_text || ' ' || call_title || ' ' || code), 'B') ||
      setweight(to_tsvector('english', description), 'C')
    from funding_call where id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    on conflict (call_id) do update set words = excluded.words`.execute(db);
}
