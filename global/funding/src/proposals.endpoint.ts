import {
  type OfficeCaller,
  type OfficeEndpoint,
  officeEndpoint,
  Problem,
  type RegisterChange,
  revisionSeen,
} from '@caecilia/kernel';
import { z } from 'zod';
import { decides, keepsProposal, requireAccess, seesBudgets, worksHere } from './access.ts';
import { callOf } from './calls.endpoint.ts';
import { budgetTotal, lacksForGo, nextStates, PROPOSAL_STATES } from './proposal.ts';
import { type FundingPorts, proposalOf, stepProposal } from './proposals.ts';
import type { CallRow, FundingTables, ProposalRow } from './schema.ts';

const byId = z.object({ id: z.uuid() });

const member = z.object({
  org: z.uuid(),
  role: z.enum(['coordinator', 'beneficiary', 'affiliated', 'associated', 'subcontractor']),
  budget: z.number().nonnegative().finite().optional(),
});

const proposal = z.object({
  id: z.string(),
  rev: z.number(),
  call: z.string(),
  initiative: z.string().nullable(),
  title: z.string(),
  role: z.enum(['coordinator', 'partner']),
  state: z.enum(PROPOSAL_STATES),
  owner: z.string(),
  reason: z.string().nullable(),
  /** Budgets stand in it only for who may see them. */
  consortium: z.array(member),
  budget: z.number().optional(),
  /** What it may become now, and what it lacks for a go. */
  next: z.array(z.enum(PROPOSAL_STATES)).readonly(),
  lacks: z.array(z.string()).readonly(),
});

type Shown = z.output<typeof proposal>;

function shown(row: ProposalRow, call: CallRow, caller: OfficeCaller): Shown {
  const budgets = seesBudgets(caller, row.owner);
  return {
    id: row.id,
    rev: row.rev,
    call: row.call_id,
    initiative: row.initiative_id,
    title: row.title,
    role: row.role,
    state: row.state,
    owner: row.owner,
    reason: row.reason,
    consortium: row.consortium.map(({ org, role, budget }) => ({
      org,
      role,
      ...(budgets && budget !== undefined ? { budget } : {}),
    })),
    ...(budgets ? { budget: budgetTotal(row.consortium) } : {}),
    next: nextStates(row.state, call.model),
    lacks: lacksForGo(row, { budgetMax: budgets ? call.budget_max : null }),
  };
}

/** Proposals, their decisions, and the tasks before a deadline. */
export function proposalEndpoints(ports: FundingPorts): readonly OfficeEndpoint[] {
  return [
    createEndpoint(ports),
    readEndpoint(ports),
    changeEndpoint(ports),
    stepEndpoint(ports),
    tasksEndpoint(ports),
    doneEndpoint(ports),
  ];
}

function createEndpoint({ register }: FundingPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/funding-proposals',
    summary: 'Begins a proposal for a call; who begins it owns it.',
    body: z.object({
      call: z.uuid(),
      initiative: z.uuid().nullable().default(null),
      title: z.string().trim().min(1).max(500),
      role: z.enum(['coordinator', 'partner']),
      consortium: z.array(member).max(200).default([]),
    }),
    answer: proposal,
    may: worksHere,
    async handle({ caller, body }) {
      const call = await callOf(register, body.call);
      const { initiative, title, role, consortium } = body;
      const row = await register.change(caller, 'began a proposal', (change) =>
        change.insert('funding_proposal', {
          call_id: call.id,
          initiative_id: initiative,
          title,
          role,
          consortium,
          state: 'idea',
          owner: caller.id,
          reason: null,
        }),
      );
      return {
        body: shown(row, call, caller),
        rev: row.rev,
        status: 201,
        location: `/funding-proposals/${row.id}`,
      };
    },
  });
}

function readEndpoint({ register }: FundingPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/funding-proposals/:id',
    summary: 'One proposal; what each partner asks for only for who may see it.',
    params: byId,
    answer: proposal,
    may: worksHere,
    async handle({ caller, params: { id } }) {
      const { proposal: row, call } = await register.read((db) =>
        proposalOf({ db: db as RegisterChange<FundingTables>['db'] }, id),
      );
      if (seesBudgets(caller, row.owner)) {
        await register.noteRead(caller, { subject: 'funding_proposal', id, fields: ['budget'] });
      }
      return { body: shown(row, call, caller), rev: row.rev };
    },
  });
}

function changeEndpoint({ register }: FundingPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'PATCH',
    path: '/funding-proposals/:id',
    summary: 'Changes title, initiative or consortium, until it is submitted.',
    params: byId,
    body: z.object({
      title: z.string().trim().min(1).max(500).optional(),
      initiative: z.uuid().nullable().optional(),
      consortium: z.array(member).max(200).optional(),
    }),
    answer: proposal,
    may: worksHere,
    async handle({ caller, params: { id }, body, ifMatch }) {
      const rev = revisionSeen({ ifMatch });
      const changed = await register.change(caller, 'changed a proposal', async (change) => {
        const { proposal: row, call } = await proposalOf(change, id);
        requireAccess(
          keepsProposal(caller, row.owner),
          'Only the owner, an officer or a head changes a proposal.',
        );
        if (!['idea', 'go', 'no-go'].includes(row.state)) {
          throw new Problem(
            'business-rule',
            `This proposal is ${row.state}; what was sent is not changed any more.`,
          );
        }
        const { initiative, title, consortium } = body;
        const patch = {
          ...(title === undefined ? {} : { title }),
          ...(initiative === undefined ? {} : { initiative_id: initiative }),
          ...(consortium === undefined ? {} : { consortium }),
        };
        return { row: await change.update('funding_proposal', { id, rev }, patch), call };
      });
      return { body: shown(changed.row, changed.call, caller), rev: changed.row.rev };
    },
  });
}

function stepEndpoint(ports: FundingPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/funding-proposals/:id/state',
    summary:
      'Takes a proposal on; go and no-go are decided by a head, and a go makes the plan back from the deadline.',
    params: byId,
    body: z.object({ to: z.enum(PROPOSAL_STATES), reason: z.string().trim().min(1).max(2000).optional() }),
    answer: proposal,
    may: worksHere,
    async handle({ caller, params: { id }, body: { to, reason }, ifMatch, now }) {
      if (to === 'go' || to === 'no-go') requireAccess(decides(caller), 'A head decides on go and no-go.');
      if (to === 'no-go' && reason === undefined) {
        throw new Problem('required', 'A no-go needs its reason, so that the next one can learn from it.');
      }
      const row = await stepProposal(ports, caller, { id, rev: revisionSeen({ ifMatch }), to, reason }, now);
      return { body: shown(row, await callOf(ports.register, row.call_id), caller), rev: row.rev };
    },
  });
}

const task = z.object({
  id: z.string(),
  rev: z.number(),
  code: z.string(),
  org: z.string().nullable(),
  title: z.object({ nl: z.string(), en: z.string() }).readonly(),
  due: z.string(),
  late: z.boolean(),
  assignee: z.string().nullable(),
  doneAt: z.string().nullable(),
});

function tasksEndpoint({ register }: FundingPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/funding-proposals/:id/tasks',
    summary: 'The plan back from the deadline, the earliest task first.',
    params: byId,
    answer: z.object({ tasks: z.array(task) }),
    may: worksHere,
    async handle({ params: { id } }) {
      const rows = await register.read((db) =>
        db
          .selectFrom('funding_task')
          .selectAll()
          .where('proposal_id', '=', id)
          .where('archived_at', 'is', null)
          .orderBy('due')
          .orderBy('id')
          .execute(),
      );
      return { body: { tasks: rows.map(({ done_at, ...row }) => ({ ...row, doneAt: done_at })) } };
    },
  });
}

function doneEndpoint({ register }: FundingPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/funding-tasks/:id/done',
    summary: 'Says that a task is done.',
    params: byId,
    answer: task,
    may: worksHere,
    async handle({ caller, params: { id }, ifMatch, now }) {
      const rev = revisionSeen({ ifMatch });
      const row = await register.change(caller, 'did a task', async (change) => {
        const found = await change.db
          .selectFrom('funding_task')
          .select(['proposal_id', 'assignee'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (found === undefined) throw new Problem('not-found', 'There is no such task.');
        const { proposal: of } = await proposalOf(change, found.proposal_id);
        requireAccess(
          found.assignee === caller.id || keepsProposal(caller, of.owner),
          'Only who has the task, the owner of the proposal, an officer or a head says that it is done.',
        );
        return await change.update('funding_task', { id, rev }, { done_at: now.toISOString() });
      });
      const { done_at, ...rest } = row;
      return { body: { ...rest, doneAt: done_at }, rev: row.rev };
    },
  });
}
