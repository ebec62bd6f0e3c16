import type { CarePlan, LimitState, RecordedDecision, Topic, Words } from '@caecilia/careplan';

/** One decision as it is compared: what was decided, when, and by whom it was said. */
export interface ComparedDecision {
  readonly decision: RecordedDecision['decision'];
  /** The day it was recorded, as far as it is known. */
  readonly on?: string;
  readonly parties: readonly string[];
  readonly comment?: string;
}

/** One treatment: what stands here, what stands there, and what would stand here afterwards. */
export interface ComparedLimit {
  readonly key: string;
  readonly treatment?: Words;
  readonly ours: ComparedState | undefined;
  readonly theirs: ComparedState | undefined;
  /** A contradiction is shown as one by every reader; nothing here solves it. */
  readonly together: LimitState | undefined;
  readonly changes: boolean;
}

export interface ComparedState {
  readonly state: LimitState;
  readonly current: readonly ComparedDecision[];
}

export interface PlanComparison {
  readonly limits: readonly ComparedLimit[];
  readonly topics: readonly {
    readonly topic: (typeof TOPICS)[number];
    readonly ours: Topic;
    readonly theirs: Topic;
    readonly together: Topic;
  }[];
  /** Whether the patient can decide; theirs is shown, and never taken over. */
  readonly capable: { readonly ours: boolean | undefined; readonly theirs: boolean | undefined };
}

const TOPICS = [
  'goal',
  'specificCareWishes',
  'preferredPlaceOfDeath',
  'positionRegardingEuthanasia',
  'organDonationChoiceRegistration',
  'senseOfPurpose',
] as const;

/** Puts two plans side by side, each treatment and each question by itself. */
export function compared({
  ours,
  theirs,
  together,
}: {
  readonly ours: CarePlan;
  readonly theirs: CarePlan;
  readonly together: CarePlan;
}): PlanComparison {
  const keys = [...new Set([...ours.limits, ...theirs.limits].map(({ key }) => key))];
  const stateIn = (plan: CarePlan, key: string) => plan.limits.find((limit) => limit.key === key);
  return {
    limits: keys.map((key) => {
      const [own, other, after] = [ours, theirs, together].map((plan) => stateIn(plan, key));
      const treatment = own?.treatment ?? other?.treatment;
      return {
        key,
        ...(treatment === undefined ? {} : { treatment }),
        ours: own && comparedState(own),
        theirs: other && comparedState(other),
        together: after?.state,
        changes: after?.state !== own?.state,
      };
    }),
    topics: TOPICS.map((topic) => ({
      topic,
      ours: ours[topic],
      theirs: theirs[topic],
      together: together[topic],
    })),
    capable: { ours: ours.patient.legalCapacity.capable, theirs: theirs.patient.legalCapacity.capable },
  };
}

function comparedState({ state, current }: CarePlan['limits'][number]): ComparedState {
  return {
    state,
    current: current.map(({ decision, recorded, parties, comment }) => ({
      decision,
      ...(recorded === undefined ? {} : { on: recorded.from.slice(0, 10) }),
      parties: parties.flatMap(({ name }) => name ?? []),
      ...(comment === undefined ? {} : { comment }),
    })),
  };
}
