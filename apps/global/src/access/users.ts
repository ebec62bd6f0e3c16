import { createHash, randomBytes } from 'node:crypto';
import type { OfficeCaller, OfficeRole, Register } from '@caecilia/kernel';
import type { AccessTables } from './schema.ts';

/** Somebody of the office. */
export type OfficeUser = AccessTables['office_user'];

/** What a provider says of who signed in. */
export interface Known {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string | null;
}

/** Hours after which somebody signs in again: a working day. */
const SESSION_HOURS = 10;

const SIGN_IN: OfficeCaller = { id: 'system:sign-in', name: 'sign-in', roles: [] };

/** Who works in the office and what they may do; the browsers in which they are signed in. */
export class OfficeUsers {
  readonly #register: Register<AccessTables>;
  readonly #now: () => Date;

  constructor(register: Register<AccessTables>, now: () => Date) {
    this.#register = register;
    this.#now = now;
  }

  /** Who this is here. Whoever comes for the first time becomes a reader: more is given by an administrator. */
  async recognise(known: Known, firstRoles: readonly OfficeRole[] = ['reader']): Promise<OfficeUser> {
    const { issuer, subject, name, email } = known;
    const found = await this.#register.read((db) =>
      db
        .selectFrom('office_user')
        .selectAll()
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirst(),
    );
    if (found !== undefined && found.name === name && found.email === email) return found;
    return await this.#register.change(SIGN_IN, 'as the provider says it', async ({ db, insert, update }) => {
      const there = await db
        .selectFrom('office_user')
        .selectAll()
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirst();
      if (there !== undefined) return await update('office_user', there, { name, email });
      return await insert('office_user', { issuer, subject, name, email, roles: firstRoles });
    });
  }

  /** Begins a session and gives the secret for the cookie: 256 random bits. */
  async begin(user: OfficeUser): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const now = this.#now();
    const expires_at = new Date(now.getTime() + SESSION_HOURS * 3_600_000).toISOString();
    await this.#register.change(callerOf(user), 'signed in', async ({ db }) => {
      await db.deleteFrom('office_session').where('expires_at', '<', now.toISOString()).execute();
      await db
        .insertInto('office_session')
        .values({ digest: digestOf(secret), user_id: user.id, expires_at })
        .execute();
    });
    return secret;
  }

  /** Who is signed in with this secret; undefined for nobody, and for somebody who no longer works here. */
  async find(secret: string): Promise<OfficeUser | undefined> {
    return await this.#register.read((db) =>
      db
        .selectFrom('office_session')
        .innerJoin('office_user', 'office_user.id', 'office_session.user_id')
        .selectAll('office_user')
        .where('office_session.digest', '=', digestOf(secret))
        .where('office_session.expires_at', '>', this.#now().toISOString())
        .where('office_user.archived_at', 'is', null)
        .executeTakeFirst(),
    );
  }

  async end(secret: string, user: OfficeUser): Promise<void> {
    await this.#register.change(callerOf(user), 'signed out', async ({ db }) => {
      await db.deleteFrom('office_session').where('digest', '=', digestOf(secret)).execute();
    });
  }
}

/** Somebody of the office as rules know them. */
export function callerOf(user: OfficeUser, requestId?: string): OfficeCaller {
  const { id, name, roles } = user;
  return { id, name, roles, ...(requestId === undefined ? {} : { requestId }) };
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
