import type { DischargeItem, Item } from './discharge/discharge.ts';
import type { ActKind, AskedStay, Check, Days, StayState } from './stay.ts';
import type { AskedPerson, Hospice, StatedPlaces } from './stays.ports.ts';

/** Somebody who did something, by the name of the directory; absent where it has none. */
export interface DoneView {
  readonly name?: string;
  /** Instant. */
  readonly at: string;
}

/** A request as a screen shows it. */
export interface StayView {
  readonly id: string;
  readonly versionId: number;
  readonly patient: AskedPerson;
  /** By the name of the directory. */
  readonly hospice: string;
  readonly asked: AskedStay;
  readonly requester: string;
  readonly state: StayState;
  readonly steps: readonly (DoneView & { readonly state: StayState })[];
  readonly checks: readonly (DoneView & { readonly check: Check })[];
  readonly promised?: Days;
  readonly reason?: string;
  readonly told?: DoneView;
  /** Who asked has an answer that they did not say they read. */
  readonly isNews: boolean;
  /** What whoever looks may do with it as it stands. */
  readonly may: readonly ActKind[];
}

/** What a list of requests says of itself. */
export interface StayList {
  readonly stays: readonly StayView[];
  /** References of what could not be read: said, not left out. */
  readonly unreadable: readonly string[];
  readonly more: boolean;
  readonly timeZone: string;
  /** Civil day now. */
  readonly today: string;
}

/** Answer of `GET /stays`: for the hospice what it was asked, for who asks what became of it. */
export interface StaysShown extends StayList {
  readonly side: 'hospice' | 'asking';
  /** Of the hospice: how many places it said that it has; absent where it is no service of the directory. */
  readonly stated?: StatedPlaces;
  /** Of the hospice: how many of these are promised or taken, for tonight and each of the next days. */
  readonly nights?: readonly { readonly night: string; readonly taken: number }[];
}

/** One thing of the discharge; `said` absent: nobody said anything yet. */
export interface DischargeView extends Partial<Pick<DischargeItem, 'state' | 'who' | 'due'>> {
  readonly item: Item;
  /** The version that was seen. */
  readonly versionId?: number;
  readonly said?: DoneView;
}

/** Answer of `GET /patients/:id/stays`. */
export interface PatientStays extends StayList {
  readonly mayAsk: boolean;
  /** Hospices of the network that can be asked, by name. */
  readonly hospices: readonly Hospice[];
  readonly discharge: readonly DischargeView[];
}

/** Answer of an act: done, or a colleague was first and nothing was written. */
export type StayChanged =
  | { readonly kind: 'changed'; readonly now: StayView }
  | { readonly kind: 'conflict'; readonly theirs: StayView };

/** Answer of a request. */
export interface StayAsked {
  readonly stay: StayView;
  /** This form was taken before. */
  readonly again: boolean;
}

/** Answer of what was said of a discharge. */
export type DischargeChanged =
  | { readonly kind: 'changed'; readonly now: DischargeView }
  | { readonly kind: 'conflict'; readonly theirs: DischargeView };
