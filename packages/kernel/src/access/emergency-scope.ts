import type { RuleScope } from './rules.ts';

/**
 * What an emergency alone opens: of the caller's rules those that hold in an emergency, for this one patient (logical
 * id), beside what belongs to no patient. No relation is asked any more: whoever uses it has made sure that the
 * emergency holds.
 */
export function scopeOfEmergency(scope: RuleScope, patient: string): RuleScope {
  return {
    kind: 'rules',
    policyVersion: scope.policyVersion,
    actors: [],
    marks: false,
    within: patient,
    rules: scope.rules.flatMap((rule) => {
      if (rule.through === 'shared') return [rule];
      const holds = typeof rule.through !== 'string' && rule.through.includes('emergency');
      return holds ? [{ ...rule, through: 'everyone' as const }] : [];
    }),
  };
}
