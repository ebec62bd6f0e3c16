import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import {
  type OfficeCaller,
  Problem,
  type Register,
  type RegisterChange,
  type Written,
} from '@caecilia/kernel';
import { type CallDeadline, type FundingCall, mergedDeadlines } from './call.ts';
import { indexWords } from './find-calls.ts';
import { readTopics, type TopicIssue } from './read-topics.ts';
import type { CallRow, FundingTables } from './schema.ts';

/** What became of a file of topics. */
export interface LoadedTopics {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly repaired: number;
  readonly bare: number;
  readonly issues: readonly TopicIssue[];
}

const MOST_BYTES = 100_000_000;

/** The text of a file, gzip or not. Throws `Problem('structure')` for a file that breaks off. */
export function topicText(bytes: Uint8Array): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const plain = isGzip ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
    return new TextDecoder('utf-8').decode(plain);
  } catch (cause) {
    throw new Problem(
      'structure',
      'This gzip file breaks off, is damaged, or unfolds to more than 100 MB; nothing was loaded.',
      {
        cause,
      },
    );
  }
}

/**
 * Loads a file of EU topics: what is new is kept, what changed is changed, and what a person entered stays. All of it in
 * one change, so that nothing is half written; the same file again changes no row.
 */
export async function loadTopics(
  register: Register<FundingTables>,
  caller: OfficeCaller,
  bytes: Uint8Array,
  now: Date,
): Promise<LoadedTopics> {
  const { calls, ...told } = readTopics(topicText(bytes));
  return await register.change(caller, 'load of a file of EU topics', async (change) => {
    const known = new Map((await knownCalls(change)).map((row) => [row.code, row]));
    const fresh = calls.filter(({ code }) => !known.has(code));
    const changes = calls.flatMap((call) => {
      const row = known.get(call.code);
      const patch = row === undefined ? undefined : patchOf(row, call, now);
      return row === undefined || patch === undefined ? [] : [{ id: row.id, rev: row.rev, patch }];
    });
    const made = fresh.length === 0 ? [] : await change.insertMany('funding_call', fresh.map(rowOf));
    if (changes.length > 0) await change.updateMany('funding_call', changes);
    await indexWords(change.db, [...made, ...changes.map(({ id }) => id)]);
    const unchanged = calls.length - fresh.length - changes.length;
    return { new: fresh.length, changed: changes.length, unchanged, ...told };
  });
}

const knownCalls = ({ db }: RegisterChange<FundingTables>) =>
  db
    .selectFrom('funding_call')
    .select(['id', 'rev', 'code', 'model', 'deadlines', 'source_digest'])
    .where('source', '=', 'eu-topics')
    .execute();

/** A call as its row. `digest` is of what the source said, before dates of a person. */
export function rowOf(call: FundingCall): Written<CallRow> {
  return {
    code: call.code,
    source: call.source,
    title: call.title,
    programme: call.programme,
    call_title: call.callTitle,
    cluster: call.cluster,
    action_type: call.actionType,
    model: call.model,
    ...datesOf(call.deadlines),
    announced: call.announced,
    budget_min: call.budgetMin,
    budget_max: call.budgetMax,
    currency: call.currency,
    expected_grants: call.expectedGrants,
    keywords_text: call.keywords.join(', '),
    description: call.description,
    conditions: call.conditions,
    url: call.url,
    source_digest: call.source === 'manual' ? null : digestOf(call),
  };
}

/** The columns of the dates of a call. */
export function datesOf(deadlines: readonly CallDeadline[]): Pick<CallRow, 'deadlines' | 'closes_at'> {
  const dated = deadlines.flatMap(({ at }) => (at === null ? [] : [at]));
  return { deadlines, closes_at: dated.sort().at(-1) ?? null };
}

const digestOf = (call: FundingCall) => createHash('sha256').update(JSON.stringify(call)).digest('hex');

type Known = Pick<CallRow, 'model' | 'deadlines' | 'source_digest'>;

function patchOf(known: Known, call: FundingCall, now: Date): Written<CallRow> | undefined {
  const deadlines = mergedDeadlines(known, call, now);
  if (known.source_digest === digestOf(call) && sameDates(known.deadlines, deadlines)) return undefined;
  return { ...rowOf(call), ...datesOf(deadlines) };
}

const sameDates = (a: readonly CallDeadline[], b: readonly CallDeadline[]) => {
  const text = (deadlines: readonly CallDeadline[]) =>
    deadlines.map(({ stage, day, source }) => `${stage} ${day} ${source}`).join('\n');
  return text(a) === text(b);
};
