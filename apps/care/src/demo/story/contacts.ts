import {
  closePartially,
  completeContact,
  parseContact,
  parseFindings,
  parseSymptomAnalysis,
  toEncounter,
  toFindingObservation,
  toSymptomResources,
  withFindings,
} from '@caecilia/assessment';
import type { FhirResource } from '@caecilia/fhir';
import { type Random, randomOf } from '../random.ts';
import { instantAt, type Life } from './care.ts';
import { CARER, NEXT_STEPS, PSYCHOLOGICAL, SOCIAL, SPIRITUAL, SYMPTOM_NAMES } from './phrases.ts';
import type { Visit } from './visits.ts';

/** A contact as its Encounter, what was found in it, and at the first one an analysis of the worst symptom. */
export function contactOf(life: Life, visit: Visit): readonly FhirResource[] {
  const { person, seed } = life;
  const random = randomOf(seed, 'contact', visit.id);
  const start = instantAt(life, visit.at);
  const end = new Date(Date.parse(start) + random.int(15, 70) * 60_000);
  const begun = parseContact(
    {
      kind: visit.kind,
      place: visit.place,
      first: visit.first,
      start,
      professionals: visit.by.map(({ reference }) => reference),
      present: presentAt(life, visit, random),
      ...(random.chance(0.6) ? { nextStep: random.one(NEXT_STEPS) } : {}),
    },
    { patientId: person.id, now: end },
  );
  const partly = visit.first && random.chance(0.12);
  const found = withFindings(begun, parseFindings(findingsOf(life, visit, { partly, random })));
  const contact = partly
    ? closePartially(found, 'De patiënt was te moe om verder te praten.', end)
    : completeContact(found, end);
  const encounter = `Encounter/${visit.id}`;
  return [
    { ...toEncounter(contact), id: visit.id },
    ...[...contact.findings].map((finding) => ({
      ...toFindingObservation(contact, finding, encounter),
      id: `${visit.id}-${finding[0]}`,
    })),
    ...(visit.first ? analysisOf(life, visit, end, random) : []),
  ];
}

/** Who was there: of what was written, and of a meeting, nobody but the team. */
function presentAt({ person }: Life, { kind }: Visit, random: Random): object {
  const isApart = kind === 'written' || kind === 'mdt';
  const close = isApart ? [] : person.close.filter(() => random.chance(0.5));
  return { patient: !isApart, close: close.map(({ id }) => `RelatedPerson/${id}`) };
}

type Said = Readonly<Record<string, { readonly is: string; readonly words?: string }>>;

function findingsOf(
  { person, course }: Life,
  visit: Visit,
  { partly, random }: { readonly partly: boolean; readonly random: Random },
): Said {
  const described = (words: string) => ({ is: 'described', words });
  const cannotSpeak = person.illness.id === 'dementia';
  const close = person.close.length > 0;
  const physical = { physical: described(random.one(person.illness.findings)) };
  if (partly) return physical;
  const all: Said = {
    ...physical,
    psychological: random.chance(0.15)
      ? { is: random.one(['declined', 'couldNotAnswer']) }
      : described(random.one(PSYCHOLOGICAL[cannotSpeak ? 'unclear' : 'clear'])),
    social: described(random.one(SOCIAL)),
    spiritual: random.chance(0.2) ? { is: 'noConcerns' } : described(random.one(SPIRITUAL)),
    carer: close ? described(random.one(CARER)) : { is: 'noCarer' },
  };
  if (visit.first) return all;
  const kept = random.some(Object.keys(all), visit.kind === 'written' ? 1 : 2);
  const isNear = course.died !== undefined && visit.progress > 0.85;
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => kept.includes(key) || (isNear && key === 'carer')),
  );
}

function analysisOf({ person }: Life, visit: Visit, now: Date, random: Random): readonly FhirResource[] {
  const [symptom] = person.illness.symptoms;
  const at = now.toISOString();
  const cannotSpeak = person.illness.id === 'dementia';
  const analysis = parseSymptomAnalysis(
    {
      symptom: SYMPTOM_NAMES[symptom],
      nature: person.illness.findings[0],
      severity: random.int(6, 9),
      reporter: cannotSpeak ? 'staff' : 'helped',
      meaning: cannotSpeak
        ? undefined
        : random.one([
            '“Dan denk ik dat het nu komt.”',
            '“Ik kan niets meer zelf.”',
            '“Bang voor de nacht.”',
          ]),
      consequence: random.one(['Komt niet meer buiten.', 'Slaapt in de stoel.', 'Wil geen bezoek meer.']),
      ...(cannotSpeak ? {} : { goal: random.int(2, 4) }),
      plan: 'Zoals geadviseerd; over twee dagen opnieuw kijken of het doel gehaald is.',
      evaluateOn: new Date(now.getTime() + 2 * 86_400_000).toISOString().slice(0, 10),
      at,
      by: visit.by[0]?.reference,
      contact: `Encounter/${visit.id}`,
    },
    { patientId: person.id, now, today: at.slice(0, 10) },
  );
  return toSymptomResources(analysis, { observation: `${visit.id}-symptom`, goal: `${visit.id}-goal` });
}
