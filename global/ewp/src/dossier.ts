import { Problem } from '@caecilia/kernel';
import { compareIias, type IiaComparison } from './compare.ts';
import type { Iia } from './iia.ts';
import { type ReadIia, readGetResponse } from './read-iia.ts';
import { type ApprovalLine, refuse } from './responses.ts';

/** A copy of the agreement as one side sends it, byte for byte, with its hash. */
export interface IiaCopy {
  readonly xml: string;
  readonly hash: string;
  /** RFC 3339. */
  readonly at: string;
  /** Who wrote or fetched it. */
  readonly by: string;
}

/** Somebody approved one hash of a copy. `theirs` approve our copy; `ours` approve theirs. */
export interface IiaApproval {
  readonly side: 'ours' | 'theirs';
  readonly hash: string;
  readonly at: string;
  /** Name of who approved, or the institution where the network tells no name. */
  readonly by: string;
  readonly pdfFile?: string;
}

/** The two copies that both sides approved last: what is in force, whatever either side drafts since. */
export interface ApprovedSnapshot {
  readonly ours: IiaCopy;
  readonly theirs: IiaCopy;
  readonly at: string;
}

/** All that is known of one agreement in the network. `approvals` only grows. */
export interface IiaDossier {
  readonly ours?: IiaCopy;
  readonly theirs?: IiaCopy;
  readonly approvals: readonly IiaApproval[];
  readonly lastApproved?: ApprovedSnapshot;
}

export const EMPTY_DOSSIER: IiaDossier = { approvals: [] };

/** How far an agreement is. `changed`: one side sent other conditions since both approved. */
export type DossierStanding =
  | 'empty'
  | 'ours-only'
  | 'theirs-only'
  | 'differs'
  | 'to-approve'
  | 'approved-by-us'
  | 'approved-by-them'
  | 'approved'
  | 'changed';

const copyOf = (xml: string): ReadIia => {
  const [read, second] = readGetResponse(xml);
  if (read === undefined || second !== undefined) {
    throw new Problem('structure', 'A copy is a get-response with exactly one agreement in it.');
  }
  return read;
};

/** The agreement in a copy. Throws `Problem('structure')` with each place that is not right. */
export function readCopy(xml: string): ReadIia & { readonly iia: Iia } {
  const read = copyOf(xml);
  refuse(read.issues);
  if (read.iia === undefined) throw new Problem('structure', 'The agreement could not be read.');
  return { ...read, iia: read.iia };
}

/**
 * Puts a copy of ours or of theirs in the dossier. The hash that it states has to be that of what it says: a copy that
 * was changed on its way is not taken. The copy that it replaces stays where both approved it.
 */
export function withCopy(
  dossier: IiaDossier,
  side: 'ours' | 'theirs',
  copy: Omit<IiaCopy, 'hash'>,
): IiaDossier {
  const read = readCopy(copy.xml);
  if (!read.hashAgrees) {
    throw new Problem(
      'business-rule',
      'The hash in this document is not that of its conditions. Ask the partner to send it again; nothing was taken.',
    );
  }
  return { ...dossier, [side]: { ...copy, hash: read.statedHash } };
}

/** Both copies beside each other; undefined where one is not there yet. */
export function comparisonOf({ ours, theirs }: IiaDossier): IiaComparison | undefined {
  if (ours === undefined || theirs === undefined) return undefined;
  return compareIias(readCopy(ours.xml).iia, readCopy(theirs.xml).iia);
}

/**
 * We approve their copy, by the hash that somebody saw. Refused with a sentence where it changed since, where it does
 * not say what ours says, where something in it waits for a decision since version 6, and a second time.
 */
export function approveTheirs(dossier: IiaDossier, approval: Omit<IiaApproval, 'side'>): IiaDossier {
  const { theirs } = dossier;
  if (theirs === undefined) throw new Problem('business-rule', 'There is no copy of the partner to approve.');
  if (theirs.hash !== approval.hash) {
    throw new Problem('conflict', 'The partner sent another copy since. Look at it before you approve.', {
      status: 412,
    });
  }
  requireOnce(dossier, 'ours', approval.hash);
  requireSame(dossier);
  if (!readCopy(theirs.xml).validForApproval) {
    throw new Problem(
      'business-rule',
      'Something in this copy is not decided since version 6 (not-yet-defined, or a shorter ISCED-F code). Settle it with the partner first.',
    );
  }
  return settled(
    { ...dossier, approvals: [...dossier.approvals, { ...approval, side: 'ours' }] },
    approval.at,
  );
}

/**
 * The partner approved our copy, as their Approval API tells. Of an answer the line with our identifier counts; a hash
 * of an earlier copy of ours is kept as what it is, and approves nothing of today.
 */
export function approvedByThem(
  dossier: IiaDossier,
  line: ApprovalLine,
  { at, by }: { readonly at: string; readonly by: string },
): IiaDossier {
  const { ours } = dossier;
  if (ours === undefined)
    throw new Problem('business-rule', 'There is no copy of ours that they could approve.');
  if (readCopy(ours.xml).iia.partners[0].iiaId !== line.iiaId) {
    throw new Problem(
      'business-rule',
      'This approval is of another agreement: it names another identifier than ours.',
    );
  }
  if (isApproved(dossier, 'theirs', line.hash)) return dossier;
  const { hash, pdfFile } = line;
  const approval = { side: 'theirs' as const, hash, at, by, ...(pdfFile === undefined ? {} : { pdfFile }) };
  return settled({ ...dossier, approvals: [...dossier.approvals, approval] }, at);
}

/** How far the agreement is. */
export function standingOf(dossier: IiaDossier): DossierStanding {
  const { ours, theirs, lastApproved } = dossier;
  if (ours === undefined || theirs === undefined) {
    return ours === undefined ? (theirs === undefined ? 'empty' : 'theirs-only') : 'ours-only';
  }
  if (lastApproved?.ours.hash === ours.hash && lastApproved.theirs.hash === theirs.hash) return 'approved';
  if (lastApproved !== undefined) return 'changed';
  if (comparisonOf(dossier)?.same !== true) return 'differs';
  if (isApproved(dossier, 'ours', theirs.hash)) return 'approved-by-us';
  return isApproved(dossier, 'theirs', ours.hash) ? 'approved-by-them' : 'to-approve';
}

function isApproved({ approvals }: IiaDossier, side: IiaApproval['side'], hash: string): boolean {
  return approvals.some((approval) => approval.side === side && approval.hash === hash);
}

function requireOnce(dossier: IiaDossier, side: IiaApproval['side'], hash: string): void {
  if (isApproved(dossier, side, hash)) throw new Problem('duplicate', 'This copy is approved already.');
}

function requireSame(dossier: IiaDossier): void {
  const comparison = comparisonOf(dossier);
  if (comparison?.same === true) return;
  const different = comparison?.pairs.filter(
    ({ ours, theirs, differences }) => ours === undefined || theirs === undefined || differences.length > 0,
  ).length;
  throw new Problem(
    'business-rule',
    different === undefined
      ? 'There is no copy of ours beside it yet. Make ours first, so that both say the same.'
      : `Their copy does not say what ours says (${different} conditions differ). Settle that first, then approve.`,
  );
}

/** Keeps both copies as they are where both are approved now. */
function settled(dossier: IiaDossier, at: string): IiaDossier {
  const { ours, theirs } = dossier;
  if (ours === undefined || theirs === undefined) return dossier;
  const both = isApproved(dossier, 'ours', theirs.hash) && isApproved(dossier, 'theirs', ours.hash);
  return both ? { ...dossier, lastApproved: { ours, theirs, at } } : dossier;
}
