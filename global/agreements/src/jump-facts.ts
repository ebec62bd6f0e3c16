import type { Selectable } from 'kysely';
import { type Agreement, type AgreementChange, basisOf, officeDay, termOfRow } from './agreement-row.ts';
import { isComplete, stepsToReopen } from './approval.ts';
import { stepOfRow, stepRows } from './approval-row.ts';
import { mayRenew } from './evaluation.ts';
import type { MissingFacts, Requirement } from './lifecycle.ts';
import { missingFromProposal, type Proposal } from './proposal.ts';
import type { SecurityCheckRow, VersionRow } from './schema.ts';
import { allows, type SecurityCheck } from './security-check.ts';
import { badTerm, currentEnd } from './term.ts';
import { changedClauses } from './text.ts';

type Db = Pick<AgreementChange, 'db'>;
export type CheckRow = Selectable<SecurityCheckRow>;
export type AgreementVersion = Selectable<VersionRow>;

/** The latest check of an agreement, decided or not. */
export const latestCheck = ({ db }: Db, agreement: string): Promise<CheckRow | undefined> =>
  db
    .selectFrom('security_check')
    .selectAll()
    .where('agreement_id', '=', agreement)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .executeTakeFirst();

/** A row as a check of the rules. */
export const checkOfRow = (row: CheckRow): SecurityCheck => ({
  level: row.level,
  outcome: row.outcome,
  askedBy: row.asked_by,
  advisedBy: row.advised_by ?? undefined,
  recheckOn: row.recheck_on ?? undefined,
  basis: row.basis,
});

/** All versions of an agreement, the latest first. */
export const versionsOf = ({ db }: Db, agreement: string): Promise<AgreementVersion[]> =>
  db
    .selectFrom('agreement_version')
    .selectAll()
    .where('agreement_id', '=', agreement)
    .orderBy('n', 'desc')
    .execute();

/** The proposal in a row. */
export const proposalOf = (row: Agreement): Proposal => ({
  title: row.title,
  why: row.why ?? undefined,
  partners: row.parties.filter(({ role }) => role !== 'own'),
  strands: row.strands,
  countries: row.countries,
  contact: row.contact ?? undefined,
  unit: row.unit ?? undefined,
});

/** Which clauses are not the same in the latest version as in the one with a fingerprint; all, where there is none. */
export function changedSince(versions: readonly AgreementVersion[]): (hash: string) => readonly string[] {
  const [latest] = versions;
  return (hash) => {
    const before = versions.find(({ sha256 }) => sha256 === hash);
    return changedClauses(before?.clauses ?? [], latest?.clauses ?? []);
  };
}

type Answer = (change: Db, row: Agreement, today: string) => Promise<boolean>;

const securityAllows: Answer = async (change, row, today) => {
  const check = await latestCheck(change, row.id);
  return allows(check && checkOfRow(check), basisOf(row), today);
};

/** The whole route approved, and what it approved is what stands there now. */
const routeComplete: Answer = async (change, row) => {
  const steps = (await stepRows(change, row.id)).map(stepOfRow);
  const versions = await versionsOf(change, row.id);
  return (
    versions.length > 0 && isComplete(steps) && stepsToReopen(steps, changedSince(versions)).length === 0
  );
};

const signedByAll: Answer = async ({ db }, row) => {
  const [latest] = await versionsOf({ db }, row.id);
  if (latest === undefined) return false;
  const signatures = await db
    .selectFrom('agreement_signature')
    .select(['party', 'sha256'])
    .where('version_id', '=', latest.id)
    .execute();
  return row.parties.every((_, party) =>
    signatures.some((each) => each.party === party && each.sha256 === latest.sha256),
  );
};

const latestEvaluation = ({ db }: Db, agreement: string) =>
  db
    .selectFrom('agreement_evaluation')
    .select(['decision', 'note'])
    .where('agreement_id', '=', agreement)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();

const decidedToRenew: Answer = async (change, row) => {
  const found = await latestEvaluation(change, row.id);
  return (
    found !== undefined && mayRenew({ decision: found.decision ?? undefined, note: found.note ?? undefined })
  );
};

const decidedToEnd: Answer = async (change, row, today) => {
  if (row.term_type === 'fixed' && row.expires !== null && today > row.expires) return true;
  return (await latestEvaluation(change, row.id))?.decision === 'end';
};

const hasSuccessor: Answer = async ({ db }, row) =>
  (await db
    .selectFrom('agreement')
    .select('id')
    .where('renews_id', '=', row.id)
    .where('state', '!=', 'declined')
    .executeTakeFirst()) !== undefined;

const known = (answer: boolean) => Promise.resolve(answer);

const ANSWERS: Readonly<Record<Exclude<Requirement, 'reason'>, Answer>> = {
  'proposal-complete': (_, row) => known(missingFromProposal(proposalOf(row)).length === 0),
  'security-allows': securityAllows,
  'partner-known': (_, row) =>
    known(
      row.parties.some(({ role }) => role !== 'own') && row.parties.every(({ org }) => org !== undefined),
    ),
  'has-version': async (change, row) => (await versionsOf(change, row.id)).length > 0,
  'route-complete': routeComplete,
  'signed-by-all': signedByAll,
  'has-term': (_, row) => known(badTerm(termOfRow(row)) === undefined),
  'evaluation-decided-renew': decidedToRenew,
  'successor-exists': hasSuccessor,
  'evaluation-decided-end': decidedToEnd,
};

/** What is missing of the facts that jumps ask for, as they are inside this change. */
export async function missingFacts(
  change: Db & Pick<AgreementChange, 'now'>,
  row: Agreement,
  asked: { readonly needs: readonly Requirement[]; readonly reason?: string | undefined },
): Promise<MissingFacts> {
  const missing = new Set<Requirement>();
  for (const need of new Set(asked.needs)) {
    const there =
      need === 'reason'
        ? Boolean(asked.reason?.trim())
        : await ANSWERS[need](change, row, officeDay(change.now));
    if (!there) missing.add(need);
  }
  return (needs) => needs.filter((need) => missing.has(need));
}

/** Last day of the term that a day falls in, for an agreement that is to stop with it. */
export const endOfPresentTerm = (row: Agreement, today: string): string | undefined =>
  currentEnd(termOfRow(row), today);
