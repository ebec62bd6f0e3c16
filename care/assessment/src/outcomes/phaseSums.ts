import type { Phase, PhaseEpisode, PhaseHistory } from '../phase/phase.ts';
import { daysBetween } from './civilDays.ts';
import { type Proportion, proportion } from './proportion.ts';
import { SAME_OR_NEXT_DAY } from './responseClock.ts';

/** Where an episode took place: PCOC counts the two apart. */
export type Setting = 'inpatient' | 'community';

/** One episode with its phases. */
export interface EpisodeOfPhases {
  readonly patientId: string;
  readonly setting: Setting;
  readonly readyForCare?: Date;
  readonly episode: PhaseEpisode;
  readonly phases: PhaseHistory;
}

/** Phases of one kind in one setting that have ended. */
export interface PhaseDays {
  readonly setting: Setting;
  readonly phase: Phase;
  readonly phases: number;
  /** Elapsed days, end date minus start date, over all of them. */
  readonly days: number;
}

/** The sums over episodes. */
export interface PhaseSums {
  readonly patients: number;
  readonly episodes: number;
  readonly phases: number;
  /** Times that a phase followed another. */
  readonly changes: number;
  /** Of episodes that started on or after the day of being ready; the others are in `contradictory`. */
  readonly startedInTime: Proportion;
  readonly contradictory: number;
  /** Of unstable phases that have ended. */
  readonly unstableThreeDays: Proportion;
  readonly unstableRunning: number;
  /** By setting and phase, in the order of their first appearance in the alphabet. */
  readonly days: readonly PhaseDays[];
}

/**
 * PCOC benchmark 2. The days are counted as AIHW's national measure 4.2b has it: end date minus start date, three or
 * less. Whether PCOC counts in the same way was not verified.
 */
export const UNSTABLE_THREE_DAYS = {
  target: 0.9,
  source:
    'PCOC benchmark 2: 90% of patients are in the unstable phase for 3 days or less; days as in AIHW national palliative care measure 4.2b',
} as const;

/** Sums over episodes and their phases, in civil days of the time zone. */
export function phaseSums(episodes: readonly EpisodeOfPhases[], timeZone: string): PhaseSums {
  const ended = episodes.flatMap((episode) => endedPhases(episode, timeZone));
  const waits = episodes.flatMap(({ readyForCare, episode }) =>
    readyForCare ? [daysBetween(readyForCare, episode.start, timeZone)] : [],
  );
  const inOrder = waits.filter((days) => days >= 0);
  const all = episodes.flatMap(({ phases }) => phases);
  return {
    patients: new Set(episodes.map(({ patientId }) => patientId)).size,
    episodes: episodes.length,
    phases: all.length,
    changes: episodes.reduce((sum, { phases }) => sum + Math.max(0, phases.length - 1), 0),
    startedInTime: proportion(inOrder, (days) => days <= 1, SAME_OR_NEXT_DAY),
    contradictory: waits.length - inOrder.length,
    unstableThreeDays: proportion(
      ended.filter(({ phase }) => phase === 'unstable'),
      ({ days }) => days <= 3,
      UNSTABLE_THREE_DAYS,
    ),
    unstableRunning: all.filter(({ phase, until }) => phase === 'unstable' && until === undefined).length,
    days: grouped(ended),
  };
}

interface EndedPhase {
  readonly setting: Setting;
  readonly phase: Phase;
  readonly days: number;
}

function endedPhases({ setting, phases }: EpisodeOfPhases, timeZone: string): readonly EndedPhase[] {
  return phases.flatMap(({ phase, from, until }) =>
    until === undefined ? [] : [{ setting, phase, days: daysBetween(from, until, timeZone) }],
  );
}

function grouped(ended: readonly EndedPhase[]): readonly PhaseDays[] {
  const groups = Map.groupBy(ended, ({ setting, phase }) => `${setting} ${phase}`);
  return [...groups.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, [first, ...others]]) =>
      first
        ? [
            {
              setting: first.setting,
              phase: first.phase,
              phases: others.length + 1,
              days: others.reduce((sum, { days }) => sum + days, first.days),
            },
          ]
        : [],
    );
}
