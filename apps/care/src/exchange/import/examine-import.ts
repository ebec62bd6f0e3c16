import { createHash } from 'node:crypto';
import { type CarePlan, loadPlanRecord, type PlanStandard, readCarePlan } from '@caecilia/careplan';
import {
  type BundleEntry,
  type ImportShown,
  matchPatient,
  type ReadBundle,
  readBundle,
  sourceOf,
  takeOver,
} from '@caecilia/exchange';
import type { FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  Problem,
  type ProblemIssue,
  type RecordLog,
  type RecordReader,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import type { Language } from '../../language.ts';
import type { HandOverParts } from '../hand-overs.ts';
import { type EntryStanding, type Item, itemsOf, readAs } from './import-items.ts';
import { type EarlierImport, type EarlierImports, earlierImports } from './imported.ts';

/** What taking over a plan stands on. */
export interface ImportHouse extends HandOverParts {
  readonly standards: readonly PlanStandard[];
  readonly language: Pick<Language, 'validator' | 'model'>;
  readonly log: Pick<RecordLog, 'write'>;
  readonly timeZone: string;
  /** Whether this caller may take over what was agreed with this patient (logical id), at this moment. */
  readonly mayTake: (caller: Caller, patientId: string) => Promise<boolean>;
  /** The record for taking over: only of this patient, and only what an import writes. */
  readonly taking: (caller: Caller, patientId: string) => RecordSession;
}

const MOST_ISSUES = 50;

/** Every resource as R4 and the profiles that it claims have it; else all of what is wrong, each with its place. */
export function validBundle({ language }: Pick<ImportHouse, 'language'>, resource: FhirResource): ReadBundle {
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

/** A bundle beside the record of one patient. */
export interface Examined {
  readonly preview: Pick<ImportShown, 'patient' | 'capable' | 'leftOut' | 'named' | 'seen'>;
  readonly items: readonly Item[];
  readonly earlier: EarlierImports;
}

/** Compares a bundle with the record of one patient, as whoever asks may see it. Writes nothing. */
export async function examined(
  house: ImportHouse,
  reader: RecordReader,
  { patientId, bundle }: { readonly patientId: string; readonly bundle: ReadBundle },
): Promise<Examined> {
  const { readSearch, standards, timeZone, now } = house;
  const resources = await loadPlanRecord(reader, readSearch, standards, patientId);
  const version = await reader.read('Patient', patientId);
  if (version === undefined || version.deleted)
    throw new Problem('not-found', 'There is no such patient, or it is not for you to see.');
  const earlier = await earlierImports(reader, readSearch, patientId);
  const standings = await standingsOf(reader, bundle, earlier);
  const read = (given: readonly FhirResource[]): CarePlan =>
    readCarePlan(given, { standards, patientId, now: now(), timeZone });
  const taken = takeOver(bundle, { reference: `Patient/${patientId}` }, readAs);
  const ours = read(resources);
  const theirs = read([{ ...bundle.patient.resource, id: patientId }, ...taken]);
  const together = read(joined(resources, taken, standings, earlier));
  return {
    earlier,
    items: itemsOf(standings, { ours, theirs, together }),
    preview: {
      patient: matchPatient(resourceOf(version), bundle.patient.resource),
      capable: capableOf(ours, theirs),
      leftOut: bundle.leftOut.map(({ type, because }) => ({ type, because })),
      named: bundle.named.length,
      seen: seenMark(bundle, ours),
    },
  };
}

function capableOf(ours: CarePlan, theirs: CarePlan): ImportShown['capable'] {
  const [own, other] = [ours, theirs].map(({ patient }) => patient.legalCapacity.capable);
  return { ...(own === undefined ? {} : { ours: own }), ...(other === undefined ? {} : { theirs: other }) };
}

/** Which entries are here already, which are newer versions of what is here, and which were never seen. */
async function standingsOf(
  reader: RecordReader,
  { kept }: ReadBundle,
  { byDigest, bySource }: EarlierImports,
): Promise<readonly EntryStanding[]> {
  const before = kept.map((entry) => ({
    entry,
    known: byDigest.has(entry.digest),
    earlier: earlierOf(entry, bySource),
  }));
  const wanted = before.flatMap(({ known, earlier }) => (known || earlier === undefined ? [] : [earlier]));
  const versions = new Map(
    (await reader.readMany(wanted)).map((each) => [`${each.type}/${each.id}`, each] as const),
  );
  return before.map(({ entry, known, earlier }): EntryStanding => {
    const here = earlier && versions.get(`${earlier.type}/${earlier.id}`);
    if (known) return { entry, standing: 'known', changedHere: false };
    if (earlier === undefined || here === undefined) return { entry, standing: 'fresh', changedHere: false };
    return {
      entry,
      standing: 'newer',
      changedHere: here.deleted || here.versionId !== earlier.versionId,
    };
  });
}

/** What was taken over from the same place before. A place that is only a digest names nothing that goes on. */
export function earlierOf(
  entry: BundleEntry,
  bySource: EarlierImports['bySource'],
): EarlierImport | undefined {
  const source = sourceOf(entry);
  if (source.startsWith('urn:caecilia:import:')) return undefined;
  const earlier = bySource.get(source);
  return earlier?.type === entry.resource.resourceType ? earlier : undefined;
}

/** The record as it would be with everything that is new, newer versions in the place of the older. */
function joined(
  resources: readonly FhirResource[],
  taken: readonly FhirResource[],
  standings: readonly EntryStanding[],
  { bySource }: EarlierImports,
): readonly FhirResource[] {
  const known = new Set(
    standings.filter(({ standing }) => standing === 'known').map(({ entry }) => readAs(entry)),
  );
  const replaced = new Set(
    standings
      .filter(({ standing, changedHere }) => standing === 'newer' && !changedHere)
      .flatMap(({ entry }) => earlierOf(entry, bySource) ?? [])
      .map(({ type, id }) => `${type}/${id}`),
  );
  return [
    ...resources.filter(({ resourceType, id = '' }) => !replaced.has(`${resourceType}/${id}`)),
    ...taken.filter(({ id = '' }) => !known.has(id)),
  ];
}

/** Changes with every word of theirs and every version of ours. */
function seenMark(bundle: ReadBundle, { edition }: CarePlan): string {
  const digests = [bundle.patient, ...bundle.kept, ...bundle.named].map(({ digest }) => digest);
  return createHash('sha256')
    .update([edition, ...digests.toSorted()].join('\n'))
    .digest('hex');
}
