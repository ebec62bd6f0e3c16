/** Reads the clock of a place; a formatter is costly to make and cheap to use. */
export class LocalClock {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
    });
  }

  /** Local calendar day (`2026-03-29`) and hour (0 to 23) of an instant; right on the days the clock is changed. */
  at(instantMs: number): { readonly day: string; readonly hour: number } {
    const parts = new Map(this.#format.formatToParts(instantMs).map(({ type, value }) => [type, value]));
    return {
      day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
      hour: Number(parts.get('hour')),
    };
  }
}

/** Whether a local hour belongs to a night that may go past midnight. */
export function isNight(hour: number, { from, until }: { readonly from: number; readonly until: number }) {
  return from > until ? hour >= from || hour < until : hour >= from && hour < until;
}
