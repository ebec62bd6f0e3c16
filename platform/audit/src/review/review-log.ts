import type { AccessLog, Caller, LogLine, LogQuery, LogReader } from '@caecilia/kernel';
import type { AccessLine } from './access-line.ts';
import { dayOf } from './local-time.ts';
import { monthlySample } from './monthly-sample.ts';

export interface ReviewLogOptions {
  readonly log: AccessLog & LogReader;
  /** Time zone of the house (IANA): the months are local ones. */
  readonly timeZone: string;
}

/** Lines asked for at a time. */
const PORTION = 2_000;

/**
 * The log as the review reads it, by month. Each look at it is itself a line (`log-view`), written before anything is
 * read; where that line cannot be written, nothing is. Who may look is not decided here: the caller was let in by the
 * policy.
 */
export class ReviewLog {
  readonly #log: AccessLog & LogReader;
  readonly #timeZone: string;

  constructor({ log, timeZone }: ReviewLogOptions) {
    this.#log = log;
    this.#timeZone = timeZone;
  }

  /** Lines of a local month (`2026-03`) about patients, for the rules of odd access. */
  async reviewedMonth(caller: Caller, month: string): Promise<readonly AccessLine[]> {
    await this.#view(caller, `month ${month}`);
    return await this.#month(month);
  }

  /** The sample of a local month: the same seed draws the same lines. */
  async monthlySample(
    caller: Caller,
    order: { readonly month: string; readonly size: number; readonly seed: string },
  ): Promise<readonly AccessLine[]> {
    const { month, seed, size } = order;
    await this.#view(caller, `sample of ${month}, ${size} by ${seed}`);
    return monthlySample(await this.#month(month), order);
  }

  async #view(caller: Caller, detail: string): Promise<void> {
    await this.#log.write({ event: 'log-view', action: 'R', outcome: 0, caller, detail });
  }

  async #month(month: string): Promise<AccessLine[]> {
    const [year = 0, number = 0] = month.split('-').map(Number);
    // A day more on either side: the month is a local one.
    const from = new Date(Date.UTC(year, number - 1, 0)).toISOString();
    const until = new Date(Date.UTC(year, number, 2)).toISOString();
    const lines: AccessLine[] = [];
    for await (const line of this.#lines({ from, until })) {
      if (line.patient !== undefined && dayOf(line, this.#timeZone).startsWith(`${month}-`))
        lines.push(reviewLine(line, line.patient));
    }
    return lines;
  }

  async *#lines(query: Pick<LogQuery, 'from' | 'until'>): AsyncGenerator<LogLine> {
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
