import type { RequestView } from '@caecilia/consultation/ui';

/** A phase that a person set, and since when (instant). */
export interface PhaseNow {
  readonly phase: string;
  readonly since: string;
}

/** The board, as the server gives it beside the queue. */
export interface BoardParts {
  readonly phases: Readonly<Record<string, PhaseNow>>;
  readonly deaths: readonly {
    readonly person: { readonly id: string; readonly name?: string; readonly birthDate?: string };
    /** Instant or FHIR date. */
    readonly at: string;
  }[];
  /** Instant: yesterday evening. */
  readonly since: string;
}

/** Phases as the board groups them. Source of the phases: PCOC; the order is the board's, no score is in it. */
export const BOARD_PHASES = ['unstable', 'deteriorating', 'terminal', 'stable', 'bereaved'] as const;
export type BoardPhase = (typeof BOARD_PHASES)[number];

export const isKnownPhase = (phase: string): phase is BoardPhase =>
  BOARD_PHASES.some((each) => each === phase);

/** Nobody of the team took it yet. */
export const waitsForTeam = ({ state }: Pick<RequestView, 'state'>): boolean =>
  state === 'received' || state === 'triaged';

/** One group of the board. */
export interface BoardGroup {
  readonly kind: 'new' | 'mine' | 'noPhase' | BoardPhase;
  readonly requests: readonly RequestView[];
}

const DAY_MS = 86_400_000;

/** Whole days in this phase. */
export const daysIn = ({ since }: PhaseNow, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(since)) / DAY_MS));

/**
 * New requests, what whoever looks accepted, then the others by the phase that a person set. Each request stands in one
 * group: by time of the request, and in a phase by how long it lasts. Groups without anybody are left out, but for new.
 */
export function boardGroups(
  requests: readonly RequestView[],
  phases: Readonly<Record<string, PhaseNow>>,
): readonly BoardGroup[] {
  const isNew = waitsForTeam;
  const taken = requests.filter((request) => !isNew(request));
  const others = taken.filter(({ mine }) => !mine);
  const phaseOf = ({ patient }: RequestView) => phases[patient.id];
  const since = (request: RequestView) => phaseOf(request)?.since ?? '';
  const byPhase = BOARD_PHASES.map((kind) => ({
    kind,
    requests: others
      .filter((request) => phaseOf(request)?.phase === kind)
      .toSorted((one, other) => since(one).localeCompare(since(other))),
  }));
  const groups: readonly BoardGroup[] = [
    { kind: 'mine', requests: taken.filter(({ mine }) => mine) },
    ...byPhase,
    { kind: 'noPhase', requests: others.filter((request) => !isKnownPhase(phaseOf(request)?.phase ?? '')) },
  ];
  return [
    { kind: 'new', requests: requests.filter(isNew) },
    ...groups.filter((group) => group.requests.length > 0),
  ];
}
