import type { PlanDraft } from '@caecilia/careplan';
import type { DemoCalendar } from '../calendar.ts';
import { type Random, randomOf } from '../random.ts';
import type { Course } from './course.ts';
import { directivesOf, replacedBy } from './directives.ts';
import type { Person } from './person.ts';

const WISHES = [
  '“Radio zacht aan in de nacht.”',
  '“De hond mag op bed.”',
  '“Bel mijn zus voordat er iets besloten wordt.”',
  '“Raam open, ook in de winter.”',
  '“Niet fluisteren als ik erbij ben.”',
  '“Koffie zoals thuis, in mijn eigen kopje.”',
];
const PURPOSE = [
  '“Zondag de dienst op de radio.”',
  '“De tuin, zolang ik hem zie.”',
  '“Dat het de kinderen goed gaat.”',
];
const PLACES = ['264362003', '264362003', '264362003', '284546000', '284546000', '108344006', 'UNK'];
const EUTHANASIA = ['340191000146100', '340201000146103', '340181000146102', 'UNK'];

/** What was agreed with an invented patient: with most of them something, with some nothing yet. */
export function planOf(person: Person, course: Course, seed: string, calendar: DemoCalendar): PlanDraft {
  const random = randomOf(seed, 'plan', person.n);
  const empty = person.n % 10 === 3;
  return {
    patient: patientOf(person),
    contactPersons: person.close.map(({ draft }) => draft),
    ...(empty ? NOTHING : agreed(person, course, random, calendar)),
    careTeam: careTeamOf(person, course),
    ...(person.called.speaksEnglish ? { language: 'en' } : {}),
  };
}

const NOTHING = { conversations: [], treatmentDirectives: [], advanceDirectives: [], answers: [] } as const;

function patientOf({ id, called, birthDate, gender, carers, illness }: Person): PlanDraft['patient'] {
  return {
    id,
    name: called.name,
    birthDate,
    gender,
    generalPractitioner: carers.gp.role,
    ...(called.speaksEnglish ? { speaks: { code: 'en', display: 'English' } } : {}),
    legalCapacity:
      illness.id === 'dementia' ? { capable: false, comment: 'gevorderde dementie' } : { capable: true },
  };
}

type Agreed = Pick<
  PlanDraft,
  'conversations' | 'treatmentDirectives' | 'advanceDirectives' | 'answers' | 'goal' | 'informRelatives'
>;

function agreed(person: Person, course: Course, random: Random, { day }: DemoCalendar): Agreed {
  const { id, carers, close, illness } = person;
  const newest = course.asked.at(-1);
  const seen = newest?.firstContact?.ago;
  const capable = illness.id !== 'dementia';
  const family = close.slice(0, 1).map((each) => `RelatedPerson/${each.id}`);
  const who = (professional: string) => [...(capable ? [`Patient/${id}`] : []), ...family, professional];
  const before = day(Math.floor(course.ill * 0.6));
  const older = directivesOf(
    'before',
    { id: `${id}-then`, on: before, parties: who(carers.treatingPhysician.role) },
    random,
  );
  const talk = {
    with: [carers.treatingPhysician.role],
    on: before,
    patientPresent: true,
    at: 'clinic' as const,
  };
  const first = { id: `${id}-talk-1`, ...talk };
  if (seen === undefined || random.chance(0.15))
    return { conversations: [first], treatmentDirectives: older, advanceDirectives: [], answers: [] };
  const on = day(Math.max(course.died?.ago ?? 0, seen - random.int(0, 2), 1));
  const direction = random.chance(0.7) ? 'relief' : 'longer';
  const newer = directivesOf(direction, { id: `${id}-now`, on, parties: who(carers.physician.role) }, random);
  return {
    conversations: [
      {
        id: `${id}-talk-2`,
        on,
        with: [carers.physician.role, carers.nurse.role, ...family],
        patientPresent: capable,
        at: 'hospital',
      },
      first,
    ],
    goal: { code: direction === 'relief' ? '713148004' : '1351964001', on },
    // One in fifteen: two services recorded something else, and neither took its own back.
    treatmentDirectives: [...(person.n % 15 === 7 ? older : replacedBy(older, newer)), ...newer],
    ...declared(person, before, random),
    answers: answersOf(person, on, random),
    ...(random.chance(0.4) ? { informRelatives: { on, by: carers.physician.role } } : {}),
  };
}

/** Few patients wrote something down themselves. */
function declared({ id, n }: Person, on: string, random: Random): Pick<Agreed, 'advanceDirectives'> {
  if (n % 9 !== 4) return { advanceDirectives: [] };
  const document = {
    title: 'Wilsverklaring',
    text: 'Verzonnen verklaring voor de demonstratie: wat ik wil en niet wil heb ik met mijn huisarts besproken.',
  };
  return {
    advanceDirectives: [{ id: `${id}-statement`, type: random.one(['NR', 'LW', 'EU']), on, document }],
  };
}

function answersOf({ carers }: Person, on: string, random: Random): PlanDraft['answers'] {
  const by = carers.physician.role;
  return [
    ...(random.chance(0.8)
      ? [{ topic: 'specificCareWishes' as const, on, by, words: random.one(WISHES) }]
      : []),
    ...(random.chance(0.85)
      ? [{ topic: 'preferredPlaceOfDeath' as const, on, by, code: random.one(PLACES) }]
      : []),
    ...(random.chance(0.5)
      ? [{ topic: 'positionRegardingEuthanasia' as const, on, by, code: random.one(EUTHANASIA) }]
      : []),
    ...(random.chance(0.4)
      ? [{ topic: 'organDonationChoiceRegistration' as const, on, by, code: '373066001' }]
      : []),
    ...(random.chance(0.4) ? [{ topic: 'senseOfPurpose' as const, on, by, words: random.one(PURPOSE) }] : []),
  ];
}

/** Who stands around them now: the ward where they are, the practice, and the team while it is there. */
function careTeamOf(
  { carers, illness }: Person,
  { stays, asked, died }: Course,
): NonNullable<PlanDraft['careTeam']> {
  const onWard = stays.some(({ place, until }) => place === 'ward' && until === undefined);
  const inTeam =
    asked.some(({ state }) => state === 'inProgress' || state === 'confirmed') || died !== undefined;
  return [
    { member: 'PractitionerRole/demo-out-of-hours', role: 'huisartsenspoedpost' },
    { member: carers.gp.role, role: 'huisarts' },
    ...(onWard ? [{ member: `Organization/${illness.ward}`, role: 'afdeling' }] : []),
    ...(inTeam
      ? [
          { member: carers.nurse.role, role: 'verpleegkundig consulent' },
          { member: carers.physician.role, role: 'consultteam palliatieve zorg' },
          { member: carers.socialWorker.role, role: 'maatschappelijk werk' },
          { member: carers.spiritualCareWorker.role, role: 'geestelijke verzorging' },
        ]
      : []),
  ];
}
