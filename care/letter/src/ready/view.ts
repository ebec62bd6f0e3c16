import type { Order, OrderState } from './order.ts';
import type { Supply, SupplyState } from './supply.ts';

/** An execution request as a screen shows it. */
export interface OrderView extends Omit<Order, 'patient' | 'clientId'> {
  readonly id: string;
  readonly versionId: number;
  readonly state: OrderState;
  /** Whether who asks has seen it. */
  readonly isSeen: boolean;
}

/** Something that lies ready as a screen shows it; `place` is where it lies now. */
export interface SupplyView extends Omit<Supply, 'patient' | 'clientId'> {
  readonly id: string;
  readonly versionId: number;
  readonly state: SupplyState;
}

/** Answer of `GET /patients/:id/ready`. */
export interface ReadyShown {
  /** Those that hold first, then the newest. */
  readonly orders: readonly OrderView[];
  readonly supplies: readonly SupplyView[];
  readonly unreadable: number;
  readonly more: boolean;
  /** Whether medication is not for who asks: then an empty list says nothing. */
  readonly closed: boolean;
  readonly mayOrder: boolean;
  readonly mayPlace: boolean;
  readonly mayReport: boolean;
  /** Names of things, from the list that this house installed; empty where it installed none. */
  readonly items: readonly string[];
  readonly today: string;
  readonly timeZone: string;
}

/** Answer of signing an execution request, and of what is done with one. */
export interface OrderAnswer {
  readonly order: OrderView;
  /** This form was taken before. */
  readonly again: boolean;
}

/** Answer of writing down what is laid ready, and of what became of it. */
export interface SupplyAnswer {
  readonly supply: SupplyView;
  readonly again: boolean;
}
