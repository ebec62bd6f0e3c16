import type { FhirResource } from '@caecilia/fhir';
import type { Answer, Doubt, Standing, Topic } from '../plan.ts';
import { codesOfTopic, entryOf } from '../standard/lexicon.ts';
import type { Code, ObservationTopic } from '../standard/standard.ts';
import {
  type Concept,
  conceptOf,
  type Element,
  elementsOf,
  isPresent,
  notesOf,
  wordsOf,
  wordsOfConcept,
} from './element.ts';
import { hasUnknownModifier } from './modifiers.ts';
import { isClearlyBefore, newestFirst } from './planDate.ts';
import { isAbout, isInFuture, originalOf, type Reader } from './reader.ts';
import { isWithheld } from './treatmentNames.ts';

const STANDING = new Map<unknown, Standing>([
  ['final', 'inForce'],
  ['amended', 'inForce'],
  ['corrected', 'inForce'],
  ['registered', 'proposed'],
  ['preliminary', 'proposed'],
  ['cancelled', 'rejected'],
  ['entered-in-error', 'voided'],
]);

type Said = Pick<Answer, 'state'> &
  Partial<Pick<Answer, 'value' | 'place' | 'doubt' | 'declined'>> & { readonly beside?: string };

/** All answers to one question of the plan; the newest counts, two of the same date that differ are both shown. */
export function readTopic(topic: ObservationTopic, reader: Reader): Topic {
  const codes = codesOfTopic(reader.lexicon.standards, topic);
  const answers = reader.record
    .ofType('Observation')
    .filter((observation) => reader.lexicon.has(conceptOf(observation.code), codes))
    .filter((observation) => isAbout(reader, observation.subject))
    .map((observation) => readAnswer(observation, topic, reader));
  return settleTopic(answers);
}

/** An answer is what someone said at a moment: a clearly later one replaces it, whatever it says. */
export function settleTopic(answers: readonly Answer[]): Topic {
  const inForce = answers
    .filter(({ standing }) => standing === 'inForce')
    .sort((left, right) => newestFirst(left.recorded, right.recorded));
  const current: Answer[] = [];
  for (const answer of inForce) {
    const older = inForce.some(
      (other) => !other.datedInFuture && isClearlyBefore(answer.recorded, other.recorded),
    );
    if (!older && !current.some((counted) => isSameAnswer(counted, answer))) current.push(answer);
  }
  return { current, former: inForce.filter((answer) => !current.includes(answer)) };
}

function isSameAnswer(left: Answer, right: Answer): boolean {
  return (
    left.state === right.state &&
    left.state !== 'unreadable' &&
    JSON.stringify(left.value) === JSON.stringify(right.value)
  );
}

function readAnswer(observation: FhirResource, topic: ObservationTopic, reader: Reader): Answer {
  // A status that was partly held back is not the whole of it.
  const standing = isPresent(observation._status) ? undefined : STANDING.get(observation.status);
  const { beside, ...said }: Said =
    standing === undefined ? unreadable('unknownStatus') : readValue(observation, topic, reader);
  const recorded = reader.date(observation.effectiveDateTime) ?? reader.date(observation.issued);
  return {
    original: originalOf(observation),
    standing: standing ?? 'inForce',
    datedInFuture: isInFuture(recorded, reader.now),
    notes: [...(beside === undefined ? [] : [beside]), ...notesOf(observation)],
    by: elementsOf(observation.performer).map(reader.people.partyOf),
    ...(recorded ? { recorded } : {}),
    ...said,
  };
}

const unreadable = (doubt: Doubt): Said => ({ state: 'unreadable', doubt });

function readValue(observation: FhirResource, topic: ObservationTopic, reader: Reader): Said {
  if (hasUnknownModifier(observation)) return unreadable('unknownModifier');
  // An answer with a focus is about somebody else than the patient whose record it is in.
  if (isPresent(observation.focus)) return unreadable('aboutAnother');
  const values = Object.keys(observation).filter(
    (name) => /^value[A-Z]/.test(name) && isPresent(observation[name]),
  );
  const absent = isPresent(observation.dataAbsentReason);
  if (values.length + Number(absent) > 1) return unreadable('unknownValue');
  if (absent) return notKnown(observation, observation.dataAbsentReason, reader);
  const text = wordsOf(observation.valueString);
  if (text !== undefined) return { state: 'known', value: text };
  if (values[0] !== 'valueCodeableConcept')
    return unreadable(values.length > 0 ? 'unknownValue' : 'noDecision');
  return readCodedValue(observation, topic, reader);
}

function readCodedValue(observation: FhirResource, topic: ObservationTopic, reader: Reader): Said {
  const { standards } = reader.lexicon;
  if (elementsOf(observation.valueCodeableConcept).some(isWithheld)) return unreadable('withheld');
  const concept = conceptOf(observation.valueCodeableConcept);
  const unknown = standards.flatMap(({ answers }) => answers.unknown);
  if (
    disagrees(concept, [...unknown, ...standards.flatMap(({ observations }) => observations[topic].values)])
  )
    return unreadable('severalAnswers');
  if (reader.lexicon.has(concept, unknown)) return notKnown(observation, undefined, reader);
  const entry = entryOf(
    concept,
    standards.flatMap(({ observations }) => observations[topic].values),
  );
  if (entry)
    return {
      state: 'known',
      value: entry.label,
      ...(entry.place ? { place: entry.place } : {}),
      ...(concept.text ? { beside: concept.text } : {}),
    };
  const value = wordsOfConcept(concept);
  return value === undefined ? unreadable('unknownValue') : { state: 'known', value };
}

/** True when the codings of one value stand for different answers; a code of another system is a translation. */
function disagrees({ codings }: Concept, values: readonly Code[]): boolean {
  const systems = new Set(values.map(({ system }) => system));
  const said = codings.filter(({ system }) => systems.has(system)).map(({ code }) => code);
  return new Set(said).size > 1;
}

/** No answer: not asked, would not speak of it, or asked and not known. The notes may say it in the standard's words. */
function notKnown(observation: Element, reason: unknown, { lexicon }: Reader): Said {
  const concept = conceptOf(reason);
  const codes = (which: 'notAsked' | 'declined') =>
    lexicon.standards.flatMap(({ answers }) => answers[which]);
  if (lexicon.has(concept, codes('declined'))) return { state: 'notDiscussed', declined: true };
  if (lexicon.has(concept, codes('notAsked'))) return { state: 'notDiscussed' };
  const discussed = notesOf(observation).every((note) => lexicon.undecided(note) !== 'notDiscussed');
  return { state: discussed ? 'unknown' : 'notDiscussed' };
}
