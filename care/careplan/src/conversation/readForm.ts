import type { FhirResource } from '@caecilia/fhir';
import { civilDay, Problem } from '@caecilia/kernel';
import type { PlanForm } from '../standard/form.ts';
import { type PlanLexicon, planLexicon } from '../standard/lexicon.ts';
import type { PlanStandard } from '../standard/standard.ts';
import {
  answerTo,
  type FormAnswers,
  itemMeaning,
  readAnswers,
  UNNAMED,
  type UnplacedAnswer,
} from './formAnswers.ts';
import type { MappingNote } from './mapping.ts';
import type {
  AnswerNotes,
  ConversationNotes,
  LimitNotes,
  OtherLimitNotes,
  PartyKey,
  PersonNotes,
  SubjectNotes,
  YesNoUnknown,
} from './notes.ts';
import { isDecidedState } from './notes.ts';
import { readName, readPersons } from './readFormPeople.ts';

/** A form as notes, with what was read as something else and what has no place. */
export interface ReadForm {
  readonly notes: ConversationNotes;
  readonly mapped: readonly MappingNote[];
  readonly unplaced: readonly UnplacedAnswer[];
}

/** The form of a version. Throws where its pack brings none. */
export function formOf({ form, id }: PlanStandard): PlanForm {
  if (!form) throw new Problem('not-supported', `The pack of ${id} has no form for a conversation.`);
  return form;
}

/**
 * Reads a response to the form into notes. Pure. What is not answered is absent; nothing is guessed but who agrees,
 * which the form does not ask: see `partiesFromPresence`. Throws `Problem('structure')` for a response to another form
 * or one without any date.
 */
export function readForm(response: FhirResource, standard: PlanStandard, timeZone: string): ReadForm {
  const form = formOf(standard);
  const { answers, unplaced } = readAnswers(response, form);
  const mapped: MappingNote[] = [];
  const note = (each: MappingNote) => mapped.push(each);
  const persons = readPersons(answers, standard, note);
  const patientPresent = answerTo(answers, 'present.patient') === 'yes';
  const capacity = readCapacity(answers);
  const parties = partiesFromPresence(persons, patientPresent, capacity?.capable);
  const limits = readLimits(answers, standard, parties, note);
  const otherLimits = readOtherLimits(answers, parties, note);
  if (Object.values(limits).length + otherLimits.length > 0)
    note({ means: 'parties', note: 'partiesFromPresence' });
  noteReplacedGoal(response, answers, form, note);
  const notes: ConversationNotes = {
    on: heldOn(response, answers, note),
    patient: readSubject(answers, timeZone, note),
    professional: readProfessional(answers),
    patientPresent,
    persons,
    ...(capacity ? { capacity } : {}),
    limits,
    otherLimits,
    ...readTopics(answers),
    ...readIcd(answers),
    ...readSharing(answers),
  };
  return { notes, mapped, unplaced };
}

function heldOn(response: FhirResource, answers: FormAnswers, note: (note: MappingNote) => void): string {
  const held = answerTo(answers, 'heldOn');
  if (held !== undefined) return held;
  if (typeof response.authored !== 'string')
    throw new Problem('structure', 'This form does not say when the conversation was held.');
  note({ means: 'heldOn', note: 'dateOfFillingIn', to: response.authored });
  return response.authored;
}

function readSubject(
  answers: FormAnswers,
  timeZone: string,
  note: (note: MappingNote) => void,
): SubjectNotes {
  const birth = answerTo(answers, 'patient.birthDate');
  const name = readName(answers, 'patient') ?? {};
  if (birth === undefined) return { name };
  if (!birth.includes('T')) return { name, birthDate: birth };
  const birthDate = civilDay(new Date(birth), timeZone);
  note({ means: 'patient.birthDate', note: 'birthDateWithoutTime', from: birth, to: birthDate });
  return { name, birthDate };
}

function readProfessional(answers: FormAnswers): ConversationNotes['professional'] {
  const role = answerTo(answers, 'professional.function');
  return {
    name: readName(answers, 'professional') ?? {},
    ...(role === undefined ? {} : { function: role }),
  };
}

function readCapacity(answers: FormAnswers): ConversationNotes['capacity'] {
  const capable = answerTo(answers, 'capable');
  if (capable === undefined) return undefined;
  const comment = answerTo(answers, 'capable.comment');
  return { capable: capable === 'yes', ...(comment === undefined ? {} : { comment }) };
}

/**
 * Who is taken to agree where nobody said so: the patient who is there and can decide, else who represents, else
 * whoever was there; and who led the conversation.
 */
export function partiesFromPresence(
  persons: readonly PersonNotes[],
  patientPresent: boolean,
  capable: boolean | undefined,
): readonly PartyKey[] {
  if (patientPresent && capable !== false) return ['patient', 'professional'];
  const representatives = persons.filter(({ representative }) => representative);
  const others = representatives.length > 0 ? representatives : persons.filter(({ present }) => present);
  return [...others.map(({ key }) => key), 'professional'];
}

function readLimits(
  answers: FormAnswers,
  standard: PlanStandard,
  parties: readonly PartyKey[],
  note: (note: MappingNote) => void,
): Record<string, LimitNotes> {
  const lexicon = planLexicon([standard]);
  const limits: Record<string, LimitNotes> = {};
  for (const { key } of standard.treatments) {
    const decision = answerTo(answers, `limit.${key}.decision`);
    if (decision === undefined) continue;
    const because = answerTo(answers, `limit.${key}.because`);
    const said = readState(decision, answerTo(answers, `limit.${key}.condition`), lexicon);
    if (decision === 'onlyIf' && !isDecidedState(said.state))
      note({ means: `limit.${key}.condition`, note: 'nothingDecided', to: said.state });
    limits[key] = { ...said, ...(because === undefined ? {} : { because }), parties };
  }
  return limits;
}

/** "Only if" without words, or with words that say that nothing was decided, decides nothing. */
function readState(
  decision: string,
  words: string | undefined,
  lexicon: PlanLexicon,
): Pick<LimitNotes, 'state' | 'condition'> {
  if (decision === 'do' || decision === 'doNot' || decision === 'notDiscussed') return { state: decision };
  if (decision !== 'onlyIf' || words === undefined) return { state: 'unknown' };
  return stateOfWords(words, lexicon);
}

/** What a specification says: a condition, or in the words of the standard that nothing was decided. */
export function stateOfWords(words: string, lexicon: PlanLexicon): Pick<LimitNotes, 'state' | 'condition'> {
  if (lexicon.declined(words)) return { state: 'declined' };
  const undecided = lexicon.undecided(words);
  return undecided ? { state: undecided } : { state: 'onlyIf', condition: words };
}

function readOtherLimits(
  answers: FormAnswers,
  parties: readonly PartyKey[],
  note: (note: MappingNote) => void,
): readonly OtherLimitNotes[] {
  const decision = answerTo(answers, 'other.decision');
  const named = answerTo(answers, 'other.treatment');
  const treatment = named === UNNAMED ? undefined : named;
  if (decision === undefined) return [];
  const because = answerTo(answers, 'other.because');
  if (treatment === undefined) note({ means: 'other.decision', note: 'unnamedTreatment' });
  const state = decision === 'do' || decision === 'doNot' ? decision : 'unknown';
  return [
    {
      ...(treatment === undefined ? {} : { treatment }),
      state,
      ...(because === undefined ? {} : { because }),
      parties,
    },
  ];
}

/** The form has an older code for a goal: it is read as the code of the standard, and both are named. */
function noteReplacedGoal(
  response: FhirResource,
  answers: FormAnswers,
  form: PlanForm,
  note: (note: MappingNote) => void,
): void {
  const goal = answerTo(answers, 'goal');
  const option = itemMeaning(form, 'goal')?.options.find(({ means }) => means === goal);
  if (response.resourceType !== 'QuestionnaireResponse' || option?.means === undefined) return;
  if (option.means !== 'unknown' && option.means !== option.code)
    note({ means: 'goal', note: 'codeReplaced', from: option.code, to: option.means });
}

function readTopics(answers: FormAnswers): Partial<ConversationNotes> {
  const coded = (means: string): AnswerNotes | undefined => {
    const code = answerTo(answers, means);
    const note = answerTo(answers, `${means}.note`);
    if (code === undefined) return undefined;
    const beside = note === undefined ? {} : { note };
    return code === 'unknown' ? { state: 'unknown', ...beside } : { state: 'known', code, ...beside };
  };
  const spoken = (means: string): AnswerNotes | undefined => {
    const words = answerTo(answers, means);
    return words === undefined ? undefined : { state: 'known', words };
  };
  const topics = {
    wishes: spoken('wishes'),
    purpose: spoken('purpose'),
    goal: coded('goal'),
    place: coded('place'),
    euthanasia: coded('euthanasia'),
    donor: coded('donor'),
  };
  return Object.fromEntries(Object.entries(topics).filter(([, answer]) => answer !== undefined));
}

const yesNo = (value: string): YesNoUnknown => (value === 'yes' || value === 'no' ? value : 'unknown');

function readIcd(answers: FormAnswers): Pick<ConversationNotes, 'icd'> {
  const present = answerTo(answers, 'icd.present');
  if (present === undefined) return {};
  const type = answerTo(answers, 'icd.type');
  const comment = answerTo(answers, 'icd.comment');
  return {
    icd: {
      present: yesNo(present),
      ...(type === undefined ? {} : { type }),
      ...(comment === undefined ? {} : { comment }),
    },
  };
}

function readSharing(answers: FormAnswers): Pick<ConversationNotes, 'earlier' | 'informRelatives' | 'share'> {
  const recorded = answerTo(answers, 'earlier');
  const comment = answerTo(answers, 'earlier.comment');
  const differ = answerTo(answers, 'earlier.differ');
  const informed = answerTo(answers, 'informRelatives');
  const share = answerTo(answers, 'share');
  return {
    ...(recorded === undefined
      ? {}
      : {
          earlier: {
            recorded: yesNo(recorded),
            ...(comment === undefined ? {} : { comment }),
            ...(differ === undefined ? {} : { differ: yesNo(differ) }),
          },
        }),
    ...(informed === undefined ? {} : { informRelatives: informed === 'yes' }),
    ...(share === undefined ? {} : { share: share === 'yes' ? 'yes' : 'unknown' }),
  };
}
