import type { AccessLog, Caller, LogEntry, LogLine, LogQuery, LogReader } from '@caecilia/kernel';
import { type AccessLine, monthlySample } from '../review/index.ts';
import { LocalClock } from '../review/local-time.ts';
import { type FoldedAccess, folded } from './folded.ts';

/** A time to look back on: instants, the end not part of it. */
export interface TrailPeriod {
  readonly from: string;
  readonly until: string;
}

/** Accesses to one record in the order they were made; `next` is absent on the last page. */
export interface AccessPage {
  readonly accesses: readonly FoldedAccess[];
  readonly next?: string;
}

export interface TrailOptions {
  readonly log: AccessLog & LogReader;
  /** Time zone of the house, for days and months. */
  readonly timeZone?: string;
  /** Folded accesses on a page; a page ends with a whole day. */
  readonly pageSize?: number;
}

type LineQuery = TrailPeriod & Pick<LogQuery, 'patient' | 'user'>;

/** Lines asked for at a time. */
const PORTION = 2_000;

/**
 * The log, for people. Each look at it is itself a line (`log-view`), written before anything is shown; where that line
 * cannot be written, nothing is. Who may look is not decided here: the caller was let in by the policy.
 */
export class Trail {
  readonly #log: AccessLog & LogReader;
  readonly #clock: LocalClock;
  readonly #pageSize: number;

  constructor({ log, timeZone = 'Europe/Amsterdam', pageSize = 100 }: TrailOptions) {
    this.#log = log;
    this.#clock = new LocalClock(timeZone);
    this.#pageSize = pageSize;
  }

  /** Who looked at the record of a patient, or changed it: chronological, equal lines of one day folded. */
  async accessesOf(
    caller: Caller,
    patient: string,
    { cursor, ...period }: TrailPeriod & { readonly cursor?: string },
  ): Promise<AccessPage> {
    await this.#view(caller, { patient, detail: 'accesses of a patient' });
    return await this.#page(patient, period, cursor, this.#pageSize);
  }

  /** All of them, for a download or a report of a breach. */
  async allAccessesOf(
    caller: Caller,
    patient: string,
    period: TrailPeriod,
  ): Promise<readonly FoldedAccess[]> {
    await this.#log.write({ ...VIEW, event: 'export', caller, patient, detail: 'log of a patient' });
    const { accesses } = await this.#page(patient, period, undefined, Number.POSITIVE_INFINITY);
    return accesses;
  }

  /** What one person did, line by line, for whoever reviews it. `user` is `who.id`. */
  async linesOf(caller: Caller, user: string, period: TrailPeriod): Promise<readonly LogLine[]> {
    await this.#view(caller, { detail: `lines of ${user}` });
    return await this.#all({ user, ...period });
  }

  /** Lines of a local month about patients, as the review reads them: for the sample and for the rules of odd access. */
  async reviewedMonth(caller: Caller, month: string): Promise<readonly AccessLine[]> {
    await this.#view(caller, { detail: `month ${month}` });
    return await this.#month(month);
  }

  /** The sample of a local month (`2026-03`): the same seed draws the same lines. */
  async monthlySample(
    caller: Caller,
    order: { readonly month: string; readonly size: number; readonly seed: string },
  ): Promise<readonly AccessLine[]> {
    const { month, seed, size } = order;
    await this.#view(caller, { detail: `sample of ${month}, ${size} by ${seed}` });
    return monthlySample(await this.#month(month), order);
  }

  async #view(caller: Caller, about: Pick<LogEntry, 'patient' | 'detail'>): Promise<void> {
    await this.#log.write({ ...VIEW, ...about, caller });
  }

  async #page(
    patient: string,
    period: TrailPeriod,
    cursor: string | undefined,
    size: number,
  ): Promise<AccessPage> {
    const dayOf = (at: string) => this.#clock.at(Date.parse(at)).day;
    const lines: LogLine[] = [];
    let [accesses, day]: [readonly FoldedAccess[], string] = [[], ''];
    for await (const line of this.#lines({ patient, ...period, ...(cursor ? { from: cursor } : {}) })) {
      const own = dayOf(line.at);
      if (own !== day && lines.length > 0) {
        accesses = [...accesses, ...folded(lines.splice(0), dayOf)];
        if (accesses.length >= size) return { accesses, next: line.at };
      }
      day = own;
      lines.push(line);
    }
    return { accesses: [...accesses, ...folded(lines, dayOf)] };
  }

  async #month(month: string): Promise<AccessLine[]> {
    const [year = 0, number = 0] = month.split('-').map(Number);
    // A day more on either side: the month is a local one.
    const from = new Date(Date.UTC(year, number - 1, 0)).toISOString();
    const until = new Date(Date.UTC(year, number, 2)).toISOString();
    const lines: AccessLine[] = [];
    for await (const line of this.#lines({ from, until })) {
      if (line.patient !== undefined && this.#clock.at(Date.parse(line.at)).day.startsWith(`${month}-`))
        lines.push(reviewLine(line, line.patient));
    }
    return lines;
  }

  async #all(query: LineQuery): Promise<readonly LogLine[]> {
    const lines: LogLine[] = [];
    for await (const line of this.#lines(query)) lines.push(line);
    return lines;
  }

  async *#lines(query: LineQuery): AsyncGenerator<LogLine> {
    let cursor: string | undefined;
    do {
      const page = await this.#log.lines({
        ...query,
        count: PORTION,
        ...(cursor === undefined ? {} : { cursor }),
      });
      yield* page.lines;
      cursor = page.next;
    } while (cursor !== undefined);
  }
}

const VIEW = { event: 'log-view', action: 'R', outcome: 0 } as const;

function reviewLine({ id, at, who, action }: LogLine, patient: string): AccessLine {
  return {
    id,
    at,
    actor: who.id,
    actorName: who.name ?? who.id,
    role: who.role,
    organization: who.organization ?? '',
    patient,
    ground: who.ground ?? '',
    emergency: who.emergency !== undefined,
    action,
  };
}
