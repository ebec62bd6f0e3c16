import type { Domain } from '../codes.ts';
import type { OutcomeKind } from './recommendation.ts';

/** One piece of advice as the app shows it. */
export interface AdviceView {
  readonly id: string;
  readonly versionId: number;
  /** Logical id. */
  readonly patient: string;
  /** As they are looked up; on lists of several patients only. */
  readonly patientName?: string;
  readonly advice: string;
  readonly because?: string;
  readonly domain: Domain;
  /** Who decides, by name. */
  readonly owner: string;
  /** Decided by the ward, practice or person who reads. */
  readonly mine: boolean;
  /** Civil day. */
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly givenBy: string;
  /** Instant. */
  readonly givenAt: string;
  /** Absent where nobody asked for a second check. */
  readonly secondCheck?: {
    /** Absent while the pharmacist said nothing. */
    readonly said?: {
      readonly asItStands: boolean;
      readonly reason?: string;
      readonly by: string;
      readonly at: string;
    };
  };
  readonly outcome?: {
    readonly kind: OutcomeKind;
    readonly words?: string;
    readonly toldBy?: string;
    readonly by: string;
    readonly at: string;
  };
}

/** Who may do what with advice here. `told`: only what they were told, with by whom. */
export interface AdviceRights {
  readonly give: boolean;
  readonly decide: 'self' | 'told' | 'no';
  /** Says of advice that asks for it whether it can stand; sees no other advice. */
  readonly check: boolean;
}

/** The advice about one patient. */
export interface AdviceOfPatient {
  readonly advice: readonly AdviceView[];
  readonly unreadable: number;
  readonly more: boolean;
  readonly may: AdviceRights;
  /** In which it can be given now. */
  readonly consultations: readonly { readonly reference: string; readonly question: string }[];
  /** Who can be asked to decide. */
  readonly owners: readonly { readonly reference: string; readonly name: string }[];
  /** Civil day of the house now. */
  readonly today: string;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** Open advice, by the day it is due. */
export interface OpenAdvice {
  readonly advice: readonly AdviceView[];
  readonly unreadable: number;
  readonly more: boolean;
  readonly may: AdviceRights;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** What became of saying what became of it: done, or a colleague was first. */
export type OutcomeAnswer =
  | { readonly kind: 'changed'; readonly advice: AdviceView }
  | { readonly kind: 'conflict'; readonly theirs: AdviceView };

/** What became of a second check: done, or a colleague was first. */
export type CheckAnswer = OutcomeAnswer;
