import type { FhirResource } from '@caecilia/fhir';
import { targetOf } from '../reading/references.ts';
import { planLexicon } from '../standard/lexicon.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { allItems, type FormAnswers } from './formAnswers.ts';
import type { ConversationNotes, NameNotes } from './notes.ts';
import { formOf } from './readForm.ts';
import { readResources } from './readResources.ts';
import { answersOf } from './writeForm.ts';
import { writeResources } from './writeResources.ts';
import type { Writing } from './writing.ts';

/** Why an answer of the form is not in the resources, or another one is. */
export type LossReason =
  /** The standard has no element for it: it lives on the form only. */
  | 'noElement'
  /** A resource says that something is there; none says that it is not, or that it is not known. */
  | 'onlyPresence'
  /** This version has no code for the answer. */
  | 'noCode'
  /** The form has one box where the resource says more. */
  | 'oneBox'
  /** A limit without a treatment is no directive. */
  | 'unnamedTreatment'
  /** Words beside a box that is not ticked. */
  | 'wordsWithoutTick'
  /** "Only if" with words that say that nothing was decided is read as that. */
  | 'nothingDecided'
  /** A prefix without a family name is written as the family name. */
  | 'prefixAlone'
  /** Somebody who represents or is called first is told of without a name or number. */
  | 'personWithoutName';

/** An answer that the resources alone would not give back. It is kept on the response. */
export interface Loss {
  readonly linkId: string;
  readonly means: string;
  readonly reason: LossReason;
  readonly said: readonly string[];
  readonly rebuilt: readonly string[];
}

/** A difference that no rule explains: a fault of this module, never of the person who typed. */
export interface UnexplainedLoss extends Omit<Loss, 'reason'> {
  readonly reason: 'unexplained';
}

type Rule = (said: readonly string[], notes: ConversationNotes, standard: PlanStandard) => boolean;

/** What is known to have no place, by question. Everything else must come back as it was said. */
const RULES: readonly (readonly [means: RegExp, reason: LossReason, holds: Rule])[] = [
  [/^(earlier($|\.)|share$)/, 'noElement', () => true],
  [/^informRelatives$/, 'onlyPresence', ([said]) => said === 'no'],
  [/^icd\.(present|comment)$/, 'onlyPresence', (_said, { icd }) => icd?.present !== 'yes'],
  [/^icd\.type$/, 'oneBox', () => true],
  [/^goal$/, 'noCode', ([said]) => said === 'unknown'],
  [/^other\./, 'unnamedTreatment', (_said, { otherLimits }) => otherLimits.some(isUnnamed)],
  [/^representative\.isFirstContact$/, 'personWithoutName', () => true],
  [/\.other(Role|Relation)$/, 'wordsWithoutTick', () => true],
  [/^(present|representative)\.roles$/, 'wordsWithoutTick', (said) => said.includes('other')],
  [/\.(prefix|family)$/, 'prefixAlone', (_said, notes) => namesOf(notes).some(isPrefixAlone)],
  [
    /^(limit\..*|other)\.(treatment|decision|condition|because)$/,
    'nothingDecided',
    (_said, { limits, otherLimits }, standard) =>
      [...Object.values(limits), ...otherLimits].some(
        ({ condition = '' }) => planLexicon([standard]).undecided(condition) !== undefined,
      ),
  ],
];

const namesOf = ({ patient, professional, persons }: ConversationNotes) => [
  patient.name,
  professional.name,
  ...persons.flatMap(({ name }) => name ?? []),
];

const isPrefixAlone = ({ prefix, family }: NameNotes) => prefix !== undefined && family === undefined;

function reasonFor(
  means: string,
  said: readonly string[],
  notes: ConversationNotes,
  standard: PlanStandard,
): LossReason | undefined {
  return RULES.find(([pattern, , holds]) => pattern.test(means) && holds(said, notes, standard))?.[1];
}

const isUnnamed = ({ treatment }: { readonly treatment?: string }) => treatment === undefined;

/**
 * What the resources of notes would not give back to the form, found by doing it: the notes are written, read back and
 * laid beside each other. `record` has what the notes refer to. So the report cannot forget anything; a difference without a known reason is `unexplained`.
 */
export function lossesOf(
  notes: ConversationNotes,
  writing: Writing,
  record: readonly FhirResource[] = [],
): readonly (Loss | UnexplainedLoss)[] {
  const written = [...referredTo(notes, record), ...writeResources(notes, writing)];
  const rebuilt = readResources(written, writing.standard, writing.patientId);
  const pairs = differences(
    answersOf(notes, writing.standard),
    answersOf(rebuilt, writing.standard),
    writing.standard,
  );
  return pairs.map((pair) => ({
    ...pair,
    reason: reasonFor(pair.means, pair.said, notes, writing.standard) ?? ('unexplained' as const),
  }));
}

/** People and the device that the notes take from the record, which is where they are read from again. */
function referredTo(notes: ConversationNotes, record: readonly FhirResource[]): readonly FhirResource[] {
  const wanted = new Set([
    ...notes.persons.flatMap(({ reference }) => reference ?? []),
    notes.professional.reference,
    notes.icd?.reference,
  ]);
  const isWanted = ({ resourceType, id }: FhirResource) => wanted.has(`${resourceType}/${String(id)}`);
  const named = record.filter(isWanted);
  const behind = named.flatMap(({ practitioner, device }) =>
    [practitioner, device].flatMap((reference) => targetOf(reference) ?? []),
  );
  return [
    ...named,
    ...record.filter(({ resourceType, id }) =>
      behind.some((target) => target.type === resourceType && target.id === id),
    ),
  ];
}

/** Questions that two sheets of answers answer differently. The order of ticks says nothing. */
export function differences(
  left: FormAnswers,
  right: FormAnswers,
  standard: PlanStandard,
): readonly Omit<Loss, 'reason'>[] {
  return allItems(formOf(standard).items).flatMap(({ linkId, means }) => {
    if (means === undefined) return [];
    const [said, rebuilt] = [saidTo(left, means), saidTo(right, means)];
    return JSON.stringify(said) === JSON.stringify(rebuilt) ? [] : [{ linkId, means, said, rebuilt }];
  });
}

function saidTo(answers: FormAnswers, means: string): readonly string[] {
  const groups = answers.groups.get(means);
  if (groups) return groups.map((group) => JSON.stringify([...group.values].toSorted()));
  return [...new Set(answers.values.get(means))].toSorted();
}
