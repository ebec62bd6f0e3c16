import { type OfficeEndpoint, officeEndpoint, Problem, revisionSeen } from '@caecilia/kernel';
import { z } from 'zod';
import { BY_ID, readAgreement } from './agreement.endpoint.ts';
import { officeDay } from './agreement-row.ts';
import { DAY, WORDS, worksHere } from './agreement-view.ts';
import { wholeMonths } from './civil-day.ts';
import { CRITERION_STATES, DESIGNATION_SCHEMES, type Evidence, withoutSmallCells } from './designation.ts';
import { addEvidence, type CriterionRow, judgeCriterion, layCriteria } from './designation-work.ts';
import type { AgreementPorts } from './ports.ts';

const CELL = z.object({
  label: z.string(),
  count: z.number().nullable(),
  why: z.enum(['small', 'protects-other']).optional(),
});
const SHOWN = z.object({
  kind: z.enum(['document', 'text', 'aggregate']),
  ref: z.string(),
  asOf: z.string(),
  aggregate: z.object({ cells: z.array(CELL), total: z.number().nullable() }).optional(),
});
const CRITERION_VIEW = z.object({
  id: z.string(),
  rev: z.number(),
  code: z.string(),
  name: WORDS,
  status: z.enum(CRITERION_STATES),
  owner: z.string().nullable(),
  evidence: z.array(SHOWN),
});

const CRITERIA = DESIGNATION_SCHEMES.flatMap(({ criteria }) => criteria);

const plainEvidence = (evidence: Evidence): z.input<typeof SHOWN> =>
  evidence.kind === 'aggregate'
    ? { ...evidence, aggregate: { cells: [...evidence.aggregate.cells], total: evidence.aggregate.total } }
    : evidence;

const criterionView = (row: CriterionRow): z.input<typeof CRITERION_VIEW> => ({
  id: row.id,
  rev: row.rev,
  code: row.code,
  name: CRITERIA.find(({ code }) => code === row.code)?.name ?? { nl: row.code, en: row.code },
  status: row.status,
  owner: row.owner_id,
  evidence: row.evidence.map(plainEvidence),
});

/** Designations: criteria, how they stand, and what shows it. */
export function designationEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [read(ports), lay(ports), judge(ports), show(ports)];
}

function read(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/criteria',
    summary: 'The criteria of a designation, with what shows them, and the months that it still counts',
    params: BY_ID,
    answer: z.object({
      expires: z.string().nullable(),
      monthsLeft: z.number().nullable(),
      criteria: z.array(CRITERION_VIEW),
    }),
    may: worksHere,
    handle: async ({ params, now }) => {
      const row = await readAgreement(ports, params.id);
      const rows = await ports.register.read((db) =>
        db.selectFrom('designation_criterion').selectAll().where('agreement_id', '=', row.id).execute(),
      );
      const order = (code: string) => CRITERIA.findIndex((each) => each.code === code);
      const criteria = rows.toSorted((a, b) => order(a.code) - order(b.code)).map(criterionView);
      const today = officeDay(now);
      const monthsLeft = row.expires === null || row.expires < today ? null : wholeMonths(today, row.expires);
      return { body: { expires: row.expires, monthsLeft, criteria } };
    },
  });
}

function lay(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/criteria',
    summary: 'Lays the criteria of a scheme under a designation',
    params: BY_ID,
    body: z.object({ scheme: z.enum(DESIGNATION_SCHEMES.map(({ code }) => code) as [string, ...string[]]) }),
    answer: z.object({ scheme: z.string() }),
    may: worksHere,
    handle: async ({ caller, params, body }) => {
      await layCriteria(ports, caller, params.id, body.scheme);
      return { body, status: 201 };
    },
  });
}

function judge(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'PUT',
    path: '/designation-criteria/:id',
    summary: 'Says how a criterion stands, and who sees to it',
    params: BY_ID,
    body: z.object({ status: z.enum(CRITERION_STATES), owner: z.string().max(100).nullable() }),
    answer: CRITERION_VIEW,
    may: worksHere,
    handle: async (call) => {
      const row = await judgeCriterion(
        ports,
        call.caller,
        { id: call.params.id, rev: revisionSeen(call) },
        call.body,
      );
      return { body: criterionView(row), rev: row.rev };
    },
  });
}

const COUNTS = z
  .array(z.object({ label: z.string().min(1).max(200), count: z.int().min(0) }))
  .min(1)
  .max(200);
const EVIDENCE = z.object({
  kind: z.enum(['document', 'text', 'aggregate']),
  ref: z.string().min(1).max(2000),
  asOf: DAY,
  counts: COUNTS.optional().describe('Of an aggregate; what is below 5 is not kept'),
});

/** What was sent as it is kept: a count below 5 is gone before anything is written. */
function kept({ counts, kind, ref, asOf }: z.output<typeof EVIDENCE>): Evidence {
  if (kind !== 'aggregate') return { kind, ref, asOf };
  if (counts === undefined)
    throw new Problem('required', 'an aggregate has counts', { expression: 'counts' });
  if (new Set(counts.map(({ label }) => label)).size !== counts.length)
    throw new Problem('invalid', 'each count of an aggregate has a label of its own', {
      expression: 'counts',
    });
  return { kind, ref, asOf, aggregate: withoutSmallCells(counts) };
}

function show(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/designation-criteria/:id/evidence',
    summary: 'Adds what shows that a criterion is met; counts below 5 are not kept',
    params: BY_ID,
    body: EVIDENCE,
    answer: CRITERION_VIEW,
    may: worksHere,
    handle: async (call) => {
      const seen = { id: call.params.id, rev: revisionSeen(call) };
      const row = await addEvidence(ports, call.caller, seen, kept(call.body));
      return { body: criterionView(row), rev: row.rev };
    },
  });
}
