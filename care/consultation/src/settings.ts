import type { AccessLog, Caller } from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';
import type { ConsultationHouse } from './overRecord.ts';
import type { AgendaAbout } from './register/agenda.ts';

/** A team that can be asked, as the network directory has it. */
export interface ConsultationTeam {
  /** `Organization/…` */
  readonly reference: string;
  readonly name: string;
  /** As it is dialled. */
  readonly phone?: string;
}

/** What the pages of this module stand on: those of patients and carers, and the agenda on paper and as a file. */
export interface ConsultationPageSettings {
  readonly house: ConsultationHouse;
  /** The people in this house are invented. */
  readonly demo: boolean;
  readonly log: AccessLog;
  /** What a meeting needs of marked patients beside why they are marked, in this language and as the caller may see it. */
  about(
    caller: Caller,
    patients: readonly string[],
    language: Language,
  ): Promise<ReadonlyMap<string, AgendaAbout>>;
  /** Teams that take questions, by name. */
  teams(caller: Caller): Promise<readonly ConsultationTeam[]>;
  /**
   * Logical id of the patient for whom this patient or carer may ask at this moment: themselves, or whom they represent
   * or have a mandate of. Undefined for everybody else.
   */
  asksFor(caller: Caller): Promise<string | undefined>;
}
