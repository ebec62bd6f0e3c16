import { civilDay } from '@caecilia/kernel';
import { alertsUntil, type Watched } from '../alerts.ts';
import { dayAt, dayNumber, OFFICE_ZONE } from '../civil-day.ts';
import type { Term } from '../term.ts';
import { type Chance, chance } from './chance.ts';
import { naiveAlerts, type Turn } from './naive-alerts.ts';

/** What a run of the world of alerts found. */
export interface AlertFindings {
  readonly agreements: number;
  readonly ticks: number;
  readonly alerts: number;
  readonly missed: readonly string[];
  readonly twice: readonly string[];
  /** Said by the house and by no day of the counted calendar. */
  readonly tooMany: readonly string[];
}

const HOUR_MS = 3_600_000;
/** Days that are hard: ends of months, leap days, the days on which the clock is set. */
const HARD_DAYS = [
  '2024-02-29',
  '2028-02-29',
  '2032-02-29',
  '2027-03-31',
  '2026-08-31',
  '2027-01-31',
  '2030-12-31',
  '2027-03-28',
  '2027-10-31',
  '2029-03-25',
  '2029-10-28',
] as const;

interface World {
  readonly from: string;
  readonly years: number;
}

function someDay(by: Chance, { from, years }: World): string {
  if (by.happens(0.2)) return by.of(HARD_DAYS);
  return dayAt(dayNumber(from) - 500 + by.below(years * 365 + 900));
}

function someTerm(by: Chance, world: World): Term {
  const expires = someDay(by, world);
  const type = by.of(['fixed', 'fixed', 'auto-renew', 'evergreen'] as const);
  if (type === 'evergreen') return { type, reviewOn: expires, reviewMonths: by.of([1, 6, 12, 24, 36]) };
  if (type === 'fixed') return { type, expires };
  return { type, expires, renewMonths: by.of([3, 12, 12, 24, 36, 60]), noticeDays: by.of([14, 30, 60, 80]) };
}

function someDates(by: Chance, world: World, on: string): Omit<Watched, 'watchedFrom'> {
  const state = by.of(['active', 'active', 'active', 'evaluation', 'signing', 'drafting', 'ended'] as const);
  return {
    state,
    designation: by.happens(0.15),
    term: someTerm(by, world),
    evaluationMonths: by.of([3, 6, 8, 12]),
    recheckOn: by.happens(0.6) ? someDay(by, world) : undefined,
    signingSince: state === 'signing' ? on : undefined,
  };
}

/** A life of an agreement: it is entered on some day, and its dates or its state change up to four times. */
function someLife(by: Chance, world: World): readonly Turn[] {
  const end = dayNumber(world.from) + world.years * 365;
  const turns: Turn[] = [];
  for (let day = dayNumber(world.from) + by.below(900); day < end; day += 1 + by.below(900)) {
    const last = turns.at(-1)?.watched;
    const from = dayAt(day);
    // Some changes touch one date only: what was said by the others must not be said again.
    const only = last !== undefined && by.happens(0.4);
    turns.push({
      from,
      watched: only ? { ...last, recheckOn: someDay(by, world) } : someDates(by, world, from),
    });
    if (turns.length > 4) break;
  }
  return turns;
}

/** Days on which the house looks: every few days at any hour, at times twice at once, and away for up to eight weeks. */
function someTicks(by: Chance, from: string, until: string): readonly string[] {
  const ticks: number[] = [];
  const end = Date.parse(`${until}T22:00:00Z`);
  for (let at = Date.parse(`${from}T00:00:00Z`); at < end; ) {
    ticks.push(at);
    if (by.happens(0.1)) ticks.push(at);
    at += by.happens(0.1) ? by.below(56 * 24) * HOUR_MS : (6 + by.below(20 * 24)) * HOUR_MS;
  }
  // Near midnight it is another day in Amsterdam than in UTC, by one hour or by two.
  return [...ticks, end].map((at) => civilDay(at, OFFICE_ZONE));
}

/** What the house writes down over a life, by its keys. */
function houseOver(turns: readonly Turn[], ticks: readonly string[], until: string): readonly string[] {
  const written = new Set<string>();
  const write = (watched: Watched, today: string) => {
    for (const { kind, dueDay } of alertsUntil(watched, today)) written.add(`${kind} ${dueDay}`);
  };
  let next = 0;
  for (const [index, { from, watched }] of turns.entries()) {
    const known: Watched = { ...watched, watchedFrom: from };
    const changes = turns[index + 1]?.from;
    write(known, from);
    for (; next < ticks.length; next += 1) {
      const today = ticks[next] ?? until;
      if (today < from) continue;
      if (changes !== undefined && today >= changes) break;
      write(known, today);
    }
    // What is due by the old dates is written down in the change that makes new ones.
    if (changes !== undefined) write(known, changes);
  }
  return [...written].filter((key) => key.slice(-10) <= until);
}

/** Plays lives of agreements against the counted calendar. */
export function playAlerts(count: number, years: number, seed: number): AlertFindings {
  const by = chance(seed);
  const world: World = { from: '2026-01-01', years };
  const until = dayAt(dayNumber(world.from) + years * 365 + 3);
  const ticks = someTicks(by, world.from, until);
  const found = { missed: [] as string[], twice: [] as string[], tooMany: [] as string[] };
  let alerts = 0;
  for (let index = 0; index < count; index += 1) {
    const turns = someLife(by, world);
    if (turns.length === 0) continue;
    const due = naiveAlerts(turns, until);
    const said = houseOver(turns, ticks, until);
    alerts += said.length;
    const [dueSet, saidSet] = [new Set(due), new Set(said)];
    found.missed.push(...due.filter((key) => !saidSet.has(key)).map((key) => `${index}: ${key}`));
    found.tooMany.push(...said.filter((key) => !dueSet.has(key)).map((key) => `${index}: ${key}`));
    if (said.length !== saidSet.size) found.twice.push(`${index}`);
  }
  return { agreements: count, ticks: ticks.length, alerts, ...found };
}
