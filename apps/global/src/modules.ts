import type { OfficeEndpoint, RegisterFollower } from '@caecilia/kernel';
import type { ModuleSchema, OpenedRegister } from '@caecilia/register';
import { STEPS } from './access/schema.ts';
import { userEndpoints } from './access/user.endpoints.ts';

/** What a module is put together with. */
export interface ModuleGround {
  readonly register: OpenedRegister;
  readonly now: () => Date;
}

/** One module of this house: its tables, its addresses, and what acts on what happened. */
export interface GlobalModule extends ModuleSchema {
  endpoints(ground: ModuleGround): readonly OfficeEndpoint[];
  followers?(ground: ModuleGround): readonly RegisterFollower[];
}

/**
 * Every module, in an order in which their tables can be made. What a module needs of another is handed to it here, as a
 * port: a module imports none of the others.
 */
export const MODULES: readonly GlobalModule[] = [
  { name: 'access', steps: STEPS, endpoints: ({ register }) => userEndpoints(register.of()) },
];
