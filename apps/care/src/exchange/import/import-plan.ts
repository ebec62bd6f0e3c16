import { createHash } from 'node:crypto';
import { type CarePlan, loadPlanRecord, type PlanStandard, readCarePlan } from '@caecilia/careplan';
import {
  type BundleEntry,
  matchPatient,
  type PatientMatch,
  type ReadBundle,
  readBundle,
  takeOver,
} from '@caecilia/exchange';
import type { FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  Problem,
  type ProblemIssue,
  type RecordLog,
  type RecordReader,
  type RecordTransaction,
  resourceOf,
} from '@caecilia/kernel';
import type { Language } from '../../language.ts';
import type { HandOverParts } from '../hand-overs.ts';
import { compared, type PlanComparison } from './compare-plans.ts';
import { earlierImports, provenanceOf } from './imported.ts';

/** What taking over a plan stands on. */
export interface ImportHouse extends HandOverParts {
  readonly standards: readonly PlanStandard[];
  readonly language: Pick<Language, 'validator' | 'model'>;
  readonly log: Pick<RecordLog, 'write'>;
  readonly timeZone: string;
}

/** What is shown before anything is taken over. */
export interface ImportPreview {
  readonly patient: PatientMatch;
  readonly comparison: PlanComparison;
  /** How many would be added, and how many are here already. */
  readonly added: number;
  readonly known: number;
  readonly leftOut: ReadBundle['leftOut'];
  /** Sent back with the confirmation: what was seen, of theirs and of ours. */
  readonly seen: string;
}

/** What the person says who takes it over. */
export interface Confirmation {
  readonly seen: string;
  /** Why it is the same patient although something does not agree. */
  readonly words?: string | undefined;
}

const FEWEST_WORDS = 10;
const MOST_WORDS = 500;
const MOST_ISSUES = 50;

/** Compares a bundle with the record of one patient. Writes nothing. */
export async function previewImport(
  house: ImportHouse,
  caller: Caller,
  asked: { readonly patientId: string; readonly bundle: FhirResource },
): Promise<ImportPreview> {
  const bundle = validBundle(house, asked.bundle);
  return (await examined(house, house.session(caller), { ...asked, bundle })).preview;
}

/**
 * Takes over what is new of a bundle, in one transaction: all of it or nothing. Nothing that is there is changed. Throws
 * `Problem('conflict', 412)` where the plan changed since it was compared.
 */
export async function acceptImport(
  house: ImportHouse,
  caller: Caller,
  asked: { readonly patientId: string; readonly bundle: FhirResource } & Confirmation,
): Promise<{ readonly added: number; readonly known: number }> {
  const { patientId, seen, words } = asked;
  const bundle = validBundle(house, asked.bundle);
  const counts = await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`import ${patientId}`);
    const found = await examined(house, transaction, { patientId, bundle });
    requireConfirmed(found.preview, { seen, words });
    return await written(house, transaction, {
      caller,
      patientId,
      bundle,
      words,
      fresh: found.fresh,
      ids: found.ids,
    });
  });
  await house.log.write({ event: 'receive', action: 'C', outcome: 0, caller, patient: patientId });
  return counts;
}

/** Every resource as R4 and the profiles that it claims have it; else all of what is wrong, each with its place. */
function validBundle({ language }: ImportHouse, resource: FhirResource): ReadBundle {
  const bundle = readBundle(resource);
  const issues = [bundle.patient, ...bundle.kept, ...bundle.named].flatMap((entry) =>
    language.validator
      .validate(entry.resource)
      .filter(({ severity }) => severity === 'error')
      .map(
        ({ severity, code, diagnostics, expression }): ProblemIssue => ({
          severity,
          code,
          diagnostics,
          expression: expression.map((place) => `${nameOf(entry)}: ${place}`),
        }),
      ),
  );
  if (issues.length > 0)
    throw new Problem(
      'processing',
      `This bundle does not keep to the standard in ${issues.length} places. Nothing of it was taken over.`,
      { issues: issues.slice(0, MOST_ISSUES) },
    );
  return bundle;
}

const nameOf = ({ resource }: BundleEntry) => `${resource.resourceType}/${resource.id ?? ''}`;

interface Examined {
  readonly preview: ImportPreview;
  readonly fresh: readonly BundleEntry[];
  /** Local ids of what was taken over before, by digest. */
  readonly ids: ReadonlyMap<string, string>;
}

async function examined(
  house: ImportHouse,
  reader: RecordReader,
  { patientId, bundle }: { readonly patientId: string; readonly bundle: ReadBundle },
): Promise<Examined> {
  const { readSearch, standards, timeZone, now } = house;
  const resources = await loadPlanRecord(reader, readSearch, standards, patientId);
  const version = await reader.read('Patient', patientId);
  if (version === undefined || version.deleted)
    throw new Problem('not-found', 'There is no such patient, or it is not for you to see.');
  const ids = await earlierImports(reader, readSearch, patientId);
  const fresh = bundle.kept.filter(({ digest }) => !ids.has(digest));
  const read = (given: readonly FhirResource[]): CarePlan =>
    readCarePlan(given, { standards, patientId, now: now(), timeZone });
  const taken = takeOver(
    bundle,
    { reference: `Patient/${patientId}` },
    (entry) => `new-${entry.digest.slice(0, 32)}`,
  );
  const isFresh = new Set(fresh.map(({ digest }) => `new-${digest.slice(0, 32)}`));
  const ours = read(resources);
  const theirs = read([{ ...bundle.patient.resource, id: patientId }, ...taken]);
  const together = read([...resources, ...taken.filter(({ id = '' }) => isFresh.has(id))]);
  return {
    ids,
    fresh,
    preview: {
      patient: matchPatient(resourceOf(version), bundle.patient.resource),
      comparison: compared({ ours, theirs, together }),
      added: fresh.length,
      known: bundle.kept.length - fresh.length,
      leftOut: bundle.leftOut,
      seen: seenMark(bundle, ours),
    },
  };
}

/** Changes with every word of theirs and every version of ours. */
function seenMark(bundle: ReadBundle, { edition }: CarePlan): string {
  const digests = [bundle.patient, ...bundle.kept, ...bundle.named].map(({ digest }) => digest);
  return createHash('sha256')
    .update([edition, ...digests.toSorted()].join('\n'))
    .digest('hex');
}

function requireConfirmed({ patient, seen }: ImportPreview, said: Confirmation): void {
  if (patient.verdict === 'other')
    throw new Problem(
      'business-rule',
      'The citizen service number in this bundle is another one, or none. It is not taken over for this patient.',
      { expression: 'patient' },
    );
  if (said.seen !== seen)
    throw new Problem('conflict', 'The plan was changed since you compared it. Compare it again.', {
      status: 412,
    });
  const words = said.words?.trim() ?? '';
  if (patient.verdict === 'ask' && (words.length < FEWEST_WORDS || words.length > MOST_WORDS))
    throw new Problem(
      'value',
      'Something of the patient does not agree. Say in 10 to 500 characters why it is the same person.',
      { expression: 'words' },
    );
}

async function written(
  house: ImportHouse,
  transaction: RecordTransaction,
  {
    caller,
    patientId,
    bundle,
    words,
    fresh,
    ids,
  }: Omit<Examined, 'preview'> & {
    readonly caller: Caller;
    readonly patientId: string;
    readonly bundle: ReadBundle;
    readonly words: string | undefined;
  },
): Promise<{ readonly added: number; readonly known: number }> {
  const known = bundle.kept.length - fresh.length;
  if (fresh.length === 0) return { added: 0, known };
  const local = new Map(ids);
  for (const { digest, resource } of fresh)
    local.set(digest, transaction.newId(resource.resourceType, patientId));
  const resources = takeOver(
    bundle,
    { reference: `Patient/${patientId}` },
    ({ digest }) => local.get(digest) ?? '',
  );
  const added = new Set(fresh.map(({ digest }) => local.get(digest)));
  const changes = resources.filter(({ id }) => added.has(id));
  requireValid(house, changes);
  const provenance = provenanceOf(fresh, {
    caller,
    patientId,
    words,
    at: house.now().toISOString(),
    idOf: ({ digest }) => local.get(digest) ?? '',
  });
  await transaction.write([
    ...changes.map((resource) => ({ kind: 'create', id: resource.id ?? '', resource }) as const),
    { kind: 'create', resource: provenance },
  ]);
  return { added: fresh.length, known };
}

/** What is written is R4 too: the change of references must not break what was right. */
function requireValid({ language }: ImportHouse, resources: readonly FhirResource[]): void {
  for (const resource of resources) {
    const { profile: _, ...meta } = { ...resource.meta };
    const errors = language.validator
      .validate({ ...resource, meta })
      .filter(({ severity }) => severity === 'error');
    if (errors.length > 0)
      throw new Problem('processing', 'A resource of this bundle cannot be kept under local names.', {
        issues: errors.slice(0, MOST_ISSUES),
      });
  }
}
