import { Problem } from '@caecilia/kernel';
import { PHASES, type Phase } from '../choices.ts';

export { PHASES, type Phase };

/** One stretch of an episode in one phase. `until` is the moment the next one begins, and belongs to the next. */
export interface PhaseEntry {
  readonly phase: Phase;
  readonly from: Date;
  readonly until?: Date;
  /** Why this phase, in words. */
  readonly reason: string;
}

/** A contact period in one setting. */
export interface PhaseEpisode {
  readonly start: Date;
  readonly end?: Date;
  /** Moment of death, once it is known. */
  readonly died?: Date;
}

/** What is asked for: another phase, why, and from when. */
export interface PhaseChange {
  readonly phase: Phase;
  readonly reason: string;
  readonly at: Date;
}

/** An episode's phases, oldest first: each begins where the one before it ends. */
export type PhaseHistory = readonly PhaseEntry[];

const MOST_LETTERS = 500;

export function isPhase(value: unknown): value is Phase {
  return PHASES.some((phase) => phase === value);
}

/** The phase an episode is in, or none before the first one and after its end. */
export function currentPhase(history: PhaseHistory): PhaseEntry | undefined {
  const last = history.at(-1);
  return last?.until === undefined ? last : undefined;
}

/**
 * The history after a change. The first phase begins with the episode, whatever moment is given; every other closes
 * the one before it. Throws `Problem`: without a reason, for the phase it is in already, for a moment that has not
 * come, that lies before the running phase or outside the episode, for bereavement before the death, and for a phase of
 * the patient after it.
 */
export function changePhase(
  history: PhaseHistory,
  change: PhaseChange,
  { episode, now }: { readonly episode: PhaseEpisode; readonly now: Date },
): PhaseHistory {
  const reason = parseReason(change.reason);
  const last = history.at(-1);
  if (!last) return [{ phase: livingPhase(change.phase), from: episode.start, reason }];
  if (last.until !== undefined)
    throw new Problem('business-rule', 'This episode has ended. Begin another one.');
  if (last.phase === change.phase)
    throw new Problem('business-rule', 'The patient is in this phase already. Choose another phase.', {
      expression: 'phase',
    });
  const at = momentOf(change, last, episode, now);
  return [...history.slice(0, -1), { ...last, until: at }, { phase: change.phase, from: at, reason }];
}

function parseReason(input: string): string {
  const reason = input.trim();
  if (reason === '' || reason.length > MOST_LETTERS)
    throw new Problem('required', `Write why the phase changes, in at most ${MOST_LETTERS} letters.`, {
      expression: 'reason',
    });
  return reason;
}

function livingPhase(phase: Phase): Phase {
  if (phase === 'bereaved')
    throw new Problem('business-rule', 'An episode begins with a phase of the patient.', {
      expression: 'phase',
    });
  return phase;
}

function momentOf({ phase, at }: PhaseChange, last: PhaseEntry, episode: PhaseEpisode, now: Date): Date {
  const moment = phase === 'bereaved' ? deathOf(episode) : at;
  const refuse = (sentence: string): never => {
    throw new Problem('business-rule', sentence, { expression: 'at' });
  };
  if (last.phase === 'bereaved') refuse('After the death there is no other phase than that of the bereaved.');
  if (moment > now) refuse('A phase cannot change at a moment that has not come.');
  if (moment <= last.from) refuse('A phase changes after it began. Give a later moment.');
  if (episode.end !== undefined && moment >= episode.end) refuse('A phase changes before the episode ends.');
  if (phase !== 'bereaved' && episode.died !== undefined && moment >= episode.died)
    refuse('The patient had died at this moment. Give an earlier moment, or the phase of the bereaved.');
  return moment;
}

/** Support of the bereaved begins with the death: no minute belongs to neither phase, or to both. */
function deathOf({ died }: PhaseEpisode): Date {
  if (died === undefined)
    throw new Problem(
      'business-rule',
      'Support of the bereaved begins with the death. Record the death first.',
      {
        expression: 'phase',
      },
    );
  return died;
}

/** The history of an episode that has ended: its last phase ends with it. Throws when the phase began later. */
export function endPhases(history: PhaseHistory, at: Date): PhaseHistory {
  const last = history.at(-1);
  if (!last || last.until !== undefined) return history;
  if (at <= last.from) throw new Problem('business-rule', 'The episode ends after its last phase began.');
  return [...history.slice(0, -1), { ...last, until: at }];
}

/** The history without its last, mistaken change: the phase before it runs on. */
export function undoPhase(history: PhaseHistory): PhaseHistory {
  const before = history.at(-2);
  if (!before) return [];
  const { phase, from, reason } = before;
  return [...history.slice(0, -2), { phase, from, reason }];
}

/** What can be wrong with phases that somebody else wrote. */
export type PhaseFault = 'late-start' | 'gap' | 'overlap' | 'backwards' | 'early-end' | 'after-end';

/** Every break of an episode's phases; none for a history of ours. A page shows them, and hides no phase. */
export function phaseFaults(history: PhaseHistory, episode: PhaseEpisode): readonly PhaseFault[] {
  const faults: PhaseFault[] = [];
  const [first] = history;
  const last = history.at(-1);
  if (!first || !last) return faults;
  if (first.from.getTime() !== episode.start.getTime()) faults.push('late-start');
  for (const [index, { from, until }] of history.entries()) {
    if (until !== undefined && until <= from) faults.push('backwards');
    const next = history[index + 1];
    if (next) faults.push(...between(until, next.from));
  }
  if (episode.end !== undefined) faults.push(...between(last.until, episode.end).map(AT_END));
  return faults;
}

const AT_END = (fault: PhaseFault): PhaseFault => (fault === 'gap' ? 'early-end' : 'after-end');

function between(until: Date | undefined, next: Date): readonly PhaseFault[] {
  if (until === undefined || until > next) return ['overlap'];
  return until < next ? ['gap'] : [];
}
