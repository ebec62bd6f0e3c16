import type { DeskTalk, DeskTalks, TalkKey } from '@caecilia/assessment/ui';
import { dayPlus } from '@caecilia/ui';

/** A conversation as it is typed: words only, so that every field outlives the page. */
export interface TalkDraft {
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly place: string;
  readonly where: string;
  readonly leads: string;
  /** References, with a space between them. */
  readonly others: string;
  readonly because: string;
}

export type TalkField = keyof TalkDraft;

/** Nothing is chosen before somebody does. */
export const NO_TALK: Readonly<Record<TalkField, string>> = {
  day: '',
  from: '',
  until: '',
  place: '',
  where: '',
  leads: '',
  others: '',
  because: '',
};

/** A conversation that stands, to be planned otherwise. */
export function draftOf({ day, from, until, place, where = '', leads, others }: DeskTalk): typeof NO_TALK {
  const also = others.map(({ reference }) => reference).join(' ');
  return { day, from, until, place, where, leads: leads.reference, others: also, because: '' };
}

/** References out of a field that holds several. */
export const severalIn = (field: string): readonly string[] => field.split(' ').filter((each) => each !== '');

const DAYS = 366;
const isTime = (value: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

/** What is missing or cannot be, by field. The server says the rest. */
export function faultsIn(
  { day, from, until, place, leads, because }: TalkDraft,
  { today, isMove }: { readonly today: string; readonly isMove: boolean },
): Readonly<Partial<Record<TalkField, TalkKey>>> {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && day >= today && day <= dayPlus(today, DAYS);
  return {
    ...(isDay ? {} : { day: 'wrong.day' }),
    ...(isTime(from) ? {} : { from: 'wrong.from' }),
    ...(isTime(until) && until > from ? {} : { until: 'wrong.until' }),
    ...(place === '' ? { place: 'wrong.place' } : {}),
    ...(leads === '' ? { leads: 'wrong.leads' } : {}),
    ...(isMove && because.trim() === '' ? { because: 'wrong.because' } : {}),
  };
}

/** An hour later on the same day, as a first proposal for the end; nothing where there is no such hour. */
export function anHourAfter(from: string): string {
  if (!isTime(from) || from >= '23:00') return '';
  return `${String(Number(from.slice(0, 2)) + 1).padStart(2, '0')}${from.slice(2)}`;
}

/** The planned one that a conversation now is most likely: of today, else the next that stands. */
export function plannedNow({ talks, today }: Pick<DeskTalks, 'talks' | 'today'>): DeskTalk | undefined {
  const standing = talks.filter(({ state }) => state === 'planned').toReversed();
  return standing.find(({ day }) => day === today) ?? standing.find(({ day }) => day > today);
}
