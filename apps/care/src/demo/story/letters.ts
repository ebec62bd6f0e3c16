import type { FhirResource } from '@caecilia/fhir';
import { type Random, randomOf } from '../random.ts';
import { of } from '../resources.ts';
import { instantAt, type Life } from './care.ts';
import type { Moment } from './course.ts';
import type { Worker } from './person.ts';
import type { Involvement } from './visits.ts';

/** What was written to one another: by the ward at each discharge, and by the team when it went. */
export function lettersOf(life: Life, involvements: readonly Involvement[]): readonly FhirResource[] {
  const { person, course, seed } = life;
  const random = randomOf(seed, 'letters', person.n);
  const { treatingPhysician, nurse, gp } = person.carers;
  const went = course.stays.flatMap(({ place, until }, index) =>
    place === 'ward' && until !== undefined && until.ago !== course.died?.ago
      ? [
          letter(life, {
            id: `${person.id}-letter-home-${index + 1}`,
            topic: 'Ontslagbrief aan de huisarts',
            words: `Ontslag naar huis. ${person.illness.words}. Afspraken over behandeling staan in het zorgplan; bel bij achteruitgang eerst het consultteam.`,
            from: treatingPhysician,
            to: gp,
            sent: until,
            random,
          }),
        ]
      : [],
  );
  const ended = involvements.flatMap(({ asked, ended: at }) =>
    asked.state === 'completed' && at !== undefined
      ? [
          letter(life, {
            id: `${person.id}-letter-${asked.key}`,
            topic: 'Brief van het consultteam',
            words:
              'Het consult is afgesloten. Wat geadviseerd is en wat daarvan is overgenomen staat in het dossier; bij nieuwe vragen zijn wij dag en nacht bereikbaar.',
            from: nurse,
            to: gp,
            sent: at,
            random,
          }),
        ]
      : [],
  );
  return [...went, ...ended];
}

interface Letter {
  readonly id: string;
  readonly topic: string;
  readonly words: string;
  readonly from: Worker;
  readonly to: Worker;
  readonly sent: Moment;
  readonly random: Random;
}

/** Most letters are known to have been opened. */
function letter(life: Life, { id, topic, words, from, to, sent, random }: Letter): FhirResource {
  const at = instantAt(life, sent);
  const opened = new Date(Date.parse(at) + random.int(30, 240) * 60_000);
  const isPast = opened.getTime() < Date.parse(life.calendar.at(0, '00:00'));
  return {
    resourceType: 'Communication',
    id,
    status: 'completed',
    topic: { text: topic },
    subject: of(`Patient/${life.person.id}`),
    sent: at,
    ...(isPast && random.chance(0.8) ? { received: opened.toISOString() } : {}),
    recipient: [of(to.reference)],
    sender: of(from.reference),
    payload: [{ contentString: words }],
  };
}
