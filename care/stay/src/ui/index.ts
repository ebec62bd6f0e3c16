export { STAY_KINDS, type StayKind } from '../codes.ts';
export { type DischargeWords, ITEM_STATES, type Item, LONGEST_WHO } from '../discharge/discharge.ts';
export type { MessageKey as StayKey } from '../messages.nl.ts';
export { stayWords } from '../messages.ts';
export { type Act, type ActKind, CHECKS, type Check, type Days, LONGEST } from '../stay.ts';
export type { AskedPerson, Hospice, StatedPlaces } from '../stays.ports.ts';
export type * from '../view.ts';
