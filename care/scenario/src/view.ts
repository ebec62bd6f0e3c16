import type { ScenarioWords } from './scenario.ts';

/** Somebody who did something, by the name of the directory; absent where it is not for who asks. */
export interface DoneView {
  readonly name?: string;
  /** Instant. */
  readonly at: string;
}

/** A scenario as a screen shows it. */
export interface ScenarioView extends ScenarioWords {
  readonly id: string;
  readonly versionId: number;
  readonly planned: DoneView;
  readonly changed?: DoneView;
  readonly ended?: DoneView & { readonly because: string };
}

/** Answer of `GET /patients/:id/scenarios`. */
export interface ScenariosShown {
  /** In the order in which they were planned; those that ended too. */
  readonly scenarios: readonly ScenarioView[];
  /** How many cannot be read as scenarios: they are said, not left out. */
  readonly unreadable: number;
  readonly more: boolean;
  /** Whether plans of care are not for who asks: then an empty list says nothing. */
  readonly closed: boolean;
  readonly mayPlan: boolean;
  readonly timeZone: string;
}

/** Answer of `POST /patients/:id/scenarios`. */
export interface ScenarioPlanned {
  readonly scenario: ScenarioView;
  /** This form was taken before. */
  readonly again: boolean;
}

/** Answer of a change or an end: done, or a colleague was first and nothing was written. */
export type ScenarioChanged =
  | { readonly kind: 'changed'; readonly now: ScenarioView }
  | { readonly kind: 'conflict'; readonly theirs: ScenarioView };
