import { type OfficeCaller, Problem, type Register, revisionSeen } from '@caecilia/kernel';
import { type CooperationCondition, type HeiIdentities, toIiaCondition } from './conditions.ts';
import { EMPTY_DOSSIER, type IiaDossier, readCopy, withCopy } from './dossier.ts';
import type { Iia } from './iia.ts';
import type { DossierRow, EwpTables } from './schema.ts';
import { writeGetResponse } from './write-iia.ts';
import { present } from './xml/present.ts';

/** An agreement as this module needs it. `ours` and `theirs` are organisations of the directory. */
export interface AgreementForEwp {
  readonly ours: string;
  readonly theirs: string;
  /** Its number, for people. */
  readonly code: string;
  /** Both signed it once. */
  readonly inEffect: boolean;
  readonly conditions: readonly CooperationCondition[];
}

/** What the module of agreements and the directory give. */
export interface EwpPorts {
  readonly register: Register<EwpTables>;
  /** The agreement as this caller may see it; undefined where it is not there for them. */
  agreement(caller: OfficeCaller, id: string): Promise<AgreementForEwp | undefined>;
  /** SCHAC identifiers of organisations. */
  identities(): Promise<HeiIdentities>;
}

/** A dossier with the revision that somebody sees; revision 0 where nothing is kept yet. */
export interface KeptDossier {
  readonly dossier: IiaDossier;
  readonly rev: number;
}

const dossierOf = ({ ours, theirs, approvals, last_approved }: DossierRow): IiaDossier =>
  present({
    ours: ours ?? undefined,
    theirs: theirs ?? undefined,
    approvals,
    lastApproved: last_approved ?? undefined,
  });

/** The agreement, or `Problem('not-found')` where it is not there for who asks. */
export async function agreementOf(
  ports: EwpPorts,
  caller: OfficeCaller,
  id: string,
): Promise<AgreementForEwp> {
  const agreement = await ports.agreement(caller, id);
  if (agreement === undefined) throw new Problem('not-found', 'There is no such agreement.');
  return agreement;
}

/** What is kept of an agreement. */
export async function keptDossier({ register }: EwpPorts, agreement: string): Promise<KeptDossier> {
  const row = await register.read((db) =>
    db.selectFrom('ewp_dossier').selectAll().where('agreement_id', '=', agreement).executeTakeFirst(),
  );
  return row === undefined ? { dossier: EMPTY_DOSSIER, rev: 0 } : { dossier: dossierOf(row), rev: row.rev };
}

/** Changes a dossier that somebody saw, all of it or nothing. A dossier that is not there yet was seen as nothing. */
export async function changeDossier(
  { register }: EwpPorts,
  {
    caller,
    agreement,
    why,
    ifMatch,
  }: { caller: OfficeCaller; agreement: string; why: string; ifMatch: number | undefined },
  work: (dossier: IiaDossier, now: string) => IiaDossier,
): Promise<KeptDossier> {
  const row = await register.change(caller, why, async (change) => {
    const before = await change.db
      .selectFrom('ewp_dossier')
      .selectAll()
      .where('agreement_id', '=', agreement)
      .executeTakeFirst();
    const next = work(before === undefined ? EMPTY_DOSSIER : dossierOf(before), change.now);
    const columns = {
      ours: next.ours ?? null,
      theirs: next.theirs ?? null,
      approvals: next.approvals,
      last_approved: next.lastApproved ?? null,
    };
    if (before === undefined)
      return await change.insert('ewp_dossier', { agreement_id: agreement, ...columns });
    return await change.update('ewp_dossier', { id: before.id, rev: revisionSeen({ ifMatch }) }, columns);
  });
  return { dossier: dossierOf(row), rev: row.rev };
}

/** Our copy of an agreement as it stands in the register now, with their identifier once they told it. */
export function ourIia(
  id: string,
  agreement: AgreementForEwp,
  { theirs }: IiaDossier,
  identities: HeiIdentities,
): Iia {
  const hei = (organisation: string) => {
    const found = identities.heiOf(organisation);
    if (found !== undefined) return found;
    throw new Problem(
      'business-rule',
      'A party of this agreement has no SCHAC identifier; fill it in on its page first.',
    );
  };
  const told = theirs === undefined ? undefined : readCopy(theirs.xml).iia.partners[0];
  return {
    partners: [
      { heiId: hei(agreement.ours), iiaId: id, iiaCode: agreement.code, contacts: [] },
      present({ heiId: hei(agreement.theirs), iiaId: told?.iiaId, iiaCode: told?.iiaCode, contacts: [] }),
    ],
    inEffect: agreement.inEffect,
    terminatedAsAWhole: false,
    conditions: agreement.conditions.map((condition) => toIiaCondition(condition, identities)),
  };
}

/** The dossier with our copy made anew. The same copy stays as it was, with who made it and when. */
export function withOurs(
  dossier: IiaDossier,
  iia: Iia,
  made: { readonly at: string; readonly by: string },
): IiaDossier {
  const { xml, hash } = writeGetResponse(iia);
  return dossier.ours?.hash === hash && dossier.ours.xml === xml
    ? dossier
    : withCopy(dossier, 'ours', { xml, ...made });
}

/** The dossier with a copy that the partner sent. It has to be of the same two institutions, theirs first. */
export function withTheirs(
  dossier: IiaDossier,
  xml: string,
  {
    ours,
    theirs,
    at,
    by,
  }: {
    readonly ours: string | undefined;
    readonly theirs: string | undefined;
    readonly at: string;
    readonly by: string;
  },
): IiaDossier {
  const [them, us] = readCopy(xml).iia.partners;
  if (them.heiId !== theirs || us.heiId !== ours) {
    throw new Problem(
      'business-rule',
      'This copy is not of the two parties of this agreement, theirs first; nothing was taken.',
    );
  }
  return withCopy(dossier, 'theirs', { xml, at, by });
}
