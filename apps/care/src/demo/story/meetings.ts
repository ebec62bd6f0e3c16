import { decided as decidedOn, recommended, toTask as toAdvice } from '@caecilia/consultation';
import type { FhirResource } from '@caecilia/fhir';
import {
  type Author,
  type Decision,
  type Discipline,
  type Meeting,
  type Part,
  pastMeeting,
  type Reason,
} from '@caecilia/mdt';
import { toTask } from '@caecilia/team';
import type { DemoCalendar } from '../calendar.ts';
import { type Random, randomOf } from '../random.ts';
import { TEAM, TEAM_SERVICE } from '../resources.ts';
import type { Life } from './care.ts';
import type { Worker } from './person.ts';
import { DECIDED, DISCUSSED } from './phrases.ts';
import { orderIdOf } from './requests.ts';
import type { Involvement } from './visits.ts';

/** A patient, and the times that the team was there. */
export interface Told {
  readonly life: Life;
  readonly involvements: readonly Involvement[];
}

const SECRETARY: Author = { reference: 'Practitioner/demo-schijn', name: 'Sanne Schijn' };
const PHARMACIST: Worker = {
  reference: 'Practitioner/demo-pretentie',
  name: 'Pien Pretentie',
  role: 'PractitionerRole/demo-pretentie',
  at: TEAM,
  phone: '000-555 03 19',
};
/** Weeks ago that the team met, and most patients of one meeting. */
const WEEKS = [1, 2, 3];
const MOST = 9;

/** The multidisciplinary meetings of the last weeks, with what they said of each patient and what came of it. */
export function meetingsOf(
  told: readonly Told[],
  seed: string,
  calendar: DemoCalendar,
): readonly FhirResource[] {
  return WEEKS.flatMap((week) => {
    const ago = tuesdayAgo(calendar, week);
    const there = told.filter((each) => isLookedAfter(each, ago)).slice(0, MOST);
    return there.length === 0 ? [] : meetingAt(there, ago, seed);
  });
}

/** Days since the Tuesday of so many weeks ago; the newest lies before today. */
function tuesdayAgo({ today }: DemoCalendar, week: number): number {
  const sinceTuesday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 5) % 7;
  return (sinceTuesday === 0 ? 7 : sinceTuesday) + 7 * (week - 1);
}

function isLookedAfter({ involvements }: Told, ago: number): boolean {
  const newest = involvements.at(-1);
  const first = newest?.visits[0];
  return first !== undefined && first.at.ago > ago && (newest?.ended?.ago ?? 0) < ago;
}

function meetingAt(told: readonly Told[], ago: number, seed: string): readonly FhirResource[] {
  const random = randomOf(seed, 'meeting', ago);
  const [first] = told;
  if (first === undefined) return [];
  const { calendar } = first.life;
  const id = `demo-mdt-${calendar.day(ago)}`;
  const at = calendar.at(ago, '14:05');
  const items = told.map((each) => discussed(each, { id, ago, random }));
  return [
    ...pastMeeting({
      id,
      meeting: {
        clientId: uuidOf(random),
        startsAt: calendar.at(ago, '13:00'),
        endsAt: calendar.at(ago, '14:00'),
        calledBy: SECRETARY,
        organization: TEAM,
        state: 'closed',
        attendance: attendanceOf(first.life.person.carers, random),
        closed: { by: SECRETARY, at },
      },
      items: items.map(({ item }) => item),
    }),
    ...items.flatMap(({ tasks }) => tasks),
  ];
}

/** The team, and a general practitioner on a screen; the pharmacist could not come. */
function attendanceOf(
  { physician, nurse, socialWorker, spiritualCareWorker, gp }: Life['person']['carers'],
  random: Random,
): Meeting['attendance'] {
  const people: readonly (readonly [Discipline, Worker, boolean])[] = [
    ['consult-nurse', nurse, true],
    ['consult-physician', physician, true],
    ['social-worker', socialWorker, true],
    ['spiritual-care-worker', spiritualCareWorker, true],
    ['pharmacist', PHARMACIST, false],
    ['gp', gp, true],
  ];
  return people.map(([discipline, { name, reference }, there]) => {
    return { id: uuidOf(random), discipline, name, reference, there };
  });
}

interface Place {
  /** Logical id of the meeting. */
  readonly id: string;
  readonly ago: number;
  readonly random: Random;
}

interface Discussed {
  readonly item: Parameters<typeof pastMeeting>[0]['items'][number];
  readonly tasks: readonly FhirResource[];
}

function discussed({ life, involvements }: Told, { ago, random }: Place): Discussed {
  const { person, calendar } = life;
  const { nurse, physician, socialWorker } = person.carers;
  const id = `${person.id}-mdt-${calendar.day(ago)}`;
  const at = calendar.at(ago, '13:40');
  const said = (author: Worker, words: string): Part => ({
    id: uuidOf(random),
    kind: 'note',
    author: authorOf(author),
    words,
    at,
    changedAt: at,
    revision: 1,
    window: '-',
  });
  const asked = involvements.at(-1)?.asked;
  const decided = asked === undefined ? undefined : decisionOf(life, asked, { id, ago, random });
  return {
    item: {
      id,
      item: {
        patient: person.id,
        addedBy: SECRETARY,
        reasons: [reasonOf(life, ago, random)],
        steps: [{ kind: 'discussed', by: authorOf(physician), at }],
        parts: [
          said(nurse, random.one(person.illness.findings)),
          ...(random.chance(0.6) ? [said(socialWorker, random.one(DISCUSSED))] : []),
          ...(decided === undefined
            ? []
            : [{ ...said(physician, decided.words), kind: 'decision' as const, decision: decided.decision }]),
        ],
      },
    },
    tasks: decided === undefined ? [] : [decided.task],
  };
}

const authorOf = ({ reference, name }: Worker): Author => ({ reference, name });

function reasonOf({ calendar }: Life, ago: number, random: Random): Reason {
  const words: readonly Pick<Reason, 'kind' | 'words'>[] = [
    { kind: 'new', words: { nl: 'Nieuw bij het team', en: 'New to the team' } },
    { kind: 'unstable', words: { nl: 'Fase: instabiel', en: 'Phase: unstable' } },
    { kind: 'changed', words: { nl: 'Fase is veranderd', en: 'The phase has changed' } },
  ];
  return { ...random.one(words), day: calendar.day(ago + 1) };
}

/** What was decided: for who treats it is advice, for the team a task. */
function decisionOf(
  life: Life,
  asked: Involvement['asked'],
  { id, ago, random }: Place,
): { readonly words: string; readonly decision: Decision; readonly task: FhirResource } {
  const { person, calendar } = life;
  const { nurse, physician, gp } = person.carers;
  const dueOn = calendar.day(ago - 7);
  const task = `Task/${id}-task`;
  if (random.chance(0.5)) {
    const words = random.one(DECIDED);
    const resource = toTask({
      patient: `Patient/${person.id}`,
      team: TEAM_SERVICE,
      role: 'consult-nurse',
      words,
      state: ago > 7 ? 'done' : 'open',
      owner: `PractitionerRole/${nurse.role.slice('PractitionerRole/'.length)}`,
      due: Date.parse(calendar.at(ago - 7, '17:00')),
      escalations: [],
    });
    return {
      words,
      decision: { for: 'team', owner: authorOf(nurse), dueOn, task },
      task: { ...resource, id: `${id}-task`, authoredOn: calendar.at(ago, '13:40') },
    };
  }
  const advice = random.one(person.illness.advice);
  const given = recommended(
    {
      patient: person.id,
      consultation: `ServiceRequest/${orderIdOf(person, asked)}`,
      clientId: `${id}-task-form`,
      advice: advice.words,
      domain: advice.domain,
      owner: { reference: gp.reference, name: gp.name },
      dueOn,
      givenBy: physician.reference,
      givenAt: calendar.at(ago, '13:40'),
    },
    calendar.day(ago),
  );
  const outcome = { kind: 'adopted', by: gp.reference, at: calendar.at(ago, '16:20') } as const;
  const isSettled = ago > 7 || asked.state === 'completed' || life.course.died !== undefined;
  return {
    words: advice.words,
    decision: { for: 'treating', owner: { reference: gp.reference, name: gp.name }, dueOn, task },
    task: { ...toAdvice(isSettled ? decidedOn(given, outcome) : given), id: `${id}-task` },
  };
}

/** A UUID of version 4 that comes out the same each time. */
function uuidOf(random: Random): string {
  const hex = (length: number) => Array.from({ length }, () => random.int(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}
