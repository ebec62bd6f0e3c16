import type { Tri } from '@caecilia/fhir';
import type { Severity } from '../issue.ts';
import type { Walk } from '../walk.ts';

/** An invariant, ready to be asked. */
export interface Rule {
  readonly key: string;
  readonly severity: Severity;
  /** The rule in the words of its publisher. */
  readonly human: string;
  /** Whether the element keeps it; undefined where the rule itself cannot be worked out. */
  readonly holds: (value: unknown, walk: Walk) => Tri;
}

/** Asks the rules of an element and reports the ones that it breaks. */
export function checkRules(rules: readonly Rule[], value: unknown, walk: Walk): void {
  for (const rule of rules) {
    const holds = rule.holds(value, walk);
    if (!holds) {
      reportBroken(rule, holds, walk);
    }
  }
}

function reportBroken({ key, severity, human }: Rule, holds: Tri, walk: Walk): void {
  if (holds === undefined) {
    walk.warn('processing', `Whether the rule ${key} is kept could not be worked out: ${human}`);
    return;
  }
  walk.report(severity, 'invariant', `The rule ${key} is not kept: ${human}`);
}
