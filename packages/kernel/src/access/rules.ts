import type { AccessInteraction } from './interaction.ts';
import { RELATION_KINDS, type RelationKind } from './relation.ts';

/** What one row of the policy leaves for one caller, after their scopes were taken into account. */
export interface AccessRule {
  readonly types: readonly string[];
  readonly interactions: readonly AccessInteraction[];
  readonly through: 'shared' | 'everyone' | readonly RelationKind[];
  readonly needsPermission: boolean;
  /** Only while the patient lives. */
  readonly endsAtDeath: boolean;
  /** Bits of the confidential notes that are in it (`CONFIDENTIALITY`). */
  readonly labels: number;
  /** `param=value` of token parameters, all of which must hold; sorted. */
  readonly where: readonly string[];
}

/** Rules for one caller. What none of them allows is refused. */
export interface RuleScope {
  readonly kind: 'rules';
  readonly policyVersion: string;
  /** Who the caller is in relations: `Practitioner/7`, `Organization/3`, `organization-type|…`. */
  readonly actors: readonly string[];
  readonly rules: readonly AccessRule[];
  /** Logical id of the only patient whose record this caller may reach, where the launch named one. */
  readonly within?: string;
  /** The actor of an emergency grant, used only by what is about one patient. */
  readonly emergencyActor?: string;
  /** May set and change `meta.security` and `meta.tag`. */
  readonly marks: boolean;
}

/** One way in to resources of a type: enough when any one of several lets a row through. Numbers of `RELATION_KINDS`. */
export interface Right {
  readonly shared: boolean;
  readonly everyone: boolean;
  readonly kinds: readonly number[];
  /** Of a living patient only. */
  readonly kindsInLife: readonly number[];
  /** With a permission to share only. */
  readonly kindsPermitted: readonly number[];
  readonly labels: number;
  readonly where: readonly string[];
}

const known = new WeakMap<RuleScope, Map<string, readonly Right[]>>();

/** The ways in for one interaction with one type; none: refused. */
export function rightsFor(scope: RuleScope, interaction: AccessInteraction, type: string): readonly Right[] {
  const mine = known.get(scope) ?? new Map<string, readonly Right[]>();
  known.set(scope, mine);
  const key = `${interaction} ${type}`;
  const rights = mine.get(key) ?? merged(scope, interaction, type);
  mine.set(key, rights);
  return rights;
}

/** Whether the caller may do this with resources of the type at all. Which ones, the rows say. */
export function allowsAtAll(scope: RuleScope, interaction: AccessInteraction, type: string): boolean {
  return rightsFor(scope, interaction, type).length > 0;
}

/** Rules with the same conditions become one right. */
function merged({ rules }: RuleScope, interaction: AccessInteraction, type: string): readonly Right[] {
  const rights = new Map<string, Right>();
  for (const rule of rules) {
    if (!rule.types.includes(type) || !rule.interactions.includes(interaction)) continue;
    const key = `${rule.labels} ${rule.where.join('&')}`;
    rights.set(key, added(rights.get(key) ?? nothingWith(rule), rule));
  }
  return [...rights.values()];
}

function nothingWith({ labels, where }: AccessRule): Right {
  return { shared: false, everyone: false, kinds: [], kindsInLife: [], kindsPermitted: [], labels, where };
}

function added(right: Right, rule: AccessRule): Right {
  if (rule.through === 'shared') return { ...right, shared: true };
  if (rule.through === 'everyone') return { ...right, everyone: true };
  const kinds = rule.through.map((kind): number => RELATION_KINDS[kind]);
  const place = rule.needsPermission ? 'kindsPermitted' : rule.endsAtDeath ? 'kindsInLife' : 'kinds';
  return { ...right, [place]: [...new Set([...right[place], ...kinds])].sort((a, b) => a - b) };
}
