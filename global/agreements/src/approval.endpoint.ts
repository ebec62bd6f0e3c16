import { OFFICE_ROLES, type OfficeEndpoint, officeEndpoint, Problem, revisionSeen } from '@caecilia/kernel';
import { z } from 'zod';
import { BY_ID, readAgreement } from './agreement.endpoint.ts';
import { type AgreementChange, keepsAgreements } from './agreement-row.ts';
import { administers, DAY, WORDS, worksHere } from './agreement-view.ts';
import { DECISIONS, isComplete, openSteps } from './approval.ts';
import { type StepRow, stepOfRow, stepRows } from './approval-row.ts';
import { decideStep, noteAbsence, writeRoutes } from './approval-work.ts';
import { routesOf } from './arrivals.ts';
import { AGREEMENT_KINDS, PROVISIONS } from './kinds.ts';
import type { AgreementPorts } from './ports.ts';
import type { Route } from './route.ts';

const ROUTE_STEP = z.object({
  code: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: WORDS,
  role: z.enum(OFFICE_ROLES),
  assignee: z.string().max(100).optional(),
  concerns: z.array(z.string().max(60)).max(60).optional(),
  remindAfter: z.int(),
});
const ROUTE = z.object({
  name: WORDS,
  kinds: z.array(z.enum(AGREEMENT_KINDS)).optional(),
  carries: z.array(z.enum(PROVISIONS)).optional(),
  stages: z.array(z.object({ steps: z.array(ROUTE_STEP).max(30) })).max(20),
});
const ROUTES = z.object({ routes: z.array(ROUTE).max(30) });

const plainRoute = (route: Route): z.input<typeof ROUTE> => ({
  name: route.name,
  ...(route.kinds === undefined ? {} : { kinds: [...route.kinds] }),
  ...(route.carries === undefined ? {} : { carries: [...route.carries] }),
  stages: route.stages.map(({ steps }) => ({
    steps: steps.map(({ concerns, ...step }) => ({
      ...step,
      ...(concerns === undefined ? {} : { concerns: [...concerns] }),
    })),
  })),
});

const STEP_VIEW = z.object({
  id: z.string(),
  rev: z.number(),
  stage: z.number(),
  code: z.string(),
  name: WORDS,
  role: z.string(),
  assignee: z.string().nullable(),
  open: z.boolean(),
  openedOn: z.string().nullable(),
  decision: z.enum(DECISIONS).nullable(),
  decidedBy: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  decidedAt: z.string().nullable(),
  note: z.string().nullable(),
  sha256: z.string().nullable(),
});

const stepView = (row: StepRow, open: boolean): z.input<typeof STEP_VIEW> => ({
  id: row.id,
  rev: row.rev,
  stage: row.stage,
  code: row.code,
  name: row.name,
  role: row.role,
  assignee: row.assignee,
  open,
  openedOn: row.opened_on,
  decision: row.decision,
  decidedBy: row.decided_by,
  onBehalfOf: row.on_behalf_of,
  decidedAt: row.decided_at,
  note: row.note,
  sha256: row.sha256,
});

/** Approval: the routes of the house, the way of an agreement, decisions and absences. */
export function approvalEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [routes(ports), changeRoutes(ports), way(ports), decide(ports), away(ports)];
}

function routes(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/approval-routes',
    summary: 'The routes of approval of this house, in the order in which they are tried',
    answer: ROUTES,
    may: worksHere,
    handle: async () => {
      const found = await ports.register.read((db) => routesOf({ db: db as AgreementChange['db'] }));
      return { body: { routes: found.map(plainRoute) } };
    },
  });
}

function changeRoutes(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'PUT',
    path: '/approval-routes',
    summary: 'Writes the routes anew; ways that have begun go on as they began',
    body: ROUTES,
    answer: ROUTES,
    may: administers,
    handle: async ({ caller, body }) => {
      await writeRoutes(ports, caller, body.routes);
      return { body };
    },
  });
}

function way(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/approval',
    summary: 'The way of an agreement along its route: who decided what and when, and whose turn it is',
    params: BY_ID,
    answer: z.object({ complete: z.boolean(), steps: z.array(STEP_VIEW) }),
    may: worksHere,
    handle: async ({ params }) => {
      const agreement = await readAgreement(ports, params.id);
      const rows = await ports.register.read((db) =>
        stepRows({ db: db as AgreementChange['db'] }, params.id),
      );
      const steps = rows.map(stepOfRow);
      const open = agreement.state === 'approval' ? openSteps(steps).map(({ id }) => id) : [];
      return {
        body: { complete: isComplete(steps), steps: rows.map((row) => stepView(row, open.includes(row.id))) },
      };
    },
  });
}

function decide(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/approval-steps/:id/decision',
    summary: 'Approves, returns or rejects at a step',
    params: BY_ID,
    body: z.object({ decision: z.enum(DECISIONS), note: z.string().max(4000).optional() }),
    answer: STEP_VIEW,
    may: worksHere,
    handle: async (call) => {
      const asked = { id: call.params.id, rev: revisionSeen(call), ...call.body };
      const row = await decideStep(ports, call.caller, asked);
      return { body: stepView(row, false), rev: row.rev };
    },
  });
}

const ABSENCE = z.object({ person: z.string().max(100), from: DAY, until: DAY, deputy: z.string().max(100) });

function away(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/approval-absences',
    summary: 'Notes that somebody is away, and who stands in for them',
    body: ABSENCE,
    answer: ABSENCE.extend({ id: z.string() }),
    may: worksHere,
    handle: async ({ caller, body }) => {
      if (body.person !== caller.id && !keepsAgreements(caller) && !administers(caller))
        throw new Problem('forbidden', 'your own absence is yours to note; that of others is for an officer');
      const row = await noteAbsence(ports, caller, body);
      return { body: { ...body, id: row.id }, status: 201 };
    },
  });
}
