import { type OfficeCaller, Problem } from '@caecilia/kernel';
import type { Selectable } from 'kysely';
import { type AgreementChange, demandMayChange, held } from './agreement-row.ts';
import { type CriterionState, DESIGNATION_SCHEMES, type Evidence, refusedStatus } from './designation.ts';
import type { AgreementPorts } from './ports.ts';
import type { AgreementTables } from './schema.ts';
import { demandNot } from './words.ts';

export type CriterionRow = Selectable<AgreementTables['designation_criterion']>;

/** Lays the criteria of a scheme under a designation, each of them open. */
export async function layCriteria(
  ports: AgreementPorts,
  caller: OfficeCaller,
  agreement: string,
  scheme: string,
): Promise<void> {
  const found = DESIGNATION_SCHEMES.find(({ code }) => code === scheme);
  if (found === undefined) throw new Problem('not-found', 'there is no such scheme of designations');
  await ports.register.change(caller, `criteria of ${scheme}`, async (change) => {
    const row = await held(change, agreement);
    demandMayChange(caller, row);
    if (row.kind !== 'designation')
      throw new Problem(
        'business-rule',
        'criteria belong to a designation; this agreement is of another kind',
      );
    await change.insertMany(
      'designation_criterion',
      found.criteria.map(({ code }) => ({
        agreement_id: row.id,
        code,
        status: 'open' as const,
        owner_id: null,
        evidence: [],
      })),
    );
  });
}

async function heldCriterion(change: AgreementChange, id: string): Promise<CriterionRow> {
  const row = await change.db
    .selectFrom('designation_criterion')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('not-found', 'there is no such criterion');
  demandMayChange(change.caller, await held(change, row.agreement_id));
  return row;
}

/** Says how a criterion stands, and who sees to it. */
export async function judgeCriterion(
  ports: AgreementPorts,
  caller: OfficeCaller,
  seen: { readonly id: string; readonly rev: number },
  judged: { readonly status: CriterionState; readonly owner: string | null },
): Promise<CriterionRow> {
  return await ports.register.change(caller, `criterion ${judged.status}`, async (change) => {
    const row = await heldCriterion(change, seen.id);
    demandNot(refusedStatus(judged.status, row.evidence));
    return await change.update('designation_criterion', seen, {
      status: judged.status,
      owner_id: judged.owner,
    });
  });
}

/** Adds what shows that a criterion is met. */
export async function addEvidence(
  ports: AgreementPorts,
  caller: OfficeCaller,
  seen: { readonly id: string; readonly rev: number },
  evidence: Evidence,
): Promise<CriterionRow> {
  return await ports.register.change(caller, 'evidence', async (change) => {
    const row = await heldCriterion(change, seen.id);
    return await change.update('designation_criterion', seen, { evidence: [...row.evidence, evidence] });
  });
}
