import { type OfficeCaller, type OfficeEndpoint, officeEndpoint, type Revision } from '@caecilia/kernel';
import { z } from 'zod';
import { BY_ID } from './agreement.endpoint.ts';
import { type Agreement, noAgreement } from './agreement-row.ts';
import { AGREEMENT_VIEW, type AgreementView, viewOf, worksHere } from './agreement-view.ts';
import type { AgreementPorts } from './ports.ts';

/** What an agreement was, and who changed what. */
export function historyEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [history(ports), asItWas(ports)];
}

const CHANGE = z.object({
  rev: z.number(),
  at: z.string(),
  by: z.string(),
  why: z.string(),
  changed: z.array(z.string()).describe('Fields that are other than before, of those that are for who asks'),
});

/** Restricted fields are told on the page of the agreement, where that they were read is noted. */
function plainView(caller: OfficeCaller, row: Agreement): Omit<AgreementView, 'security'> {
  const { security: _, ...view } = viewOf(caller, row);
  return view;
}

function changedFields(
  caller: OfficeCaller,
  row: Agreement,
  before: Agreement | undefined,
): readonly string[] {
  const is = Object.entries(plainView(caller, row));
  const was: Readonly<Record<string, unknown>> = before === undefined ? {} : plainView(caller, before);
  const changed = is.filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(was[field]));
  return changed.map(([field]) => field).filter((field) => field !== 'id' && field !== 'rev');
}

function history(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/history',
    summary: 'Every change of an agreement, the latest first: who, when, why, and which fields',
    params: BY_ID,
    answer: z.array(CHANGE),
    may: worksHere,
    handle: async ({ caller, params }) => {
      const states: readonly Revision<Agreement>[] = await ports.register.history('agreement', params.id);
      if (states.length === 0) return noAgreement();
      const body = states.map(({ rev, at, byName, why, row }, index) => ({
        rev,
        at,
        by: byName,
        why,
        changed: [...changedFields(caller, row, states[index + 1]?.row)],
      }));
      return { body };
    },
  });
}

function asItWas(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/as-it-was',
    summary: 'An agreement as it stood at an instant',
    params: BY_ID,
    query: z.object({ at: z.iso.datetime() }),
    answer: AGREEMENT_VIEW.omit({ security: true }),
    may: worksHere,
    handle: async ({ caller, params, query }) => {
      const state = await ports.register.asOf('agreement', params.id, query.at);
      return state === undefined ? noAgreement() : { body: plainView(caller, state.row) };
    },
  });
}
