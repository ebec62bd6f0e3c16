import type { Settings } from '../configuration.ts';

/** What a command is given: its own words and options, the settings, and where to write. */
export interface Invocation {
  readonly settings: Settings;
  readonly args: readonly string[];
  /** Results, on standard output. */
  readonly print: (text: string) => void;
  /** Progress and explanations, on standard error. */
  readonly tell: (text: string) => void;
}

/** One command of this house. `run` returns the exit code. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  run(invocation: Invocation): Promise<number>;
}

/** A command that was called wrongly: the sentence says how it is called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
