import type { Caller } from '@caecilia/kernel';

/** Words of the patient, or of somebody close, as they stand on the first page. */
export interface OwnNote {
  readonly id: string;
  /** Name of who wrote it; absent where it is the visitor. */
  readonly name?: string;
  /** Instant. */
  readonly at: string;
  readonly words: string;
}

/** Who was given the plan, and what became of it. */
export interface PlanHolder {
  readonly id: string;
  readonly name: string;
  /** What kind of organisation it is, in words. */
  readonly kind?: { readonly nl: string; readonly en: string };
  readonly state: 'sent' | 'opened' | 'failed' | 'withdrawn';
  /** Instant of what the state says. */
  readonly at: string;
}

/** How somebody can be reached. */
export interface OwnContacts {
  /** The version that a change is made on. */
  readonly versionId: number;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly phone?: string;
    readonly represents: boolean;
  }[];
}

/** Something that is asked on a form that is sent once. */
export interface OwnAsk {
  readonly words: string;
  readonly clientId: string;
}

/** What a patient, or who represents them, sees and does on the first page of their record. */
export interface OwnRecord {
  /** Newest first; of somebody who has a mandate only, their own. */
  notes(caller: Caller, patient: string): Promise<readonly OwnNote[]>;
  addNote(caller: Caller, patient: string, ask: OwnAsk): Promise<void>;
  /** Newest first. */
  holders(caller: Caller, patient: string): Promise<readonly PlanHolder[]>;
  contacts(caller: Caller, patient: string): Promise<OwnContacts>;
  /** Throws a `Problem` of status 412 where somebody changed it since. */
  changeContacts(
    caller: Caller,
    patient: string,
    change: { readonly phone: string; readonly email: string; readonly versionId: number },
  ): Promise<void>;
  /** Asks the team to correct something; false where no team treats the patient, so that nobody would see it. */
  askCorrection(caller: Caller, patient: string, ask: OwnAsk): Promise<boolean>;
  /** Asks for a conversation about care; false as above. */
  askConversation(caller: Caller, patient: string, ask: OwnAsk): Promise<boolean>;
  /** Withdraws every permission to share at once; answers how many there were. */
  stopSharing(caller: Caller, patient: string): Promise<number>;
}
