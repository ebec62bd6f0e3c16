import {
  type AccessInteraction,
  type AccessRule,
  type Caller,
  type ConfidentialityLabel,
  labelBits,
} from '@caecilia/kernel';
import { POLICY } from './policy.ts';

/** What a duty of the house lets somebody do, beside the policy of their role. */
export interface Duty {
  /** Named in the log as the ground of the access. */
  readonly ground: string;
  readonly rules: readonly {
    readonly types: readonly string[];
    readonly may: readonly AccessInteraction[];
    /** `param=value`; both where it is read and where it is written. */
    readonly where?: string;
    /** Of types that belong to patients, those that belong to none: a meeting that speaks of several, for instance. */
    readonly ofNobody?: true;
    /** What is kept from others as well; the duty may then write it with its label. */
    readonly labels?: readonly ConfidentialityLabel[];
  }[];
  /** Logical id of the only patient it is about; absent: any. */
  readonly patient?: string;
}

/**
 * The same person with the rights of one duty, and no others: for a screen that shows or changes one thing of records
 * that their role does not open. The log names the person and the duty. What is labelled is in it only where a rule names the
 * label.
 */
export function onDuty(caller: Caller, { ground, rules, patient }: Duty): Caller {
  return {
    ...caller,
    ground,
    policyVersion: POLICY.version,
    scope: {
      kind: 'rules',
      policyVersion: POLICY.version,
      actors: [],
      marks: rules.some(({ labels = [] }) => labels.length > 0),
      rules: rules.flatMap(rulesOf),
      ...(patient === undefined ? {} : { within: patient }),
    },
  };
}

/** What belongs to no patient is reached in another way than what does. */
function rulesOf({ types, may, where, ofNobody, labels = [] }: Duty['rules'][number]): readonly AccessRule[] {
  const isShared = (type: string) => ofNobody === true || POLICY.sharedTypes.includes(type);
  const common = {
    interactions: may,
    needsPermission: false,
    endsAtDeath: false,
    labels: labelBits(labels),
    where: where === undefined ? [] : [where],
  };
  return [
    { ...common, types: types.filter(isShared), through: 'shared' },
    { ...common, types: types.filter((type) => !isShared(type)), through: 'everyone' },
  ];
}
