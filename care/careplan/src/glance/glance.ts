import type {
  CarePlan,
  Contact,
  LimitState,
  Original,
  PlanPatient,
  RecordedDecision,
  Topic,
  Words,
} from '../plan.ts';
import { callsNow } from '../reading/calls.ts';
import type { PlanDate } from '../reading/planDate.ts';

/** A patient as the list of the daily work shows them. */
export interface ListedPatient {
  readonly id: string;
  /** Family name first, as it is looked up. */
  readonly name?: string;
  readonly birthDate?: PlanDate;
  readonly deceased: boolean;
}

/** A page of the list, in the order of family names. */
export interface PatientList {
  readonly patients: readonly ListedPatient[];
  /** Given back as `cursor` for the next page; absent on the last. */
  readonly next?: string;
}

/** One decision that counts now. Words and dates as they were recorded. */
export interface GlanceDecision {
  readonly kind: RecordedDecision['decision']['kind'];
  readonly condition?: string;
  /** Words that narrow the treatment: with them `do` and `doNot` are not all there is to say. */
  readonly narrowed?: readonly string[];
  /** Its date lies after now: a typing error or a wrong clock. */
  readonly datedInFuture?: true;
  readonly recorded?: PlanDate;
  readonly original: Original;
}

/** One treatment. `do` and `doNot` only where the reading of the plan is certain of them. */
export interface GlanceLimit {
  readonly key: string;
  readonly treatment?: Words;
  readonly state: LimitState;
  readonly current: readonly GlanceDecision[];
}

/** Where a patient is now, as far as the record says. */
export interface Whereabouts {
  readonly kind: 'admitted' | 'hospice' | 'homeCare';
  readonly place?: string;
  readonly since?: PlanDate;
  readonly original: Original;
}

/** Somebody to call now. */
export interface GlanceCall {
  readonly name?: string;
  readonly roles: readonly Words[];
  readonly number: string;
  /** As it can be dialled. */
  readonly dial: string;
}

/** What stays in view of a patient all the time. */
export interface Glance {
  readonly patient: PlanPatient;
  /** Absent where what was agreed is not for this caller to see: that is not the same as nothing agreed. */
  readonly limits?: readonly GlanceLimit[];
  /** What care is for, and what matters; absent where what was agreed is not for this caller to see. */
  readonly goal?: Topic;
  readonly wishes?: Topic;
  readonly calls: readonly GlanceCall[];
  readonly representatives: readonly string[];
  /** Empty where the record does not say. */
  readonly whereabouts: readonly Whereabouts[];
  /** The newest date on anything that counts now. */
  readonly asOf?: PlanDate;
  /** Language of recorded words where a resource does not say (BCP 47). */
  readonly recordLanguage: string;
  /** Civil time of the house now. */
  readonly now: string;
  /** Civil minute until which whoever asks sees this record by emergency access; absent where a relation opens it. */
  readonly emergencyUntil?: string;
}

/** The limits of several patients, by logical id. Who is not in it is not for this caller to see. */
export interface LimitsOfMany {
  /** `closed`: what was agreed is not for this caller; that is not the same as nothing agreed. */
  readonly limits: Readonly<Record<string, readonly GlanceLimit[] | 'closed'>>;
  /** Language of recorded words where a resource does not say (BCP 47). */
  readonly recordLanguage: string;
}

/** The plan, at a glance. `maySeePlan` false leaves out everything that was agreed. */
export function glanceOf(
  plan: CarePlan,
  rest: Pick<Glance, 'whereabouts' | 'recordLanguage' | 'now' | 'emergencyUntil'> & {
    readonly maySeePlan: boolean;
    /** References of who looks: nobody is told to call themselves. */
    readonly own?: readonly string[];
  },
): Glance {
  const { maySeePlan, whereabouts, recordLanguage, now, emergencyUntil, own = [] } = rest;
  const others = plan.contacts.filter(({ original: { type, id } }) => !own.includes(`${type}/${id}`));
  return {
    patient: plan.patient,
    ...(maySeePlan
      ? { limits: plan.limits.map(limitOf), goal: plan.goal, wishes: plan.specificCareWishes }
      : {}),
    calls: callsNow(others).flatMap(callOf),
    representatives: plan.contacts.flatMap(({ legalRepresentative, name }) =>
      legalRepresentative && name !== undefined ? [name] : [],
    ),
    whereabouts,
    ...(maySeePlan && plan.asOf ? { asOf: plan.asOf } : {}),
    recordLanguage,
    now,
    ...(emergencyUntil === undefined ? {} : { emergencyUntil }),
  };
}

/** One treatment of a plan, as far as a glance needs it. */
export function limitOf({ key, treatment, state, current, former }: CarePlan['limits'][number]): GlanceLimit {
  // What an older agreement that says the same narrows holds as well.
  const repeated = former.flatMap(({ became, entry }) =>
    became === 'repeated' ? (entry.treatmentWords ?? []) : [],
  );
  return {
    key,
    ...(treatment === undefined ? {} : { treatment }),
    state,
    current: current.map(({ decision, recorded, original, treatmentWords, datedInFuture }) => ({
      kind: decision.kind,
      ...(decision.kind === 'onlyIf' ? { condition: decision.condition } : {}),
      ...narrowedBy([...(treatmentWords === undefined ? [] : [treatmentWords]), ...repeated]),
      ...(datedInFuture ? { datedInFuture } : {}),
      ...(recorded ? { recorded } : {}),
      original,
    })),
  };
}

function narrowedBy(words: readonly string[]): Pick<GlanceDecision, 'narrowed'> {
  return words.length === 0 ? {} : { narrowed: [...new Set(words)] };
}

function callOf({ name, roles, phones: [phone] }: Contact): readonly GlanceCall[] {
  return phone === undefined ? [] : [{ ...(name === undefined ? {} : { name }), roles, ...phone }];
}
