import { type PlanStandard, readCarePlan } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';
import { civilMinute, civilTime } from '@caecilia/kernel';
import {
  letterJob,
  placedSupply,
  signedLetter,
  signedOrder,
  titleOf,
  toDocument,
  toMedicationDispense,
  toMedicationRequest,
  writtenLetter,
} from '@caecilia/letter';
import { printPdf } from '@caecilia/ui/pdf';
import { letterFacts } from '../letter/letter-facts.ts';
import { TIME_ZONE } from '../time-zone.ts';
import type { DemoCalendar } from './calendar.ts';

const ID = 'demo-hendrika';
const PHYSICIAN = { by: 'Practitioner/demo-fictief', name: 'dr. Femke Fictief' };
const NURSE = { by: 'Practitioner/demo-verzinsel', name: 'Mees Verzinsel' };
const TO = {
  reference: 'PractitionerRole/demo-proefman',
  name: 'dr. Pim Proefman, Huisartsenpraktijk De Proefhoek',
};

/** What went along with one invented patient: a letter, an execution request and two things that lie ready. No real medicine, no real dose. */
export function onPaper(
  resources: readonly FhirResource[],
  standard: PlanStandard,
  calendar: DemoCalendar,
): readonly FhirResource[] {
  return [letterOf(resources, standard, calendar), ...readyOf(calendar)];
}

function letterOf(
  resources: readonly FhirResource[],
  standard: PlanStandard,
  { at }: DemoCalendar,
): FhirResource {
  const signedAt = new Date(at(3, '16:20')).toISOString();
  const civil = (instant: string) => civilMinute(new Date(instant), TIME_ZONE);
  const now = new Date(signedAt);
  const plan = readCarePlan(resources, { standards: [standard], patientId: ID, now, timeZone: TIME_ZONE });
  const facts = letterFacts(plan, {
    language: 'nl',
    now: civilTime(now, TIME_ZONE),
    others: { symptoms: [], medication: [], supply: [] },
  });
  const letter = signedLetter({
    patient: ID,
    clientId: `${ID}-letter-form-1`,
    facts,
    to: TO,
    words: {
      language: 'nl',
      to: TO.reference,
      words: {
        ...facts.suggested,
        changed: 'Zij is weer thuis, bij haar zus. Lopen gaat moeilijker dan een maand geleden.',
        limits: 'Wij spraken hier lang geleden over. Zij wil er binnenkort opnieuw over praten.',
        asked: 'Wilt u haar deze week bezoeken, en met haar bespreken of zij nog denkt zoals toen?',
      },
      leftOut: ['medication'],
    },
    signed: { ...NURSE, at: signedAt },
  });
  const written = writtenLetter(letter, { civil, now: civil(signedAt), demo: true });
  return { ...toDocument(letter, printPdf(letterJob(written)), titleOf(letter)), id: `${ID}-letter-1` };
}

function readyOf({ at, day }: DemoCalendar): readonly FhirResource[] {
  const done = (ago: number, time: string) => ({
    ...PHYSICIAN,
    at: new Date(at(ago, time)).toISOString(),
  });
  const order = signedOrder(
    {
      patient: ID,
      clientId: `${ID}-order-form-1`,
      words: {
        medication: 'Verzinsoline (bestaat niet)',
        indication: 'Plotseling erg benauwd',
        dose: 'Een verzonnen hoeveelheid: geef hier niets op',
        route: 'Verzonnen',
        maximum: 'Een verzonnen aantal per dag',
        whenToCall: 'Als het na een uur niet beter gaat: de huisarts, ’s nachts de huisartsenpost',
        until: day(-60),
      },
    },
    done(2, '11:05'),
    day(2),
  );
  const supply = (key: string, item: string, more: { readonly place: string; readonly expires: string }) => {
    const words = {
      item,
      indication: 'Plotseling erg benauwd',
      givers: ['homeCare', 'gp'] as const,
      ...more,
    };
    const form = { patient: ID, clientId: `${ID}-supply-form-${key}`, words };
    return {
      ...toMedicationDispense(placedSupply(form, done(2, '15:30'), day(2))),
      id: `${ID}-supply-${key}`,
    };
  };
  return [
    { ...toMedicationRequest(order), id: `${ID}-order-1` },
    supply('1', 'Verzinsoline (bestaat niet), vijf ampullen', {
      place: 'Koelkast in de bijkeuken, blauwe doos op de onderste plank',
      expires: day(-90),
    }),
    supply('2', 'Fantasolspray (bestaat niet), één flesje', {
      place: 'Slaapkamer, bovenste la van de kast bij het raam',
      expires: day(-5),
    }),
  ];
}
