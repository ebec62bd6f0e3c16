import type { Sql } from '@caecilia/engine';
import type { SearchQuery } from '@caecilia/fhir';
import type {
  Caller,
  HistoryPage,
  HistoryQuery,
  RecordReader,
  SearchPage,
  StoredVersion,
} from '@caecilia/kernel';
import { ofHistory, ofSearch } from '../access/interaction-of.ts';
import type { View } from '../access/view.ts';
import type { AuditLine } from '../audit.ts';
import { historyPage } from '../read/history.ts';
import { type Asked, canExist } from '../read/read-by-id.ts';
import { isTypeName, typeNumber } from '../resource-types.ts';
import type { Searcher } from '../searcher.ts';
import { answeredLines, targetOfHistory, targetOfSearch } from './answered-lines.ts';

/** The ways to the record that differ between a session of its own and a transaction. */
export interface ReadPath {
  readonly wide: Sql;
  /** Runs a call, or throws where this way must not be taken now. */
  readonly guard: <T>(call: () => Promise<T>) => Promise<T>;
  readonly current: (asked: readonly Asked[]) => Promise<readonly (StoredVersion | undefined)[]>;
  readonly version: (asked: Asked) => Promise<StoredVersion | undefined>;
  /** Returns when the lines are as durable as what they are about. */
  readonly log: (lines: readonly AuditLine[]) => Promise<void>;
  readonly search: Searcher;
  readonly now: () => Date;
}

/** The reads of one caller, each with its line in the log before the answer. */
export class Reader implements RecordReader {
  protected readonly caller: Caller;
  readonly #path: ReadPath;

  constructor(caller: Caller, path: ReadPath) {
    this.caller = caller;
    this.#path = path;
  }

  async read(type: string, id: string): Promise<StoredVersion | undefined> {
    const [found] = await this.#path.guard(() => this.#readCurrent([{ type, id }]));
    return found;
  }

  async readMany(references: readonly { type: string; id: string }[]): Promise<readonly StoredVersion[]> {
    const found = await this.#path.guard(() => this.#readCurrent(references));
    return found.filter((version) => version !== undefined);
  }

  vread(type: string, id: string, versionId: number): Promise<StoredVersion | undefined> {
    return this.#path.guard(async () => {
      if (canExist(type, id) && isVersionNumber(versionId)) {
        return await this.#path.version({ ...this.#asked(type, id), versionId });
      }
      await this.#path.log([this.#nothing(type, id)]);
      return undefined;
    });
  }

  history(query: HistoryQuery): Promise<HistoryPage> {
    return this.#path.guard(async () => {
      const { page, patients } = await historyPage(this.#path.wide, query, this.#view(ofHistory(query)));
      const answers = page.versions.map((version, index) => ({
        name: `${version.type}/${version.id}/_history/${version.versionId}`,
        patient: patients[index] ?? null,
      }));
      const target = targetOfHistory(query);
      await this.#path.log(answeredLines({ ...this.#about(query.type), event: 'history', target, answers }));
      return page;
    });
  }

  search(query: SearchQuery): Promise<SearchPage> {
    return this.#path.guard(async () => {
      const { page, patients } = await this.#path.search(this.#path.wide, query, this.#view(ofSearch(query)));
      const answers = [...page.matches, ...page.includes].map((version, index) => ({
        name: `${version.type}/${version.id}`,
        patient: patients[index] ?? null,
      }));
      const type = query.types.length === 1 ? query.types[0] : undefined;
      const target = targetOfSearch(query);
      const event = query.count === 0 ? 'count' : 'search';
      await this.#path.log(answeredLines({ ...this.#about(type), event, target, answers }));
      return page;
    });
  }

  async #readCurrent(
    references: readonly { type: string; id: string }[],
  ): Promise<readonly (StoredVersion | undefined)[]> {
    const possible = references.filter(({ type, id }) => canExist(type, id));
    const impossible = references.filter(({ type, id }) => !canExist(type, id));
    const asked = possible.map(({ type, id }) => this.#asked(type, id));
    const found = asked.length === 0 ? [] : await this.#path.current(asked);
    await this.#path.log(impossible.map(({ type, id }) => this.#nothing(type, id)));
    return found;
  }

  #view(what: Pick<View, 'interaction' | 'onePatient'>): View {
    return { ...what, scope: this.caller.scope, atMs: this.#path.now().getTime() };
  }

  #asked(type: string, id: string): Asked {
    return { type, id, caller: this.caller, atMs: this.#path.now().getTime() };
  }

  #about(type: string | undefined) {
    const atMs = this.#path.now().getTime();
    return { atMs, caller: this.caller, ...(type === undefined ? {} : { typeNumber: typeNumber(type) }) };
  }

  /** The line about a name under which nothing can stand. */
  #nothing(type: string, id: string): AuditLine {
    return {
      ...this.#about(isTypeName(type) ? type : undefined),
      event: 'read',
      action: 'R',
      target: id.slice(0, 64),
      outcome: 4,
    };
  }
}

function isVersionNumber(versionId: number): boolean {
  return Number.isInteger(versionId) && versionId > 0 && versionId <= 2_147_483_647;
}
