import type { FhirResource } from '@caecilia/fhir';
import type { Answer, Standing, Topic } from '../plan.ts';
import { settleTopic } from './answers.ts';
import { conceptOf, elementsOf, isPresent, notesOf, wordsOfConcept } from './element.ts';
import { hasUnknownModifier } from './modifiers.ts';
import { isAbout, isInFuture, originalOf, type Reader } from './reader.ts';
import { isWithheld } from './treatmentNames.ts';

const STANDING = new Map<unknown, Standing>([
  ['proposed', 'proposed'],
  ['planned', 'proposed'],
  ['accepted', 'inForce'],
  ['active', 'inForce'],
  ['on-hold', 'ended'],
  ['completed', 'ended'],
  ['cancelled', 'ended'],
  ['rejected', 'rejected'],
  ['entered-in-error', 'voided'],
]);

function isMedicalPolicyGoal(goal: FhirResource, { lexicon }: Reader): boolean {
  const categories = elementsOf(goal.category).map(conceptOf);
  const profiles = goal.meta?.profile ?? [];
  return (
    lexicon.goal(conceptOf(goal.description)) !== undefined ||
    lexicon.standards.some(
      ({ medicalPolicyGoal: { category }, profiles: own }) =>
        (category && categories.some((each) => lexicon.has(each, [category]))) ||
        profiles.some((profile) => profile.split('|')[0] === own.medicalPolicyGoal),
    )
  );
}

/** The goal of treatment that was agreed: the newest active one. */
export function readGoal(reader: Reader): Topic {
  return settleTopic(
    reader.record
      .ofType('Goal')
      .filter((goal) => isMedicalPolicyGoal(goal, reader) && isAbout(reader, goal.subject))
      .map((goal) => readOne(goal, reader)),
  );
}

function readOne(goal: FhirResource, reader: Reader): Answer {
  // A status that was partly held back is not the whole of it.
  const standing = isPresent(goal._lifecycleStatus) ? undefined : STANDING.get(goal.lifecycleStatus);
  const recorded = reader.date(goal.statusDate) ?? reader.date(goal.startDate);
  const about = {
    original: originalOf(goal),
    standing: standing ?? ('inForce' as const),
    datedInFuture: isInFuture(recorded, reader.now),
    notes: [...wordsBeside(goal, reader), ...notesOf(goal)],
    by: goal.expressedBy === undefined ? [] : [reader.people.partyOf(goal.expressedBy)],
    ...(recorded ? { recorded } : {}),
  };
  if (standing === undefined) return { ...about, state: 'unreadable', doubt: 'unknownStatus' };
  if (hasUnknownModifier(goal)) return { ...about, state: 'unreadable', doubt: 'unknownModifier' };
  return { ...about, ...readDescription(goal, reader) };
}

function readDescription(
  goal: FhirResource,
  reader: Reader,
): Pick<Answer, 'state' | 'value' | 'doubt' | 'readAs'> {
  if (elementsOf(goal.description).some(isWithheld)) return { state: 'unreadable', doubt: 'withheld' };
  const concept = conceptOf(goal.description);
  const unknown = reader.lexicon.standards.flatMap(({ answers }) => answers.unknown);
  const goals = new Set(
    concept.codings.flatMap((coding) => reader.lexicon.goal({ codings: [coding] })?.code.code ?? []),
  );
  const isUnknown = reader.lexicon.has(concept, unknown);
  const others = [...goals].filter((code) => !unknown.some((each) => each.code === code));
  if (others.length + Number(isUnknown) > 1) return { state: 'unreadable', doubt: 'severalAnswers' };
  if (isUnknown) return { state: 'unknown' };
  const known = reader.lexicon.goal(concept);
  if (known) {
    const readAs = known.replaced && { from: known.replaced.code, to: known.code.code };
    return { state: 'known', value: known.label, ...(readAs ? { readAs } : {}) };
  }
  const words = wordsOfConcept(concept);
  return words === undefined
    ? { state: 'unreadable', doubt: 'unknownValue' }
    : { state: 'known', value: words };
}

/** Words that were recorded together with a known code. */
function wordsBeside(goal: FhirResource, { lexicon }: Reader): readonly string[] {
  const concept = conceptOf(goal.description);
  return lexicon.goal(concept) && concept.text !== undefined ? [concept.text] : [];
}
