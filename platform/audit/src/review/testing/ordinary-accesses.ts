import type { AccessLine, Span } from '../access-line.ts';
import type { Employee, Hospital } from './hospital.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What people do in a month of ordinary work, in no order; somewhat more than asked for, then cut to the number. */
export function ordinaryAccesses(hospital: Hospital, count: number): AccessLine[] {
  const lines = hospital.staff.flatMap((person) =>
    workdaysOf(hospital, person).flatMap((duty) => lookAround(hospital, person, duty)),
  );
  for (let index = 0; index < 15; index += 1) lines.push(emergency(hospital));
  if (lines.length < count) throw new Error(`only ${lines.length} ordinary accesses were made`);
  return hospital.chance.shuffled(lines).slice(0, count);
}

/** Without a rota: weekdays, and for some an out-of-hours service in the evening or at night. */
function workdaysOf({ chance, startMs, days }: Hospital, { work, duties }: Employee): readonly Span[] {
  if (work.shifts !== 'none') return duties;
  const nights = chance.yes(0.2);
  return Array.from({ length: days }, (_, day) => {
    const from = startMs + day * DAY + (nights && day % 4 === 0 ? 22 : 8) * HOUR;
    return { from: new Date(from).toISOString(), until: new Date(from + 9 * HOUR).toISOString() };
  });
}

function lookAround(hospital: Hospital, person: Employee, duty: Span): AccessLine[] {
  const { chance } = hospital;
  const begin = Date.parse(duty.from);
  const end = Date.parse(duty.until ?? duty.from);
  const known = patientsOf(hospital, person, begin);
  if (known.length === 0) return [];
  const [least, most] = person.work.looks;
  // Now and then a day is half as busy again: a clinic, a colleague who is ill.
  const busy = chance.yes(0.06) ? 1.5 : 1;
  const looks = Math.min(known.length, Math.round(chance.whole(least, most) * busy));
  return chance
    .shuffled(known)
    .slice(0, looks)
    .flatMap((patient) => {
      const atMs = Math.max(begin - 40 * MINUTE, begin + (chance.next() * 1.06 - 0.03) * (end - begin));
      return [lineOf(hospital, person, patient, atMs)];
    });
}

/** Patients in care; some whose referral comes in two days, some who left in the last weeks (letter, bereavement). */
function patientsOf(
  { patients, relations, chance, accounts }: Hospital,
  person: Employee,
  atMs: number,
): string[] {
  if (person.work.role === 'secretary')
    return patients.filter((patient) => accounts.get(patient)?.actor !== person.id && !accounts.has(patient));
  return patients.filter((patient) =>
    (relations.get(`${person.id} ${patient}`) ?? []).some(({ from, until }) => {
      const begin = Date.parse(from);
      const end = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
      if (atMs < begin) return begin - atMs < 2 * DAY && chance.yes(0.3);
      // Margins of a shift at both ends: who is held now must be explained through the whole shift.
      return atMs < end || (atMs - end < 25 * DAY && chance.yes(0.08));
    }),
  );
}

/** At night a patient of another team falls ill: seen by the emergency procedure, by somebody on duty. */
function emergency(hospital: Hospital): AccessLine {
  const { chance, staff, patients, accounts, marked, relations } = hospital;
  for (;;) {
    const person = chance.pick(staff);
    const patient = chance.pick(patients);
    const known = relations.has(`${person.id} ${patient}`) || accounts.has(patient) || marked.has(patient);
    const duty = person.duties[0];
    if (duty === undefined || known || person.work.role === 'secretary') continue;
    if (hospital.familyOf.get(patient) === person.family) continue;
    const atMs = Date.parse(duty.from) + chance.next() * 6 * HOUR;
    hospital.emergencies.add(patient);
    return { ...lineOf(hospital, person, patient, atMs), emergency: true, ground: 'emergency' };
  }
}

let number = 0;

/** One line of the log. */
export function lineOf({ chance }: Hospital, person: Employee, patient: string, atMs: number): AccessLine {
  number += 1;
  return {
    id: String(number),
    at: new Date(Math.round(atMs)).toISOString(),
    actor: person.id,
    actorName: person.name,
    role: person.work.role,
    organization: person.organization,
    patient,
    ground: person.work.ground,
    emergency: false,
    action: chance.pick(['R', 'R', 'R', 'R', 'U', 'E']),
  };
}
