import type { ReviewFacts, Span } from '../access-line.ts';
import { Chance } from './chance.ts';
import { drawSurname, shareOf } from './surnames.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How a role works. */
export interface Work {
  readonly role: string;
  readonly count: number;
  readonly looks: readonly [number, number];
  readonly shifts: 'three' | 'office' | 'none';
  readonly ground: string;
}

export const WORK: readonly Work[] = [
  { role: 'nurse', count: 34, looks: [4, 9], shifts: 'three', ground: 'treatingTeam' },
  { role: 'physician', count: 12, looks: [6, 14], shifts: 'office', ground: 'treatingTeam' },
  { role: 'consult-nurse', count: 8, looks: [4, 10], shifts: 'office', ground: 'consultation' },
  { role: 'general-practitioner', count: 14, looks: [3, 8], shifts: 'none', ground: 'ownPatient' },
  { role: 'district-nurse', count: 10, looks: [4, 8], shifts: 'office', ground: 'assignment' },
  { role: 'secretary', count: 3, looks: [22, 40], shifts: 'office', ground: 'planning' },
];

export interface Employee {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly work: Work;
  readonly organization: string;
  readonly duties: Span[];
}

export interface Relation extends Span {
  readonly actor: string;
  readonly patient: string;
}

/** An invented hospital in one month: who works there, who is ill, who cares for whom, when. */
export interface Hospital {
  readonly chance: Chance;
  readonly startMs: number;
  readonly days: number;
  readonly staff: readonly Employee[];
  readonly patients: string[];
  readonly familyOf: Map<string, string>;
  readonly relations: Map<string, Span[]>;
  readonly accounts: Map<string, { actor: string; organization: string }>;
  readonly marked: Set<string>;
  /** Who was seen in an emergency; they get no second story. */
  readonly emergencies: Set<string>;
}

/** Months in which the clock is changed, and one in which it is not. */
const MONTHS = ['2026-03-01', '2026-10-01', '2026-06-01'];

export function hospitalOf(seed: number): Hospital {
  const chance = new Chance(seed);
  // Midnight in Amsterdam before the clock is changed, near enough for a rota: shifts move with the clock in life too.
  const startMs = Date.parse(`${MONTHS[seed % 3]}T00:00:00${seed % 3 === 0 ? '+01:00' : '+02:00'}`);
  const hospital: Hospital = {
    chance,
    startMs,
    days: 30,
    staff: WORK.flatMap((work, kind) =>
      Array.from({ length: work.count }, (_, index) => employee(chance, work, kind * 100 + index, startMs)),
    ),
    patients: Array.from({ length: 600 }, (_, index) => `p${index}`),
    familyOf: new Map(),
    relations: new Map(),
    accounts: new Map(),
    marked: new Set(),
    emergencies: new Set(),
  };
  for (const patient of hospital.patients) admit(hospital, patient);
  for (const patient of chance.shuffled(hospital.patients).slice(0, 12)) makeColleague(hospital, patient);
  for (const patient of chance.shuffled(hospital.patients).slice(0, 8)) hospital.marked.add(patient);
  return hospital;
}

function employee(chance: Chance, work: Work, number: number, startMs: number): Employee {
  const family = drawSurname(chance);
  return {
    id: `Practitioner/${number}`,
    name: `Employee ${number} (invented)`,
    family,
    work,
    organization: work.role === 'general-practitioner' ? 'Organization/practice' : 'Organization/hospital',
    duties: dutiesOf(chance, work, startMs),
  };
}

const SHIFTS = [
  [7, 15.5],
  [15, 23.5],
  [23, 31.5],
] as const;

function dutiesOf(chance: Chance, { shifts, role }: Work, startMs: number): Span[] {
  const turn = chance.whole(0, 7);
  const days = Array.from({ length: 30 }, (_, day) => day);
  if (shifts === 'three') {
    // Whoever had the night sleeps by day: shifts change once a week.
    const shiftOf = (day: number) => SHIFTS[Math.floor(day / 7 + turn) % 3] ?? SHIFTS[0];
    return days.filter(() => chance.yes(0.6)).map((day) => span(startMs + day * DAY, shiftOf(day)));
  }
  const isWeekend = (day: number) => new Date(startMs + (day + 0.5) * DAY).getUTCDay() % 6 === 0;
  const office = days
    .filter((day) => !isWeekend(day) && chance.yes(0.85))
    .map((day) => span(startMs + day * DAY, [8, 18]));
  const onCall = role === 'physician' ? days.filter((day) => day % 8 === turn) : [];
  return [...office, ...onCall.map((day) => span(startMs + day * DAY, [18, 32]))];
}

function span(dayMs: number, [from, until]: readonly [number, number]): Span {
  return {
    from: new Date(dayMs + from * HOUR).toISOString(),
    until: new Date(dayMs + until * HOUR).toISOString(),
  };
}

/** A stay of some days or weeks, with part of each discipline on the team; before, after or during the month. */
function admit(hospital: Hospital, patient: string): void {
  const { chance, startMs, staff } = hospital;
  hospital.familyOf.set(patient, drawSurname(chance));
  const from = startMs + chance.whole(-60, 28) * DAY + chance.whole(8, 18) * HOUR;
  const until = from + chance.whole(4, 40) * DAY;
  for (const { work, id } of staff) {
    if (work.role === 'secretary') continue;
    if (work.role === 'general-practitioner') {
      if (chance.yes(1 / work.count)) relate(hospital, id, patient, { from: '2020-01-01T00:00:00Z' });
      continue;
    }
    if (chance.yes(work.role === 'physician' ? 0.25 : 0.2)) {
      relate(hospital, id, patient, {
        from: new Date(from).toISOString(),
        until: new Date(until).toISOString(),
      });
    }
  }
}

export function relate({ relations }: Hospital, actor: string, patient: string, held: Span): void {
  const key = `${actor} ${patient}`;
  relations.set(key, [...(relations.get(key) ?? []), held]);
}

function makeColleague(hospital: Hospital, patient: string): void {
  const colleague = hospital.chance.pick(hospital.staff);
  if ([...hospital.accounts.values()].some(({ actor }) => actor === colleague.id)) return;
  hospital.accounts.set(patient, { actor: colleague.id, organization: colleague.organization });
  hospital.familyOf.set(patient, colleague.family);
  // Nobody is on the team of their own illness.
  hospital.relations.delete(`${colleague.id} ${patient}`);
}

/** The facts as the ports of the house would give them. */
export function factsOf(hospital: Hospital): ReviewFacts {
  const staff = new Map(hospital.staff.map((each) => [each.id, each]));
  return {
    relationsOf: (actor, patient) => hospital.relations.get(`${actor} ${patient}`) ?? [],
    accountOf: (patient) => hospital.accounts.get(patient),
    familyNameOfActor: (actor) => staff.get(actor)?.family,
    familyNameOfPatient: (patient) => hospital.familyOf.get(patient),
    surnameShare: shareOf,
    dutiesOf: (actor) => {
      const person = staff.get(actor);
      return person === undefined || person.work.shifts === 'none' ? undefined : person.duties;
    },
    isMarked: (patient) => hospital.marked.has(patient),
  };
}
