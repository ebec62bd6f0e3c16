import { createHash, randomUUID } from 'node:crypto';
import { bytesOf, integerOf, optionalTextOf, plainArray, type Row, type Sql, textOf } from '@caecilia/engine';
import { type Caller, Problem } from '@caecilia/kernel';
import { insertAudit } from '../audit.ts';
import { parseContent } from '../content.ts';
import type { Core } from '../core.ts';
import { internalId } from '../ids.ts';
import { typeName, typeNumber } from '../resource-types.ts';
import { compartmentOf } from '../write/draft.ts';
import {
  BINARIES_NAMED,
  BLANK_VERSIONS,
  CARRIED_OUT,
  CARRIED_OUT_ON,
  DELETE_RESOURCES,
  FORGET_WORDS,
  KEEP_DESTROYED,
  KEEP_DESTRUCTION,
  OF_PATIENT,
  ONE_AT_A_TIME,
  SUPERSEDED,
  VERSIONS_ELSEWHERE,
} from './destroy-sql.ts';
import { offerAgain, restoreUsed } from './words-again.ts';

/** The carrying out of a decision; whether it may be is settled before (care/privacy, retention). */
export interface DestructionOrder {
  /** Logical id of the patient whose record is destroyed. */
  readonly patient: string;
  /** The decision, as the house names it; no text about the patient. It is carried out once. */
  readonly decision: string;
  /** Who carries it out; with the scope `everything`. */
  readonly caller: Caller;
}

/** What stays: that something was there and was destroyed on purpose. */
export interface DestructionProof {
  readonly id: string;
  readonly at: string;
  /** Resources by type, and their versions together. */
  readonly resources: Readonly<Record<string, number>>;
  readonly versions: number;
  /** Words that nothing else was found by; absent where the proof of what was carried out before is given again. */
  readonly words?: number;
  /** sha-256 over type, id, version and hash of each, in hex; stands in the log too. */
  readonly digest: string;
}

/** One row of what is destroyed. */
interface Doomed {
  readonly type: number;
  readonly id: string;
  readonly bucket: number;
  readonly vid: number;
  readonly hash: string;
  readonly whole: boolean;
}

/**
 * Destroys everything in the compartment of a patient: versions, search entries, words that nothing else has, care
 * relations, and attachments that nobody else's record names. All in one transaction, which leaves a line in the log
 * and rows without content that `verify` holds against it. Lines of the log stay as long as the law asks.
 *
 * May be asked again after it was interrupted: a decision that was carried out gives its proof, and one that was not is
 * carried out whole. Throws `Problem('not-found')` where there is nothing of this patient, and `('conflict')` where the
 * decision was about another one.
 */
export async function destroyPatient(core: Core, order: DestructionOrder): Promise<DestructionProof> {
  if (order.caller.scope.kind !== 'everything')
    throw new Problem('forbidden', 'a record is destroyed by the house itself, after a decision');
  const { proof, words } = await core.database.transaction(async (sql) => {
    await sql.query(ONE_AT_A_TIME, [lockOf(order.decision)]);
    const before = await carriedOut(sql, order);
    return before === undefined ? await destroyIn(sql, core, order) : { proof: before, words: undefined };
  });
  // What is written from now on offers its words again.
  core.knownTexts.forget();
  await (words === undefined ? offerAgain(core, proof.at) : restoreUsed(core, words));
  return proof;
}

function lockOf(decision: string): string {
  return createHash('sha256').update(`destruction: ${decision}`).digest().readBigInt64BE().toString();
}

/** The proof of a decision that was carried out before, as it was kept. */
async function carriedOut(
  sql: Sql,
  { decision, patient }: DestructionOrder,
): Promise<DestructionProof | undefined> {
  const [kept] = await sql.query(CARRIED_OUT, [decision]);
  if (kept === undefined) return undefined;
  const id = textOf(kept.id);
  const rows = await sql.query(CARRIED_OUT_ON, [id]);
  const person = rows.find(({ type }) => type === typeNumber('Patient'));
  if (person !== undefined && textOf(person.id) !== internalId('Patient', patient).id)
    throw new Problem('conflict', 'this decision was carried out already, on the record of another patient');
  return {
    id,
    at: textOf(kept.at),
    resources: countsByType(rows.map(({ type }) => ({ type: integerOf(type) }))),
    versions: integerOf(kept.versions),
    digest: textOf(kept.digest),
  };
}

async function destroyIn(sql: Sql, core: Core, order: DestructionOrder) {
  const patient = internalId('Patient', order.patient).id;
  const rows = await sql.query(OF_PATIENT, [patient]);
  const current = [...rows, ...(await attachments(sql, rows, patient))];
  const whole = current.map((row) => doomed(row, true));
  const strays = await sql.query(VERSIONS_ELSEWHERE, [patient, ...keyParams(whole)]);
  const all = [...whole, ...strays.map((row) => doomed(row, false))];
  if (all.length === 0) throw new Problem('not-found', 'there is nothing of such a patient');
  const superseded = await sql.query(SUPERSEDED, keyParams(whole));
  const toks = wordsIn(core, [...current, ...superseded, ...strays]);
  const [{ versions = 0 } = {}] = await sql.query(DELETE_RESOURCES, [patient, ...keyParams(whole)]);
  const elsewhere = all.filter((row) => !row.whole);
  if (elsewhere.length > 0) await sql.query(BLANK_VERSIONS, versionParams(elsewhere));
  const words = toks.length === 0 ? [] : await sql.query(FORGET_WORDS, [plainArray(toks)]);
  const proof: DestructionProof = {
    id: randomUUID(),
    at: core.now().toISOString(),
    resources: countsByType(whole),
    versions: integerOf(versions) + elsewhere.length,
    words: words.length,
    digest: digestOf(all),
  };
  await keep({ sql, core }, all, proof, order);
  return { proof, words };
}

/** Everything that these versions were ever found by. Of a superseded one no entries are kept: they are made again. */
function wordsIn({ drafting }: Core, versions: readonly Row[]): string[] {
  const toks = new Set<string>();
  for (const row of versions) {
    const content = textOf(row.content ?? '');
    if (content === '') continue;
    const resource = parseContent(content);
    const type = resource.resourceType;
    const { entries, placement } = drafting.extractor(resource);
    const id = optionalTextOf(row.fid ?? null) ?? textOf(row.id);
    const rows = drafting.indexer(type, entries, compartmentOf(type, id, placement));
    for (const { tok } of rows.texts) toks.add(tok);
  }
  return [...toks];
}

/** Binaries have no patient of their own; those that only this record names go with it. */
async function attachments(sql: Sql, rows: readonly Row[], patient: string): Promise<readonly Row[]> {
  const named = new Set(rows.flatMap((row) => binariesIn(textOf(row.content))));
  const found: Row[] = [];
  for (const id of named) {
    const params = [internalId('Binary', id).id, patient, `Binary/${id}`];
    found.push(...(await sql.query(BINARIES_NAMED, params)));
  }
  return found;
}

const BINARY = /"(?:url|reference)"\s*:\s*"(?:[^"]*\/)?Binary\/([A-Za-z0-9\-.]{1,64})[/"]/g;

function binariesIn(content: string): string[] {
  return [...content.matchAll(BINARY)].map(([, id = '']) => id);
}

function doomed(row: Row, whole: boolean): Doomed {
  return {
    type: integerOf(row.type),
    id: textOf(row.id),
    bucket: integerOf(row.bucket),
    vid: integerOf(row.vid),
    hash: Buffer.from(bytesOf(row.hash)).toString('hex'),
    whole,
  };
}

function keyParams(rows: readonly Doomed[]): string[] {
  return [
    plainArray(rows.map(({ bucket }) => bucket)),
    plainArray(rows.map(({ type }) => type)),
    plainArray(rows.map(({ id }) => id)),
  ];
}

function versionParams(rows: readonly Doomed[]): string[] {
  return [...keyParams(rows), plainArray(rows.map(({ vid }) => vid))];
}

function countsByType(rows: readonly Pick<Doomed, 'type'>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of rows) counts[typeName(type)] = (counts[typeName(type)] ?? 0) + 1;
  return counts;
}

/** The digest over what was destroyed; `verify` makes it again from the rows that stay. */
export function digestOf(rows: readonly Omit<Doomed, 'bucket'>[]): string {
  const lines = rows
    .map(({ type, id, vid, whole, hash }) => `${type} ${id} ${vid} ${whole} ${hash}\n`)
    .sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** How the log names a destruction; `verify` looks for it. */
export function logTarget({ id, digest }: Pick<DestructionProof, 'id' | 'digest'>): string {
  return `destruction ${id} sha256 ${digest}`;
}

async function keep(
  { sql, core }: { sql: Sql; core: Core },
  rows: readonly Doomed[],
  proof: DestructionProof,
  order: DestructionOrder,
) {
  const resources = Object.values(proof.resources).reduce((sum, count) => sum + count, 0);
  const { id, at, versions, digest } = proof;
  await sql.query(KEEP_DESTRUCTION, [id, at, order.decision, resources, versions, digest]);
  await sql.query(KEEP_DESTROYED, [
    id,
    plainArray(rows.map(({ type }) => type)),
    plainArray(rows.map((row) => row.id)),
    plainArray(rows.map(({ vid }) => vid)),
    plainArray(rows.map(({ whole }) => whole)),
    plainArray(rows.map(({ hash }) => hash)),
  ]);
  const known = core.whos.ensureWithin(sql, order.caller);
  if (known !== undefined) await known;
  await insertAudit(sql, [
    {
      atMs: Date.parse(at),
      caller: order.caller,
      event: 'destruction',
      action: 'D',
      outcome: 0,
      target: logTarget(proof),
      patient: internalId('Patient', order.patient).id,
      detail: `decision ${order.decision}; ${resources} resources, ${versions} versions`,
    },
  ]);
}
