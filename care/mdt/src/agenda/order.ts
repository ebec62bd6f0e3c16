import { REASONS, type Reason, type ReasonKind } from './reason.ts';

/** How an agenda can be read: as the team ordered it, by the day of the oldest reason, or by kind of reason. */
export const AGENDA_ORDERS = ['own', 'time', 'group'] as const;
export type AgendaOrder = (typeof AGENDA_ORDERS)[number];

/** Something with reasons. */
export interface Ordered {
  readonly reasons: readonly Pick<Reason, 'kind' | 'day'>[];
}

/** A group of the agenda; without a kind where it is not in groups. */
export interface AgendaGroup<T> {
  readonly kind?: ReasonKind;
  readonly entries: readonly T[];
}

/**
 * The agenda in an order. By kind each stands once, in the first group that has a reason for it: nobody is discussed
 * twice. The order of the groups is that of the page, not of weight.
 */
export function agendaOrders<T extends Ordered>(
  entries: readonly T[],
  order: AgendaOrder,
): readonly AgendaGroup<T>[] {
  if (order === 'own') return [{ entries }];
  if (order === 'time') return [{ entries: entries.toSorted((a, b) => compare(firstDay(a), firstDay(b))) }];
  const kindOf = ({ reasons }: T) => REASONS.find((kind) => reasons.some((each) => each.kind === kind));
  return REASONS.flatMap((kind) => {
    const own = entries.filter((entry) => kindOf(entry) === kind);
    return own.length === 0 ? [] : [{ kind, entries: own }];
  });
}

const firstDay = ({ reasons }: Ordered) => reasons.map(({ day }) => day).toSorted()[0] ?? '';
const compare = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1);
