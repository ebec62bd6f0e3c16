import type { FhirResource } from '@caecilia/fhir';
import type { Code, ObservationTopic, PlanStandard } from '../standard/standard.ts';
import { listed } from '../writing/people.ts';
import type { AnswerNotes, ConversationNotes } from './notes.ts';
import { identifierOf, languageOf, partyReference, subjectOf, type Writing } from './writing.ts';

/** The questions of the standard that are answered by an Observation, by their name in the notes. */
export const TOPICS = {
  wishes: 'specificCareWishes',
  purpose: 'senseOfPurpose',
  place: 'preferredPlaceOfDeath',
  euthanasia: 'positionRegardingEuthanasia',
  donor: 'organDonationChoiceRegistration',
} as const satisfies Readonly<Record<string, ObservationTopic>>;

export type TopicKey = keyof typeof TOPICS;
export const TOPIC_KEYS: readonly TopicKey[] = ['wishes', 'purpose', 'place', 'euthanasia', 'donor'];

const noteOf = ({ note }: AnswerNotes) => (note === undefined ? {} : { note: [{ text: note }] });

/** The coded value that says "unknown" in a list of the standard; undefined where the list has none. */
export function unknownAmong<T extends Code>(values: readonly T[], standard: PlanStandard): T | undefined {
  return values.find(({ system, code }) =>
    standard.answers.unknown.some((each) => each.system === system && each.code === code),
  );
}

/** The agreed goal. A version without a code for "unknown" has no Goal for it. */
export function writeGoal(notes: ConversationNotes, writing: Writing): readonly FhirResource[] {
  const { standard } = writing;
  const { goal } = notes;
  const { category } = standard.medicalPolicyGoal;
  const values = standard.medicalPolicyGoal.values.filter(({ onlyRead }) => !onlyRead);
  const value =
    goal?.state === 'known' && goal.code !== undefined
      ? listed(values, goal.code)
      : goal?.state === 'unknown'
        ? unknownAmong(values, standard)
        : undefined;
  if (!goal || !value) return [];
  return [
    {
      resourceType: 'Goal',
      id: writing.id('goal'),
      meta: { profile: [standard.profiles.medicalPolicyGoal] },
      ...languageOf(writing),
      identifier: [identifierOf(writing)],
      lifecycleStatus: 'active',
      ...(category ? { category: [{ coding: [{ ...category }] }] } : {}),
      description: { coding: [{ system: value.system, code: value.code }] },
      subject: subjectOf(writing),
      statusDate: notes.on.slice(0, 10),
      ...noteOf(goal),
    },
  ];
}

/** Each answered question as an Observation. "Not discussed" writes nothing: it must not stand before an older answer. */
export function writeObservations(notes: ConversationNotes, writing: Writing): readonly FhirResource[] {
  return TOPIC_KEYS.flatMap((key) => {
    const answer = notes[key];
    return answer && answer.state !== 'notDiscussed' ? [writeObservation(key, answer, notes, writing)] : [];
  });
}

function writeObservation(
  key: TopicKey,
  answer: AnswerNotes,
  notes: ConversationNotes,
  writing: Writing,
): FhirResource {
  const { standard } = writing;
  const { codes, method, values } = standard.observations[TOPICS[key]];
  const performer = partyReference('professional', notes, writing);
  return {
    resourceType: 'Observation',
    id: writing.id(key),
    meta: { profile: [standard.profiles[TOPICS[key]]] },
    ...languageOf(writing),
    identifier: [identifierOf(writing)],
    status: 'final',
    code: { coding: codes.slice(0, 1) },
    subject: subjectOf(writing),
    encounter: { reference: `Encounter/${writing.id('talk')}` },
    effectiveDateTime: notes.on,
    ...(performer === undefined ? {} : { performer: [{ reference: performer }] }),
    ...saidAs(answer, values, standard),
    ...(method ? { method: { coding: [{ system: method.system, code: method.code }] } } : {}),
    ...noteOf(answer),
  };
}

function saidAs(
  answer: AnswerNotes,
  values: PlanStandard['observations'][ObservationTopic]['values'],
  standard: PlanStandard,
): object {
  if (answer.state === 'known') {
    if (answer.code === undefined) return { valueString: answer.words };
    const { system, code } = listed(values, answer.code);
    return { valueCodeableConcept: { coding: [{ system, code }] } };
  }
  if (answer.state === 'declined') return absent(standard.answers.declined[0]);
  const unknown = unknownAmong(values, standard);
  if (unknown) return { valueCodeableConcept: { coding: [{ system: unknown.system, code: unknown.code }] } };
  const { notAsked, unknown: reasons } = standard.answers;
  return absent(reasons.find(({ system }) => system === notAsked[0]?.system));
}

function absent(reason: Code | undefined): object {
  if (!reason) throw new Error('the standard has no reason for an answer that is absent');
  return { dataAbsentReason: { coding: [{ ...reason }] } };
}
