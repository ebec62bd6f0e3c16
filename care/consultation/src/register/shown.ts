import type { Adoption } from '../advice/recommendation.ts';
import type { AnswerCount } from '../consultation.ports.ts';
import type { PromptAnswer } from '../prompts/answer.ts';
import type { Mark } from './mark.ts';

/** What the app of the daily work is told of prompt lists, marks and counts: the answers of their endpoints. */

/** An answer on a prompt list, as it is shown. */
export interface ShownAnswer extends Pick<PromptAnswer, 'list' | 'version' | 'ticked'> {
  readonly id: string;
  /** Civil time (`YYYY-MM-DDTHH:MM`) in the time zone of the house. */
  readonly at: string;
  /** Name of the clinician who ticked; absent where the directory has none. */
  readonly by?: string;
}

export interface PromptsShown {
  /** Who may not tick sees answers only once somebody has told them to the patient. */
  readonly mayTick: boolean;
  /** Answers of this patient are not for who asks: that none is here says nothing. */
  readonly closed: boolean;
  /** Newest first. */
  readonly answers: readonly ShownAnswer[];
  /** How many could not be read. */
  readonly unreadable: number;
  readonly more: boolean;
}

/** What a clinician ticked on a list, as the form sends it. */
export interface PromptTicks extends Pick<PromptAnswer, 'list' | 'version' | 'ticked'> {
  /** Number of the form: it is kept once. */
  readonly clientId: string;
}

export interface PromptKept {
  readonly answer: ShownAnswer;
  /** The same form was kept before. */
  readonly again: boolean;
}

/** A mark, as it is shown. */
export interface ShownMark extends Pick<Mark, 'patient' | 'on' | 'reason'> {
  readonly id: string;
  readonly versionId: number;
  /** Name of who marked; absent where the directory has none. */
  readonly by?: string;
  /** Whoever asks marked it. */
  readonly mine: boolean;
  readonly ended?: { readonly on: string; readonly by?: string; readonly reason: string };
}

/** Marks of one patient. */
export interface MarksShown {
  readonly mayMark: boolean;
  /** Marks of this patient are not for who asks: that none is here says nothing. */
  readonly closed: boolean;
  /** Newest first. */
  readonly marks: readonly ShownMark[];
  readonly unreadable: number;
  readonly more: boolean;
}

export interface MarkKept {
  readonly mark: ShownMark;
  /** The patient was marked already, with another reason: what was sent was not kept. */
  readonly otherReason: boolean;
}

/** The end of a mark; or what a colleague made of it meanwhile, and nothing was changed. */
export type UnmarkAnswer =
  | { readonly kind: 'changed'; readonly mark: ShownMark }
  | { readonly kind: 'conflict'; readonly theirs: ShownMark };

/** Whom the caller marked. */
export interface RegisterShown {
  /** By the day they were marked, oldest first. */
  readonly entries: readonly {
    readonly mark: ShownMark;
    /** Absent where it is not for the caller to see any more. */
    readonly name?: string;
    /** FHIR date. */
    readonly birthDate?: string;
  }[];
  readonly unreadable: number;
  readonly more: boolean;
}

/** The team's work in numbers. */
export interface CountsShown {
  /** First civil day that is counted. */
  readonly from: string;
  /** Last civil day that is counted. */
  readonly until: string;
  readonly responses: AnswerCount;
  readonly adoption: Adoption;
}
