import type { Caller } from '@caecilia/kernel';
import type { Account, AccountRole } from '../contract.ts';

/** The caller by which the log names an account that signs in or out. It may see nothing: it is for the log only. */
export function accountCaller(
  account: Pick<Account, 'accountId' | 'name' | 'fhirUser'>,
  where: { readonly acting?: AccountRole; readonly address?: string },
): Caller {
  return {
    id: account.fhirUser ?? `Account/${account.accountId}`,
    name: account.name,
    role: where.acting?.role ?? 'none',
    scope: { kind: 'nothing' },
    ...(where.acting?.organization === undefined ? {} : { organization: where.acting.organization }),
    ...(where.address === undefined ? {} : { address: where.address }),
  };
}

/** Somebody at a sign-in page of whom nothing is known. */
export function unknownCaller(address: string): Caller {
  return { id: 'unknown', role: 'none', scope: { kind: 'nothing' }, address };
}
