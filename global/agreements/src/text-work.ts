import { type OfficeCaller, Problem } from '@caecilia/kernel';
import type { Kysely } from 'kysely';
import {
  type Agreement,
  type AgreementChange,
  demandMayChange,
  held,
  noAgreement,
  termOfRow,
} from './agreement-row.ts';
import { type Chained, type InForce, inForceInChain } from './in-force.ts';
import { type AgreementVersion, versionsOf } from './jump-facts.ts';
import type { AgreementPorts } from './ports.ts';
import type { AgreementTables } from './schema.ts';
import { badClauses, type Clause, canonicalText, sha256 } from './text.ts';
import { demandNot } from './words.ts';

/** States in which the text may still change. */
const IN_WORK: readonly Agreement['state'][] = ['drafting', 'partner-review'];

/** Writes a new version of the text, after the one that somebody saw (`after`: its number, 0 for none). */
export async function writeVersion(
  ports: AgreementPorts,
  caller: OfficeCaller,
  agreement: string,
  text: { readonly clauses: readonly Clause[]; readonly after: number },
): Promise<AgreementVersion> {
  demandNot(badClauses(text.clauses), 'invalid');
  return await ports.register.change(caller, 'a new version', async (change) => {
    const row = await held(change, agreement);
    demandMayChange(caller, row);
    if (!IN_WORK.includes(row.state))
      throw new Problem(
        'business-rule',
        `the text changes while it is drafted or with the partner; this one is in ${row.state}`,
      );
    const [latest] = await versionsOf(change, row.id);
    if ((latest?.n ?? 0) !== text.after)
      throw new Problem(
        'conflict',
        'somebody else wrote a version since you saw the text; read it and write again',
        { status: 412 },
      );
    const canonical = canonicalText(text.clauses);
    if (latest?.sha256 === sha256(canonical))
      throw new Problem('duplicate', 'this is the same text as the version before');
    return await change.insert('agreement_version', {
      agreement_id: row.id,
      n: text.after + 1,
      clauses: text.clauses,
      canonical_text: canonical,
      sha256: sha256(canonical),
      in_force_from: null,
    });
  });
}

const MOST_IN_CHAIN = 100;

/** The agreements that followed each other, the first first: from any of them. */
export async function chainOf(db: Kysely<AgreementTables>, id: string): Promise<readonly Agreement[]> {
  const one = (column: 'id' | 'renews_id', value: string) =>
    db
      .selectFrom('agreement')
      .selectAll()
      .where(column, '=', value)
      .where('state', 'not in', ['declined'])
      .orderBy('created_at')
      .executeTakeFirst();
  const here = await db.selectFrom('agreement').selectAll().where('id', '=', id).executeTakeFirst();
  if (here === undefined) return noAgreement();
  const chain = [here];
  for (let first = here; first.renews_id !== null && chain.length < MOST_IN_CHAIN; ) {
    const before = await one('id', first.renews_id);
    if (before === undefined || chain.some((each) => each.id === before.id)) break;
    chain.unshift(before);
    first = before;
  }
  for (let last: Agreement | undefined = here; last !== undefined && chain.length < MOST_IN_CHAIN; ) {
    last = await one('renews_id', last.id);
    if (last === undefined || chain.some((each) => each.id === last?.id)) break;
    chain.push(last);
  }
  return chain;
}

/** The texts of an agreement as its history needs them. */
export async function chained(db: Kysely<AgreementTables>, row: Agreement): Promise<Chained> {
  const versions = await versionsOf({ db: db as AgreementChange['db'] }, row.id);
  return {
    id: row.id,
    code: row.code ?? '',
    term: termOfRow(row),
    stoppedOn: row.stopped_on ?? undefined,
    versions: versions.map(({ n, sha256: hash, clauses, in_force_from }) => ({
      n,
      sha256: hash,
      clauses,
      inForceFrom: in_force_from ?? undefined,
    })),
  };
}

/** What counted on a day along the chain of an agreement. */
export async function readInForce(
  ports: AgreementPorts,
  id: string,
  day: string,
): Promise<InForce | undefined> {
  return await ports.register.read(async (db) => {
    const chain: Chained[] = [];
    for (const row of await chainOf(db, id)) chain.push(await chained(db, row));
    return inForceInChain(chain, day);
  });
}
