import type { PlanChange } from '../conversation/planChanges.ts';
import type { CarePlan, Contact, PlanPatient, Words } from '../plan.ts';
import type { CallPlan } from './callPlan.ts';
import type { Helper, Setting } from './setting.ts';

/**
 * A part of the page, or why it is not there: the policy does not open it to this role at all, or it opens only while
 * the patient permits it. Neither is the same as nothing recorded, and no screen may draw it so.
 */
export type Part<T> =
  | { readonly open: true; readonly value: T }
  | { readonly open: false; readonly because: ClosedBecause };
export type ClosedBecause = 'role' | 'permission';

/** Somebody of the consultation team who has the duty now, or that nobody has. */
export interface TeamDuty {
  readonly role: Words;
  readonly name?: string;
  readonly phone?: string;
  readonly dial?: string;
  /** Civil minute. */
  readonly until: string;
  /** Why nobody answers; absent where somebody does. */
  readonly gap?: Words;
}

/** Who of the team answers now. */
export interface TeamNow {
  readonly name?: string;
  readonly duties: readonly TeamDuty[];
}

/** What to do when one expected problem comes. */
export interface SymptomPlan {
  readonly problem: string;
  readonly signs?: string;
  readonly steps: readonly { readonly what: string; readonly who: Words; readonly yours: boolean }[];
  readonly family?: string;
  readonly call: { readonly helper: string; readonly who: Words };
}

/** A plan for one problem that was made, changed or taken out. */
export interface SymptomChange {
  readonly problem: string;
  readonly kind: 'planned' | 'changed' | 'ended';
  readonly because?: string;
  readonly by?: string;
  /** Civil minute. */
  readonly at: string;
}

/** Plans for expected problems. */
export interface Symptoms {
  readonly plans: readonly SymptomPlan[];
  readonly changes: readonly SymptomChange[];
  /** How many are there and cannot be read, or are more than are shown: said, and not left out. */
  readonly unreadable: number;
  readonly more: boolean;
}

/** What lies ready for what may come, and which execution requests hold. Days are civil days. */
export interface ReadyNow {
  readonly orders: readonly {
    readonly medication: string;
    readonly indication: string;
    /** The last day on which it may be carried out. */
    readonly until: string;
    readonly by: string;
    readonly isSeen: boolean;
  }[];
  readonly supplies: readonly {
    readonly item: string;
    readonly indication: string;
    readonly place: string;
    /** The last day on which it may be used. */
    readonly expires: string;
    readonly isExpired: boolean;
  }[];
  readonly unreadable: number;
  readonly more: boolean;
}

/** A contact that somebody had with or about the patient. */
export interface ContactSince {
  /** How it took place, for instance by telephone. */
  readonly kind: Words;
  /** Civil minute at which it began. */
  readonly at: string;
  readonly by: readonly string[];
  /** What was agreed to come next. */
  readonly nextStep?: string;
}

/** Something that this reader or their practice is asked to do. Times are civil minutes or days. */
export interface AskedOfYou {
  readonly words: Words;
  readonly by?: string;
  readonly at?: string;
  readonly due?: string;
}

/** What was sent to the reader's organisation about this patient and is still open. */
export interface SentToYou {
  readonly by?: string;
  readonly at: string;
  /** Until when it holds: a civil minute. */
  readonly until: string;
  /** What the sender asks, where they wrote something. */
  readonly asked?: string;
}

/** What is not what it was. */
export interface ChangedForYou {
  /** When the reader looked before; absent: never, and then the last thirty days are told. */
  readonly looked?: string;
  /** Civil minute from which is told. */
  readonly since: string;
  readonly changes: readonly PlanChange[];
  /** See `ChangesSince.complete`. */
  readonly complete: boolean;
}

/** A plan in short, for who reads it in one setting. */
export interface InShort {
  readonly setting: Setting;
  /** As whom the plan speaks of the reader. */
  readonly you: Helper;
  readonly patient: PlanPatient;
  /** Civil time of the house now. */
  readonly now: string;
  /** Language of recorded words where a resource does not say (BCP 47). */
  readonly recordLanguage: string;
  readonly plan: Part<CarePlan>;
  readonly changed: Part<ChangedForYou>;
  readonly symptoms: Part<Symptoms>;
  readonly ready: Part<ReadyNow>;
  /** Contacts since the reader looked before, newest first. */
  readonly contacts: Part<readonly ContactSince[]>;
  readonly calls: CallPlan;
  /** Whether the care team is among whom `calls` knows; else only who the patient and the plan name. */
  readonly careTeam: Part<true>;
  readonly team: Part<TeamNow>;
  /** What was sent to the reader's organisation, newest first. */
  readonly sent: readonly SentToYou[];
  readonly tasks: Part<readonly AskedOfYou[]>;
  /** Contacts by what the plan calls them, so that "call the GP" has a number. */
  readonly helpers: Readonly<Partial<Record<Helper, readonly Contact[]>>>;
  /** Civil minute until which who reads sees this record by emergency access only. */
  readonly emergencyUntil?: string;
}
