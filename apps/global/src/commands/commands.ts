import type { Command } from './command.ts';
import { match } from './match.ts';
import { serve } from './serve.ts';
import { user } from './user.ts';
import { verify } from './verify.ts';

/** Every command of this house, in the order of the help. The launcher sends here what is named here. */
export const COMMANDS: readonly Command[] = [serve, user, verify, match];
