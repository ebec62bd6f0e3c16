import { actsAs, type OfficeCaller, Problem } from '@caecilia/kernel';
import type { Kysely, Selectable } from 'kysely';
import { type AgreementChange, demandMayChange, held, officeDay } from './agreement-row.ts';
import { versionsOf } from './jump-facts.ts';
import type { AgreementPorts } from './ports.ts';
import type { AgreementTables, SignatureRow } from './schema.ts';
import { namedIn, type SignedText, signedFile } from './signed-file.ts';

/** The version that somebody signs: its number and its fingerprint, as they saw them. */
export interface ToSign {
  readonly n: number;
  readonly sha256: string;
  /** Place of the party in the agreement, from 0. */
  readonly party: number;
}

/** Notes that a party signed the latest version on paper. What was signed is named by its fingerprint. */
export async function noteSignature(
  ports: AgreementPorts,
  caller: OfficeCaller,
  agreement: string,
  signed: ToSign & { readonly by: string; readonly on: string },
): Promise<Selectable<SignatureRow>> {
  return await ports.register.change(caller, 'a signature on paper', async (change) => {
    demandMayChange(caller, await held(change, agreement));
    return await keep(change, agreement, { ...signed, method: 'ink' });
  });
}

/**
 * Signs the latest version for our own side, as who is signed in: a simple electronic signature. For a head, and never for
 * who proposed the agreement.
 */
export async function signOurselves(
  ports: AgreementPorts,
  caller: OfficeCaller,
  agreement: string,
  signed: ToSign,
): Promise<Selectable<SignatureRow>> {
  return await ports.register.change(caller, 'signed', async (change) => {
    const row = await held(change, agreement);
    if (caller.link !== undefined || !actsAs(caller, 'head') || caller.id === row.proposed_by)
      throw new Problem('forbidden', 'a head signs for this house, and never what they proposed themselves');
    if (row.parties[signed.party]?.role !== 'own')
      throw new Problem('invalid', 'you sign for your own house only', { expression: 'party' });
    return await keep(change, agreement, {
      ...signed,
      by: caller.name,
      on: officeDay(change.now),
      method: 'simple',
    });
  });
}

async function keep(
  change: AgreementChange,
  agreement: string,
  signed: ToSign & { readonly by: string; readonly on: string; readonly method: SignatureRow['method'] },
): Promise<Selectable<SignatureRow>> {
  const row = await held(change, agreement);
  if (row.state !== 'signing') throw new Problem('business-rule', 'this agreement is not out to be signed');
  const [latest] = await versionsOf(change, row.id);
  if (latest === undefined || latest.n !== signed.n || latest.sha256 !== signed.sha256)
    throw new Problem('conflict', 'this is not the version that is out to be signed', { status: 412 });
  if (row.parties[signed.party] === undefined)
    throw new Problem('invalid', 'there is no such party', { expression: 'party' });
  return await change.insert('agreement_signature', {
    agreement_id: row.id,
    version_id: latest.id,
    party: signed.party,
    signed_by: signed.by,
    signed_on: signed.on,
    method: signed.method,
    sha256: latest.sha256,
  });
}

/** A version with its signatures, where every party signed it; undefined where not. */
async function signedText(
  db: Kysely<AgreementTables>,
  agreement: string,
  n: number,
): Promise<SignedText | undefined> {
  const row = await db.selectFrom('agreement').selectAll().where('id', '=', agreement).executeTakeFirst();
  const version = await db
    .selectFrom('agreement_version')
    .selectAll()
    .where('agreement_id', '=', agreement)
    .where('n', '=', n)
    .executeTakeFirst();
  if (row === undefined || version === undefined) return undefined;
  const signatures = await db
    .selectFrom('agreement_signature')
    .selectAll()
    .where('version_id', '=', version.id)
    .where('sha256', '=', version.sha256)
    .execute();
  if (row.parties.some((_, party) => signatures.every((each) => each.party !== party))) return undefined;
  const signers = signatures.map((each) => ({
    party: each.party,
    by: each.signed_by,
    on: each.signed_on,
    method: each.method,
  }));
  return {
    agreement,
    code: row.code ?? '',
    n,
    sha256: version.sha256,
    canonicalText: version.canonical_text,
    signers,
  };
}

/** The file of a signed version. Throws `Problem('not-found')` where it is not signed by all. */
export async function readSignedFile(ports: AgreementPorts, agreement: string, n: number): Promise<string> {
  const text = await ports.register.read((db) => signedText(db, agreement, n));
  if (text === undefined) throw new Problem('not-found', 'this version is not signed by every party');
  return signedFile(text);
}

/** What a file is found to be. */
export type Verified = { readonly genuine: true; readonly text: SignedText } | { readonly genuine: false };

/** Whether a file is, to the byte, a signed text of this house. It says nothing of files that are not. */
export async function verifySignedFile(ports: AgreementPorts, file: Uint8Array): Promise<Verified> {
  const named = namedIn(Buffer.from(file.subarray(0, MOST_OF_FIRST_LINE)).toString('latin1'));
  if (named === undefined) return { genuine: false };
  const text = await ports.register.read((db) => signedText(db, named.agreement, named.n));
  if (text === undefined || !Buffer.from(signedFile(text), 'utf8').equals(file)) return { genuine: false };
  return { genuine: true, text };
}

const MOST_OF_FIRST_LINE = 200;
