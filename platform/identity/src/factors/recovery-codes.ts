import type { SqlPort, SqlRunner } from '@caecilia/kernel';
import { inGroups, newLetterCode, readLetterCode } from './letter-code.ts';
import type { Sealing } from './sealing.ts';

const HOW_MANY = 10;
const LETTERS = 10;

/** Ten codes on paper, each good for one sign-in when telephone or passkey is lost. */
export class RecoveryCodes {
  readonly #sql: SqlPort;
  readonly #sealing: Sealing;

  constructor(sql: SqlPort, sealing: Sealing) {
    this.#sql = sql;
    this.#sealing = sealing;
  }

  /** New ones in the place of all earlier ones, in groups of five as they stand on paper. */
  async renew(accountId: string, within?: SqlRunner): Promise<readonly string[]> {
    const codes = Array.from({ length: HOW_MANY }, () => newLetterCode(LETTERS));
    const write = async (sql: SqlRunner) => {
      await sql.query({ text: 'delete from identity.recovery_code where account_id = $1' }, [accountId]);
      for (const code of codes)
        await sql.query({ text: 'insert into identity.recovery_code (account_id, digest) values ($1, $2)' }, [
          accountId,
          this.#digest(accountId, code),
        ]);
    };
    await (within === undefined ? this.#sql.transaction(write) : write(within));
    return codes.map((code) => inGroups(code, 5));
  }

  /** Whether it is one of them that was not used; it is used by asking. */
  async use(accountId: string, typed: string, at: number): Promise<boolean> {
    const used = await this.#sql.query(
      {
        text: 'update identity.recovery_code set used_at = $3 where account_id = $1 and digest = $2 and used_at is null returning digest',
      },
      [accountId, this.#digest(accountId, readLetterCode(typed)), at],
    );
    return used.length === 1;
  }

  async left(accountId: string): Promise<number> {
    const rows = await this.#sql.query(
      { text: 'select 1 from identity.recovery_code where account_id = $1 and used_at is null' },
      [accountId],
    );
    return rows.length;
  }

  async remove(accountId: string): Promise<void> {
    await this.#sql.query({ text: 'delete from identity.recovery_code where account_id = $1' }, [accountId]);
  }

  #digest(accountId: string, code: string): string {
    return this.#sealing.digest('recovery', `${accountId} ${code}`);
  }
}
