import { elementOf } from '@caecilia/fhir';
import { Problem, type ProblemIssue } from '@caecilia/kernel';
import {
  CONTACT_KINDS,
  type ContactKind,
  DIMENSIONS,
  type Dimension,
  PLACES,
  type Place,
} from '../choices.ts';
import { instantIn, isReference, wordsOf } from '../element.ts';
import { PROFESSIONALS, parseMoment } from '../response/response.ts';
import { type Present, parsePresent } from './present.ts';

export { CONTACT_KINDS, type ContactKind, DIMENSIONS, type Dimension, PLACES, type Place };

/**
 * What became of a dimension. One that has no finding was not touched: that is not the same as that nothing was found,
 * and not the same as that the patient did not want to talk about it.
 */
export type Finding =
  | { readonly kind: 'described'; readonly words: string }
  | { readonly kind: 'noConcerns' }
  | { readonly kind: 'declined' }
  /** It was asked, and the patient could not say: too ill, too tired, no common language. */
  | { readonly kind: 'couldNotAnswer' }
  /** Of the carer only. */
  | { readonly kind: 'noCarer' };

export type Findings = ReadonlyMap<Dimension, Finding>;

/** How a contact ended. A first consultation is complete only with every dimension touched. */
export type ContactEnd =
  | { readonly kind: 'complete'; readonly at: Date }
  | { readonly kind: 'partial'; readonly at: Date; readonly reason: string };

/** One contact of the team with a patient, or about them. */
export interface Contact {
  readonly patientId: string;
  readonly kind: ContactKind;
  readonly place: Place;
  /** The first consultation of this patient's question. */
  readonly first: boolean;
  readonly start: Date;
  /** `Practitioner/…` or `PractitionerRole/…`, at least one. */
  readonly professionals: readonly string[];
  readonly findings: Findings;
  /** Absent: nobody wrote down who was there beside the team. */
  readonly present?: Present;
  /** What happens next, in words. */
  readonly nextStep?: string;
  /** Absent while the contact is open. */
  readonly end?: ContactEnd;
}

const PLACE_OF: Readonly<Record<Exclude<ContactKind, 'followUp'>, Place>> = {
  phone: 'apart',
  video: 'apart',
  written: 'apart',
  mdt: 'apart',
  bedside: 'hospital',
  outpatient: 'clinic',
  home: 'home',
};

const MOST_LETTERS = 4000;

const isOneOf = <T extends string>(values: readonly T[], value: unknown): value is T =>
  values.some((each) => each === value);

/**
 * A contact as it came from outside, without findings. Throws `Problem` with the place in `expression`: for a kind
 * that does not exist, a follow-up without a place, a moment that has not come, and for nobody who was there.
 */
export function parseContact(
  input: unknown,
  { patientId, now }: { readonly patientId: string; readonly now: Date },
): Contact {
  const { kind, place, first, start, professionals, present: there, nextStep } = elementOf(input);
  if (!isOneOf(CONTACT_KINDS, kind))
    throw new Problem('value', `A contact is one of ${CONTACT_KINDS.join(', ')}.`, { expression: 'kind' });
  const people = Array.isArray(professionals) ? professionals.map(String) : [];
  if (people.length === 0 || !people.every((each) => isReference(each, ...PROFESSIONALS)))
    throw new Problem('required', 'Name who of the team had this contact.', { expression: 'professionals' });
  const present = parsePresent(there);
  return {
    patientId,
    kind,
    place: kind === 'followUp' ? parsePlace(place) : PLACE_OF[kind],
    first: first === true,
    start: parseMoment(start, now, 'start'),
    professionals: people,
    findings: new Map(),
    ...(present === undefined ? {} : { present }),
    ...parseNextStep(nextStep),
  };
}

/** What happens next, as it came from outside. Throws `Problem('value')` for too many words. */
export function parseNextStep(input: unknown): Pick<Contact, 'nextStep'> {
  const nextStep = wordsOf(input);
  if (nextStep !== undefined && nextStep.length > MOST_LETTERS)
    throw new Problem('value', `Write at most ${MOST_LETTERS} letters.`, { expression: 'nextStep' });
  return nextStep === undefined ? {} : { nextStep };
}

function parsePlace(input: unknown): Place {
  if (!isOneOf(PLACES, input))
    throw new Problem('required', `Say where the follow-up was: ${PLACES.join(', ')}.`, {
      expression: 'place',
    });
  return input;
}

/** Findings as they came from outside, by dimension: `{ is: 'described', words }`, or another kind of `Finding`. */
export function parseFindings(input: unknown): Findings {
  const given = Object.entries(elementOf(input));
  return new Map(
    given.map(([dimension, value]) => {
      if (!isOneOf(DIMENSIONS, dimension))
        throw new Problem('value', `A dimension is one of ${DIMENSIONS.join(', ')}.`, {
          expression: dimension,
        });
      return [dimension, parseFinding(dimension, value)];
    }),
  );
}

function parseFinding(dimension: Dimension, input: unknown): Finding {
  const { is, words } = elementOf(input);
  if (is === 'noConcerns' || is === 'declined' || is === 'couldNotAnswer') return { kind: is };
  if (is === 'noCarer' && dimension === 'carer') return { kind: is };
  const said = wordsOf(words);
  if (is !== 'described' || said === undefined || said.length > MOST_LETTERS)
    throw new Problem(
      'value',
      `Describe what was found, in at most ${MOST_LETTERS} letters, or choose an answer.`,
      {
        expression: dimension,
      },
    );
  return { kind: 'described', words: said };
}

/** The dimensions that nobody touched. */
export function untouched({ findings }: Pick<Contact, 'findings'>): readonly Dimension[] {
  return DIMENSIONS.filter((dimension) => !findings.has(dimension));
}

/** The contact with findings added or replaced. Throws `Problem('business-rule')` for one that has ended. */
export function withFindings(contact: Contact, findings: Findings): Contact {
  return { ...open(contact), findings: new Map([...contact.findings, ...findings]) };
}

/**
 * The contact as complete. Throws `Problem('business-rule')` for a first consultation with a dimension untouched, with
 * an issue for each, and for a contact that has ended.
 */
export function completeContact(contact: Contact, at: Date): Contact {
  const missing = contact.first ? untouched(contact) : [];
  if (missing.length > 0)
    throw new Problem(
      'business-rule',
      'A first consultation is complete when every dimension was touched. Touch what is missing, or close it as partial with a reason.',
      { issues: missing.map(issueOf) },
    );
  return { ...open(contact), end: { kind: 'complete', at: afterStart(contact, at) } };
}

const issueOf = (dimension: Dimension): ProblemIssue => ({
  severity: 'error',
  code: 'business-rule',
  diagnostics: `The ${dimension} dimension was not touched.`,
  expression: [dimension],
});

/** The contact closed with something left open. Throws `Problem('required')` without a reason. */
export function closePartially(contact: Contact, words: string, at: Date): Contact {
  const reason = wordsOf(words);
  if (reason === undefined || reason.length > MOST_LETTERS)
    throw new Problem('required', 'Write why the consultation is closed before everything was touched.', {
      expression: 'reason',
    });
  return { ...open(contact), end: { kind: 'partial', at: afterStart(contact, at), reason } };
}

function open(contact: Contact): Contact {
  if (contact.end)
    throw new Problem('business-rule', 'This contact was closed. Record another contact, or a correction.');
  return contact;
}

function afterStart({ start }: Contact, at: Date): Date {
  if (at < start) throw new Problem('value', 'A contact ends after it began.', { expression: 'at' });
  return at;
}

/** Whether a value says when, exactly; for pages that check before they post. */
export const isExactMoment = (value: unknown): boolean => instantIn(value) !== undefined;
