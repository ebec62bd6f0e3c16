import { elementOf } from '@caecilia/fhir';
import { startOfDay } from '@caecilia/kernel';
import { TIME_ZONE } from '../time-zone.ts';

/** From and until as instants; an end that is absent is open. */
export interface Span {
  readonly starts?: string;
  readonly ends?: string;
}

const DATE = /^(?<year>\d{4})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** The span of a FHIR Period, dates inclusive. Undefined, so that it opens nothing, where it cannot be read. */
export function spanOf(period: unknown): Span | undefined {
  const { start, end } = elementOf(period);
  const starts = start === undefined ? undefined : instantOf(start, 'begin');
  const ends = end === undefined ? undefined : instantOf(end, 'end');
  if ((start !== undefined && starts === undefined) || (end !== undefined && ends === undefined))
    return undefined;
  return { ...(starts === undefined ? {} : { starts }), ...(ends === undefined ? {} : { ends }) };
}

/** What two spans have in common. */
export function within(one: Span, other: Span): Span {
  const starts = [one.starts, other.starts]
    .filter((each) => each !== undefined)
    .sort()
    .at(-1);
  const ends = [one.ends, other.ends].filter((each) => each !== undefined).sort()[0];
  return { ...(starts === undefined ? {} : { starts }), ...(ends === undefined ? {} : { ends }) };
}

/** The instant at which a FHIR date or dateTime begins, or has ended. */
export function instantOf(value: unknown, side: 'begin' | 'end'): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (MOMENT.test(value)) {
    const ms = Date.parse(value);
    return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
  }
  const { year, month, day } = DATE.exec(value)?.groups ?? {};
  if (year === undefined) return undefined;
  const after = side === 'end' ? 1 : 0;
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  if (day !== undefined) return midnight(Date.UTC(y, m, d + after));
  return month === undefined ? midnight(Date.UTC(y + after, 0, 1)) : midnight(Date.UTC(y, m + after, 1));
}

/**
 * The instant of midnight here, of a day given as midnight in UTC. The house is in one time zone: a care relation that
 * ends on a day ends with that day here.
 */
function midnight(utc: number): string | undefined {
  if (Number.isNaN(utc)) return undefined;
  return new Date(startOfDay(new Date(utc).toISOString().replace(/T.*/, ''), TIME_ZONE)).toISOString();
}
