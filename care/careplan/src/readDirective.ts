import type { FhirResource } from '@caecilia/fhir';
import type { Answer, RecordedDecision, Words } from './plan.ts';
import { readAdvanceDirectives } from './reading/advanceDirectives.ts';
import { readTopic } from './reading/answers.ts';
import type { PlanDate } from './reading/planDate.ts';
import type { ReadingOptions } from './reading/reader.ts';
import { readerOn } from './reading/readerOn.ts';
import { isTreatmentDirective, readTreatmentDirectives } from './reading/treatmentDirectives.ts';
import type { ObservationTopic } from './standard/standard.ts';

/** What one version of a directive says by itself, whatever became of it later. */
export interface DirectiveVersion
  extends Pick<RecordedDecision, 'standing' | 'since' | 'until' | 'endReason' | 'comment'> {
  /** The treatment, or the kind of declaration; absent where the record does not say. */
  readonly about: Words | undefined;
  /** Absent for a declaration of the patient: its own text says what was decided. */
  readonly decision?: RecordedDecision['decision'];
  readonly recorded?: PlanDate;
}

/** Whether a Consent is a treatment directive or a declaration of the patient, in an installed version of the standard. */
export function isDirective(consent: FhirResource, options: ReadingOptions): boolean {
  if (consent.resourceType !== 'Consent') return false;
  const reader = readerOn([{ ...consent, status: 'active' }], options);
  return isTreatmentDirective(consent, reader) || readAdvanceDirectives(reader).length > 0;
}

/**
 * One version of a Consent as a directive, one for each treatment it names. One that was entered in error is read as
 * it stood before. Empty where it is no directive. `decision.kind` is `unreadable` where it cannot be read safely.
 */
export function readDirective(version: FhirResource, options: ReadingOptions): readonly DirectiveVersion[] {
  const isVoid = version.status === 'entered-in-error';
  const consent = isVoid ? { ...version, status: 'active' } : version;
  const reader = readerOn([consent], options);
  const decided = readTreatmentDirectives(reader).map(
    ({
      named,
      entry: { decision, standing, since, until, endReason, comment, recorded },
    }): DirectiveVersion => ({
      about: named.treatment ?? named.words,
      decision,
      standing: isVoid ? 'voided' : standing,
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(endReason === undefined ? {} : { endReason }),
      ...(comment === undefined ? {} : { comment }),
      ...(recorded === undefined ? {} : { recorded }),
    }),
  );
  const declared = readAdvanceDirectives(reader).map(
    ({ directive: { kind, standing, comment, recorded, doubt } }): DirectiveVersion => ({
      about: kind,
      standing: isVoid ? 'voided' : standing,
      ...(doubt === undefined ? {} : { decision: { kind: 'unreadable', doubt, words: [] } }),
      ...(comment === undefined ? {} : { comment }),
      ...(recorded === undefined ? {} : { recorded }),
    }),
  );
  return [...decided, ...declared];
}

const TOPICS: readonly ObservationTopic[] = [
  'specificCareWishes',
  'preferredPlaceOfDeath',
  'positionRegardingEuthanasia',
  'organDonationChoiceRegistration',
  'senseOfPurpose',
];

/**
 * What one Observation answers to a question of the plan, by itself; one that was entered in error or is provisional is
 * read as if it stood. Undefined where it is no answer to any of them.
 */
export function readWish(
  observation: FhirResource,
  options: ReadingOptions,
): { readonly topic: ObservationTopic; readonly answer: Answer } | undefined {
  const reader = readerOn([{ ...observation, status: 'final' }], options);
  for (const topic of TOPICS) {
    const { current, former } = readTopic(topic, reader);
    const [answer] = [...current, ...former];
    if (answer) return { topic, answer };
  }
  return undefined;
}
