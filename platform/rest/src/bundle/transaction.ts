import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FhirResource } from '@caecilia/fhir';
import type { Change, Changed, RecordTransaction } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { parseIfMatch } from '../etag.ts';
import type { Answer, FhirContext, WritingExchange } from '../exchange.ts';
import { answerChanged, answerDeleted } from '../interactions/changed.ts';
import { accepted, requireId } from '../interactions/incoming.ts';
import { errorWithin, problemOf, problemWithin } from '../outcome.ts';
import { type Assigned, assignIdentities } from './assign.ts';
import { entriesOf, type PlannedEntry, planEntry } from './plan.ts';
import { type EntryEnd, responseBundle } from './response.ts';
import { type TransactionEntry, withLinks } from './transaction-entry.ts';

/** Carries out an entry that only reads, inside the transaction. */
export type ReadEntry = (entry: PlannedEntry, transaction: RecordTransaction) => Promise<Answer>;

/**
 * A transaction (R4 3.1.0.11): all entries or none. Everything that can be judged without the record is judged before
 * the database transaction begins; all changes are then written at once.
 */
export async function transaction(
  context: FhirContext,
  exchange: WritingExchange,
  bundle: FhirResource,
  readEntry: ReadEntry,
): Promise<Answer> {
  const entries = await judgedEntries(context, exchange, bundle);
  const ends = await exchange.session.transaction((inside) =>
    carryOut(context, exchange, entries, inside, readEntry),
  );
  return { status: 200, headers: {}, content: responseBundle('transaction-response', ends) };
}

async function judgedEntries(
  context: FhirContext,
  { base, caller }: WritingExchange,
  bundle: FhirResource,
): Promise<readonly TransactionEntry[]> {
  const isType = (name: string) => context.model.resourceTypes.has(name);
  const planned = entriesOf(bundle, context.limits.bundleEntries).map((entry, index) =>
    planEntry(entry, index, { isType, base }),
  );
  const fullUrls = uniqueFullUrls(planned);
  const judged: TransactionEntry[] = [];
  const problems: Problem[] = [];
  let turnEnds = performance.now() + 20;
  for (const entry of planned) {
    try {
      await context.allow(caller, entry.interaction);
      judged.push(withLinks(entry, judge(context, entry), fullUrls, context.model));
    } catch (error) {
      problems.push(problemWithin(problemOf(error), entry.place));
    }
    if (performance.now() > turnEnds) {
      // Thousands of resources take seconds to judge; others must be answered meanwhile.
      await nextTurn();
      turnEnds = performance.now() + 20;
    }
  }
  refuseAll(problems);
  return judged;
}

const ISSUES_SHOWN = 200;

/** All that is wrong in all entries, in one outcome, so that a sender can mend it in one go. */
function refuseAll(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  if (problems.length === 1) throw first;
  throw new Problem(first.code, 'entries of the transaction are refused', {
    status: problems.some(({ status }) => status === 422) ? 422 : first.status,
    issues: problems.flatMap(({ issues }) => issues).slice(0, ISSUES_SHOWN),
  });
}

function uniqueFullUrls(entries: readonly PlannedEntry[]): ReadonlySet<string> {
  const fullUrls = new Set<string>();
  for (const { fullUrl, place, method } of entries) {
    if (fullUrl === undefined || method === 'GET' || method === 'DELETE') continue;
    if (fullUrls.has(fullUrl)) {
      throw new Problem('duplicate', 'two entries of the transaction have this fullUrl', {
        status: 400,
        expression: `${place}.fullUrl`,
      });
    }
    fullUrls.add(fullUrl);
  }
  return fullUrls;
}

/** What an entry can be refused for without the record. */
function judge(context: FhirContext, entry: PlannedEntry): TransactionEntry['notes'] {
  const { interaction, resource } = entry;
  switch (interaction.name) {
    case 'create':
    case 'update': {
      const given = resourceOf(entry, interaction.type);
      if (interaction.name === 'update' && interaction.id !== undefined) requireId(given, interaction.id);
      parseIfMatch(entry.conditions.ifMatch);
      return accepted(context, given).notes;
    }
    case 'patch':
      if (resource === undefined)
        throw new Problem('required', 'a patch is sent as a Binary or as Parameters');
      return [];
    case 'operation':
    case 'bundle':
      throw new Problem(
        'not-supported',
        'operations and Bundles cannot be part of a transaction; send them by themselves',
      );
    case 'delete':
    case 'read':
    case 'vread':
    case 'history':
    case 'search':
    case 'capabilities':
      return [];
  }
}

function resourceOf({ resource }: PlannedEntry, type: string): FhirResource {
  if (resource === undefined) throw new Problem('required', `the entry needs a ${type}`);
  if (resource.resourceType !== type) {
    throw new Problem('invalid', `the request is for ${type}, and the resource is of another type`, {
      expression: `${resource.resourceType}.resourceType`,
    });
  }
  return resource;
}

/** Inside the database transaction. May run more than once, so it leaves the entries as good as new for the next run. */
async function carryOut(
  context: FhirContext,
  exchange: WritingExchange,
  entries: readonly TransactionEntry[],
  inside: RecordTransaction,
  readEntry: ReadEntry,
): Promise<readonly EntryEnd[]> {
  const assigned = await assignIdentities(context, { ...exchange, reader: inside }, entries, inside);
  const ordered = inOrder(assigned);
  const changes = ordered.flatMap(({ change }) => (change === undefined ? [] : [change]));
  const written = changes.length === 0 ? [] : await inside.write(changes);
  const changedBy = new Map<number, Changed>();
  let next = 0;
  for (const { entry, change, existing } of ordered) {
    const changed = change === undefined ? existing : written[next++];
    if (changed !== undefined) changedBy.set(entry.index, changed);
  }
  const ends: EntryEnd[] = [];
  for (const entry of entries) {
    ends.push({
      kind: 'answer',
      answer: await answerOf(entry, changedBy, exchange, () => readEntry(entry, inside)),
    });
  }
  return ends;
}

const RANK: { readonly [kind in Change['kind']]: number } = { delete: 0, create: 1, update: 2 };

/** DELETE, then POST, then PUT and PATCH (R4 3.1.0.11.2); within each in the order sent. */
function inOrder(assigned: readonly Assigned[]): readonly Assigned[] {
  const rank = ({ change }: Assigned) => (change === undefined ? 3 : RANK[change.kind]);
  return [...assigned].sort((a, b) => rank(a) - rank(b));
}

async function answerOf(
  entry: TransactionEntry,
  changedBy: ReadonlyMap<number, Changed>,
  { base, prefer }: WritingExchange,
  read: () => Promise<Answer>,
): Promise<Answer> {
  const wanted = { base, prefer: { ...prefer, return: prefer.return ?? 'minimal' } } as const;
  const changed = changedBy.get(entry.index);
  if (entry.interaction.name === 'delete') return answerDeleted(changed?.version, wanted);
  if (changed !== undefined) return answerChanged(changed, wanted, entry.notes);
  try {
    return await read();
  } catch (error) {
    throw errorWithin(error, entry.place);
  }
}
