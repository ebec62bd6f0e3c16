import { plainWords } from '../reading/element.ts';
import { parsePlanDate } from '../reading/planDate.ts';
import { planLexicon } from '../standard/lexicon.ts';
import type { PlanStandard } from '../standard/standard.ts';
import type { AnswerNotes, ConversationNotes, LimitNotes } from './notes.ts';
import { isDecidedState } from './notes.ts';
import { TOPIC_KEYS, TOPICS } from './writeTopics.ts';

/** What is wrong with notes, by the part of them. `mustFix`: they cannot be concluded so; the others are shown. */
export interface NotesProblem {
  /** `limits.cpr`, `otherLimits.0`, `persons.a`, `on`, … */
  readonly at: string;
  readonly problem: NotesFault;
  readonly mustFix: boolean;
}

export type NotesFault =
  /** An agreement needs two who agree. */
  | 'tooFewParties'
  /** Who agrees is not among those in the notes. */
  | 'unknownParty'
  /** "Only if" without saying what. */
  | 'conditionMissing'
  /** The words of "only if" say that nothing was decided: then that is the state to choose. */
  | 'nothingDecided'
  | 'becauseMissing'
  | 'treatmentMissing'
  /** The treatment is one of the list, and has its own question. */
  | 'treatmentListed'
  | 'treatmentTwice'
  /** Neither the patient nor anybody close was there. */
  | 'nobodyThere'
  | 'incapableWithoutRepresentative'
  | 'incapablePatientAgrees'
  | 'severalRepresentatives'
  | 'icdOffWithoutIcd'
  | 'codeNotListed'
  | 'dateUnreadable'
  | 'dateInFuture';

/** When the notes are looked at. */
export interface CheckOptions {
  /** Civil time, as `planDate.ts` has it. */
  readonly now: string;
  readonly timeZone: string;
}

/**
 * Everything that is wrong with notes, in the order of the conversation. Two or more who agree are the rule of the data
 * set for each treatment directive; a patient who cannot decide and has no representative is shown and does not stop.
 */
export function checkNotes(
  notes: ConversationNotes,
  standard: PlanStandard,
  options: CheckOptions,
): readonly NotesProblem[] {
  return [
    ...checkDate(notes, options),
    ...checkPeople(notes, standard),
    ...Object.entries(notes.limits).flatMap(([key, limit]) =>
      checkLimit(`limits.${key}`, limit, notes, standard),
    ),
    ...checkKeys(notes, standard),
    ...checkOthers(notes, standard),
    ...checkTopics(notes, standard),
    ...checkIcd(notes, standard),
  ];
}

const fault = (at: string, problem: NotesFault): NotesProblem => ({ at, problem, mustFix: true });
const remark = (at: string, problem: NotesFault): NotesProblem => ({ at, problem, mustFix: false });

function checkDate({ on }: ConversationNotes, { now, timeZone }: CheckOptions): readonly NotesProblem[] {
  const date = parsePlanDate(on, timeZone);
  if (!date) return [fault('on', 'dateUnreadable')];
  return date.from > now ? [fault('on', 'dateInFuture')] : [];
}

function checkPeople(notes: ConversationNotes, standard: PlanStandard): readonly NotesProblem[] {
  const { persons, patientPresent, capacity } = notes;
  const representatives = persons.filter(({ representative }) => representative).length;
  const { roles, relations } = standard.contactPerson;
  const lists = (list: readonly { readonly code: string }[], code: string) =>
    list.some((each) => each.code === code);
  return [
    ...(patientPresent || persons.some(({ present }) => present) ? [] : [fault('persons', 'nobodyThere')]),
    ...(capacity?.capable === false && representatives === 0
      ? [remark('capacity', 'incapableWithoutRepresentative')]
      : []),
    ...(representatives > 1 ? [remark('persons', 'severalRepresentatives')] : []),
    ...persons
      .filter(
        ({ roles: own, relation }) =>
          !own.every((role) => lists(roles, role)) || (relation !== undefined && !lists(relations, relation)),
      )
      .map(({ key }) => fault(`persons.${key}`, 'codeNotListed')),
  ];
}

function checkKeys({ limits }: ConversationNotes, standard: PlanStandard): readonly NotesProblem[] {
  const known = new Set(standard.treatments.map(({ key }) => key));
  return Object.keys(limits)
    .filter((key) => !known.has(key))
    .map((key) => fault(`limits.${key}`, 'codeNotListed'));
}

function checkLimit(
  at: string,
  limit: LimitNotes,
  notes: ConversationNotes,
  standard: PlanStandard,
): readonly NotesProblem[] {
  const decided = isDecidedState(limit.state);
  return [
    ...checkParties(at, limit, notes),
    ...checkCondition(at, limit, standard),
    ...(decided && (limit.because ?? '').trim() === '' ? [remark(at, 'becauseMissing')] : []),
  ];
}

function checkParties(
  at: string,
  { parties }: LimitNotes,
  notes: ConversationNotes,
): readonly NotesProblem[] {
  const known = new Set<string>(['patient', 'professional', ...notes.persons.map(({ key }) => key)]);
  const distinct = new Set(parties);
  return [
    ...([...distinct].every((key) => known.has(key)) ? [] : [fault(at, 'unknownParty')]),
    ...(distinct.size < 2 ? [fault(at, 'tooFewParties')] : []),
    ...(distinct.has('patient') && notes.capacity?.capable === false
      ? [remark(at, 'incapablePatientAgrees')]
      : []),
  ];
}

function checkCondition(
  at: string,
  { state, condition }: LimitNotes,
  standard: PlanStandard,
): readonly NotesProblem[] {
  if (state !== 'onlyIf') return [];
  if ((condition ?? '').trim() === '') return [fault(at, 'conditionMissing')];
  return planLexicon([standard]).undecided(condition ?? '') === undefined
    ? []
    : [fault(at, 'nothingDecided')];
}

/** The words under which another treatment gets its row in the plan. */
export const otherKey = (treatment: string): string => `other:${plainWords(treatment)}`;

function checkOthers(notes: ConversationNotes, standard: PlanStandard): readonly NotesProblem[] {
  const lexicon = planLexicon([standard]);
  const seen = new Set<string>();
  return notes.otherLimits.flatMap((limit, index) => {
    const at = `otherLimits.${index}`;
    const words = limit.treatment ?? '';
    if (plainWords(words) === '') return [fault(at, 'treatmentMissing')];
    const code = lexicon.codeInWords(words);
    const listed = (code && lexicon.treatmentByCode(code)) ?? lexicon.treatmentByWords(words);
    const twice = seen.has(otherKey(words));
    seen.add(otherKey(words));
    return [
      ...(listed ? [fault(at, 'treatmentListed')] : []),
      ...(twice ? [fault(at, 'treatmentTwice')] : []),
      ...checkLimit(at, limit, notes, standard),
    ];
  });
}

function checkTopics(notes: ConversationNotes, standard: PlanStandard): readonly NotesProblem[] {
  const isListed = (answer: AnswerNotes | undefined, values: readonly { readonly code: string }[]) =>
    answer?.state !== 'known' || answer.code === undefined || values.some(({ code }) => code === answer.code);
  const topics = TOPIC_KEYS.map(
    (key) => [key, isListed(notes[key], standard.observations[TOPICS[key]].values)] as const,
  );
  const goal = ['goal', isListed(notes.goal, standard.medicalPolicyGoal.values)] as const;
  return [...topics, goal].filter(([, listed]) => !listed).map(([key]) => fault(key, 'codeNotListed'));
}

function checkIcd({ icd, limits }: ConversationNotes, standard: PlanStandard): readonly NotesProblem[] {
  const type = icd?.type;
  const unlisted = type !== undefined && !standard.icd.types.some(({ code }) => code === type);
  const off = standard.treatments
    .filter(({ role }) => role === 'icdDeactivation')
    .flatMap(({ key }) => limits[key] ?? []);
  return [
    ...(unlisted ? [fault('icd', 'codeNotListed')] : []),
    ...(off.some(({ state }) => isDecidedState(state)) && icd?.present !== 'yes'
      ? [remark('icd', 'icdOffWithoutIcd')]
      : []),
  ];
}
