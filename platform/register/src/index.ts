export type { Line, LineKind } from './journal.ts';
export { type ModuleSchema, type OpenedRegister, openRegister, type RegisterOptions } from './open.ts';
export type { OnFollowerFailed } from './outbox.ts';
export type { Broken, RegisterReport } from './verify.ts';
