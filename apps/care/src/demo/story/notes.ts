import {
  answered,
  type ConfidentialDiscipline,
  marked,
  markResource,
  PROMPT_LISTS,
  promptResponse,
  toNoteResources,
  unmarked,
} from '@caecilia/consultation';
import type { FhirResource } from '@caecilia/fhir';
import { randomOf } from '../random.ts';
import { instantAt, type Life } from './care.ts';
import { NOTES } from './phrases.ts';
import type { Involvement } from './visits.ts';

/** What a clinician ticked before asking, the mark on a register, and notes of one discipline. */
export function notesOf(life: Life, involvements: readonly Involvement[]): readonly FhirResource[] {
  if (life.depth === 'light') return marksOf(life);
  return [...promptsOf(life), ...marksOf(life), ...confidentialOf(life, involvements)];
}

/** Half of the questions came after a look at a prompt list. */
function promptsOf(life: Life): readonly FhirResource[] {
  const { person, course } = life;
  const asked = course.asked.at(-1);
  if (person.n % 2 === 1 || asked === undefined || asked.source === 'patient' || asked.source === 'carer')
    return [];
  const wanted = ['surprise-question', person.illness.cancer ? 'referral-cancer' : 'referral-non-cancer'];
  const by = asked.source === 'gp' ? person.carers.nurse.reference : person.carers.wardNurse.reference;
  const at = instantAt(life, { ...asked.at, ago: asked.at.ago + 1 });
  return PROMPT_LISTS.filter(({ id }) => wanted.includes(id)).map((list) => {
    const ticked = list.items
      .map(({ id }) => id)
      .filter((id) => id === 'year' || person.illness.prompts.includes(id));
    return {
      ...promptResponse(answered(list, ticked, { patient: person.id, by, at })),
      id: `${person.id}-${list.id}`,
    };
  });
}

/** A third is marked by the practice; of some the mark was taken away again. */
function marksOf({ person, course, calendar, seed }: Life): readonly FhirResource[] {
  const random = randomOf(seed, 'marks', person.n);
  if (person.n % 3 !== 0) return [];
  const ago = Math.max(course.died?.ago ?? 0, random.int(10, 120));
  const by = person.carers.gp.reference;
  const mark = marked(person.id, {
    on: calendar.day(ago),
    by,
    reason: random.one([
      'Drie opnames in een half jaar.',
      'Wordt snel minder; wil thuis blijven.',
      'Partner overbelast.',
    ]),
  });
  const end = { on: calendar.day(Math.floor(ago / 2)), by, reason: 'Gaat na het herstel weer beter.' };
  const resource = markResource(person.n % 12 === 9 ? unmarked(mark, end) : mark);
  return [{ ...resource, id: `${person.id}-mark` }];
}

/** Notes that only the own discipline reads, each with one line for everybody. */
function confidentialOf(life: Life, involvements: readonly Involvement[]): readonly FhirResource[] {
  const { person, seed } = life;
  const visits = involvements.at(-1)?.visits ?? [];
  const at = visits[Math.min(1, visits.length - 1)]?.at;
  if (at === undefined) return [];
  const random = randomOf(seed, 'notes', person.n);
  const disciplines: readonly [ConfidentialDiscipline, string][] = [
    ['spiritual-care-worker', person.carers.spiritualCareWorker.reference],
    ['social-worker', person.carers.socialWorker.reference],
  ];
  return disciplines
    .filter((_, index) => (person.n + index) % 2 === 0)
    .flatMap(([discipline, by]) => {
      const [note, sharedOutcome] = random.one(NOTES[discipline]);
      const id = `${person.id}-${discipline}`;
      const { note: kept, outcome } = toNoteResources(
        { patient: person.id, discipline, by, at: instantAt(life, at), note, sharedOutcome },
        { note: `${id}-note`, outcome: `${id}-shared` },
      );
      return [kept, outcome];
    });
}
