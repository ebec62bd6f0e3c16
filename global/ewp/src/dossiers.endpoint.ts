import { actsAs, type OfficeCaller, type OfficeEndpoint, officeEndpoint, Problem } from '@caecilia/kernel';
import { z } from 'zod';
import {
  approvedByThem,
  approveTheirs,
  comparisonOf,
  type IiaDossier,
  readCopy,
  standingOf,
} from './dossier.ts';
import type { IiaCondition } from './iia.ts';
import {
  agreementOf,
  changeDossier,
  type EwpPorts,
  type KeptDossier,
  keptDossier,
  ourIia,
  withOurs,
  withTheirs,
} from './keep-dossier.ts';
import { isSha256 } from './read-iia.ts';
import { readApprovalResponse, writeApprovalResponse } from './responses.ts';
import { EWP_LIMITS } from './xml/tree.ts';

const byId = z.object({ id: z.uuid() });
const document = z.object({ xml: z.string().min(1).max(EWP_LIMITS.maxLength) });

const copy = z.object({ hash: z.string(), at: z.string(), by: z.string() });

const condition = z.object({
  kind: z.string(),
  sendingHeiId: z.string(),
  receivingHeiId: z.string(),
  firstYear: z.string(),
  lastYear: z.string(),
  mobilitiesPerYear: z.number(),
});

const dossier = z.object({
  standing: z.string(),
  ours: copy.nullable(),
  theirs: copy.nullable(),
  approvals: z.array(
    z.object({ side: z.enum(['ours', 'theirs']), hash: z.string(), at: z.string(), by: z.string() }),
  ),
  /** When both approved last, and which hashes: these copies are in force. */
  inForce: z.object({ at: z.string(), ours: z.string(), theirs: z.string() }).nullable(),
  comparison: z
    .object({
      same: z.boolean(),
      identities: z.array(z.string()).readonly(),
      terminationDiffers: z.boolean(),
      pairs: z.array(
        z.object({
          ours: condition.nullable(),
          theirs: condition.nullable(),
          differences: z
            .array(
              z.object({ field: z.string(), ours: z.string().optional(), theirs: z.string().optional() }),
            )
            .readonly(),
        }),
      ),
    })
    .nullable(),
});

/** Everybody who works in the office; a partner who looks through a link is none of them. */
const worksHere = (caller: OfficeCaller) => caller.link === undefined && caller.roles.length > 0;
const keeps = (caller: OfficeCaller) => worksHere(caller) && actsAs(caller, 'officer', 'head');
/** To approve a copy is to agree with its conditions. */
const approves = (caller: OfficeCaller) => worksHere(caller) && actsAs(caller, 'head');

/** A condition without the people in it. */
function named(each: IiaCondition | undefined): z.output<typeof condition> | null {
  if (each === undefined) return null;
  const { kind, sendingHeiId, receivingHeiId, firstYear, lastYear, mobilitiesPerYear } = each;
  return { kind, sendingHeiId, receivingHeiId, firstYear, lastYear, mobilitiesPerYear };
}

function shown({ dossier: kept, rev }: KeptDossier): { body: z.input<typeof dossier>; rev: number } {
  const { ours, theirs, approvals, lastApproved } = kept;
  const comparison = comparisonOf(kept);
  const body = {
    standing: standingOf(kept),
    ours: ours ?? null,
    theirs: theirs ?? null,
    approvals: [...approvals],
    inForce:
      lastApproved === undefined
        ? null
        : { at: lastApproved.at, ours: lastApproved.ours.hash, theirs: lastApproved.theirs.hash },
    comparison:
      comparison === undefined
        ? null
        : {
            ...comparison,
            pairs: comparison.pairs.map(({ ours: own, theirs: other, differences }) => ({
              ours: named(own),
              theirs: named(other),
              differences,
            })),
          },
  };
  return { body, rev };
}

/** Agreements in the network of Erasmus Without Paper. */
export function ewpEndpoints(ports: EwpPorts): readonly OfficeEndpoint[] {
  return [
    officeEndpoint({
      method: 'GET',
      path: '/agreements/:id/ewp',
      summary:
        'How far an agreement is in Erasmus Without Paper: both copies, what differs, who approved which hash.',
      params: byId,
      answer: dossier,
      may: worksHere,
      async handle({ caller, params: { id } }) {
        await agreementOf(ports, caller, id);
        return shown(await keptDossier(ports, id));
      },
    }),
    oursEndpoint(ports),
    theirsEndpoint(ports),
    approveEndpoint(ports),
    approvedEndpoint(ports),
    fileEndpoint(ports, 'ours.xml', 'Our copy as the partner gets it (IIAs API v7).', ourFile),
    fileEndpoint(
      ports,
      'approval.xml',
      'Our approvals as the partner gets them (IIAs Approval API v2).',
      approvalFile,
    ),
  ];
}

function oursEndpoint(ports: EwpPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/ewp/ours',
    summary: 'Makes our copy anew out of the agreement as it stands in the register.',
    params: byId,
    answer: dossier,
    may: keeps,
    async handle({ caller, params: { id }, ifMatch }) {
      const agreement = await agreementOf(ports, caller, id);
      const identities = await ports.identities();
      const changing = { caller, agreement: id, why: 'made our copy for Erasmus Without Paper', ifMatch };
      return shown(
        await changeDossier(ports, changing, (before, at) =>
          withOurs(before, ourIia(id, agreement, before, identities), { at, by: caller.name }),
        ),
      );
    },
  });
}

function theirsEndpoint(ports: EwpPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/ewp/theirs',
    summary:
      'Takes the copy that the partner sent (a get-response of the IIAs API v7), and lays it beside ours.',
    params: byId,
    body: document,
    mostBytes: 2 * EWP_LIMITS.maxLength,
    answer: dossier,
    may: keeps,
    async handle({ caller, params: { id }, body: { xml }, ifMatch }) {
      const agreement = await agreementOf(ports, caller, id);
      const identities = await ports.identities();
      const parties = { ours: identities.heiOf(agreement.ours), theirs: identities.heiOf(agreement.theirs) };
      const changing = { caller, agreement: id, why: 'took the copy of the partner', ifMatch };
      return shown(
        await changeDossier(ports, changing, (before, at) =>
          withTheirs(before, xml, { ...parties, at, by: caller.name }),
        ),
      );
    },
  });
}

function approveEndpoint(ports: EwpPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/ewp/approve',
    summary: 'We approve the copy of the partner, by the hash that was seen; a head does.',
    params: byId,
    body: z.object({ hash: z.string().refine(isSha256, 'has to be 64 hexadecimal digits in lower case') }),
    answer: dossier,
    may: approves,
    async handle({ caller, params: { id }, body: { hash }, ifMatch }) {
      await agreementOf(ports, caller, id);
      const changing = { caller, agreement: id, why: 'approved the copy of the partner', ifMatch };
      return shown(
        await changeDossier(ports, changing, (before, at) =>
          approveTheirs(before, { hash, at, by: caller.name }),
        ),
      );
    },
  });
}

function approvedEndpoint(ports: EwpPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/ewp/approved',
    summary: 'Takes the answer in which the partner approves our copy (IIAs Approval API v2).',
    params: byId,
    body: document,
    mostBytes: 2 * EWP_LIMITS.maxLength,
    answer: dossier,
    may: keeps,
    async handle({ caller, params: { id }, body: { xml }, ifMatch }) {
      await agreementOf(ports, caller, id);
      const line = readApprovalResponse(xml).find(({ iiaId }) => iiaId === id);
      if (line === undefined) {
        throw new Problem('business-rule', 'The partner does not approve this agreement in this answer.');
      }
      const changing = { caller, agreement: id, why: 'the partner approved our copy', ifMatch };
      return shown(
        await changeDossier(ports, changing, (before, at) =>
          approvedByThem(before, line, { at, by: 'the partner' }),
        ),
      );
    },
  });
}

function fileEndpoint(
  ports: EwpPorts,
  name: string,
  summary: string,
  write: (kept: IiaDossier) => string,
): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: `/agreements/:id/ewp/${name}`,
    summary,
    params: byId,
    answer: z.never(),
    may: worksHere,
    async handle({ caller, params: { id } }) {
      await agreementOf(ports, caller, id);
      const { dossier: kept } = await keptDossier(ports, id);
      return {
        name: `${id}-${name}`,
        contentType: 'application/xml; charset=utf-8',
        content: new TextEncoder().encode(write(kept)),
      };
    },
  });
}

function ourFile({ ours }: IiaDossier): string {
  if (ours === undefined) throw new Problem('not-found', 'There is no copy of ours yet; make it first.');
  return ours.xml;
}

function approvalFile({ theirs, approvals }: IiaDossier): string {
  const approved = approvals.some(({ side, hash }) => side === 'ours' && hash === theirs?.hash);
  const iiaId = theirs === undefined ? undefined : readCopy(theirs.xml).iia.partners[0].iiaId;
  return writeApprovalResponse(
    approved && theirs !== undefined && iiaId !== undefined ? [{ iiaId, hash: theirs.hash }] : [],
  );
}
