import { Problem } from '@caecilia/kernel';
import { type Done, dayToCome, typedWords } from './done.ts';

/** What a physician types; nothing of it is proposed, worked out or filled in beforehand. */
export const ORDER_FIELDS = ['medication', 'indication', 'dose', 'route', 'maximum', 'whenToCall'] as const;
export type OrderField = (typeof ORDER_FIELDS)[number];

/** An execution request as it is typed. Each field is there, or it is not signed. */
export type OrderWords = Readonly<Record<OrderField, string>> & {
  /** Civil day, the last on which it may be carried out. */
  readonly until: string;
};

/** A signed execution request: what a nurse may give, for what, and when to call. It is never edited. */
export interface Order extends OrderWords {
  /** Logical id. */
  readonly patient: string;
  readonly clientId: string;
  readonly signed: Done;
  /** Who of those who carry it out has seen it, each once. */
  readonly seen: readonly Done[];
  readonly withdrawn?: Done & { readonly because: string };
}

export type OrderState = 'active' | 'expired' | 'withdrawn';

/** What it is today. `today`: civil day. */
export function orderState({ withdrawn, until }: Order, today: string): OrderState {
  if (withdrawn !== undefined) return 'withdrawn';
  return until < today ? 'expired' : 'active';
}

/** A new one. Throws `Problem('required')` or `Problem('value')` with the field. */
export function signedOrder(
  wish: { readonly patient: string; readonly clientId: string; readonly words: OrderWords },
  signed: Done,
  today: string,
): Order {
  const { patient, clientId, words } = wish;
  const typed = (field: OrderField) => typedWords(words[field], field);
  return {
    patient,
    clientId,
    medication: typed('medication'),
    indication: typed('indication'),
    dose: typed('dose'),
    route: typed('route'),
    maximum: typed('maximum'),
    whenToCall: typed('whenToCall'),
    until: dayToCome(words.until, 'until', today),
    signed,
    seen: [],
  };
}

/** Somebody who carries it out has seen it; twice is once. Throws `Problem('business-rule')` where it no longer holds. */
export function seenOrder(order: Order, done: Done, today: string): Order {
  if (orderState(order, today) !== 'active')
    throw new Problem('business-rule', 'This execution request no longer holds. Call who signed it.');
  return order.seen.some(({ by }) => by === done.by) ? order : { ...order, seen: [...order.seen, done] };
}

/** Takes it back. Throws `Problem('required')` without a reason. */
export function withdrawnOrder(order: Order, because: string, done: Done): Order {
  if (order.withdrawn !== undefined)
    throw new Problem('business-rule', 'This execution request was withdrawn already.');
  return { ...order, withdrawn: { ...done, because: typedWords(because, 'because') } };
}
