import { type InstrumentRegistry, parseResponse, type Reporter, toResources } from '@caecilia/assessment';
import type { FhirResource } from '@caecilia/fhir';
import { withhold } from '../../assessment/desk-area.ts';
import { type Random, randomOf } from '../random.ts';
import { instantAt, type Life } from './care.ts';
import type { Moment } from './course.ts';
import type { Symptom } from './illnesses.ts';
import { LONG_DAYS } from './scenarios.ts';
import type { Involvement, Visit } from './visits.ts';

const SYMPTOMS: readonly Symptom[] = [
  'pain',
  'breathlessness',
  'tiredness',
  'sleep',
  'drowsiness',
  'nausea',
  'eating',
  'mouth',
  'bowels',
  'worry',
  'sadness',
];

/** One time that an instrument was filled in. */
interface Filled {
  readonly id: string;
  readonly at: Moment;
  readonly instrument: string;
  readonly reporter: Reporter;
  readonly answeredBy: string;
  readonly enteredBy: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly contact?: string;
}

/** What was scored at the contacts of an involvement, and at home in between. */
export function scoresOf(
  life: Life,
  { visits, ended }: Involvement,
  registry: InstrumentRegistry,
): readonly FhirResource[] {
  const filled = [
    ...visits.flatMap((visit) => scoredAt(life, visit)),
    ...diaryOf(life, visits, ended?.ago ?? 0),
  ];
  return filled.flatMap((each) => responseOf(life, each, registry));
}

function responseOf(
  life: Life,
  { id, at, ...given }: Filled,
  registry: InstrumentRegistry,
): readonly FhirResource[] {
  const instant = instantAt(life, at);
  // A day later it may be written down; nothing of the demo lies after today.
  const now = new Date(Date.parse(instant) + 86_400_000);
  const response = parseResponse(registry, { ...given, at: instant }, { patientId: life.person.id, now });
  const resources = toResources(response, { response: id, observation: id });
  return response.instrument.withheldFromPatient ? resources.map(withhold) : resources;
}

function scoredAt(life: Life, visit: Visit): readonly Filled[] {
  const { person, seed } = life;
  const random = randomOf(seed, 'scores', visit.id);
  const by = visit.by[0]?.reference ?? person.carers.nurse.reference;
  const common = { at: visit.at, enteredBy: by, contact: `Encounter/${visit.id}` };
  const isSeen = visit.kind !== 'written' && visit.kind !== 'mdt';
  if (!isSeen) return [];
  const level = performance(life, visit.progress, random);
  const { reporter, answeredBy } = whoAnswers(life, visit, by, random);
  return [
    {
      ...common,
      id: `${visit.id}-akps`,
      instrument: 'akps',
      reporter: 'staff',
      answeredBy: by,
      answers: { akps: level },
    },
    {
      ...common,
      id: `${visit.id}-list`,
      instrument: 'caecilia-symptoms',
      reporter,
      answeredBy,
      answers: symptomsAt(life, visit.progress, { reporter, random }),
    },
    ...othersAt(life, visit, { common, by, random }),
    ...askedOnce(life, visit, { common, by, random }),
  ];
}

/** Who spoke: the patient as long as that goes, somebody close, or who looked after them. */
function whoAnswers(
  { person }: Life,
  { progress }: Visit,
  by: string,
  random: Random,
): Pick<Filled, 'reporter' | 'answeredBy'> {
  const [relative] = person.close;
  const cannotSpeak = person.illness.id === 'dementia' || (progress > 0.9 && random.chance(0.5));
  if (!cannotSpeak) return { reporter: 'helped', answeredBy: `Patient/${person.id}` };
  return relative !== undefined && random.chance(0.6)
    ? { reporter: 'proxy', answeredBy: `RelatedPerson/${relative.id}` }
    : { reporter: 'staff', answeredBy: by };
}

function othersAt(
  { person }: Life,
  visit: Visit,
  {
    common,
    by,
    random,
  }: {
    readonly common: Pick<Filled, 'at' | 'enteredBy' | 'contact'>;
    readonly by: string;
    readonly random: Random;
  },
): readonly Filled[] {
  const { illness, called } = person;
  const atBed = visit.kind === 'bedside';
  return [
    ...(illness.symptoms[0] === 'pain' && atBed
      ? [
          {
            ...common,
            id: `${visit.id}-pain`,
            instrument: 'pain-nrs',
            reporter: 'helped' as const,
            answeredBy: `Patient/${person.id}`,
            answers: { pain: random.int(2, 8) },
          },
        ]
      : []),
    ...(illness.symptoms.includes('drowsiness') && atBed
      ? [
          {
            ...common,
            id: `${visit.id}-dos`,
            instrument: 'dos',
            reporter: 'staff' as const,
            answeredBy: by,
            answers: dosAnswers(random),
          },
        ]
      : []),
    ...(called.speaksEnglish && visit.first
      ? [
          {
            ...common,
            id: `${visit.id}-esas`,
            instrument: 'esas-r',
            reporter: 'helped' as const,
            answeredBy: `Patient/${person.id}`,
            answers: esasAnswers(random),
          },
        ]
      : []),
  ];
}

/** What is asked once, at the first contact: of a clinician, and of who cares for the patient. Neither is told yet. */
function askedOnce(
  { person, depth }: Life,
  visit: Visit,
  { common, by, random }: Parameters<typeof othersAt>[2],
): readonly Filled[] {
  if (!visit.first || depth === 'light') return [];
  const [relative] = person.close;
  return [
    {
      ...common,
      id: `${visit.id}-surprise`,
      instrument: 'surprise-question',
      reporter: 'staff',
      answeredBy: by,
      answers: { surprise: random.chance(0.85) ? 0 : 1 },
    },
    ...(relative === undefined
      ? []
      : [
          {
            ...common,
            id: `${visit.id}-carer-time`,
            instrument: 'caecilia-carer-time',
            reporter: 'helped' as const,
            answeredBy: `RelatedPerson/${relative.id}`,
            answers: { 'carer-time': random.int(1, 4) },
          },
        ]),
  ];
}

const DOS = [
  'dozes',
  'distracted',
  'attention',
  'unfinished',
  'misfit',
  'slow',
  'elsewhere',
  'part-of-day',
  'recent',
  'restless',
  'wires',
  'emotional',
  'hallucinations',
];
const dosAnswers = (random: Random) =>
  Object.fromEntries(DOS.map((item) => [item, random.chance(0.25) ? 1 : 0]));

const ESAS = [
  'pain',
  'tiredness',
  'drowsiness',
  'nausea',
  'appetite',
  'breath',
  'depression',
  'anxiety',
  'wellbeing',
];
const esasAnswers = (random: Random) => Object.fromEntries(ESAS.map((item) => [item, random.int(0, 8)]));

/** From day to day: what patients fill in at home, by themselves. */
function diaryOf(life: Life, visits: readonly Visit[], last: number): readonly Filled[] {
  const { person, seed, course } = life;
  const random = randomOf(seed, 'diary', person.n);
  const [first] = visits;
  const isLong = (first?.at.ago ?? 0) > LONG_DAYS;
  // One in six keeps a diary, some of them every day; in a large house who is there for years.
  const keeps = life.depth === 'full' ? person.n % 6 === 2 && person.illness.id !== 'dementia' : isLong;
  if (first === undefined || !keeps) return [];
  const step = isLong || person.n % 12 === 2 ? 1 : 3;
  const self = `Patient/${person.id}`;
  const diary: Filled[] = [];
  for (let ago = first.at.ago - 1; ago > Math.max(last, course.died?.ago ?? 0); ago -= step) {
    if (random.chance(0.15)) continue;
    const progress = (first.at.ago - ago) / Math.max(1, first.at.ago - last);
    diary.push({
      id: `${person.id}-diary-${ago}`,
      at: { ago, time: `${random.int(8, 20)}:${random.one(['00', '20', '40'])}`.padStart(5, '0') },
      instrument: 'caecilia-symptoms',
      reporter: 'self',
      answeredBy: self,
      enteredBy: self,
      answers: symptomsAt(life, progress, { reporter: 'self', random }),
    });
  }
  return diary;
}

/** AKPS in tens: it goes down, with steps back up. */
function performance({ course, person }: Life, progress: number, random: Random): number {
  const [from, to] = course.died === undefined ? [60, person.illness.id === 'dementia' ? 30 : 40] : [50, 10];
  const level = from + (to - from) * progress + random.int(-5, 5);
  return Math.min(90, Math.max(10, Math.round(level / 10) * 10));
}

function symptomsAt(
  { person, course }: Life,
  progress: number,
  { reporter, random }: { readonly reporter: Reporter; readonly random: Random },
): Filled['answers'] {
  const worst = person.illness.symptoms;
  const own = worst.indexOf('tiredness') < 0 && random.chance(0.2);
  const entries = SYMPTOMS.flatMap((symptom): [string, unknown][] => {
    const rank = worst.indexOf(symptom);
    // Any question may be skipped; some can be answered by nobody else.
    if (rank < 0 && random.chance(0.15)) return [];
    if (reporter !== 'self' && progress > 0.8 && course.died !== undefined && random.chance(0.3))
      return [[symptom, 'cannot-answer']];
    if (reporter === 'proxy' && (symptom === 'worry' || symptom === 'mouth'))
      return [[symptom, 'cannot-answer']];
    return [[symptom, levelAt(rank, progress, random)]];
  });
  return Object.fromEntries([
    ...entries,
    ...(own
      ? [['own-1', { value: random.int(2, 7), name: random.one(['jeuk', 'hik', 'koude handen']) }] as const]
      : []),
  ]);
}

/** Bad when the team comes, better after, and worse again in the end. */
function levelAt(rank: number, progress: number, random: Random): number {
  const start = rank < 0 ? 2 : 8 - rank;
  const relief = progress < 0.5 ? progress * 6 : 3 - (progress - 0.5) * 3;
  return Math.min(10, Math.max(0, Math.round(start - Math.max(0, relief) + (random.next() - 0.5) * 3)));
}
