import type { AccessLine } from '../access-line.ts';
import type { ReviewRule } from '../sentences.ts';
import { type Employee, type Hospital, relate } from './hospital.ts';
import { lineOf } from './ordinary-accesses.ts';
import { rareSurname } from './surnames.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An odd access that was put among the ordinary ones; `many-patients` is one odd day of many lines. */
export interface OddOne {
  readonly kind: string;
  readonly rule: ReviewRule;
  readonly lines: readonly AccessLine[];
}

type Recipe = (hospital: Hospital) => OddOne;

/** The kinds, each made so that nothing but the rule it is about gives it away where that is possible. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  'a colleague is looked up without a relation': (hospital) => {
    const { person, atMs } = onDuty(hospital);
    const patient = colleagueOf(hospital, person);
    return odd('colleague', 'colleague-as-patient', [lineOf(hospital, person, patient, atMs)]);
  },
  'the emergency procedure is used on a colleague': (hospital) => {
    const { person, atMs } = onDuty(hospital);
    const line = lineOf(hospital, person, colleagueOf(hospital, person), atMs);
    return odd('colleague in emergency', 'colleague-as-patient', [
      { ...line, emergency: true, ground: 'emergency' },
    ]);
  },
  'a relative with a rare name, on the own team': (hospital) => {
    const { person, atMs } = onDuty(hospital);
    const family = rareSurname(hospital.chance);
    const patient = stranger(hospital, person);
    rename(hospital, person, family);
    hospital.familyOf.set(patient, family.replace(/^van (.*)$/, '$1, van'));
    relate(hospital, person.id, patient, { from: new Date(atMs - 3 * DAY).toISOString() });
    return odd('relative', 'same-surname', [lineOf(hospital, person, patient, atMs)]);
  },
  'a relative with a common name, by the emergency procedure': (hospital) => {
    const { person, atMs } = onDuty(hospital);
    const patient = stranger(hospital, person);
    hospital.familyOf.set(patient, person.family);
    const line = lineOf(hospital, person, patient, atMs);
    return odd('relative in emergency', 'same-surname', [{ ...line, emergency: true, ground: 'emergency' }]);
  },
  'a patient nobody asked about': (hospital) => noRelation(hospital),
  'another patient nobody asked about': (hospital) => noRelation(hospital),
  'a patient who left two months ago': (hospital) => {
    const { person, atMs } = onDuty(hospital);
    const patient = stranger(hospital, person);
    const left = atMs - hospital.chance.whole(45, 90) * DAY;
    const until = new Date(left).toISOString();
    relate(hospital, person.id, patient, { from: new Date(left - 9 * DAY).toISOString(), until });
    return odd('ended', 'relation-ended', [lineOf(hospital, person, patient, atMs)]);
  },
  'an own patient, in a night off': (hospital) => {
    const { chance, startMs } = hospital;
    const person = chance.pick(hospital.staff.filter(({ work }) => work.role === 'consult-nurse'));
    const patient = stranger(hospital, person);
    const atMs = startMs + chance.whole(5, 25) * DAY + 2 * HOUR + chance.next() * 2 * HOUR;
    relate(hospital, person.id, patient, { from: new Date(atMs - 3 * DAY).toISOString() });
    return odd('night', 'night-outside-duty', [lineOf(hospital, person, patient, atMs)]);
  },
  'half the ward in a day': (hospital) => spree(hospital),
  'a marked record by the emergency procedure': (hospital) => {
    const { person, atMs } = onDuty(hospital);
    const patient = stranger(hospital, person);
    hospital.marked.add(patient);
    const line = lineOf(hospital, person, patient, atMs);
    return odd('marked', 'marked-record', [{ ...line, emergency: true, ground: 'emergency' }]);
  },
  'the own record': (hospital) => {
    const { person, atMs } = onDuty(hospital);
    const patient = stranger(hospital, person);
    hospital.accounts.set(patient, { actor: person.id, organization: person.organization });
    return odd('own record', 'own-record', [lineOf(hospital, person, patient, atMs)]);
  },
};

const odd = (kind: string, rule: ReviewRule, lines: readonly AccessLine[]): OddOne => ({ kind, rule, lines });

/** Some of the kinds, each at most once, every seed others. */
export function oddAccessesAmong(hospital: Hospital, count: number): OddOne[] {
  const recipes = hospital.chance.shuffled(Object.values(RECIPES)).slice(0, count);
  return recipes.map((recipe) => recipe(hospital));
}

function noRelation(hospital: Hospital): OddOne {
  const { person, atMs } = onDuty(hospital);
  return odd('no relation', 'no-relation', [lineOf(hospital, person, stranger(hospital, person), atMs)]);
}

function spree(hospital: Hospital): OddOne {
  const { person, atMs } = onDuty(hospital);
  const patients = hospital.chance
    .shuffled(hospital.patients.filter((each) => !touchy(hospital, each)))
    .slice(0, hospital.chance.whole(36, 48));
  for (const patient of patients)
    relate(hospital, person.id, patient, { from: new Date(atMs - 5 * DAY).toISOString() });
  return odd(
    'many',
    'many-patients',
    patients.map((patient) => lineOf(hospital, person, patient, atMs + hospital.chance.next() * HOUR)),
  );
}

/** Somebody at work by day, in the middle of the month. */
function onDuty(hospital: Hospital): { person: Employee; atMs: number } {
  const { chance, staff } = hospital;
  for (;;) {
    const person = chance.pick(staff);
    if (person.work.shifts !== 'office' || person.work.role === 'secretary') continue;
    const duty = chance.pick(person.duties);
    return { person, atMs: Date.parse(duty.from) + (1 + chance.next() * 5) * HOUR };
  }
}

const touchy = ({ accounts, marked, emergencies }: Hospital, patient: string) =>
  accounts.has(patient) || marked.has(patient) || emergencies.has(patient);

function stranger(hospital: Hospital, person: Employee): string {
  const { chance, patients, relations } = hospital;
  for (;;) {
    const patient = chance.pick(patients);
    if (relations.has(`${person.id} ${patient}`) || touchy(hospital, patient)) continue;
    if (hospital.familyOf.get(patient) === person.family) continue;
    return patient;
  }
}

function colleagueOf(hospital: Hospital, person: Employee): string {
  const { chance, staff, accounts } = hospital;
  const patient = stranger(hospital, person);
  const taken = new Set([...accounts.values()].map(({ actor }) => actor));
  const colleague = chance.pick(
    staff.filter(
      (each) =>
        each.organization === person.organization &&
        each !== person &&
        each.work.role !== 'secretary' &&
        !taken.has(each.id) &&
        !hospital.relations.has(`${each.id} ${patient}`),
    ),
  );
  accounts.set(patient, { actor: colleague.id, organization: colleague.organization });
  hospital.familyOf.set(patient, colleague.family);
  return patient;
}

function rename({ staff }: Hospital, person: Employee, family: string): void {
  const found = staff.find((each) => each === person);
  if (found !== undefined) Object.assign(found, { family });
}
