import {
  type AssessmentKey,
  CONTACT_KINDS,
  DIMENSIONS,
  type Dimension,
  PLACES,
} from '@caecilia/assessment/ui';
import { type Answering, NOBODY, needsPerson } from './ReporterFields.tsx';
import type { Scored } from './ScoreField.tsx';

/** What became of a dimension, as it is chosen on the page. Empty: it was not asked. */
export interface DraftFinding {
  readonly is: '' | 'described' | 'noConcerns' | 'declined' | 'couldNotAnswer' | 'noCarer';
  readonly words: string;
}

/** One symptom that is looked into. */
export interface DraftAnalysis {
  /** A question of the list, `caecilia-symptoms.pain`, or empty for a symptom by name. */
  readonly item: string;
  readonly symptom: string;
  readonly nature: string;
  readonly meaning: string;
  readonly consequence: string;
  readonly goal?: number;
  readonly plan: string;
  readonly evaluateOn: string;
}

/** A contact as it is typed. Nothing in it is chosen before somebody does. */
export interface ContactDraft {
  /** Number of what is sent, so that it is kept once. */
  readonly clientId: string;
  readonly kind: string;
  readonly place: string;
  readonly first: boolean;
  /** Which of several questions a first contact answers; empty where only one waits. */
  readonly request: string;
  /** Civil minute; empty is now. */
  readonly start: string;
  readonly patient: '' | 'yes' | 'no';
  readonly close: readonly string[];
  readonly others: string;
  readonly findings: Readonly<Partial<Record<Dimension, DraftFinding>>>;
  readonly answering: Answering;
  readonly scores: Readonly<Record<string, Scored>>;
  readonly analyses: readonly DraftAnalysis[];
  readonly nextStep: string;
  /** Why the contact is closed in part. */
  readonly reason: string;
}

export const NOTHING_FOUND: DraftFinding = { is: '', words: '' };

export const NEW_ANALYSIS: DraftAnalysis = {
  item: '',
  symptom: '',
  nature: '',
  meaning: '',
  consequence: '',
  plan: '',
  evaluateOn: '',
};

export const NEW_CONTACT: ContactDraft = {
  clientId: '',
  kind: '',
  place: '',
  first: false,
  request: '',
  start: '',
  patient: '',
  close: [],
  others: '',
  findings: {},
  answering: NOBODY,
  scores: {},
  analyses: [],
  nextStep: '',
  reason: '',
};

/** Whether what an earlier visit kept has the parts of a draft of this release. */
export function isContactDraft(value: unknown): value is ContactDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(NEW_CONTACT).every(
      ([key, empty]) => typeof (value as Record<string, unknown>)[key] === typeof empty,
    )
  );
}

/** How a contact is left. */
export type Close = 'complete' | 'partial' | 'open';

/** What is wrong, by field; a key of the words for each. */
export type FieldErrors = Readonly<Record<string, AssessmentKey>>;

/** What is wrong with the draft, before it is sent. Empty: nothing. The server looks again. */
export function errorsOf(
  draft: ContactDraft,
  close: Close,
  now: { readonly civil: string },
  severalWait = false,
): FieldErrors {
  const { kind, place, start, answering, scores } = draft;
  const errors: Record<string, AssessmentKey> = {};
  if (!CONTACT_KINDS.some((each) => each === kind)) errors.kind = 'form.choose';
  if (kind === 'followUp' && !PLACES.some((each) => each === place)) errors.place = 'form.choose';
  if (start !== '' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(start)) errors.start = 'form.moment';
  else if (start > now.civil) errors.start = 'form.future';
  Object.assign(errors, findingErrors(draft));
  if (Object.keys(scores).length > 0) Object.assign(errors, answeringErrors(answering, 'patient'));
  for (const [index, analysis] of draft.analyses.entries())
    for (const [field, key] of Object.entries(analysisErrors(analysis, now.civil.slice(0, 10))))
      errors[`analyses.${index}.${field}`] = key;
  if (severalWait && draft.first && draft.request === '') errors.request = 'form.choose';
  if (close === 'partial' && draft.reason.trim() === '') errors.reason = 'form.required';
  return errors;
}

/** Words that nobody would see, and a description without words. */
export function findingErrors({ findings }: Pick<ContactDraft, 'findings'>): FieldErrors {
  const errors: Record<string, AssessmentKey> = {};
  for (const dimension of DIMENSIONS) {
    const { is, words } = findings[dimension] ?? NOTHING_FOUND;
    const hasWords = words.trim() !== '';
    if (is === 'described' && !hasWords) errors[dimension] = 'finding.empty';
    if (is !== 'described' && hasWords) errors[dimension] = 'finding.words';
  }
  return errors;
}

/** Who answered has to be said, and named where it is somebody close. */
export function answeringErrors({ reporter, person }: Answering, about: 'patient' | 'carer'): FieldErrors {
  if (reporter === '') return { reporter: 'form.choose' };
  return needsPerson(reporter, about) && person === '' ? { person: 'form.choose' } : {};
}

function analysisErrors({ item, symptom, plan, evaluateOn }: DraftAnalysis, today: string): FieldErrors {
  return {
    ...(item === '' && symptom.trim() === '' ? { symptom: 'form.required' as const } : {}),
    ...(evaluateOn !== '' && plan.trim() === '' ? { plan: 'form.planFirst' as const } : {}),
    ...(evaluateOn !== '' && evaluateOn < today ? { evaluateOn: 'form.dayPast' as const } : {}),
  };
}

/** Dimensions that nobody touched. */
export function untouchedIn({ findings }: Pick<ContactDraft, 'findings'>): readonly Dimension[] {
  return DIMENSIONS.filter((dimension) => (findings[dimension]?.is ?? '') === '');
}

/** Findings as the server takes them; what was not asked is left out. */
export function findingsBody({ findings }: Pick<ContactDraft, 'findings'>): object {
  return Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => {
      const { is, words } = findings[dimension] ?? NOTHING_FOUND;
      if (is === '') return [];
      return [[dimension, is === 'described' ? { is, words } : { is }]];
    }),
  );
}

/** Words of the list's own questions, for an analysis of one of them. */
type NameOf = (item: string) => string;

/** The draft as the server takes it. */
export function bodyOf(draft: ContactDraft, close: Close, nameOf: NameOf): object {
  const { clientId, kind, place, first, request, start, nextStep, reason, answering, scores } = draft;
  const present =
    draft.patient === ''
      ? {}
      : { present: { patient: draft.patient === 'yes', close: draft.close, others: draft.others } };
  return {
    clientId,
    kind,
    first,
    ...(first && request !== '' ? { request } : {}),
    start,
    nextStep,
    close,
    ...(kind === 'followUp' ? { place } : {}),
    ...present,
    findings: findingsBody(draft),
    ...(close === 'partial' ? { reason } : {}),
    ...(Object.keys(scores).length === 0
      ? {}
      : {
          scores: {
            instrument: SYMPTOM_LIST,
            reporter: answering.reporter,
            answeredBy: answering.person,
            answers: scores,
          },
        }),
    analyses: draft.analyses.map((analysis) => analysisBody(analysis, draft, nameOf)),
  };
}

/** Our own list, from which a contact takes its numbers. */
export const SYMPTOM_LIST = 'caecilia-symptoms';

function analysisBody(analysis: DraftAnalysis, draft: ContactDraft, nameOf: NameOf): object {
  const { item, symptom, goal, ...words } = analysis;
  const score = draft.scores[item.split('.')[1] ?? ''];
  return {
    ...Object.fromEntries(Object.entries(words).filter(([, value]) => value.trim() !== '')),
    symptom: item === '' ? symptom : nameOf(item),
    ...(item === '' ? {} : { item }),
    ...(goal === undefined ? {} : { goal }),
    // The number was given above; it is not asked twice.
    ...(typeof score === 'number' ? { severity: score, reporter: draft.answering.reporter } : {}),
  };
}
