import type { Caller, ChangeAnswer, Kept, Listed, RecordHouse, Seen } from '@caecilia/kernel';
import type { StayIds } from './resources.ts';
import type { Act, AskedStay, Stay } from './stay.ts';

/** What a hospice sees of whom it is asked for, and nothing else of the record. */
export interface AskedPerson {
  /** Logical id. */
  readonly id: string;
  /** Family name first. Absent where there is none. */
  readonly name?: string;
  /** FHIR date. */
  readonly birthDate?: string;
  readonly deceased: boolean;
}

/** What this module needs from the house. */
export interface StayHouse extends RecordHouse {
  /** Whether somebody asks for a stay of this patient; the record decides again. */
  readonly mayAsk: (caller: Caller, patient: string) => Promise<boolean>;
  /** The hospice (`Organization/…`) that somebody answers for; undefined for everybody else. */
  readonly answersFor: (caller: Caller) => string | undefined;
  /** The caller on the duty of requests to one hospice, of one patient where one is named, and of nothing else. */
  readonly onStays: (caller: Caller, hospice: string, patient?: string) => Caller;
  /** The caller on the duty of saying how many places a hospice has. */
  readonly onPlaces: (caller: Caller) => Caller;
  /** Who these patients are, for the hospice that was asked. */
  readonly peopleFor: (
    caller: Caller,
    patients: readonly string[],
  ) => Promise<ReadonlyMap<string, AskedPerson>>;
}

/** A request with the two versions on which a change is made. */
export interface KeptStay extends Kept<Stay> {
  readonly requestVersionId: number;
  readonly ids: StayIds;
}

/** A hospice of the network that takes requests. */
export interface Hospice {
  /** `Organization/…` */
  readonly reference: string;
  readonly name: string;
  /** As it is dialled. */
  readonly phone?: string;
  /** Absent while the hospice did not say. */
  readonly places?: Places;
}

/** How many places a hospice has, and since when that is known. */
export interface Places {
  readonly count: number;
  /** Instant. */
  readonly at: string;
}

/** How many places stand in the directory, on the version that was seen. */
export interface StatedPlaces {
  /** Logical id of the HealthcareService. */
  readonly service: string;
  readonly versionId: number;
  readonly places?: Places;
}

/** Requests for a stay in a hospice. */
export interface Stays {
  /** Asks a hospice. The same form again (`clientId`) answers what is there (`again`), and writes nothing. */
  ask(
    caller: Caller,
    wish: {
      readonly patient: string;
      readonly hospice: string;
      readonly clientId: string;
      readonly asked: AskedStay;
      readonly patientAgrees: boolean;
    },
  ): Promise<{ readonly kept: KeptStay; readonly again: boolean }>;
  /** Of one patient, newest first, as the caller's own rules show them. */
  ofPatient(caller: Caller, patient: string): Promise<Listed<KeptStay>>;
  /** What this person asked, newest first, as far as their own rules still show it. */
  askedBy(caller: Caller): Promise<Listed<KeptStay>>;
  /** What is open at the caller's hospice, and what ended there in the last two weeks. */
  ofHospice(caller: Caller): Promise<Listed<KeptStay>>;
  /**
   * Does something with a request, on the version that was seen. A promise is made while no other is: throws
   * `Problem('business-rule')` with the night on which the hospice is full.
   */
  act(caller: Caller, on: Seen, act: Act): Promise<ChangeAnswer<KeptStay, Act>>;
}
