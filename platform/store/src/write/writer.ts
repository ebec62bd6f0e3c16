import { integerOf, type Sql } from '@caecilia/engine';
import { type Changed, Problem } from '@caecilia/kernel';
import { type Permit, permitBySimpleScope, permitsFor } from '../access/permit.ts';
import { type RelationsOfSource, replaceRelations } from '../access/relations.ts';
import { type AuditLine, insertAudit } from '../audit.ts';
import type { TextRow } from '../extraction.ts';
import { type Current, currentOf, type Decision, decide, type NewVersion } from './decide.ts';
import { type Draft, indexOf } from './draft.ts';
import type { KnownTexts } from './known-texts.ts';
import {
  ADD_TEXTS,
  LOCK_CURRENT,
  lockParams,
  RELOCATE,
  relocateParams,
  textParams,
  WRITE,
  WRITE_FIRST,
  writeParams,
} from './write-sql.ts';

/** What became of one draft. A refusal leaves the others of the batch alone. */
export type WriteOutcome =
  | { readonly kind: 'done'; readonly changed: Changed }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Rows in one statement: large enough that the round trip does not count, small enough to keep parameters short. */
const CHUNK = 500;
const TEXT_CHUNK = 5_000;
/**
 * How often a change may find its resource taken or moved by somebody else before it gives up. In each round one of
 * those who compete is done, so this is how many may compete.
 */
const ROUNDS = 30;

/**
 * Writes drafts whose ids were all made just now: one statement that commits by itself. Not for who is held to rules, nor
 * for what relations come from: those take more than one statement.
 */
export async function writeFresh(
  sql: Sql,
  drafts: readonly Draft[],
  known: KnownTexts,
): Promise<readonly WriteOutcome[]> {
  const decisions = drafts.map((draft) => decide(draft, undefined, permitBySimpleScope(draft, undefined)));
  const versions = toWrite(decisions);
  await known.notice(sql);
  const texts = known.missing(textsOf(drafts));
  if (versions.length > 0) {
    const done = await sql.query(WRITE_FIRST, writeParams(versions, texts));
    if (done.length !== versions.length) throw new Error('an id that was made just now is in use');
    known.learn(texts);
  }
  await insertAudit(sql, refusedLines(drafts, decisions));
  return decisions.map(settled);
}

/** Where a transaction writes. */
export interface WritePath {
  readonly sql: Sql;
  /** Commits by itself, where the engine has another connection for it. */
  readonly aside: Sql | undefined;
  readonly knownTexts: KnownTexts;
}

/**
 * Writes drafts inside a transaction, under the locks of the rows they replace. Gives the texts that are to be learnt
 * after the commit. Two drafts for the same resource are written one after the other.
 */
export async function writeLocked(
  path: WritePath,
  drafts: readonly Draft[],
): Promise<{ outcomes: readonly WriteOutcome[]; learnt: readonly TextRow[] }> {
  const learnt = await addTexts(path, drafts);
  const outcomes = new Map<Draft, WriteOutcome>();
  for (const wave of inWaves(drafts)) await writeWave(path.sql, wave, outcomes);
  return { outcomes: drafts.map((draft) => found(outcomes, draft)), learnt };
}

/**
 * Whoever adds a text makes others who add the same wait for the end of the transaction, and a large import holds
 * thousands. So texts are committed ahead where that is possible: a text that nothing refers to (because its change
 * was refused afterwards) is found by nobody.
 */
async function addTexts({ sql, aside, knownTexts }: WritePath, drafts: readonly Draft[]) {
  await knownTexts.notice(aside ?? sql);
  const texts = knownTexts.missing(textsOf(drafts));
  for (const part of chunks(texts, TEXT_CHUNK)) await (aside ?? sql).query(ADD_TEXTS, textParams(part));
  if (aside === undefined) return texts;
  knownTexts.learn(texts);
  return [];
}

function found(outcomes: ReadonlyMap<Draft, WriteOutcome>, draft: Draft): WriteOutcome {
  const outcome = outcomes.get(draft);
  if (outcome === undefined) throw new Error('a change was left without an outcome');
  return outcome;
}

/** Drafts in an order of locking; the second change to a resource goes to the second wave, and so on. */
function inWaves(drafts: readonly Draft[]): Draft[][] {
  const waves: Draft[][] = [];
  const seen = new Map<string, number>();
  for (const draft of drafts) {
    const key = `${draft.typeNumber}/${draft.id}`;
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    const wave = waves[number];
    if (wave === undefined) waves.push([draft]);
    else wave.push(draft);
  }
  for (const wave of waves) wave.sort((a, b) => a.typeNumber - b.typeNumber || (a.id < b.id ? -1 : 1));
  return waves;
}

async function lockCurrent(sql: Sql, drafts: readonly Draft[], currents: Map<Draft, Current>): Promise<void> {
  for (const part of chunks(
    drafts.filter((draft) => !draft.fresh),
    CHUNK,
  )) {
    for (const row of await sql.query(LOCK_CURRENT, lockParams(part))) {
      const draft = part[integerOf(row.n)];
      if (draft !== undefined) currents.set(draft, currentOf(row));
    }
  }
}

async function writeWave(
  sql: Sql,
  wave: readonly Draft[],
  outcomes: Map<Draft, WriteOutcome>,
): Promise<void> {
  const currents = new Map<Draft, Current>();
  let open = wave;
  for (let round = 0; open.length > 0; round += 1) {
    if (round === ROUNDS) throw crowded();
    // All rows before any new id, and sorted: every writer takes its locks in this order.
    await lockCurrent(sql, open, currents);
    for (const part of chunks(open, CHUNK)) await writePart(sql, part, currents, outcomes);
    open = open.filter((draft) => !outcomes.has(draft));
  }
}

function crowded(): Problem {
  return new Problem('transient', 'too many others are changing the same resource; try again', {
    retryAfterS: 1,
  });
}

/** Leaves the drafts without an outcome whose id somebody else took in the meantime. */
async function writePart(
  sql: Sql,
  part: readonly Draft[],
  currents: ReadonlyMap<Draft, Current>,
  outcomes: Map<Draft, WriteOutcome>,
): Promise<void> {
  const permits = await permitsFor(sql, part, currents);
  const decisions = part.map((draft) => decide(draft, currents.get(draft), permitted(permits, draft)));
  const lost = await writeVersions(sql, toWrite(decisions));
  await insertAudit(sql, refusedLines(part, decisions));
  for (const [index, draft] of part.entries()) {
    const decision = decisions[index];
    if (decision !== undefined && !lost.has(draft)) outcomes.set(draft, settled(decision));
  }
}

/** Gives the drafts whose new id somebody else took in the meantime. */
async function writeVersions(sql: Sql, versions: readonly NewVersion[]): Promise<ReadonlySet<Draft>> {
  if (versions.length === 0) return new Set();
  const moved = versions.filter((next) => next.movedFrom !== undefined);
  if (moved.length > 0) await sql.query(RELOCATE, relocateParams(moved));
  const statement = versions.every((next) => next.expected === null) ? WRITE_FIRST : WRITE;
  const rows = await sql.query(statement, writeParams(versions, []));
  const done = new Set(rows.map((row) => integerOf(row.n)));
  await replaceRelations(sql, relationsOf(versions.filter((_next, index) => done.has(index))));
  return new Set(versions.filter((_next, index) => !done.has(index)).map((next) => next.draft));
}

function relationsOf(versions: readonly NewVersion[]): RelationsOfSource[] {
  return versions.flatMap(({ draft: { typeNumber, id, relations } }) =>
    relations === undefined ? [] : [{ typeNumber, id, relations }],
  );
}

function permitted(permits: ReadonlyMap<Draft, Permit>, draft: Draft): Permit {
  const permit = permits.get(draft);
  if (permit === undefined) throw new Error('a change was left without a permit');
  return permit;
}

function toWrite(decisions: readonly Decision[]): NewVersion[] {
  return decisions.flatMap((decision) => (decision.kind === 'write' ? [decision.next] : []));
}

function settled(decision: Decision): WriteOutcome {
  switch (decision.kind) {
    case 'write':
      return { kind: 'done', changed: { outcome: decision.next.outcome, version: decision.next.version } };
    case 'keep':
      return { kind: 'done', changed: decision.changed };
    case 'refuse':
      return { kind: 'refused', problem: decision.problem };
  }
}

const ACTIONS = { create: 'C', update: 'U', delete: 'D' } as const;

/** Lines for what was asked but wrote no version: refusals, and the deletion of what is deleted. */
function refusedLines(drafts: readonly Draft[], decisions: readonly Decision[]): AuditLine[] {
  return drafts.flatMap((draft, index): AuditLine[] => {
    const decision = decisions[index];
    if (decision === undefined || decision.kind === 'write') return [];
    return [
      {
        atMs: draft.atMs,
        caller: draft.caller,
        event: draft.kind,
        action: ACTIONS[draft.kind],
        typeNumber: draft.typeNumber,
        target: draft.logicalId,
        patient: draft.substance?.patient ?? null,
        outcome: decision.kind === 'keep' ? 0 : 4,
      },
    ];
  });
}

function* textsOf(drafts: readonly Draft[]): Iterable<TextRow> {
  for (const draft of drafts) yield* indexOf(draft).texts;
}

function* chunks<T>(items: readonly T[], size: number): Iterable<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
