import type { BothWords } from '../element.ts';

/** Where somebody wants to die, and where they are, as far as both can be told apart. */
export const PLACES = ['home', 'hospital', 'hospice', 'nursingHome'] as const;
export type PlaceKind = (typeof PLACES)[number];

/** What the record says of one patient, as far as an agenda asks. What is absent was not recorded, or is not to be seen. */
export interface PatientFacts {
  /** Logical id. */
  readonly patient: string;
  /** Instant at which the consultation that goes on was asked. */
  readonly referredAt?: string;
  /** Phase that a person chose, and the instant from which it holds. */
  readonly phase?: { readonly phase: string; readonly words: BothWords; readonly from: string };
  /** Civil time of the newest limit, wish or goal that counts: the first moment it may be, and the first after it. */
  readonly planChanged?: { readonly from: string; readonly to: string };
  /** What the patient said, and since which day it is known; several where they disagree. */
  readonly wishes?: readonly { readonly place: PlaceKind; readonly words: BothWords }[];
  /** Where they are now. */
  readonly here?: readonly {
    readonly place: PlaceKind;
    readonly words: BothWords;
    readonly since?: string;
  }[];
  /** The newest answer of the carer to how long they can go on, in the words of the answer. */
  readonly carer?: { readonly at: string; readonly words: BothWords };
  /** FHIR date or instant of the death, or that it is known without a day. */
  readonly died?: { readonly on?: string };
  /** Whether the death was discussed in a meeting before. */
  readonly deathDiscussed?: boolean;
  /** Open advice with the civil day it was due, oldest first. */
  readonly openAdvice?: readonly {
    readonly dueOn: string;
    readonly owner?: string;
    /** The pharmacist was asked to look at it and did not say anything yet. */
    readonly unchecked?: boolean;
  }[];
}
