import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { codeIn, instantIn, isReference, patientIn, referenceIn, wordsOf } from '../element.ts';
import { isReporter, type Reporter } from '../reporter.ts';
import { PROFESSIONALS, parseMoment } from '../response/response.ts';
import { concept, EXTENSIONS, SYSTEMS } from '../terms.ts';

/**
 * One main symptom, analysed: what it is like, how bad, what it means to the patient, what it does, and what the patient
 * would be content with. The goal is the patient's own and belongs to no instrument.
 */
export interface SymptomAnalysis {
  /** Logical id. */
  readonly patientId: string;
  /** In the words that are used with the patient. */
  readonly symptom: string;
  /** The question of an instrument that asks for the same symptom, `caecilia-symptoms.pain`; its trend shows the goal. */
  readonly item?: string;
  readonly nature?: string;
  /** 0 (none) to 10 (as bad as it can be). */
  readonly severity?: number;
  /** Who gave the severity; there with a severity, and only then. */
  readonly reporter?: Reporter;
  readonly meaning?: string;
  readonly consequence?: string;
  /** What the patient would be content with, 0 to 10; absent when they did not name a number. */
  readonly goal?: number;
  /** What is done about it; words, and no dose is proposed here. */
  readonly plan?: string;
  /** FHIR date on which somebody looks again. */
  readonly evaluateOn?: string;
  readonly at: Date;
  /** `Practitioner/…` or `PractitionerRole/…`. */
  readonly by: string;
  /** `Encounter/…`. */
  readonly contact?: string;
}

const TEXTS = ['nature', 'meaning', 'consequence', 'plan'] as const;
const MOST_LETTERS = 2000;

/**
 * An analysis as it came from outside. Throws `Problem` with the place in `expression`: without a symptom, for a
 * severity or goal that is not a whole number from 0 to 10, for a severity nobody gave, and for an evaluation without
 * a plan or before the analysis. `today`: the civil day of the house.
 */
export function parseSymptomAnalysis(
  input: unknown,
  { patientId, now, today }: { readonly patientId: string; readonly now: Date; readonly today: string },
): SymptomAnalysis {
  const given = elementOf(input);
  const texts = Object.fromEntries(TEXTS.flatMap((key) => textIn(given, key)));
  const symptom = textIn(given, 'symptom')[0]?.[1];
  if (symptom === undefined) throw new Problem('required', 'Name the symptom.', { expression: 'symptom' });
  const { by, contact } = given;
  if (!isReference(by, ...PROFESSIONALS))
    throw new Problem('required', 'Name who analysed the symptom.', { expression: 'by' });
  if (contact !== undefined && !isReference(contact, 'Encounter'))
    throw new Problem('value', 'The contact is an Encounter of this record.', { expression: 'contact' });
  return {
    patientId,
    symptom,
    ...parseItem(given.item),
    ...texts,
    ...parseSeverity(given),
    ...numberIn(given, 'goal'),
    ...parseEvaluation(given.evaluateOn, texts.plan, today),
    at: parseMoment(given.at, now),
    by,
    ...(contact === undefined ? {} : { contact }),
  };
}

function parseItem(input: unknown): Pick<SymptomAnalysis, 'item'> {
  if (input === undefined || input === null) return {};
  if (typeof input !== 'string' || !/^[a-z0-9-]{1,40}\.[a-z0-9-]{1,40}$/.test(input))
    throw new Problem('value', 'The symptom is a question of an instrument, or a name.', {
      expression: 'item',
    });
  return { item: input };
}

type Given = Readonly<Record<string, unknown>>;

function textIn(given: Given, key: string): readonly (readonly [string, string])[] {
  const words = wordsOf(given[key]);
  if (words !== undefined && words.length > MOST_LETTERS)
    throw new Problem('value', `Write at most ${MOST_LETTERS} letters.`, { expression: key });
  return words === undefined ? [] : [[key, words]];
}

function numberIn(
  given: Given,
  key: 'severity' | 'goal',
): { readonly [key in 'severity' | 'goal']?: number } {
  const value = given[key];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 10)
    throw new Problem('value', 'Give a whole number from 0 to 10, or leave it open.', { expression: key });
  return { [key]: value };
}

function parseSeverity(given: Given): Pick<SymptomAnalysis, 'severity' | 'reporter'> {
  const { severity } = numberIn(given, 'severity');
  if (severity === undefined) return {};
  const { reporter } = given;
  if (!isReporter(reporter))
    throw new Problem(
      'required',
      'Say who gave the number: the patient, with help, somebody close, or you.',
      {
        expression: 'reporter',
      },
    );
  return { severity, reporter };
}

function parseEvaluation(
  input: unknown,
  plan: string | undefined,
  today: string,
): Pick<SymptomAnalysis, 'evaluateOn'> {
  const on = wordsOf(input);
  if (on === undefined) return {};
  if (plan === undefined)
    throw new Problem('required', 'Write the plan that is looked at on that day.', { expression: 'plan' });
  const day = new Date(`${on}T00:00:00Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(on) && !Number.isNaN(day.getTime());
  if (!isDay || day.toISOString().slice(0, 10) !== on || on < today)
    throw new Problem('value', 'Choose a day from today on.', { expression: 'evaluateOn' });
  return { evaluateOn: on };
}

const CODE = { system: SYSTEMS.symptomAnalysis, code: 'symptom' } as const;
const PARTS = ['nature', 'meaning', 'consequence'] as const;

const codesOf = ({ item }: SymptomAnalysis) => [
  CODE,
  ...(item === undefined ? [] : [{ system: SYSTEMS.item, code: item }]),
];

/** The analysis as an Observation, and the patient's goal with the plan as a Goal that addresses it. */
export function toSymptomResources(
  analysis: SymptomAnalysis,
  ids: { readonly observation: string; readonly goal: string },
): readonly FhirResource[] {
  const hasGoal = analysis.goal !== undefined || analysis.plan !== undefined;
  return [toObservation(analysis, ids.observation), ...(hasGoal ? [toGoal(analysis, ids)] : [])];
}

function toObservation(analysis: SymptomAnalysis, id: string): FhirResource {
  const { patientId, symptom, severity, reporter, at, by, contact } = analysis;
  const parts = PARTS.flatMap((part) => {
    const words = analysis[part];
    const code = concept([{ system: SYSTEMS.symptomAnalysis, code: part }]);
    return words === undefined ? [] : [{ code, valueString: words }];
  });
  return {
    resourceType: 'Observation',
    id,
    ...(reporter === undefined ? {} : { extension: [{ url: EXTENSIONS.reporter, valueCode: reporter }] }),
    status: 'final',
    code: concept(codesOf(analysis), symptom),
    subject: { reference: `Patient/${patientId}` },
    ...(contact === undefined ? {} : { encounter: { reference: contact } }),
    effectiveDateTime: at.toISOString(),
    performer: [{ reference: by }],
    ...(severity === undefined ? {} : { valueInteger: severity }),
    ...(parts.length === 0 ? {} : { component: parts }),
  };
}

function toGoal(analysis: SymptomAnalysis, ids: { observation: string; goal: string }): FhirResource {
  const { patientId, symptom, goal, plan, evaluateOn, at } = analysis;
  const measure = concept(codesOf(analysis), symptom);
  const due = evaluateOn === undefined ? {} : { dueDate: evaluateOn };
  return {
    resourceType: 'Goal',
    id: ids.goal,
    lifecycleStatus: 'active',
    description: concept(codesOf(analysis), symptom),
    subject: { reference: `Patient/${patientId}` },
    startDate: at.toISOString().slice(0, 10),
    ...(goal === undefined
      ? { target: [{ measure, ...due }] }
      : { target: [{ measure, detailInteger: goal, ...due }] }),
    // A number is the patient's own; a plan alone is the team's.
    expressedBy: { reference: goal === undefined ? analysis.by : `Patient/${patientId}` },
    addresses: [{ reference: `Observation/${ids.observation}` }],
    ...(plan === undefined ? {} : { note: [{ text: plan }] }),
  };
}

/** Reads an analysis and its goal, where there is one; undefined for a resource of another kind or a retracted one. */
export function readSymptomAnalysis(
  observation: FhirResource,
  goals: readonly FhirResource[],
): SymptomAnalysis | undefined {
  const { text, coding } = elementOf(observation.code);
  const ours = elementsOf(coding).some(({ system, code }) => system === CODE.system && code === CODE.code);
  const [symptom, at, patientId] = [
    wordsOf(text),
    instantIn(observation.effectiveDateTime),
    patientIn(observation),
  ];
  const by = elementsOf(observation.performer).map(referenceIn)[0];
  if (!ours || observation.status !== 'final' || by === undefined) return undefined;
  if (symptom === undefined || at === undefined || patientId === undefined) return undefined;
  const contact = referenceIn(observation.encounter);
  const item = codeIn(observation.code, SYSTEMS.item);
  return {
    patientId,
    symptom,
    ...(item === undefined ? {} : { item }),
    ...severityIn(observation),
    ...partsIn(observation),
    ...goalIn(goals.find(({ addresses }) => addressesIt(addresses, observation))),
    at: new Date(at),
    by,
    ...(contact === undefined ? {} : { contact }),
  };
}

const addressesIt = (addresses: unknown, { id }: FhirResource) =>
  elementsOf(addresses).some((each) => referenceIn(each) === `Observation/${id ?? ''}`);

/** A number without who gave it is not shown as if somebody had. */
function severityIn({
  valueInteger,
  extension,
}: FhirResource): Pick<SymptomAnalysis, 'severity' | 'reporter'> {
  const reporter = elementsOf(extension).find(({ url }) => url === EXTENSIONS.reporter)?.valueCode;
  return typeof valueInteger === 'number' && isReporter(reporter) ? { severity: valueInteger, reporter } : {};
}

function partsIn({ component }: FhirResource): Partial<Record<(typeof PARTS)[number], string>> {
  return Object.fromEntries(
    elementsOf(component).flatMap(({ code, valueString }) => {
      const [coding] = elementsOf(elementOf(code).coding);
      const part = PARTS.find((each) => each === coding?.code);
      const words = wordsOf(valueString);
      return part === undefined || words === undefined ? [] : [[part, words]];
    }),
  );
}

function goalIn(goal: FhirResource | undefined): Pick<SymptomAnalysis, 'goal' | 'plan' | 'evaluateOn'> {
  if (!goal || goal.lifecycleStatus === 'entered-in-error') return {};
  const [target] = elementsOf(goal.target);
  const plan = wordsOf(elementsOf(goal.note)[0]?.text);
  const on = wordsOf(target?.dueDate);
  return {
    ...(typeof target?.detailInteger === 'number' ? { goal: target.detailInteger } : {}),
    ...(plan === undefined ? {} : { plan }),
    ...(on === undefined ? {} : { evaluateOn: on }),
  };
}
