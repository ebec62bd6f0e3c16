import type { ReadyNow } from '@caecilia/careplan';
import { type Caller, civilDay } from '@caecilia/kernel';
import { orderState, placeOf, readyOverRecord, supplyState } from '@caecilia/letter';
import type { DeskHouse } from '../desk/area.ts';
import { readyHouse } from '../letter/ready-desk.ts';

/**
 * What lies ready at a patient's, where and until when, and the execution requests that hold. How much may be given
 * stands in the request itself, and is not repeated here.
 */
export async function readyNow(house: DeskHouse, caller: Caller, patientId: string): Promise<ReadyNow> {
  const port = readyOverRecord(readyHouse(house));
  const [orders, supplies] = await Promise.all([
    port.ordersOf(caller, patientId),
    port.suppliesOf(caller, patientId),
  ]);
  const today = civilDay(house.now(), house.timeZone);
  return {
    orders: orders.entries
      .filter(({ value }) => orderState(value, today) === 'active')
      .map(({ value: { medication, indication, until, signed, seen } }) => ({
        medication,
        indication,
        until,
        by: signed.name,
        isSeen: seen.some(({ by }) => by === caller.id),
      })),
    supplies: supplies.entries.flatMap(({ value }) => {
      const state = supplyState(value, today);
      const { item, indication, expires } = value;
      return state === 'present' || state === 'expired'
        ? [{ item, indication, expires, place: placeOf(value), isExpired: state === 'expired' }]
        : [];
    }),
    unreadable: orders.unreadable.length + supplies.unreadable.length,
    more: orders.more || supplies.more,
  };
}
