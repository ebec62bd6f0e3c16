import {
  callEndpoints,
  FUNDING_STEPS,
  funderEndpoints,
  searchEndpoints,
  tellDigests,
} from '@caecilia/funding';
import type { OfficeEndpoint, RegisterFollower } from '@caecilia/kernel';
import type { ModuleSchema, OpenedRegister } from '@caecilia/register';
import { STEPS } from './access/schema.ts';
import { userEndpoints } from './access/user.endpoints.ts';
import { AGREEMENTS } from './agreement-module.ts';

/** What a module is put together with. */
export interface ModuleGround {
  readonly register: OpenedRegister;
  readonly now: () => Date;
}

/** One module of this house: its tables, its addresses, and what acts on what happened. */
export interface GlobalModule extends ModuleSchema {
  endpoints(ground: ModuleGround): readonly OfficeEndpoint[];
  followers?(ground: ModuleGround): readonly RegisterFollower[];
  /** What is due by the clock; run every minute, one after the other, and told of where it fails. */
  upkeep?(ground: ModuleGround): Promise<unknown>;
}

/**
 * Every module, in an order in which their tables can be made. What a module needs of another is handed to it here, as a
 * port: a module imports none of the others.
 */
export const MODULES: readonly GlobalModule[] = [
  { name: 'access', steps: STEPS, endpoints: ({ register }) => userEndpoints(register.of()) },
  {
    name: 'funding',
    steps: FUNDING_STEPS,
    // Proposals follow with the directory, which names their partners.
    endpoints: ({ register }) => [
      ...callEndpoints(register.of()),
      ...searchEndpoints(register.of()),
      ...funderEndpoints(register.of()),
    ],
    upkeep: ({ register, now }) => tellDigests(register.of(), now()),
  },
  AGREEMENTS,
];
