import { Problem } from '@caecilia/kernel';
import type { DistressOverPhase } from '../outcomes/distress.ts';
import type { EpisodeOfPhases } from '../outcomes/phaseSums.ts';
import type { RequestClock } from '../outcomes/responseClock.ts';
import { changePhase, endPhases, PHASES, type PhaseHistory } from '../phase/phase.ts';
import { oneOf, seeded } from './invented.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Instants around which civil days are odd: both clock changes of the Netherlands, the leap day and the year's end. */
export const ODD_MOMENTS = [
  '2024-03-31T01:00Z',
  '2024-10-27T01:00Z',
  '2025-03-30T01:00Z',
  '2025-10-26T01:00Z',
  '2024-02-28T23:00Z',
  '2024-02-29T23:00Z',
  '2023-12-31T23:00Z',
  '2024-12-31T23:00Z',
].map((text) => Date.parse(text));

/** One invented history: a request, an episode with its phases, and distress over them. */
export interface GeneratedHistory {
  readonly request: RequestClock;
  readonly episode: EpisodeOfPhases;
  readonly distress: readonly DistressOverPhase[];
}

/** Histories of a seed, most of them near a clock change or a leap day. */
export function generatedHistories(seed: number, count: number): readonly GeneratedHistory[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => generatedHistory(random, index));
}

function generatedHistory(random: () => number, index: number): GeneratedHistory {
  const near = oneOf(random, ODD_MOMENTS) + Math.floor((random() - 0.5) * 8 * 1440) * MINUTE;
  const anywhere = Date.parse('2023-07-01T00:00Z') + Math.floor(random() * 800 * 1440) * MINUTE;
  const referred = random() < 0.75 ? near : anywhere;
  const ready = referred + Math.floor(random() * 3 * 1440) * MINUTE;
  // Some contacts lie before the patient was ready: the dates contradict each other.
  const contact = ready + Math.floor((random() - 0.15) * 4 * 1440) * MINUTE;
  const episode = generatedEpisode(random, index, { ready, start: contact });
  return {
    request: {
      referred: new Date(referred),
      ...(random() < 0.95 ? { readyForCare: new Date(ready) } : {}),
      ...(random() < 0.9 ? { firstContact: new Date(contact) } : {}),
    },
    episode,
    distress: episode.phases.map(() => ({ ...score(random, 'start'), ...score(random, 'end') })),
  };
}

function score(random: () => number, key: 'start' | 'end'): DistressOverPhase {
  return random() < 0.1 ? {} : { [key]: Math.floor(random() * 11) };
}

function generatedEpisode(
  random: () => number,
  index: number,
  { ready, start }: { readonly ready: number; readonly start: number },
): EpisodeOfPhases {
  const now = new Date(start + 400 * DAY);
  const died = random() < 0.4 ? { died: new Date(start + Math.ceil(random() * 60 * 1440) * MINUTE) } : {};
  const episode = { start: new Date(start), ...died };
  let phases: PhaseHistory = [];
  let at = start;
  for (let step = Math.ceil(random() * 6); step > 0; step -= 1) {
    phases = tried(phases, oneOf(random, PHASES), new Date(at), { episode, now });
    at += Math.ceil(random() * random() * 12 * 1440) * MINUTE;
  }
  const ends =
    random() < 0.8 ? new Date(Math.max(at, phases.at(-1)?.from.getTime() ?? 0) + MINUTE) : undefined;
  return {
    patientId: `patient-${Math.floor(index / 1.3)}`,
    setting: random() < 0.5 ? 'inpatient' : 'community',
    ...(random() < 0.95 ? { readyForCare: new Date(ready) } : {}),
    episode: { ...episode, ...(ends === undefined ? {} : { end: ends }) },
    phases: ends === undefined ? phases : endPhases(phases, ends),
  };
}

/** A change that the rules refuse leaves the history as it was. */
function tried(
  phases: PhaseHistory,
  phase: (typeof PHASES)[number],
  at: Date,
  rules: Parameters<typeof changePhase>[2],
): PhaseHistory {
  try {
    return changePhase(phases, { phase, reason: 'generated', at }, rules);
  } catch (error) {
    if (error instanceof Problem) return phases;
    throw error;
  }
}
