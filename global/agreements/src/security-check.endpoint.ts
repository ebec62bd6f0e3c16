import {
  type OfficeCaller,
  type OfficeEndpoint,
  officeEndpoint,
  Problem,
  revisionSeen,
} from '@caecilia/kernel';
import { z } from 'zod';
import { BY_ID, readAgreement } from './agreement.endpoint.ts';
import { officeDay } from './agreement-row.ts';
import { DAY, WORDS, worksHere } from './agreement-view.ts';
import type { CheckRow } from './jump-facts.ts';
import type { AgreementPorts } from './ports.ts';
import {
  ANSWERS,
  levelsByGround,
  maySeeAllChecks,
  maySeeCheck,
  SECURITY_OUTCOMES,
} from './security-check.ts';
import { GROUND_NAMES, SECURITY_GROUNDS, SECURITY_LEVELS, SECURITY_QUESTIONS } from './security-questions.ts';
import { adviseOnCheck, askCheck, decideCheck, readLatestCheck } from './security-work.ts';

const ANSWER = z.object({ code: z.string(), answer: z.enum(ANSWERS), note: z.string().max(2000).optional() });
const LEVEL = z.enum(SECURITY_LEVELS);

const CHECK_VIEW = z.object({
  id: z.string(),
  rev: z.number(),
  level: LEVEL,
  grounds: z.object({ content: LEVEL, country: LEVEL, partner: LEVEL }),
  answers: z.array(ANSWER),
  outcome: z.enum(SECURITY_OUTCOMES),
  measures: z.array(z.string()),
  askedBy: z.string(),
  askedOn: z.string(),
  recheckOn: z.string().nullable(),
  /** Of whose work it is only. */
  advice: z.string().nullable().optional(),
  advisedBy: z.string().nullable().optional(),
  decidedBy: z.string().nullable().optional(),
  onBehalfOf: z.string().nullable().optional(),
  reason: z.string().nullable().optional(),
});

/** A check for somebody; who only asked sees what they answered and what came of it, not the advice and the reasons. */
function checkFor(caller: OfficeCaller, row: CheckRow): z.input<typeof CHECK_VIEW> {
  const view = {
    id: row.id,
    rev: row.rev,
    level: row.level,
    grounds: levelsByGround(row.answers),
    answers: [...row.answers],
    outcome: row.outcome,
    measures: [...row.measures],
    askedBy: row.asked_by,
    askedOn: officeDay(row.created_at),
    recheckOn: row.recheck_on,
  };
  if (!maySeeAllChecks(caller)) return view;
  return {
    ...view,
    advice: row.advice,
    advisedBy: row.advised_by,
    decidedBy: row.decided_by,
    onBehalfOf: row.on_behalf_of,
    reason: row.reason,
  };
}

/** The answer with a check, after it was noted that somebody read it. */
async function shown(ports: AgreementPorts, caller: OfficeCaller, row: CheckRow) {
  // Whoever stands in for an adviser decides without seeing more than their own roles let them.
  if (!maySeeCheck(caller, row.asked_by)) throw noCheck();
  await ports.register.noteRead(caller, {
    subject: 'agreement',
    id: row.agreement_id,
    fields: ['security-check'],
  });
  return { body: checkFor(caller, row), rev: row.rev };
}

const noCheck = () => new Problem('not-found', 'there is no check on knowledge security here');

/** Knowledge security: the questions, the check of an agreement, advice and outcome. */
export function securityEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [questions(), read(ports), ask(ports), advise(ports), decide(ports)];
}

function questions(): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/security-questions',
    summary: 'The questions on knowledge security',
    answer: z.array(
      z.object({ code: z.string(), ground: z.enum(SECURITY_GROUNDS), groundName: WORDS, text: WORDS }),
    ),
    may: worksHere,
    handle: () =>
      Promise.resolve({
        body: SECURITY_QUESTIONS.map(({ code, ground, text }) => ({
          code,
          ground,
          groundName: GROUND_NAMES[ground],
          text,
        })),
      }),
  });
}

function read(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/security-check',
    summary:
      'The latest check on knowledge security, for who asked it and whose work it is; each read is noted',
    params: BY_ID,
    answer: CHECK_VIEW,
    may: worksHere,
    handle: async ({ caller, params }) => {
      const row = await readLatestCheck(ports, params.id);
      if (row === undefined) throw noCheck();
      return await shown(ports, caller, row);
    },
  });
}

function ask(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/security-check',
    summary: 'Asks for a check, with an answer to each question',
    params: BY_ID,
    body: z.object({ answers: z.array(ANSWER).max(100) }),
    answer: CHECK_VIEW,
    may: worksHere,
    handle: async ({ caller, params, body }) => {
      await readAgreement(ports, params.id);
      const row = await askCheck(ports, caller, params.id, body.answers);
      return { body: checkFor(caller, row), rev: row.rev, status: 201 };
    },
  });
}

function advise(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/security-checks/:id/advice',
    summary: 'Writes the advice on a check that goes to the committee',
    params: BY_ID,
    body: z.object({ advice: z.string().min(1).max(8000), onBehalfOf: z.string().optional() }),
    answer: z.object({ rev: z.number() }),
    may: worksHere,
    handle: async (call) => {
      const seen = { id: call.params.id, rev: revisionSeen(call), onBehalfOf: call.body.onBehalfOf };
      const row = await adviseOnCheck(ports, call.caller, seen, call.body.advice);
      return { body: { rev: row.rev }, rev: row.rev };
    },
  });
}

const DECISION = z.object({
  outcome: z.enum(['go', 'go-with-measures', 'no-go']),
  measures: z.array(z.string().max(2000)).max(30).default([]),
  reason: z.string().max(4000).optional(),
  recheckOn: DAY.optional(),
  onBehalfOf: z.string().optional(),
});

function decide(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/security-checks/:id/outcome',
    summary: 'Gives the outcome of a check; never by who asked for it',
    params: BY_ID,
    body: DECISION,
    answer: z.object({ rev: z.number(), outcome: z.enum(SECURITY_OUTCOMES) }),
    may: worksHere,
    handle: async (call) => {
      const { onBehalfOf, ...decision } = call.body;
      const seen = { id: call.params.id, rev: revisionSeen(call), onBehalfOf };
      const row = await decideCheck(ports, call.caller, seen, decision);
      return { body: { rev: row.rev, outcome: row.outcome }, rev: row.rev };
    },
  });
}
