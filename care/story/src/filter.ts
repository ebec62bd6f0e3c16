import { Problem } from '@caecilia/kernel';
import { readDay } from '@caecilia/ui';
import {
  type Both,
  DISCIPLINES,
  type Discipline,
  dayOf,
  KINDS,
  type Kind,
  type ToldEvent,
  type Words,
} from './event.ts';

/** What somebody wants to see of the story. Empty lists mean everything. */
export interface StoryFilter {
  readonly kinds: readonly Kind[];
  readonly disciplines: readonly Discipline[];
  /** Civil days, both inclusive. */
  readonly from?: string;
  readonly until?: string;
  /** Every one of them stands in the event; plain words, without accents and capitals. */
  readonly words: readonly string[];
}

type Asked = Readonly<Record<string, string | undefined>>;

const MOST_LETTERS = 100;

/** Reads a filter from an address. Throws `Problem('value')` with the field for what cannot be read. */
export function readFilter({ kind, discipline, from, until, words }: Asked): StoryFilter {
  const days = { from: dayIn('from', from), until: dayIn('until', until) };
  if (days.from !== undefined && days.until !== undefined && days.from > days.until)
    throw new Problem('value', 'The first day lies after the last day.', { expression: 'from' });
  return {
    kinds: listIn('kind', kind, KINDS),
    disciplines: listIn('discipline', discipline, DISCIPLINES),
    ...(days.from === undefined ? {} : { from: days.from }),
    ...(days.until === undefined ? {} : { until: days.until }),
    words: plain((words ?? '').slice(0, MOST_LETTERS))
      .split(' ')
      .filter((word) => word !== ''),
  };
}

function listIn<T extends string>(
  field: string,
  given: string | undefined,
  known: readonly T[],
): readonly T[] {
  return (given ?? '')
    .split(',')
    .filter((each) => each !== '')
    .map((each) => {
      const found = known.find((one) => one === each);
      if (found === undefined)
        throw new Problem('value', `Choose from ${known.join(', ')}.`, { expression: field });
      return found;
    });
}

function dayIn(field: string, given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  const day = readDay(given);
  if (day === undefined)
    throw new Problem('value', 'This day cannot be read; write it as 14-02-2026.', { expression: field });
  return day;
}

/**
 * Whether an event is asked for. One of which the record says no day is asked for only where no period was: whether it
 * lies in one cannot be told.
 */
export function isAskedFor(event: ToldEvent, filter: StoryFilter): boolean {
  const { kinds, disciplines, words } = filter;
  if (kinds.length > 0 && !kinds.includes(event.kind)) return false;
  if (disciplines.length > 0 && !disciplinesOf(event).some((each) => disciplines.includes(each)))
    return false;
  return isInPeriod(event, filter) && (words.length === 0 || holds(event, words));
}

/** Who did it is unknown where the record names nobody. */
const disciplinesOf = ({ disciplines }: ToldEvent): readonly Discipline[] =>
  disciplines.length === 0 ? ['unknown'] : disciplines;

/** An imprecise date counts by its own span: "2024" lies in every period that has a day of 2024. */
function isInPeriod(event: ToldEvent, { from, until }: StoryFilter): boolean {
  if (from === undefined && until === undefined) return true;
  const first = dayOf(event);
  if (first === undefined || event.when === undefined) return false;
  const last = lastDayOf(first, event.when.precision);
  return (from === undefined || last >= from) && (until === undefined || first <= until);
}

function lastDayOf(first: string, precision: 'year' | 'month' | 'day' | 'time'): string {
  if (precision === 'year') return `${first.slice(0, 4)}-12-31`;
  return precision === 'month' ? `${first.slice(0, 7)}-31` : first;
}

function holds({ what, line = [], who }: ToldEvent, words: readonly string[]): boolean {
  const text = plain([what, ...line, ...who].map(inBoth).join(' '));
  return words.every((word) => text.includes(word));
}

const inBoth = (words: Words): string => (typeof words === 'string' ? words : both(words));
const both = ({ nl, en }: Both): string => `${nl} ${en}`;

/** Words compared without capitals, accents and signs. */
function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
