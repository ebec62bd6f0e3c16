import type { FhirResource } from '@caecilia/fhir';
import { CONFIDENTIALITY_SYSTEM, Problem, type RecordSession, type StoredVersion } from '@caecilia/kernel';

/** What the export of a record needs. */
export interface ExportOrder {
  /** Everything is read through it: access and log are the session's. */
  readonly session: RecordSession;
  /** Logical id. */
  readonly patient: string;
  /** Types of the patient compartment, Patient included. */
  readonly types: readonly string[];
  /** Lines of the access log about this patient, as the patient may read them; oldest or newest first. */
  readonly accessLog: () => AsyncIterable<object>;
  readonly now: () => Date;
}

/** A line of one of the files of the export. */
export interface ExportLine {
  /** `Consent.ndjson`, `Binary.ndjson`, `access-log.ndjson`, and at the end `manifest.json`. */
  readonly file: string;
  /** One JSON document without line breaks. Resources are exactly as they are kept. */
  readonly text: string;
}

/** What the last file says: what is in the export, and what is not. */
export interface ExportManifest {
  readonly patient: string;
  readonly exportedAt: string;
  /** Lines by file. */
  readonly files: Readonly<Record<string, number>>;
  /** Confidential notes of others that are not in it, by type. */
  readonly withheld: Readonly<Record<string, number>>;
}

const PAGE = 500;
/** Not in R4's patient compartment, but kept with their patient all the same. */
const ABOUT_PATIENTS_TOO = ['Device', 'Task'];

/**
 * The whole record of a patient for reading by a machine (AVG 15 and 20, Wabvpz 15d): every current resource of the
 * compartment, attachments, and who looked at it. Counted against the record: throws `Problem('conflict')` when it
 * changed meanwhile, so that no export is short. Confidential notes of others are left out and counted.
 */
export async function* exportPatient(order: ExportOrder): AsyncGenerator<ExportLine> {
  const { session, patient } = order;
  const person = await session.read('Patient', patient);
  if (person === undefined || person.deleted)
    throw new Problem('not-found', 'there is no such Patient, or it is not for you to see');
  const made = new Made();
  for (const type of new Set([...order.types, ...ABOUT_PATIENTS_TOO])) yield* ofType(order, type, made);
  for (const id of made.attachments) yield* attachment(order, id, made);
  for await (const each of order.accessLog()) yield made.line('access-log.ndjson', JSON.stringify(each));
  const { files, withheld } = made;
  const manifest: ExportManifest = { patient, exportedAt: order.now().toISOString(), files, withheld };
  yield { file: 'manifest.json', text: JSON.stringify(manifest) };
}

/** What was made so far. */
class Made {
  readonly files: Record<string, number> = {};
  readonly withheld: Record<string, number> = {};
  readonly attachments = new Set<string>();

  line(file: string, text: string): ExportLine {
    this.files[file] = (this.files[file] ?? 0) + 1;
    return { file, text };
  }
}

async function* ofType(order: ExportOrder, type: string, made: Made): AsyncGenerator<ExportLine> {
  for await (const version of allOf(order, type)) {
    if (isWithheld(version, order.patient)) {
      made.withheld[type] = (made.withheld[type] ?? 0) + 1;
      continue;
    }
    yield made.line(`${type}.ndjson`, version.content);
    for (const id of type === 'Binary' ? [] : binariesIn(version.content)) made.attachments.add(id);
  }
}

/** Binaries belong to no compartment: those that the record names go with it. */
async function* attachment(order: ExportOrder, id: string, made: Made): AsyncGenerator<ExportLine> {
  if (order.types.includes('Binary')) return;
  const binary = await order.session.read('Binary', id);
  if (binary !== undefined && !binary.deleted) yield made.line('Binary.ndjson', binary.content);
}

async function* allOf({ session, patient }: ExportOrder, type: string): AsyncGenerator<StoredVersion> {
  const query = {
    types: [type],
    criteria: [{ kind: 'compartment' as const, patientId: patient }],
    sort: [],
    count: PAGE,
    total: 'accurate' as const,
    includes: [],
  };
  let seen = 0;
  let page = await session.search(query);
  const expected = page.total ?? page.matches.length;
  for (;;) {
    yield* page.matches;
    seen += page.matches.length;
    if (page.next === undefined) break;
    page = await session.search({ ...query, total: 'none', cursor: page.next });
  }
  if (seen !== expected)
    throw new Problem('conflict', 'the record changed while it was exported; start the export again');
}

/** An address of a Binary in an attachment or a reference. */
const BINARY = /"(?:url|reference)"\s*:\s*"(?:[^"]*\/)?Binary\/([A-Za-z0-9\-.]{1,64})[/"]/g;

function binariesIn(content: string): string[] {
  return [...content.matchAll(BINARY)].map(([, id = '']) => id);
}

const V3_CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

/** A note that was marked as confidential, by somebody else than the patient. */
function isWithheld({ content }: StoredVersion, patient: string): boolean {
  if (!content.includes('"security"')) return false;
  const resource = JSON.parse(content) as FhirResource & { readonly meta?: { readonly security?: unknown } };
  const labels = Array.isArray(resource.meta?.security) ? (resource.meta.security as unknown[]) : [];
  if (!labels.some(isConfidential)) return false;
  return !AUTHORS.some((name) => JSON.stringify(resource[name] ?? '').includes(`"Patient/${patient}"`));
}

const AUTHORS = ['author', 'sender', 'source', 'performer', 'recorder', 'asserter', 'informationSource'];

function isConfidential(label: unknown): boolean {
  if (typeof label !== 'object' || label === null) return false;
  const { system, code } = label as { readonly system?: unknown; readonly code?: unknown };
  if (system === CONFIDENTIALITY_SYSTEM) return true;
  return system === V3_CONFIDENTIALITY && (code === 'R' || code === 'V');
}
