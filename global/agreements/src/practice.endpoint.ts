import { type OfficeEndpoint, officeEndpoint, Problem, revisionSeen } from '@caecilia/kernel';
import { z } from 'zod';
import {
  ACTIVITY_KINDS,
  ACTIVITY_NAMES,
  academicYear,
  DIRECTIONS,
  flows,
  type Promised,
  promisedAndDelivered,
} from './activities.ts';
import { BY_ID, readAgreement } from './agreement.endpoint.ts';
import { officeDay } from './agreement-row.ts';
import { DAY, WORDS, worksHere } from './agreement-view.ts';
import { EVALUATION_DECISIONS, EVALUATION_QUESTIONS, gaps, SCORES } from './evaluation.ts';
import type { AgreementPorts } from './ports.ts';
import {
  type ActivityRow,
  answerEvaluation,
  beginEvaluation,
  type DeliveryRow,
  decideEvaluation,
  type EvaluationRow,
  noteDelivery,
  promiseActivity,
} from './practice-work.ts';

/** Activities promised and delivered, and evaluations. */
export function practiceEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [
    activities(ports),
    promise(ports),
    deliver(ports),
    evaluations(ports),
    begin(ports),
    answer(ports),
    decide(ports),
  ];
}

export const promisedOf = (row: ActivityRow): Promised => ({
  id: row.id,
  kind: row.kind,
  direction: row.direction,
  count: row.count,
  per: row.per,
});

/** The promises of an agreement and what happened of them. */
export const readPractice = (
  ports: AgreementPorts,
  id: string,
): Promise<{ promises: ActivityRow[]; deliveries: DeliveryRow[] }> =>
  ports.register.read(async (db) => {
    const promises = await db
      .selectFrom('agreement_activity')
      .selectAll()
      .where('agreement_id', '=', id)
      .where('archived_at', 'is', null)
      .orderBy('created_at')
      .execute();
    const ids = promises.map((each) => each.id);
    if (ids.length === 0) return { promises, deliveries: [] };
    const deliveries = await db
      .selectFrom('agreement_delivery')
      .selectAll()
      .where('activity_id', 'in', ids)
      .execute();
    return { promises, deliveries };
  });

const ACTIVITY = z.object({
  kind: z.enum(ACTIVITY_KINDS),
  direction: z.enum(DIRECTIONS),
  count: z.int().min(1).max(10_000),
  per: z.enum(['year', 'term']),
  note: z.string().max(1000).nullable().default(null),
});

function activities(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/activities',
    summary: 'What was promised and what happened in an academic year, with the balance for each direction',
    params: BY_ID,
    query: z.object({
      year: z.coerce
        .number()
        .int()
        .min(1990)
        .max(2200)
        .optional()
        .describe('2025 is 2025-2026; this one where none is given'),
    }),
    answer: z.object({
      year: z.number(),
      rows: z.array(
        ACTIVITY.extend({
          id: z.string(),
          rev: z.number(),
          name: WORDS,
          delivered: z.number(),
          behind: z.boolean(),
        }),
      ),
      flows: z.array(
        z.object({ kind: z.enum(ACTIVITY_KINDS), out: z.number(), in: z.number(), balance: z.number() }),
      ),
    }),
    may: worksHere,
    handle: async ({ params, query, now }) => {
      await readAgreement(ports, params.id);
      const { promises, deliveries } = await readPractice(ports, params.id);
      const year = query.year ?? academicYear(officeDay(now));
      const happened = deliveries.map((each) => ({
        activity: each.activity_id,
        year: each.year,
        count: each.count,
      }));
      const rows = promisedAndDelivered(promises.map(promisedOf), happened, year).map(
        ({ promised, delivered, behind }, index) => ({
          ...promised,
          rev: promises[index]?.rev ?? 1,
          note: promises[index]?.note ?? null,
          name: ACTIVITY_NAMES[promised.kind],
          delivered,
          behind,
        }),
      );
      return { body: { year, rows, flows: [...flows(promises.map(promisedOf), happened)] } };
    },
  });
}

function promise(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/activities',
    summary: 'Notes what is promised; places need an agreement that can carry them',
    params: BY_ID,
    body: ACTIVITY,
    answer: ACTIVITY.extend({ id: z.string() }),
    may: worksHere,
    handle: async ({ caller, params, body }) => {
      const row = await promiseActivity(ports, caller, params.id, body);
      return { body: { ...body, id: row.id }, status: 201 };
    },
  });
}

function deliver(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreement-activities/:id/deliveries',
    summary: 'Notes that something of what was promised happened in an academic year',
    params: BY_ID,
    body: z.object({
      year: z.int().min(1990).max(2200),
      count: z.int().min(1).max(10_000),
      note: z.string().max(1000).nullable().default(null),
    }),
    answer: z.object({ id: z.string() }),
    may: worksHere,
    handle: async ({ caller, params, body }) => {
      const row = await noteDelivery(ports, caller, { activity_id: params.id, ...body });
      return { body: { id: row.id }, status: 201 };
    },
  });
}

const SCORE = z.union(SCORES.map((score) => z.literal(score)));
const SIDE = z.record(z.string(), SCORE);
const EVALUATION_VIEW = z.object({
  id: z.string(),
  rev: z.number(),
  period: z.object({ from: z.string(), until: z.string() }),
  questions: z.array(
    z.object({
      code: z.string(),
      theme: z.string(),
      text: WORDS,
      ours: SCORE.optional(),
      theirs: SCORE.optional(),
      gap: z.number().optional(),
    }),
  ),
  decision: z.enum(EVALUATION_DECISIONS).nullable(),
  note: z.string().nullable(),
  decidedBy: z.string().nullable(),
});

function evaluationView(row: EvaluationRow): z.input<typeof EVALUATION_VIEW> {
  const found = new Map(gaps(row.ours ?? {}, row.theirs ?? {}).map((each) => [each.code, each]));
  return {
    id: row.id,
    rev: row.rev,
    period: { from: row.period_from, until: row.period_until },
    questions: EVALUATION_QUESTIONS.map((question) => ({ ...question, ...found.get(question.code) })),
    decision: row.decision,
    note: row.note,
    decidedBy: row.decided_by,
  };
}

function evaluations(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/evaluations',
    summary: 'The evaluations of an agreement, the latest first, with the gap of each question',
    params: BY_ID,
    answer: z.array(EVALUATION_VIEW),
    may: worksHere,
    handle: async ({ params }) => {
      await readAgreement(ports, params.id);
      const rows = await ports.register.read((db) =>
        db
          .selectFrom('agreement_evaluation')
          .selectAll()
          .where('agreement_id', '=', params.id)
          .orderBy('created_at', 'desc')
          .execute(),
      );
      return { body: rows.map(evaluationView) };
    },
  });
}

function begin(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/evaluations',
    summary: 'Begins the evaluation of an agreement over a period',
    params: BY_ID,
    body: z.object({ from: DAY, until: DAY }),
    answer: EVALUATION_VIEW,
    may: worksHere,
    handle: async ({ caller, params, body }) => {
      if (body.until < body.from)
        throw new Problem('invalid', 'the last day lies before the first', { expression: 'until' });
      const row = await beginEvaluation(ports, caller, params.id, body);
      return { body: evaluationView(row), rev: row.rev, status: 201 };
    },
  });
}

function answer(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'PUT',
    path: '/agreement-evaluations/:id/:side',
    summary: 'Keeps the ten answers of a side',
    params: BY_ID.extend({ side: z.enum(['ours', 'theirs']) }),
    body: z.object({ scores: SIDE }),
    answer: EVALUATION_VIEW,
    may: worksHere,
    handle: async (call) => {
      const seen = { id: call.params.id, rev: revisionSeen(call) };
      const row = await answerEvaluation(ports, call.caller, seen, {
        side: call.params.side,
        scores: call.body.scores,
      });
      return { body: evaluationView(row), rev: row.rev };
    },
  });
}

function decide(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreement-evaluations/:id/decision',
    summary: 'Decides what comes after an evaluation, with the note without which nothing is renewed',
    params: BY_ID,
    body: z.object({ decision: z.enum(EVALUATION_DECISIONS), note: z.string().max(8000) }),
    answer: EVALUATION_VIEW,
    may: worksHere,
    handle: async (call) => {
      const row = await decideEvaluation(
        ports,
        call.caller,
        { id: call.params.id, rev: revisionSeen(call) },
        call.body,
      );
      return { body: evaluationView(row), rev: row.rev };
    },
  });
}
