import type { AssessmentKey } from '@caecilia/assessment/ui';
import type { Translate } from '@caecilia/ui';
import type { FieldErrors } from './contactDraft.ts';
import { placeOf } from './sending.tsx';

type Words = Translate<AssessmentKey>;

/** Errors in words, by field. */
export function spoken(errors: FieldErrors, w: Words): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(errors).map(([field, key]) => [field, w(key)]));
}

/** What each field of the server's answers is in words, where the page has not seen it before. */
const SERVER_WORDS: Readonly<Record<string, AssessmentKey>> = {
  kind: 'form.choose',
  place: 'form.choose',
  start: 'form.moment',
  at: 'form.moment',
  phase: 'form.choose',
  request: 'form.choose',
  reason: 'form.required',
  reporter: 'form.choose',
  answeredBy: 'form.choose',
  answers: 'form.nothing',
  nextStep: 'form.tooLong',
};

/** The field that the server named, in words; beside the failure, which says what it said. */
export function serverErrors(error: Error | null, w: Words): Readonly<Record<string, string>> {
  const place = placeOf(error);
  if (place === undefined) return {};
  const last = place.split('.').at(-1) ?? place;
  const field = last === 'answeredBy' ? 'person' : place.replace(/^scores\.reporter$/, 'reporter');
  return { [field]: w(SERVER_WORDS[last] ?? 'form.range') };
}

const NAMES: Readonly<Record<string, AssessmentKey>> = {
  kind: 'contact.how',
  request: 'contact.which',
  place: 'contact.where',
  start: 'contact.when',
  at: 'contact.when',
  reporter: 'score.who',
  person: 'score.person',
  reason: 'contact.partialReason',
  physical: 'dimension.physical',
  psychological: 'dimension.psychological',
  social: 'dimension.social',
  spiritual: 'dimension.spiritual',
  carer: 'dimension.carer',
  symptom: 'analysis.name',
  plan: 'analysis.plan',
  evaluateOn: 'analysis.evaluateOn',
  phase: 'phase.question',
};

/** What a field is called on the page. */
export function fieldName(field: string, w: Words): string {
  const key = NAMES[field] ?? NAMES[field.split('.').at(-1) ?? field];
  return key === undefined ? field : w(key);
}
