import { Problem } from '@caecilia/kernel';
import type { AccountRole } from '../contract.ts';
import type { AccountStore, NewAccount, StoredAccount } from './account-store.ts';

/** One of the invented people of the demo, who sign in with one click. */
export interface DemoAccount extends Omit<NewAccount, 'demo' | 'login'> {
  /** Stable, for instance `demo-fictief`. */
  readonly accountId: string;
}

/**
 * Makes the accounts of the demo, or brings them up to date. Throws `Problem('business-rule')` in production mode or
 * with the demo off: one click must never open a record of real people.
 */
export async function loadDemoAccounts(
  store: AccountStore,
  people: readonly DemoAccount[],
  options: { readonly allowed: boolean; readonly at: number },
): Promise<void> {
  if (!options.allowed)
    throw new Problem(
      'business-rule',
      'Demo accounts exist in development mode with the demo on, nowhere else.',
    );
  for (const person of people) {
    const known = await store.find(person.accountId);
    if (known === undefined) await store.create({ ...person, demo: true }, options.at);
    else if (!known.demo)
      throw new Problem('duplicate', 'An account of a real person has the id of a demo account.');
    else if (rolesDiffer(known, person.roles)) await store.setRoles(person.accountId, person.roles);
  }
}

function rolesDiffer(known: StoredAccount, roles: readonly AccountRole[]): boolean {
  return JSON.stringify(known.roles) !== JSON.stringify(roles);
}
