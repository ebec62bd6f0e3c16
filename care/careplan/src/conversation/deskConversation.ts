import type { FhirResource } from '@caecilia/fhir';
import { formalName } from '@caecilia/fhir';
import type { CarePlan, LimitState, RecordedDecision, Words } from '../plan.ts';
import { type ReadingOptions, readCarePlan } from '../readCarePlan.ts';
import { loadedRecord, targetOf } from '../reading/references.ts';
import type { Label, PlanStandard, StandsIn } from '../standard/standard.ts';
import type { NotesProblem } from './checkNotes.ts';
import { itemMeaning, meaningOf } from './formAnswers.ts';
import { countingNow, versionOf } from './inForce.ts';
import type { ConversationNotes, PersonNotes } from './notes.ts';
import { formOf } from './readForm.ts';
import { readNameParts, readPersons, readSubject } from './readPeople.ts';
import { representativesInTurn } from './representatives.ts';
import type { RowConflict } from './supersede.ts';
import { publishedWording } from './wording.ts';
import { type WordingByMeaning, wordingByMeaning } from './wordingByMeaning.ts';
import { TOPIC_KEYS, TOPICS } from './writeTopics.ts';

/** What the server tells the app about a conversation, as JSON. Moments are FHIR dates as recorded. */

/** One record that counts now for a row. */
export interface DeskDecision {
  readonly kind: RecordedDecision['decision']['kind'];
  readonly condition?: string;
  readonly because?: string;
  readonly recorded?: string;
  /** Names of who agreed. */
  readonly parties: readonly string[];
  /** A declaration of the patient: a conversation does not end it. */
  readonly declaration: boolean;
}

/** A row of the plan as it stands before the conversation. */
export interface DeskRow {
  readonly key: string;
  readonly treatment?: Words;
  readonly state: LimitState;
  readonly current: readonly DeskDecision[];
}

/** An answer that can be chosen. */
export interface DeskChoice {
  readonly code: string;
  readonly label: Label;
}

/** Everything that a conversation begins with. */
export interface DeskOpening {
  /** Whether whoever asks may record it. */
  readonly mayRecord: boolean;
  readonly died: boolean;
  readonly name?: string;
  /** Prefilled from the record: who the patient is, who is close, who leads. Nothing that was decided. */
  readonly notes: ConversationNotes;
  readonly rows: readonly DeskRow[];
  /** What the patient said before to each question, in words that were recorded. */
  readonly answers: Readonly<
    Record<
      string,
      readonly { readonly value?: Words; readonly recorded?: string; readonly by: readonly string[] }[]
    >
  >;
  /** To be sent back: what counted when this was asked. */
  readonly seen: Readonly<Record<string, readonly string[]>>;
  /** Keys of persons in the turn in which the law lets them decide. */
  readonly inTurn: readonly { readonly key: string; readonly as: StandsIn }[];
  readonly choices: Readonly<Record<string, readonly DeskChoice[]>>;
  /** The publisher's own words, where the form of the publisher is installed; absent: the house's. */
  readonly wording?: WordingByMeaning;
  readonly timeZone: string;
}

/** A conflict as both see it. */
export interface DeskConflict {
  readonly key: string;
  readonly now: readonly {
    readonly kind?: string;
    readonly condition?: string;
    readonly recorded?: string;
  }[];
}

/** What came of concluding. */
export type DeskConcluded =
  | {
      readonly kind: 'recorded' | 'repeated';
      readonly id: string;
      readonly ended: readonly string[];
      readonly stays: readonly string[];
    }
  | { readonly kind: 'conflict'; readonly conflicts: readonly DeskConflict[]; readonly opening: DeskOpening }
  | { readonly kind: 'faulty'; readonly problems: readonly NotesProblem[] };

/** What an opening is made of. */
export interface OpeningParts {
  readonly record: readonly FhirResource[];
  readonly options: ReadingOptions;
  readonly standard: PlanStandard;
  /** The publisher's Questionnaires that were installed. */
  readonly questionnaires?: readonly FhirResource[];
  readonly mayRecord: boolean;
  readonly professional: ConversationNotes['professional'];
  /** FHIR dateTime of the house now. */
  readonly on: string;
}

/** A conversation about to begin. Pure. */
export function openingOf(parts: OpeningParts): DeskOpening {
  const { record, options, standard, mayRecord } = parts;
  const plan = readCarePlan(record, options);
  const patient = record.find(
    ({ resourceType, id }) => resourceType === 'Patient' && id === options.patientId,
  );
  const persons = closePersons(record, options.patientId, standard);
  const name = formalName(patient?.name);
  return {
    mayRecord,
    died: plan.patient.deceased !== undefined,
    ...(name === undefined ? {} : { name }),
    notes: {
      on: parts.on,
      patient: patient ? readSubject(patient) : { name: {} },
      professional: parts.professional,
      patientPresent: true,
      persons,
      ...capacityOf(plan),
      limits: {},
      otherLimits: [],
    },
    rows: plan.limits.map((row) => ({
      key: row.key,
      ...(row.treatment === undefined ? {} : { treatment: row.treatment }),
      state: row.state,
      current: row.current.map(shown),
    })),
    answers: Object.fromEntries(
      [...TOPIC_KEYS.map((key) => [key, plan[TOPICS[key]]] as const), ['goal', plan.goal] as const].map(
        ([key, topic]) => [
          key,
          topic.current.map(({ value, recorded, by }) => ({
            by: by.flatMap(({ name }) => name ?? []),
            ...(value === undefined ? {} : { value }),
            ...(recorded ? { recorded: recorded.text } : {}),
          })),
        ],
      ),
    ),
    seen: seenIn(record, options),
    inTurn: representativesInTurn(persons, standard).map(({ person: { key }, as }) => ({ key, as })),
    choices: choicesOf(standard),
    ...wordingOf(standard, parts.questionnaires ?? []),
    timeZone: options.timeZone,
  };
}

function shown({ decision, comment, recorded, parties, by }: RecordedDecision): DeskDecision {
  return {
    kind: decision.kind,
    ...(decision.kind === 'onlyIf' ? { condition: decision.condition } : {}),
    ...(comment === undefined ? {} : { because: comment }),
    ...(recorded ? { recorded: recorded.text } : {}),
    parties: parties.flatMap(({ name }) => name ?? []),
    declaration: by === 'advanceDirective',
  };
}

/** Of each row, the versions that count now. */
export function seenIn(
  record: readonly FhirResource[],
  options: ReadingOptions,
): Readonly<Record<string, readonly string[]>> {
  const seen: Record<string, string[]> = {};
  for (const each of countingNow(record, options))
    seen[each.key] = [...(seen[each.key] ?? []), versionOf(each)];
  return seen;
}

/** Those close to the patient. Without anybody under the role itself, whom the law appointed represents. */
function closePersons(
  record: readonly FhirResource[],
  patientId: string,
  standard: PlanStandard,
): readonly PersonNotes[] {
  const own = record.filter(({ patient }) => targetOf(patient)?.id === patientId);
  const persons = readPersons(loadedRecord(own.filter(({ active }) => active !== false)), standard, []);
  if (persons.some(({ representative }) => representative)) return persons;
  const legal = standard.contactPerson.roles.filter(({ legalRepresentative }) => legalRepresentative);
  return persons.map((person) => ({
    ...person,
    representative: person.roles.some((role) => legal.some(({ code }) => code === role)),
  }));
}

function capacityOf({ patient }: CarePlan): Pick<ConversationNotes, 'capacity'> {
  const { capable, comment } = patient.legalCapacity;
  if (capable === undefined) return {};
  return { capacity: { capable, ...(comment === undefined ? {} : { comment }) } };
}

const ASKED = ['goal', 'place', 'euthanasia', 'donor', 'professional.function'];

/** The answers that can be chosen, in the words of the form; "unknown" is a state of every question and no choice. */
function choicesOf(standard: PlanStandard): DeskOpening['choices'] {
  const form = formOf(standard);
  const asked = ASKED.map((means): [string, readonly DeskChoice[]] => [
    means,
    (itemMeaning(form, means)?.options ?? [])
      .filter((option) => meaningOf(option) !== 'unknown')
      .map((option) => ({ code: meaningOf(option), label: option.label })),
  ]);
  const listed = (list: readonly DeskChoice[]) => list.map(({ code, label }) => ({ code, label }));
  return {
    ...Object.fromEntries(asked),
    icd: listed(standard.icd.types),
    roles: listed(standard.contactPerson.roles),
    relations: listed(standard.contactPerson.relations),
    treatments: standard.treatments.map(({ key, label }) => ({ code: key, label })),
  };
}

/** The newest that was installed words the form. */
function wordingOf(
  standard: PlanStandard,
  questionnaires: readonly FhirResource[],
): Pick<DeskOpening, 'wording'> {
  const form = formOf(standard);
  const published = questionnaires.flatMap((each) => publishedWording(each, form) ?? []).at(-1);
  return published === undefined ? {} : { wording: wordingByMeaning(published, form) };
}

/** A conflict in words that both can read. */
export function conflictShown({ key, now }: RowConflict): DeskConflict {
  return {
    key,
    now: now.map(({ decision, recorded }) => ({
      ...(decision ? { kind: decision.kind } : {}),
      ...(decision?.kind === 'onlyIf' ? { condition: decision.condition } : {}),
      ...(recorded === undefined ? {} : { recorded }),
    })),
  };
}

/** Name and function of who leads, as far as the directory says. */
export function professionalIn(
  role: FhirResource | undefined,
  person: FhirResource | undefined,
  reference: string,
): ConversationNotes['professional'] {
  return { name: readNameParts(person?.name ?? role?.name), reference };
}
