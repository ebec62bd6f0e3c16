import type { ContactKind, Phase, Place } from '@caecilia/assessment';
import { type Random, randomOf } from '../random.ts';
import type { Life } from './care.ts';
import type { Asked, Course, Moment } from './course.ts';
import type { Worker } from './person.ts';

/** One contact of the team, with where the illness stood then. */
export interface Visit {
  /** Begin of the ids of what belongs to it. */
  readonly id: string;
  readonly at: Moment;
  readonly kind: ContactKind;
  /** Of a follow-up. */
  readonly place?: Place;
  readonly first: boolean;
  readonly by: readonly Worker[];
  /** 0 when the team came, 1 today or at the end. */
  readonly progress: number;
  /** The phase that was chosen then, where it is another one. */
  readonly phase?: Phase;
}

/** The time that the team is there for one question. */
export interface Involvement {
  readonly asked: Asked;
  readonly visits: readonly Visit[];
  readonly ended?: Moment;
}

/** Days from one contact to the next, least and most. */
const EVERY = { light: [90, 200], full: [3, 9] } as const;

/** The contacts of each question that somebody came for. */
export function involvementsOf(life: Life): readonly Involvement[] {
  return life.course.asked.flatMap((asked) => {
    const { firstContact } = asked;
    if (firstContact === undefined) return [];
    const ended = asked.ended ?? life.course.died;
    return [
      {
        asked,
        visits: visitsOf(life, { asked, firstContact, last: ended?.ago ?? 1 }, EVERY[life.depth]),
        ...(ended === undefined ? {} : { ended }),
      },
    ];
  });
}

function visitsOf(
  { person, course, seed }: Life,
  {
    asked,
    firstContact,
    last,
  }: { readonly asked: Asked; readonly firstContact: Moment; readonly last: number },
  [least, most]: readonly [number, number],
): readonly Visit[] {
  const random = randomOf(seed, 'visits', person.n, asked.key);
  const { carers } = person;
  const span = Math.max(1, firstContact.ago - last);
  const dies = course.died !== undefined && asked.key === 'asked';
  const visits: Visit[] = [];
  let phase: Phase | undefined;
  for (let { ago } = firstContact; ago >= last; ago -= random.int(least, most)) {
    const first = visits.length === 0;
    // On the last day only what lies before the end.
    if (!first && ago === last && last > 1) break;
    const progress = (firstContact.ago - ago) / span;
    const next = phaseAt(progress, { dies, random });
    const place = placeAt(course, ago);
    visits.push({
      id: `${person.id}-${asked.key}-visit-${visits.length + 1}`,
      at: first
        ? firstContact
        : { ago, time: `${random.int(9, 16)}:${random.one(['00', '15', '30', '45'])}`.padStart(5, '0') },
      ...kindOf(place, first, random),
      first,
      by: first || random.chance(0.3) ? [carers.nurse, carers.physician] : [carers.nurse],
      progress,
      ...(next === phase ? {} : { phase: next }),
    });
    phase = next;
  }
  return visits;
}

/** Unstable when somebody asks; then it settles, and goes down in the end. */
function phaseAt(
  progress: number,
  { dies, random }: { readonly dies: boolean; readonly random: Random },
): Phase {
  if (progress < 0.12) return 'unstable';
  if (dies && progress > 0.88) return 'terminal';
  if (progress > (dies ? 0.5 : 0.75)) return 'deteriorating';
  return random.chance(0.12) ? 'unstable' : 'stable';
}

type Where = 'ward' | 'hospice' | 'home';

/** Where the patient was on a day. */
export function placeAt({ stays }: Pick<Course, 'stays'>, ago: number): Where {
  return (
    stays.find(({ from, until }) => from.ago >= ago && (until === undefined || until.ago < ago))?.place ??
    'home'
  );
}

function kindOf(where: Where, first: boolean, random: Random): Pick<Visit, 'kind' | 'place'> {
  if (where === 'ward')
    return first || random.chance(0.6) ? { kind: 'bedside' } : { kind: 'followUp', place: 'hospital' };
  if (first) return { kind: random.one(['home', 'outpatient'] as const) };
  if (where === 'hospice')
    return random.chance(0.5) ? { kind: 'phone' } : { kind: 'followUp', place: 'home' };
  const kind = random.one([
    'phone',
    'phone',
    'home',
    'outpatient',
    'video',
    'written',
    'mdt',
    'followUp',
  ] as const);
  return kind === 'followUp' ? { kind, place: random.one(['home', 'clinic', 'apart'] as const) } : { kind };
}
