import {
  type CarePlan,
  type LetterPlan,
  loadPlanRecord,
  planForLetter,
  readCarePlan,
  released,
} from '@caecilia/careplan';
import { elementOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, civilTime, type RecordReader, resourceOf } from '@caecilia/kernel';
import {
  factsWith,
  isOrder,
  type LetterFacts,
  type LetterItem,
  type LetterLine,
  letterWords,
  type Recipient,
} from '@caecilia/letter';
import { type Scenario, scenariosOverRecord, scenarioWords } from '@caecilia/scenario';
import { birthDateWords, dateWords, type Language } from '@caecilia/ui';
import type { DeskHouse, WholeDeskHouse } from '../desk/area.ts';
import { medicationItems } from './medication.ts';
import { readyHouse } from './ready-desk.ts';
import { readyItems } from './ready-items.ts';

/** Language of recorded words where a resource does not say. */
const RECORD_LANGUAGE = 'nl';
const MOST_MEDICATION = 200;

/** What letters are read from. */
export type LetterParts = DeskHouse & Pick<WholeDeskHouse, 'standards' | 'demo' | 'supplyNames'>;

/** Parts of a letter that other modules keep, in words. */
export interface OtherParts {
  readonly symptoms: readonly LetterItem[];
  readonly medication: readonly LetterItem[];
  readonly supply: readonly LetterItem[];
}

/** What the record says for a letter about one patient, as this caller may see it. */
export async function readLetterFacts(
  house: LetterParts,
  caller: Caller,
  { patient, language }: { readonly patient: string; readonly language: Language },
): Promise<LetterFacts> {
  const session = house.session(caller);
  const now = house.now();
  const [plan, symptoms, medication, supply] = await Promise.all([
    planToTell(house, session, patient),
    symptomItems(house, caller, { patient, language }),
    medicationOf(house, session, { patient, language }),
    readyItems(readyHouse(house), caller, { patient, language }),
  ]);
  return letterFacts(plan, {
    language,
    now: civilTime(now, house.timeZone),
    others: { symptoms, medication, supply },
  });
}

/** What a plan says for a letter. Pure. */
export function letterFacts(
  plan: CarePlan,
  {
    language,
    now,
    others,
  }: { readonly language: Language; readonly now: string; readonly others: OtherParts },
): LetterFacts {
  const t = letterWords(language);
  const { name = plan.patient.id, birthDate } = plan.patient;
  const held = plan.conversations[0]?.held;
  const parts: LetterPlan = planForLetter(plan, { language, recordLanguage: RECORD_LANGUAGE, now });
  return factsWith({
    language,
    about: {
      name,
      born:
        birthDate === undefined
          ? t('letter.bornUnknown')
          : t('letter.born', { born: birthDateWords(birthDate.from, birthDate.precision) }),
    },
    parts: { ...parts, ...others },
    suggested: {
      why: t('suggest.why', { name }),
      ...(held === undefined
        ? {}
        : { changed: t('suggest.changed', { day: dateWords(held.from, held.precision, language) }) }),
      followUp: t('suggest.followUp'),
    },
  });
}

/**
 * The plan without what is kept confidential, since a letter leaves the house. Directives are all in it: one that was left
 * out would read as not discussed.
 */
async function planToTell(
  { readSearch, standards, now, timeZone }: LetterParts,
  reader: RecordReader,
  patientId: string,
): Promise<CarePlan> {
  const found = await loadPlanRecord(reader, readSearch, standards, patientId);
  const open = new Set(released(found));
  const told = found.filter((each) => each.resourceType === 'Consent' || open.has(each));
  return readCarePlan(told, { standards, patientId, now: now(), timeZone });
}

/** Professionals and organisations around the patient, once each. */
export async function recipientsOf(
  house: LetterParts,
  caller: Caller,
  patientId: string,
): Promise<readonly Recipient[]> {
  const { contacts } = await planToTell(house, house.session(caller), patientId);
  const found = contacts
    .filter(({ kind, name }) => kind !== 'relatedPerson' && name !== undefined)
    .map(({ original, name = '', organization }) => ({
      reference: `${original.type}/${original.id}`,
      name: organization === undefined || organization === name ? name : `${name}, ${organization}`,
    }));
  return [...new Map(found.map((each) => [each.reference, each])).values()];
}

async function symptomItems(
  house: LetterParts,
  caller: Caller,
  { patient, language }: { readonly patient: string; readonly language: Language },
): Promise<readonly LetterItem[]> {
  const reading = { ...house, mayPlan: () => Promise.resolve(false) };
  const { entries, unreadable } = await scenariosOverRecord(reading).ofPatient(caller, patient);
  const t = letterWords(language);
  return [
    ...entries.flatMap(({ value }) => (value.ended === undefined ? [symptomItem(value, language)] : [])),
    ...(unreadable.length === 0
      ? []
      : [
          { lines: [{ text: t('symptoms.unreadable', { count: String(unreadable.length) }), strong: true }] },
        ]),
  ];
}

/** What was agreed for one expected problem, in the words of who planned it. */
function symptomItem({ problem, signs, steps, family, call }: Scenario, language: Language): LetterItem {
  const t = scenarioWords(language);
  const said = (text: string, quoted: string): LetterLine => ({
    text,
    quoted,
    ...(language === RECORD_LANGUAGE ? {} : { language: RECORD_LANGUAGE }),
  });
  return {
    name: problem,
    lines: [
      ...(signs === undefined ? [] : [said(`${t('signs')}:`, signs)]),
      ...steps.map(({ what, who }, index) => said(`${index + 1}. ${t(`actor.${who}`)}:`, what)),
      ...(family === undefined ? [] : [said(`${t('family')}:`, family)]),
      { text: `${t('call')}: ${t(`actor.${call}`)}`, strong: true },
    ],
  };
}

async function medicationOf(
  { readSearch }: LetterParts,
  reader: RecordReader,
  { patient, language }: { readonly patient: string; readonly language: Language },
): Promise<readonly LetterItem[]> {
  const page = await reader.search(
    readSearch(
      ['MedicationRequest', 'MedicationStatement'],
      [
        ['patient', `Patient/${patient}`],
        ['_count', String(MOST_MEDICATION)],
      ],
    ),
  );
  // Execution requests stand with what lies ready.
  const found = page.matches.map(resourceOf).filter((each) => !isOrder(each));
  const named = [...new Set(found.flatMap(medicationId))];
  const medications =
    named.length === 0 ? [] : await reader.readMany(named.map((id) => ({ type: 'Medication', id })));
  const known = medications.filter(({ deleted }) => !deleted).map(resourceOf);
  return medicationItems(found, new Map(known.map((each) => [`Medication/${each.id}`, each])), language);
}

function medicationId({ medicationReference }: FhirResource): readonly string[] {
  const { reference } = elementOf(medicationReference);
  const [, id] =
    typeof reference === 'string' ? (/^Medication\/([A-Za-z0-9.-]{1,64})$/.exec(reference) ?? []) : [];
  return id === undefined ? [] : [id];
}
