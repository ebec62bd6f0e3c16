import { Problem } from '@caecilia/kernel';
import type { Administrator, User } from '../users.ports.ts';
import type { Asked } from './view.ts';

/** Who administers. Without an account nobody can be told apart from whom they change: then nothing can be done. */
export function administrator({ visit }: Pick<Asked, 'visit'>): Administrator {
  const { caller, accountId } = visit;
  if (accountId === undefined)
    throw new Problem('forbidden', 'Users are administered by somebody with an account of their own.');
  return { caller, accountId };
}

/** The user in the address. Throws `Problem('not-found')`. */
export async function userIn(asked: Asked): Promise<User> {
  const user = await asked.settings.users.find(administrator(asked), asked.visit.params.id ?? '');
  if (!user) throw new Problem('not-found', 'There is no such account.');
  return user;
}
