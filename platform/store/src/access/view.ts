import type { AccessInteraction, Scope } from '@caecilia/kernel';

/** For whom a statement is made, to do what, and when: relations hold or do not hold at that moment. */
export interface View {
  readonly scope: Scope;
  readonly interaction: AccessInteraction;
  /** Ms since 1970. */
  readonly atMs: number;
  /** It can only be about one patient; an emergency grant is of use for nothing else. */
  readonly onePatient: boolean;
}

/** Who the caller of a view is in relations. */
export function actorsOf({ scope, onePatient }: Pick<View, 'scope' | 'onePatient'>): readonly string[] {
  if (scope.kind !== 'rules') return [];
  const { actors, emergencyActor } = scope;
  return onePatient && emergencyActor !== undefined ? [...actors, emergencyActor] : actors;
}
