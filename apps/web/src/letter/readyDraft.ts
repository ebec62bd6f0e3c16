import { GIVERS, LONGEST_FIELD, ORDER_FIELDS, type OrderField } from '@caecilia/letter/ui';
import { readDay } from '@caecilia/ui';

/** An execution request as it is typed; nothing stands there before somebody types it. */
export type OrderDraft = Readonly<Record<OrderField | 'until' | 'clientId', string>>;

export const NO_ORDER: OrderDraft = {
  clientId: '',
  medication: '',
  indication: '',
  dose: '',
  route: '',
  maximum: '',
  whenToCall: '',
  until: '',
};

/** Something that lies ready as it is typed. */
export interface SupplyDraft {
  readonly clientId: string;
  readonly item: string;
  readonly indication: string;
  readonly givers: readonly string[];
  readonly place: string;
  readonly expires: string;
}

export const NO_SUPPLY: SupplyDraft = {
  clientId: '',
  item: '',
  indication: '',
  givers: [],
  place: '',
  expires: '',
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads what an earlier visit kept. */
export const isOrderDraft = (value: unknown): value is OrderDraft =>
  isObject(value) && Object.keys(NO_ORDER).every((field) => typeof value[field] === 'string');

/** Reads what an earlier visit kept. */
export const isSupplyDraft = (value: unknown): value is SupplyDraft =>
  isObject(value) &&
  ['clientId', 'item', 'indication', 'place', 'expires'].every((field) => typeof value[field] === 'string') &&
  Array.isArray(value.givers) &&
  value.givers.every((each) => GIVERS.some((giver) => giver === each));

/** What is wrong, by field. */
export type Faults = ReadonlyMap<string, 'wrong.missing' | 'wrong.longField' | 'wrong.day' | 'wrong.givers'>;

const textFault = (value: string) => {
  const length = [...value.trim()].length;
  if (length === 0) return 'wrong.missing';
  return length > LONGEST_FIELD ? 'wrong.longField' : undefined;
};

/** A day to come; the server judges it again. */
const dayFault = (value: string, today: string) => {
  const day = readDay(value);
  return day === undefined || day < today ? 'wrong.day' : undefined;
};

const faultsOf = (found: readonly (readonly [string, ReturnType<typeof textFault | typeof dayFault>])[]) =>
  new Map(found.flatMap(([field, fault]) => (fault === undefined ? [] : [[field, fault] as const])));

export const orderFaults = (draft: OrderDraft, today: string): Faults =>
  faultsOf([
    ...ORDER_FIELDS.map((field) => [field, textFault(draft[field])] as const),
    ['until', dayFault(draft.until, today)],
  ]);

export function supplyFaults(draft: SupplyDraft, today: string): Faults {
  const faults = new Map<string, 'wrong.missing' | 'wrong.longField' | 'wrong.day' | 'wrong.givers'>(
    faultsOf([
      ['item', textFault(draft.item)],
      ['indication', textFault(draft.indication)],
      ['place', textFault(draft.place)],
      ['expires', dayFault(draft.expires, today)],
    ]),
  );
  if (draft.givers.length === 0) faults.set('givers', 'wrong.givers');
  return faults;
}
