import type { RequestState, Source, Urgency } from '@caecilia/consultation';
import { type Random, randomOf } from '../random.ts';
import type { Depth } from './care.ts';
import type { Person } from './person.ts';
import { type Scenario, scenarioOf } from './scenarios.ts';

/** A day so many days ago, and a time of the clock on it. */
export interface Moment {
  readonly ago: number;
  readonly time: string;
}

/** Where somebody stays, in days ago. Without an end they are there now. */
export interface Stay {
  readonly place: 'ward' | 'hospice';
  readonly from: Moment;
  readonly until?: Moment;
}

/** One consultation that was asked for, and how far it came. */
export interface Asked {
  readonly key: string;
  readonly state: RequestState;
  readonly source: Source;
  readonly proposal: boolean;
  readonly urgency: Urgency;
  readonly at: Moment;
  /** The first contact; where nobody has been there yet there is none. */
  readonly firstContact?: Moment;
  /** The end of a completed one. */
  readonly ended?: Moment;
}

/** What happens to a patient, from the first sign to today. */
export interface Course {
  /** Days ago that the illness was found. */
  readonly ill: number;
  readonly stays: readonly Stay[];
  /** Days ago that care at home began; the last day of it where it has ended. */
  readonly homeCare?: { readonly from: number; readonly until?: number };
  readonly asked: readonly Asked[];
  readonly died?: Moment & { readonly place: 'ward' | 'home' | 'hospice' };
}

/** The course of a person's illness. */
export function courseOf({ n, id }: Pick<Person, 'n' | 'id'>, seed: string, depth: Depth): Course {
  const random = randomOf(seed, 'course', n, id.length);
  const scenario = scenarioOf(n, depth);
  const at = momentOf(random, random.int(...scenario.askedAgo), '08', '16');
  const died = scenario.died === undefined ? undefined : deathOf(scenario.died, at.ago, random);
  const stays = staysOf(scenario, { asked: at, died }, random);
  const ill = at.ago + random.int(60, 1400);
  return {
    ill,
    stays,
    ...homeCareOf(scenario, { ill, died }, random),
    asked: [
      ...(scenario.earlier ? [earlierOf(at.ago, random)] : []),
      newestOf(scenario, { at, died }, random),
    ],
    ...(died === undefined ? {} : { died }),
  };
}

const momentOf = (random: Random, ago: number, first: string, last: string): Moment => ({
  ago,
  time: `${String(random.int(Number(first), Number(last))).padStart(2, '0')}:${random.one(['05', '10', '20', '25', '40', '50'])}`,
});

function deathOf(
  place: NonNullable<Scenario['died']>,
  asked: number,
  random: Random,
): NonNullable<Course['died']> {
  return { ...momentOf(random, Math.max(2, Math.floor(asked * 0.25)), '02', '22'), place };
}

/** A stay that ends has lasted at least a day, and begins before the question. */
function staysOf(
  { source, now, died, via = [] }: Scenario,
  { asked, died: death }: { readonly asked: Moment; readonly died: Course['died'] },
  random: Random,
): readonly Stay[] {
  const admitted = asked.ago + random.int(1, 4);
  const left = Math.max(1, asked.ago - random.int(5, 9));
  const stays: Stay[] = [];
  if (source === 'ward' || now === 'ward') {
    const isStill = now === 'ward' && via.length === 0;
    stays.push({
      place: 'ward',
      from: momentOf(random, admitted, '09', '17'),
      ...(isStill ? {} : { until: momentOf(random, Math.min(left, asked.ago - 1), '10', '13') }),
    });
  }
  if (via.includes('ward'))
    stays.push({ place: 'ward', from: momentOf(random, random.int(1, 2), '09', '17') });
  if (now === 'hospice' || died === 'hospice')
    stays.push({
      place: 'hospice',
      from: momentOf(random, Math.max(1, Math.min(left, asked.ago - 1)), '14', '16'),
    });
  return death === undefined ? stays : stays.map((stay) => endedAtDeath(stay, death));
}

function endedAtDeath(stay: Stay, death: Moment): Stay {
  return stay.until === undefined || stay.until.ago <= death.ago
    ? { ...stay, until: { ago: death.ago, time: death.time } }
    : stay;
}

function homeCareOf(
  { now, died }: Scenario,
  { ill, died: death }: { readonly ill: number; readonly died: Course['died'] },
  random: Random,
): Pick<Course, 'homeCare'> {
  if (now !== 'home' && died !== 'home' && random.chance(0.5)) return {};
  const from = random.int(20, Math.min(ill, 300));
  return { homeCare: { from, ...(death === undefined ? {} : { until: Math.min(death.ago, from) }) } };
}

/** A consultation of before, that was completed. */
function earlierOf(asked: number, random: Random): Asked {
  const ago = asked + random.int(60, 200);
  return {
    key: 'before',
    state: 'completed',
    source: 'outpatient',
    proposal: false,
    urgency: 'routine',
    at: momentOf(random, ago, '09', '15'),
    firstContact: momentOf(random, ago - random.int(0, 2), '16', '17'),
    ended: momentOf(random, ago - random.int(20, 45), '11', '16'),
  };
}

const SEEN: readonly RequestState[] = ['inProgress', 'completed'];

function newestOf(
  scenario: Scenario,
  { at, died }: { readonly at: Moment; readonly died: Course['died'] },
  random: Random,
): Asked {
  const { ends, source, proposal = false } = scenario;
  const isSeen = SEEN.includes(ends) || ends === 'confirmed';
  // The same day or the day after, and sometimes later than that.
  const wait = random.chance(0.82) ? random.int(0, 1) : random.int(2, 4);
  const firstAgo = Math.max(died === undefined ? 1 : died.ago + 1, at.ago - wait);
  const ended = ends === 'completed' ? Math.max(died?.ago ?? 1, Math.floor(at.ago * 0.2)) : undefined;
  return {
    key: 'asked',
    state: ends,
    source,
    proposal,
    urgency: random.one(['routine', 'urgent', 'urgent', 'asap', 'stat'] as const),
    at,
    ...(isSeen ? { firstContact: momentOf(random, firstAgo, '17', '18') } : {}),
    ...(ended === undefined ? {} : { ended: momentOf(random, Math.min(ended, firstAgo), '19', '19') }),
  };
}
