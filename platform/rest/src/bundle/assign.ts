import type { FhirResource } from '@caecilia/fhir';
import type { Change, Changed, RecordTransaction, StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Exchange, FhirContext } from '../exchange.ts';
import { type Expected, matchedVersion } from '../interactions/if-match.ts';
import { lockName, soleMatch } from '../interactions/match.ts';
import { patched } from '../interactions/patch.ts';
import { conditionalChange } from '../interactions/update.ts';
import { errorWithin } from '../outcome.ts';
import { bodyOfEntry } from './entry-body.ts';
import { Identities, type Identity } from './identity.ts';
import { relink } from './relink.ts';
import type { TransactionEntry } from './transaction-entry.ts';

/** A writing entry with the change it stands for, or what was found in its stead. */
export interface Assigned {
  readonly entry: TransactionEntry;
  readonly change?: Change;
  /** A conditional create that found its match: nothing is written. */
  readonly existing?: Changed;
}

/** An entry whose identity is known but whose content may still have links to rewrite. */
interface Settled {
  readonly entry: TransactionEntry;
  /** The one resource that the condition matches. */
  readonly match: StoredVersion | undefined;
  readonly identity: Identity | undefined;
}

/**
 * Decides for every writing entry what it is about: resolves conditions, gives new resources their ids, rewrites the
 * links between entries and resolves conditional references. Throws a Problem that names the entry.
 */
export async function assignIdentities(
  context: FhirContext,
  exchange: Exchange,
  entries: readonly TransactionEntry[],
  inside: RecordTransaction,
): Promise<readonly Assigned[]> {
  const writing = entries.filter(({ method }) => method !== 'GET');
  await lockConditions(writing, inside);
  const matches = new Map<TransactionEntry, StoredVersion | undefined>();
  for (const entry of writing) {
    const condition = conditionOf(entry);
    if (condition === undefined) continue;
    const match = await inEntry(entry, () => soleMatch(context, exchange, typeOf(entry), condition));
    matches.set(entry, match);
  }
  const identities = new Identities();
  const settled = settle(context, writing, matches, identities, inside);
  refuseOverlap(settled);
  await relink(context, exchange, writing, identities, conditionsMet(settled));
  const current = await currentVersions(context, settled, inside);
  const assigned: Assigned[] = [];
  for (const each of settled)
    assigned.push(await inEntry(each.entry, async () => await assign(context, each, current)));
  return assigned;
}

/** Locks in one order, whatever the order of the entries: two transactions must not wait for each other. */
async function lockConditions(
  writing: readonly TransactionEntry[],
  inside: RecordTransaction,
): Promise<void> {
  const names = writing.flatMap((entry) => {
    const condition = conditionOf(entry);
    return condition === undefined ? [] : [lockName(typeOf(entry), condition)];
  });
  for (const name of [...new Set(names)].sort()) await inside.lock(name);
}

/** The search that decides what the entry is about; undefined where it says so itself. */
function conditionOf({ interaction, conditions, query }: TransactionEntry): string | undefined {
  if (interaction.name === 'create') return conditions.ifNoneExist;
  const isConditional = 'id' in interaction ? interaction.id === undefined : query.size > 0;
  return isConditional ? query.toString() : undefined;
}

function typeOf({ interaction }: TransactionEntry): string {
  if ('type' in interaction && interaction.type !== undefined) return interaction.type;
  throw new Error('an entry that writes has a type');
}

/** Identities of all entries. Patients first: the others get ids that lie beside their patient. */
function settle(
  context: FhirContext,
  writing: readonly TransactionEntry[],
  matches: ReadonlyMap<TransactionEntry, StoredVersion | undefined>,
  identities: Identities,
  inside: RecordTransaction,
): readonly Settled[] {
  const known = new Map<TransactionEntry, Identity | undefined>();
  const give = (entry: TransactionEntry, identity: Identity | undefined) => {
    known.set(entry, identity);
    if (identity !== undefined && entry.fullUrl !== undefined) identities.set(entry.fullUrl, identity);
  };
  const unnamed: TransactionEntry[] = [];
  for (const entry of writing) {
    const identity = knownIdentity(entry, matches.get(entry));
    if (identity !== undefined || entry.interaction.name === 'delete') give(entry, identity);
    else unnamed.push(entry);
  }
  const isPatient = (entry: TransactionEntry) => typeOf(entry) === 'Patient';
  for (const entry of unnamed.filter(isPatient)) {
    give(entry, { type: 'Patient', id: inside.newId('Patient'), isNew: true });
  }
  for (const entry of unnamed) {
    if (isPatient(entry)) continue;
    const type = typeOf(entry);
    give(entry, { type, id: inside.newId(type, patientOf(context, entry, identities)), isNew: true });
  }
  return writing.map((entry) => ({ entry, match: matches.get(entry), identity: known.get(entry) }));
}

function knownIdentity(entry: TransactionEntry, match: StoredVersion | undefined): Identity | undefined {
  const { interaction } = entry;
  const type = typeOf(entry);
  if (match !== undefined) return { type, id: match.id, isNew: false };
  if ('id' in interaction && interaction.id !== undefined) return { type, id: interaction.id, isNew: false };
  if (interaction.name === 'patch') {
    throw new Problem('not-found', `nothing matches the condition of the patch`, {
      expression: `${entry.place}.request.url`,
    });
  }
  const chosen = interaction.name === 'update' ? entry.resource?.id : undefined;
  return chosen === undefined ? undefined : { type, id: chosen, isNew: true };
}

/** The patient of a new resource, seen through the links to patients of the same Bundle. */
function patientOf(
  context: FhirContext,
  entry: TransactionEntry,
  identities: Identities,
): string | undefined {
  if (entry.resource === undefined) return undefined;
  for (const { property, form, sent } of entry.links) {
    if (form !== 'reference' || !PATIENT_ELEMENTS.has(property.element.name)) continue;
    const found = identities.find(sent, entry.base)?.identity;
    if (found?.type === 'Patient') return found.id;
  }
  const named = subjectOf(entry.resource);
  if (named !== undefined) return named;
  return context.patientCompartment.has(typeOf(entry))
    ? context.placement(entry.resource).patientId
    : undefined;
}

const PATIENT = /^Patient\/([A-Za-z0-9\-.]{1,64})$/;

/** The patient that `subject` or `patient` names, which go before every other element; most resources have one. */
function subjectOf({ subject, patient }: FhirResource): string | undefined {
  return patientNamed(subject) ?? patientNamed(patient);
}

function patientNamed(element: unknown): string | undefined {
  if (typeof element !== 'object' || element === null || !('reference' in element)) return undefined;
  return typeof element.reference === 'string' ? PATIENT.exec(element.reference)?.[1] : undefined;
}

/** Elements whose reference puts a resource in the compartment of a patient; a wrong guess only costs a longer way. */
const PATIENT_ELEMENTS = new Set(['subject', 'patient', 'beneficiary', 'individual', 'for', 'sender']);

/** If any identities overlap, the transaction fails (R4 3.1.0.11.2). */
function refuseOverlap(settled: readonly Settled[]): void {
  const seen = new Set<string>();
  for (const { entry, identity, match } of settled) {
    if (identity === undefined || (entry.interaction.name === 'create' && match !== undefined)) continue;
    const key = `${identity.type}/${identity.id}`;
    if (seen.has(key)) {
      throw new Problem('duplicate', 'two entries of the transaction change the same resource', {
        status: 400,
        expression: entry.place,
      });
    }
    seen.add(key);
  }
}

/** What conditional creates of this Bundle stand for, so that a conditional reference can mean one of them. */
function conditionsMet(settled: readonly Settled[]): ReadonlyMap<string, Identity> {
  const met = new Map<string, Identity>();
  for (const { entry, identity } of settled) {
    const condition = conditionOf(entry);
    if (condition !== undefined && identity !== undefined)
      met.set(lockName(typeOf(entry), condition), identity);
  }
  return met;
}

/** Versions that entries depend on: those they patch, and those of `If-Match`, so that a refusal can name its entry. */
async function currentVersions(
  { needsIfMatch }: FhirContext,
  settled: readonly Settled[],
  inside: RecordTransaction,
): Promise<ReadonlyMap<string, StoredVersion>> {
  const needed = settled.flatMap(({ entry, identity }) => {
    const needs =
      entry.interaction.name === 'patch' ||
      entry.interaction.name === 'delete' ||
      entry.conditions.ifMatch !== undefined ||
      needsIfMatch(typeOf(entry));
    return needs && identity !== undefined ? [{ type: identity.type, id: identity.id }] : [];
  });
  if (needed.length === 0) return new Map();
  const versions = await inside.readMany(needed);
  return new Map(versions.map((version) => [`${version.type}/${version.id}`, version]));
}

async function assign(
  context: FhirContext,
  settled: Settled,
  current: ReadonlyMap<string, StoredVersion>,
): Promise<Assigned> {
  const { entry, identity, match } = settled;
  const { interaction, resource } = entry;
  const found = identity === undefined ? undefined : current.get(`${identity.type}/${identity.id}`);
  const there = found?.deleted === true ? undefined : found;
  const expected = matchedVersion(context, typeOf(entry), entry.conditions.ifMatch, there);
  if (interaction.name === 'delete') {
    if (identity === undefined || there === undefined) return { entry };
    return { entry, change: { kind: 'delete', type: identity.type, id: identity.id, ...expected } };
  }
  if (interaction.name === 'patch') return { entry, change: await patchChange(context, entry, there) };
  if (interaction.name === 'create') {
    if (match !== undefined) return { entry, existing: { outcome: 'unchanged', version: match } };
    return { entry, change: { kind: 'create', resource: given(resource), id: named(identity) } };
  }
  return { entry, change: updateChange(interaction, given(resource), match, named(identity), expected) };
}

function updateChange(
  interaction: TransactionEntry['interaction'],
  resource: FhirResource,
  match: StoredVersion | undefined,
  id: string,
  expected: Expected,
): Change {
  const isConditional = 'id' in interaction ? interaction.id === undefined : true;
  if (!isConditional || match === undefined)
    return { kind: 'update', id, resource: { ...resource, id }, ...expected };
  return conditionalChange(resource, match, expected);
}

async function patchChange(
  context: FhirContext,
  entry: TransactionEntry,
  there: StoredVersion | undefined,
): Promise<Change> {
  if (there === undefined) throw new Problem('not-found', 'there is nothing to patch');
  const { resource } = await patched(context, there, bodyOfEntry(entry, context.limits.depth));
  return { kind: 'update', id: there.id, resource, ifMatch: there.versionId, method: 'PATCH' };
}

function given(resource: FhirResource | undefined): FhirResource {
  if (resource === undefined) throw new Error('an entry that creates or updates has a resource');
  return resource;
}

function named(identity: Identity | undefined): string {
  if (identity === undefined) throw new Error('an entry that creates or updates has an identity');
  return identity.id;
}

async function inEntry<T>(entry: TransactionEntry, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw errorWithin(error, entry.place);
  }
}
