import { randomUUID } from 'node:crypto';
import type { SqlPort, SqlRow, SqlRunner } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Account, AccountRole, Accounts } from '../contract.ts';
import { optionalTextIn, textIn } from './rows.ts';

/** What an account is made from. */
export interface NewAccount {
  readonly accountId?: string;
  readonly kind: Account['kind'];
  readonly name: string;
  /** Name to sign in with; patients and carers choose one when they accept their invitation. */
  readonly login?: string;
  /** `Practitioner/…`, `Patient/…` or `RelatedPerson/…`. */
  readonly fhirUser?: string;
  readonly roles: readonly AccountRole[];
  /** One of the invented people of the demo, who sign in with one click. */
  readonly demo?: boolean;
}

/** An account with what is needed to check a sign-in. */
export interface StoredAccount extends Account {
  readonly login?: string;
  readonly passwordHash?: string;
  readonly demo: boolean;
}

/** `  A.deVries@Example.org ` and `a.devries@example.org` are the same sign-in name. */
export function foldLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

const COLUMNS =
  "a.account_id, a.kind, a.name, a.login, a.fhir_user, a.password_hash, a.active, a.demo, coalesce(string_agg(r.role || ' ' || r.organization, chr(10) order by r.place), '') as roles";
const FROM = 'identity.account a left join identity.account_role r using (account_id)';

/** Accounts in the database. */
export class AccountStore implements Accounts {
  readonly #sql: SqlPort;

  constructor(sql: SqlPort) {
    this.#sql = sql;
  }

  async find(accountId: string): Promise<StoredAccount | undefined> {
    return await this.#findBy('a.account_id', accountId);
  }

  /** By the name to sign in with, in any case. */
  async findByLogin(login: string): Promise<StoredAccount | undefined> {
    return await this.#findBy('a.login', foldLogin(login));
  }

  /** By the person in the record. */
  async findByFhirUser(fhirUser: string): Promise<StoredAccount | undefined> {
    return await this.#findBy('a.fhir_user', fhirUser);
  }

  /** Everybody, by name. */
  async list(): Promise<readonly StoredAccount[]> {
    const rows = await this.#sql.query(
      { text: `select ${COLUMNS} from ${FROM} group by a.account_id order by a.name, a.account_id` },
      [],
    );
    return rows.map(accountIn);
  }

  /** Throws `Problem('duplicate')` where the sign-in name is taken. */
  async create(account: NewAccount, at: number): Promise<StoredAccount> {
    const id = account.accountId ?? randomUUID();
    await this.#sql.transaction(async (sql) => {
      const made = await sql.query(
        {
          text: 'insert into identity.account (account_id, kind, name, login, fhir_user, active, demo, created_at) values ($1, $2, $3, $4, $5, true, $6, $7) on conflict do nothing returning account_id',
        },
        [
          id,
          account.kind,
          account.name,
          account.login === undefined ? null : foldLogin(account.login),
          account.fhirUser ?? null,
          account.demo ?? false,
          at,
        ],
      );
      if (made.length === 0) throw taken();
      await writeRoles(sql, id, account.roles);
    });
    return await this.get(id);
  }

  /** Throws `Problem('not-found')` where there is none. */
  async get(accountId: string): Promise<StoredAccount> {
    const account = await this.find(accountId);
    if (!account) throw new Problem('not-found', 'There is no such account.');
    return account;
  }

  async setRoles(accountId: string, roles: readonly AccountRole[]): Promise<void> {
    await this.#sql.transaction(async (sql) => {
      await sql.query({ text: 'select 1 from identity.account where account_id = $1 for update' }, [
        accountId,
      ]);
      await sql.query({ text: 'delete from identity.account_role where account_id = $1' }, [accountId]);
      await writeRoles(sql, accountId, roles);
    });
  }

  async setActive(accountId: string, active: boolean): Promise<void> {
    await this.#sql.query({ text: 'update identity.account set active = $2 where account_id = $1' }, [
      accountId,
      active,
    ]);
  }

  async setPassword(
    accountId: string,
    passwordHash: string | null,
    within: SqlRunner = this.#sql,
  ): Promise<void> {
    await within.query({ text: 'update identity.account set password_hash = $2 where account_id = $1' }, [
      accountId,
      passwordHash,
    ]);
  }

  /** Throws `Problem('duplicate')` where somebody else has this name. */
  async setLogin(accountId: string, login: string, within: SqlRunner = this.#sql): Promise<void> {
    const folded = foldLogin(login);
    const changed = await within.query(
      {
        text: 'update identity.account set login = $2 where account_id = $1 and not exists (select 1 from identity.account where login = $2 and account_id <> $1) returning account_id',
      },
      [accountId, folded],
    );
    if (changed.length === 0) throw taken();
  }

  /** How many of the invented people of the demo may sign in here. */
  async countDemo(): Promise<number> {
    const rows = await this.#sql.query({ text: 'select 1 from identity.account where demo' }, []);
    return rows.length;
  }

  async #findBy(column: string, value: string): Promise<StoredAccount | undefined> {
    const [row] = await this.#sql.query(
      { text: `select ${COLUMNS} from ${FROM} where ${column} = $1 group by a.account_id` },
      [value],
    );
    return row && accountIn(row);
  }
}

function taken(): Problem {
  return new Problem('duplicate', 'This sign-in name is in use; choose another one.');
}

async function writeRoles(sql: SqlRunner, accountId: string, roles: readonly AccountRole[]): Promise<void> {
  for (const [place, { role, organization = '' }] of roles.entries()) {
    if (/\s/.test(role + organization))
      throw new Problem('value', 'A role code or organization holds a space.');
    await sql.query({ text: 'insert into identity.account_role values ($1, $2, $3, $4)' }, [
      accountId,
      role,
      organization,
      place,
    ]);
  }
}

function accountIn(row: SqlRow): StoredAccount {
  const kind = textIn(row.kind);
  if (kind !== 'staff' && kind !== 'patient' && kind !== 'carer') throw new Error('an account of no kind');
  const [login, fhirUser, passwordHash] = [row.login, row.fhir_user, row.password_hash].map(optionalTextIn);
  return {
    accountId: textIn(row.account_id),
    kind,
    name: textIn(row.name),
    roles: rolesIn(textIn(row.roles)),
    active: row.active === true,
    demo: row.demo === true,
    ...(login === undefined ? {} : { login }),
    ...(fhirUser === undefined ? {} : { fhirUser }),
    ...(passwordHash === undefined ? {} : { passwordHash }),
  };
}

function rolesIn(text: string): AccountRole[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [role = '', organization = ''] = line.split(' ');
      return organization === '' ? { role } : { role, organization };
    });
}
