import {
  checked,
  decided,
  type Outcome,
  type Party,
  type Recommendation,
  recommended,
  toTask as toAdvice,
} from '@caecilia/consultation';
import type { FhirResource } from '@caecilia/fhir';
import { type TeamRole, toTask } from '@caecilia/team';
import { type Random, randomOf } from '../random.ts';
import { TEAM_SERVICE } from '../resources.ts';
import { instantAt, type Life } from './care.ts';
import type { Worker } from './person.ts';
import { TASKS } from './phrases.ts';
import { orderIdOf } from './requests.ts';
import { type Involvement, placeAt, type Visit } from './visits.ts';

const PHARMACIST: Party = { reference: 'Practitioner/demo-pretentie', name: 'Pien Pretentie' };

/** Advice of the team as one recommendation each, and what the team has to do itself. */
export function adviceOf(life: Life, involvement: Involvement): readonly FhirResource[] {
  return [...recommendationsOf(life, involvement), ...tasksOf(life, involvement)];
}

function recommendationsOf(life: Life, { asked, visits }: Involvement): readonly FhirResource[] {
  const { person, seed } = life;
  const random = randomOf(seed, 'advice', person.n, asked.key);
  const given = visits
    .filter(({ first, kind }) => first || kind === 'home' || kind === 'outpatient')
    .slice(0, 3);
  const consultation = `ServiceRequest/${orderIdOf(person, asked)}`;
  // Nothing is left open where the team has gone: it would be followed up by nobody.
  const isOver = asked.state === 'completed' || life.course.died !== undefined;
  return given.flatMap((visit, index) => {
    const advice = person.illness.advice[(index + person.n) % person.illness.advice.length];
    const more = index === 0 ? person.illness.advice.filter((each) => each !== advice) : [];
    return [...(advice === undefined ? [] : [advice]), ...more].map(({ words, domain }, place) => {
      const id = `${visit.id}-advice-${place + 1}`;
      const givenAt = instantAt(life, visit.at);
      const recommendation = recommended(
        {
          patient: person.id,
          consultation,
          clientId: `${id}-form`.padEnd(20, '0'),
          advice: words,
          domain,
          owner: ownerOf(life, visit),
          dueOn: life.calendar.day(visit.at.ago - random.int(1, 4)),
          givenBy: (visit.by.at(-1) ?? person.carers.nurse).reference,
          givenAt,
          ...(words.includes('apotheker') ? { secondCheck: {} } : {}),
        },
        givenAt.slice(0, 10),
      );
      const decidedOn = withOutcome(life, recommendation, { visit, isOver, random });
      return { ...toAdvice(withCheck(decidedOn)), id };
    });
  });
}

/** The pharmacist looked before who treats decided; what is open waits for them too. */
function withCheck(recommendation: Recommendation): Recommendation {
  const { secondCheck, outcome } = recommendation;
  if (secondCheck === undefined || outcome === undefined) return recommendation;
  return checked(recommendation, { asItStands: true, by: PHARMACIST, at: outcome.at });
}

/** Who decides: the ward while somebody is there, else the practice; and in a hospice its nurse. */
function ownerOf({ person, course }: Life, visit: Visit): Party {
  const where = placeAt(course, visit.at.ago);
  const { treatingPhysician, gp } = person.carers;
  const party = ({ reference, name }: Worker) => ({ reference, name });
  if (where === 'ward') return party(treatingPhysician);
  return where === 'hospice'
    ? { reference: 'Organization/demo-hospice', name: 'Hospice De Verzonnen Linde' }
    : party(gp);
}

function withOutcome(
  life: Life,
  recommendation: Recommendation,
  { visit, isOver, random }: { readonly visit: Visit; readonly isOver: boolean; readonly random: Random },
): Recommendation {
  const isNew = visit.at.ago <= 3 && !isOver;
  if (isNew || (!isOver && random.chance(0.25))) return recommendation;
  const at = new Date(Date.parse(recommendation.givenAt) + random.int(1, 3) * 3_600_000).toISOString();
  const { treatingPhysician, gp, nurse } = life.person.carers;
  const who = placeAt(life.course, visit.at.ago) === 'ward' ? treatingPhysician : gp;
  const told = random.chance(0.25);
  const common = { by: told ? nurse.reference : who.reference, at, ...(told ? { toldBy: who.name } : {}) };
  return decided(recommendation, outcomeOf(common, random));
}

function outcomeOf(common: Omit<Outcome, 'kind' | 'words'>, random: Random): Outcome {
  const draw = random.next();
  if (draw < 0.6) return { kind: 'adopted', ...common };
  if (draw < 0.82)
    return {
      kind: 'changed',
      words: random.one([
        'Eerst zonder medicijnen geprobeerd, morgen opnieuw bekijken.',
        'Eerst nog overleg met de specialist.',
        'Via de wijkverpleging geregeld in plaats van via ons.',
      ]),
      ...common,
    };
  return {
    kind: 'declined',
    words: random.one([
      'Patiënt wil dit niet.',
      'Past niet bij de nierfunctie.',
      'Al geprobeerd, zonder effect.',
    ]),
    ...common,
  };
}

/** Open ones of who is looked after now, and some that are done. */
function tasksOf(life: Life, { asked, visits }: Involvement): readonly FhirResource[] {
  const { person, seed, course, calendar } = life;
  const random = randomOf(seed, 'tasks', person.n, asked.key);
  const isOver = asked.state === 'completed' || course.died !== undefined;
  const last = visits.at(-1);
  if (last === undefined) return [];
  return random.some(TASKS, isOver ? 1 : random.int(0, 2)).map(([role, words], index) => {
    const owner = ownerOfTask(life, role, random);
    const ahead = random.int(-3, 1);
    return {
      ...toTask({
        patient: `Patient/${person.id}`,
        team: TEAM_SERVICE,
        role,
        words,
        state: isOver ? 'done' : 'open',
        ...(owner === undefined ? {} : { owner }),
        ...(random.chance(0.8)
          ? { due: Date.parse(calendar.at(isOver ? last.at.ago : ahead, '17:00')) }
          : {}),
        escalations: [],
      }),
      id: `${person.id}-${asked.key}-task-${index + 1}`,
      authoredOn: instantAt(life, last.at),
    };
  });
}

/** Of most tasks somebody has it; of the others whoever of the role is there. */
function ownerOfTask(
  { person }: Life,
  role: TeamRole,
  random: Random,
): `PractitionerRole/${string}` | undefined {
  const { nurse, physician, socialWorker, spiritualCareWorker } = person.carers;
  const of: Partial<Record<TeamRole, Worker>> = {
    'consult-nurse': nurse,
    'consult-physician': physician,
    'social-worker': socialWorker,
    'spiritual-care-worker': spiritualCareWorker,
  };
  const id = of[role]?.role.slice('PractitionerRole/'.length);
  return id === undefined || random.chance(0.35) ? undefined : `PractitionerRole/${id}`;
}
