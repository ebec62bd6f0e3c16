import type { SqlPort } from '@caecilia/kernel';
import { optionalNumberIn, textIn } from './rows.ts';

/** What an administrator sees of an account beside the account itself. No secrets. */
export interface AccountFacts {
  /** Somebody can sign in with it: it has a password or a passkey, or it is one of the demo. */
  readonly inUse: boolean;
  /** A second factor, or a passkey that is one, is set up. */
  readonly secondFactor: boolean;
  /** Milliseconds since 1970; absent where nobody ever signed in with it. */
  readonly lastSignIn?: number;
  /** Until when an invitation that was not used holds or held (ms since 1970). */
  readonly invitedUntil?: number;
}

const FACTS = `
select a.account_id,
  a.demo or a.password_hash is not null or exists (select 1 from identity.passkey p where p.account_id = a.account_id)
    or exists (select 1 from identity.federated_account f where f.account_id = a.account_id) as in_use,
  exists (select 1 from identity.totp t where t.account_id = a.account_id)
    or exists (select 1 from identity.passkey p where p.account_id = a.account_id) as second_factor,
  (select max(i.expires_at) from identity.invitation i where i.account_id = a.account_id and i.used_at is null)
    as invited_until,
  (select max(s.created_at) from identity.session s where s.account_id = a.account_id) as last_sign_in
from identity.account a where $1::text is null or a.account_id = $1`;

/** By account id; of one account or of all. */
export async function accountFacts(
  sql: SqlPort,
  accountId?: string,
): Promise<ReadonlyMap<string, AccountFacts>> {
  const rows = await sql.query({ text: FACTS }, [accountId ?? null]);
  return new Map(
    rows.map((row) => {
      const lastSignIn = optionalNumberIn(row.last_sign_in);
      const invitedUntil = optionalNumberIn(row.invited_until);
      const facts = {
        inUse: row.in_use === true,
        secondFactor: row.second_factor === true,
        ...(lastSignIn === undefined ? {} : { lastSignIn }),
        ...(invitedUntil === undefined ? {} : { invitedUntil }),
      };
      return [textIn(row.account_id), facts];
    }),
  );
}
