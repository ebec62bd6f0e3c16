import { elementOf } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { instantIn, isReference, wordsOf } from '../element.ts';
import type { Instrument } from '../instrument/instrument.ts';
import type { InstrumentRegistry } from '../instrument/registry.ts';
import { type Answers, parseAnswers, type Score, score } from '../instrument/score.ts';
import { isReporter, type Reporter } from '../reporter.ts';

/** An instrument that was filled in once, by one person, at one moment. */
export interface AssessmentResponse {
  readonly instrument: Instrument;
  /** Logical id. */
  readonly patientId: string;
  /** When it was answered; UTC. */
  readonly at: Date;
  readonly reporter: Reporter;
  /** Whose answers these are: `Patient/…`, `RelatedPerson/…`, `Practitioner/…` or `PractitionerRole/…`. */
  readonly answeredBy: string;
  /** Who wrote them down. */
  readonly enteredBy: string;
  /** The contact it belongs to, `Encounter/…`. */
  readonly contact?: string;
  readonly answers: Answers;
  readonly score: Score;
  /** What the person wants to talk about first: a question with a number. */
  readonly first?: string;
}

/** Professionals, as references. */
export const PROFESSIONALS = ['Practitioner', 'PractitionerRole'] as const;

/**
 * A response as it came from outside, on the version of the instrument that is in use. Throws `Problem` with the place
 * in `expression`: for an instrument that is not in use, a reporter it does not take, a person who cannot be that
 * reporter, a moment in the future, an answer outside the range, and for no answer at all.
 */
export function parseResponse(
  registry: InstrumentRegistry,
  input: unknown,
  { patientId, now }: { readonly patientId: string; readonly now: Date },
): AssessmentResponse {
  const given = elementOf(input);
  const instrument = registry.inUse(wordsOf(given.instrument) ?? '');
  const at = parseMoment(given.at, now);
  const people = parsePeople(instrument, given, patientId);
  const answers = parseAnswers(instrument, given.answers);
  if (answers.size === 0)
    throw new Problem('required', 'Answer at least one question, or leave the list.', {
      expression: 'answers',
    });
  const contact = wordsOf(given.contact);
  if (contact !== undefined && !isReference(contact, 'Encounter'))
    throw new Problem('value', 'The contact is an Encounter of this record.', { expression: 'contact' });
  return {
    instrument,
    patientId,
    at,
    ...people,
    ...(contact === undefined ? {} : { contact }),
    answers,
    score: score(instrument, answers),
    ...parseFirst(answers, given.first),
  };
}

/** A moment that has come, with its time zone. Throws `Problem('value')`. */
export function parseMoment(input: unknown, now: Date, expression = 'at'): Date {
  const at = instantIn(input);
  if (at === undefined)
    throw new Problem('value', 'Say when, with date, time and time zone.', { expression });
  if (at > now.getTime()) throw new Problem('value', 'This moment has not come yet.', { expression });
  return new Date(at);
}

type People = Pick<AssessmentResponse, 'reporter' | 'answeredBy' | 'enteredBy'>;

function parsePeople(
  instrument: Instrument,
  given: Readonly<Record<string, unknown>>,
  patientId: string,
): People {
  const { reporter, answeredBy, enteredBy } = given;
  if (!isReporter(reporter) || !instrument.reporters.includes(reporter))
    throw new Problem('value', `Who answered is one of ${instrument.reporters.join(', ')}.`, {
      expression: 'reporter',
    });
  if (!isReference(answeredBy) || !mayAnswer(reporter, instrument, answeredBy, patientId))
    throw new Problem('value', ANSWERED_BY[reporter], { expression: 'answeredBy' });
  if (!isReference(enteredBy, 'Patient', 'RelatedPerson', ...PROFESSIONALS))
    throw new Problem('value', 'Say who wrote the answers down.', { expression: 'enteredBy' });
  // Filled in alone, on paper or on a screen that was handed over, and copied as it stands: still the person's own.
  if (reporter === 'self' && enteredBy !== answeredBy && given.copied !== true)
    throw new Problem('value', 'Answers that somebody else wrote down were given with help.', {
      expression: 'reporter',
    });
  // At home whoever helps sits beside the person, and is not always somebody of the record.
  if (reporter === 'helped' && enteredBy === answeredBy && given.helperUnnamed !== true)
    throw new Problem(
      'value',
      'Say who helped: answers given with help were written down by somebody else.',
      {
        expression: 'enteredBy',
      },
    );
  return { reporter, answeredBy, enteredBy };
}

/** What would be right, by reporter. */
const ANSWERED_BY: Readonly<Record<Reporter, string>> = {
  self: 'The answers are those of the person the questions are about.',
  helped: 'The answers are those of the person the questions are about, written down by somebody else.',
  proxy: 'Somebody close answered: name the person.',
  staff: 'A professional answered: name the professional.',
};

function mayAnswer(
  reporter: Reporter,
  { about }: Instrument,
  answeredBy: string,
  patientId: string,
): boolean {
  if (reporter === 'staff') return isReference(answeredBy, ...PROFESSIONALS);
  if (reporter === 'proxy' || about === 'carer') return isReference(answeredBy, 'RelatedPerson');
  return answeredBy === `Patient/${patientId}`;
}

function parseFirst(answers: Answers, input: unknown): { readonly first?: string } {
  const first = wordsOf(input);
  if (first === undefined) return {};
  if (answers.get(first)?.kind !== 'value')
    throw new Problem('value', 'What comes first is one of the questions that were answered.', {
      expression: 'first',
    });
  return { first };
}
