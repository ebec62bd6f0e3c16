import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { OfficeCaller, Register, RegisterChange } from '@caecilia/kernel';
import { sameJson } from '../same-json.ts';
import type { DirectoryTables, ImportRow } from '../tables.ts';
import type { Slice } from './judge-record.ts';
import { openRegistryFile } from './open-file.ts';
import { type BrokenRecord, type ReadRecord, readRecords } from './read-records.ts';
import { type BatchDone, writeBatch } from './write-batch.ts';

/** What of a release became what. */
export interface ImportCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** The register has a later state of it. */
  readonly older: number;
  /** Not in the slice. */
  readonly leftOut: number;
  /** The register knows it as another one. */
  readonly merged: number;
  /** Changes of partners that wait for somebody. */
  readonly proposed: number;
  readonly broken: number;
}

/** How far an import is. */
export interface ImportProgress {
  readonly records: number;
  /** 0 to 1, by the bytes of the file that were read. */
  readonly share: number;
  readonly recordsPerSecond: number;
  readonly secondsLeft: number;
}

/** What an import did. */
export interface ImportReport {
  readonly id: string;
  readonly release: string;
  readonly records: number;
  readonly counts: ImportCounts;
  /** The first broken records, `MOST_BROKEN_TOLD` at most; `counts.broken` counts all. */
  readonly broken: readonly BrokenRecord[];
  /** Records that an earlier run, which was broken off, had dealt with. */
  readonly resumedAt: number;
}

/** What is imported. */
export interface ImportOptions {
  readonly path: string;
  /** Name of the release; otherwise what a record or the name of the file says. */
  readonly release?: string;
  /** New organisations that are taken; all where it is left out. */
  readonly slice?: Slice;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Called after each batch that is durable, with the organisations that are new or changed. */
  readonly onWritten?: (ids: readonly string[]) => void;
  /** Records that are written together; enough to share the cost of a change, few enough to see it go on. */
  readonly batch?: number;
  /** Milliseconds of a clock that only goes forward, for the rate. */
  readonly clock?: () => number;
}

const BATCH = 1_000;
const MOST_BROKEN_TOLD = 100;

const NOTHING: ImportCounts = {
  new: 0,
  changed: 0,
  unchanged: 0,
  older: 0,
  leftOut: 0,
  merged: 0,
  proposed: 0,
  broken: 0,
};

/**
 * Brings the organisations up to date with a release of ROR. Records are written by batches, each whole with its place
 * in the journal or not at all, so that a run that was broken off goes on where it was. What is unchanged is not written.
 * Throws `Problem('invalid')` for a file that is none of ROR or that breaks off; batches before the break stay.
 */
export async function importRor(
  register: Register<DirectoryTables>,
  caller: OfficeCaller,
  options: ImportOptions,
): Promise<ImportReport> {
  const run = await ImportRun.begin(register, caller, options);
  return await run.toTheEnd();
}

type RightRecord = Extract<ReadRecord, { record: unknown }>;

/** The right and the broken records of a batch. */
interface Sorted {
  readonly records: readonly RightRecord[];
  readonly broken: readonly BrokenRecord[];
}

class ImportRun {
  readonly #register: Register<DirectoryTables>;
  readonly #caller: OfficeCaller;
  readonly #options: ImportOptions;
  readonly #journal: ImportRow;
  readonly #skip: number;
  #counts: ImportCounts;
  #broken: readonly BrokenRecord[];
  #records = 0;
  /** Line on which each id stood first. */
  readonly #lines = new Map<string, number>();

  private constructor(
    register: Register<DirectoryTables>,
    caller: OfficeCaller,
    options: ImportOptions,
    journal: ImportRow,
  ) {
    this.#register = register;
    this.#caller = caller;
    this.#options = options;
    this.#journal = journal;
    this.#skip = journal.records;
    this.#counts = { ...NOTHING, ...journal.counts };
    this.#broken = journal.broken;
  }

  static async begin(
    register: Register<DirectoryTables>,
    caller: OfficeCaller,
    options: ImportOptions,
  ): Promise<ImportRun> {
    const fileDigest = await digestOf(options.path);
    const slice = options.slice ?? null;
    const journal = await register.change(
      caller,
      'begin the import of a release of ROR',
      async ({ db, now }) => {
        const unfinished = await db
          .selectFrom('registry_import')
          .selectAll()
          .where('file_digest', '=', fileDigest)
          .where('finished_at', 'is', null)
          .orderBy('begun_at', 'desc')
          .executeTakeFirst();
        if (unfinished !== undefined && sameJson(unfinished.slice, slice)) return unfinished;
        const row: ImportRow = {
          id: randomUUID(),
          begun_at: now,
          begun_by: caller.id,
          file_name: basename(options.path),
          file_digest: fileDigest,
          slice,
          release: options.release ?? releaseInName(basename(options.path)) ?? 'without a name',
          records: 0,
          counts: {},
          broken: [],
          finished_at: null,
        };
        await db.insertInto('registry_import').values(row).execute();
        return row;
      },
    );
    return new ImportRun(register, caller, options, journal);
  }

  async toTheEnd(): Promise<ImportReport> {
    const file = await openRegistryFile(this.#options.path);
    const clock = this.#options.clock ?? (() => performance.now());
    const begun = clock();
    for await (const batch of inBatches(readRecords(file.chunks), this.#options.batch ?? BATCH)) {
      this.#records += batch.length;
      const sorted = this.#sorted(batch);
      if (this.#records <= this.#skip) continue;
      await this.#write(sorted);
      this.#options.onProgress?.(
        progressOf({
          records: this.#records,
          done: this.#records - this.#skip,
          share: file.bytes === 0 ? 1 : file.bytesRead() / file.bytes,
          seconds: (clock() - begun) / 1000,
        }),
      );
    }
    await this.#finish();
    const { id, release } = this.#journal;
    return {
      id,
      release,
      records: this.#records,
      counts: this.#counts,
      broken: this.#broken,
      resumedAt: this.#skip,
    };
  }

  async #write({ records, broken }: Sorted): Promise<void> {
    const { release } = this.#journal;
    const done = await this.#register.change(this.#caller, `ROR release ${release}`, async (change) => {
      const written = await writeBatch(change, records, { release, slice: this.#options.slice });
      await this.#journalIn(change.db, written, broken);
      return written;
    });
    this.#counts = summed(this.#counts, done, broken.length);
    this.#broken = [...this.#broken, ...broken].slice(0, MOST_BROKEN_TOLD);
    if (done.ids.length > 0) this.#options.onWritten?.(done.ids);
  }

  /** A record that is in the file twice is told as broken: which of both is right cannot be known. */
  #sorted(batch: readonly ReadRecord[]): Sorted {
    const broken: BrokenRecord[] = [];
    const records: RightRecord[] = [];
    for (const one of batch) {
      if ('broken' in one) {
        broken.push(one.broken);
        continue;
      }
      const { id } = one.record;
      const first = this.#lines.get(id);
      if (first === undefined) {
        this.#lines.set(id, one.line);
        records.push(one);
      } else {
        const sentence = `id: is in this file twice; the first is on line ${first}`;
        broken.push({ line: one.line, field: 'id', id, sentence });
      }
    }
    return { records, broken };
  }

  async #journalIn(
    db: RegisterChange<DirectoryTables>['db'],
    done: BatchDone,
    broken: readonly BrokenRecord[],
  ): Promise<void> {
    await db
      .updateTable('registry_import')
      .set({
        records: this.#records,
        counts: { ...summed(this.#counts, done, broken.length) },
        broken: [...this.#broken, ...broken].slice(0, MOST_BROKEN_TOLD),
      })
      .where('id', '=', this.#journal.id)
      .execute();
  }

  async #finish(): Promise<void> {
    await this.#register.change(this.#caller, `ROR release ${this.#journal.release}`, async (change) => {
      await change.db
        .updateTable('registry_import')
        .set({ finished_at: change.now })
        .where('id', '=', this.#journal.id)
        .execute();
      const { new: fresh, changed, proposed } = this.#counts;
      if (fresh + changed + proposed === 0) return;
      await change.tell({
        kind: 'directory.registry-imported',
        subject: 'registry_import',
        id: this.#journal.id,
        facts: { new: fresh, changed, proposed },
      });
    });
  }
}

function summed(counts: ImportCounts, { counts: more }: BatchDone, broken: number): ImportCounts {
  return {
    new: counts.new + more.new,
    changed: counts.changed + more.changed,
    unchanged: counts.unchanged + more.unchanged,
    older: counts.older + more.older,
    leftOut: counts.leftOut + more.leftOut,
    merged: counts.merged + more.merged,
    proposed: counts.proposed + more.proposed,
    broken: counts.broken + broken,
  };
}

/** How far it is: what is left is reckoned from the share of the file and the time that it took. */
export function progressOf(at: {
  readonly records: number;
  readonly done: number;
  readonly share: number;
  readonly seconds: number;
}): ImportProgress {
  const { records, done, share, seconds } = at;
  return {
    records,
    share,
    recordsPerSecond: seconds > 0 ? Math.round(done / seconds) : 0,
    secondsLeft: share > 0 ? Math.round((seconds * (1 - share)) / share) : 0,
  };
}

/** `v2.9-2026-08-20-ror-data.zip` is release v2.9. */
export function releaseInName(name: string): string | undefined {
  return /(?:^|[^a-z0-9])(v\d+\.\d+(?:\.\d+)?)(?:[^0-9]|$)/i.exec(name)?.[1];
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('base64url');
}
