export type * from './relations.ports.ts';
export {
  mayByRole,
  type NetworkAct,
  type NetworkSettings,
  type ReadSearch,
  type SearchPair,
} from './settings.ts';
export type * from './users.ports.ts';
