import type { DeskValue } from '../desk/answers.ts';
import type { Words } from '../instrument/instrument.ts';
import type { KnownReporter } from '../reporter.ts';
import type { Mark, Point, PreparationState } from './preparation.ts';
import type { Preparing, TopicGroup } from './topics.ts';

/** What the server tells the app of the daily work about preparing at home, as JSON. Moments are instants in UTC. */

/** Somebody who can be asked. */
export interface DeskPreparer {
  /** `Patient/…` or `RelatedPerson/…`. */
  readonly reference: string;
  readonly preparing: Preparing;
  readonly name?: string;
  readonly relationship?: string;
  /** May open it with a sign-in of their own; for the others there is paper. */
  readonly atHome: boolean;
}

/** A point of the agenda. */
export interface DeskPoint {
  readonly point: Point;
  /** As somebody wrote it; else the words of the list as they were shown when it was ticked. */
  readonly written?: string;
  readonly text?: Words;
  readonly group?: TopicGroup;
  readonly mark?: { readonly id: string; readonly as: Mark; readonly at: string; readonly by?: string };
}

/** What was sent last. */
export interface DeskSent {
  /** Stands for this sending: an act on an older one is refused. */
  readonly answers: string;
  readonly at: string;
  readonly reporter: KnownReporter;
  /** Somebody else copied it from paper: their name, where it can be seen. */
  readonly copied?: { readonly by?: string };
  readonly points: readonly DeskPoint[];
  readonly scores?: {
    readonly reporter: KnownReporter;
    readonly values: readonly { readonly label: Words; readonly value: DeskValue }[];
  };
  /** The patient does not see what was written. */
  readonly withheld: boolean;
}

/** A preparation as the app shows it. */
export interface DeskPreparation {
  readonly id: string;
  readonly person: Omit<DeskPreparer, 'atHome'>;
  readonly state: PreparationState;
  readonly askedAt: string;
  readonly askedBy?: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly sent?: DeskSent;
  /** Something was sent, and is not for this person to see. */
  readonly closedToYou: boolean;
  readonly closed?: { readonly at: string; readonly by?: string; readonly reason?: string };
}

export interface DeskPreparations {
  readonly timeZone: string;
  /** Civil day of the house. */
  readonly today: string;
  readonly mayAsk: boolean;
  /** The patient died: nobody is asked any more. */
  readonly died: boolean;
  readonly people: readonly DeskPreparer[];
  readonly preparations: readonly DeskPreparation[];
}
