export {
  HOSPICE_SERVICE,
  HOSPICE_SYSTEM,
  PLACES_URL,
  STAY_KINDS,
  STAY_TOKEN,
  type StayKind,
} from './codes.ts';
export * from './discharge/discharge.ts';
export { type StayDesk, stayEndpoints } from './endpoints.ts';
export { MOST_PLACES } from './hospices.ts';
export { stayWords } from './messages.ts';
export * from './places.ts';
export { fromResources, isStay, type StayIds, toEncounter, toEpisode, toResources } from './resources.ts';
export * from './stay.ts';
export type * from './stays.ports.ts';
export { staysOverRecord } from './staysOverRecord.ts';
export type * from './view.ts';
