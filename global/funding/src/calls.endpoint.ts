import { type OfficeEndpoint, officeEndpoint, Problem, type Register, revisionSeen } from '@caecilia/kernel';
import { z } from 'zod';
import { keepsCalls, worksHere } from './access.ts';
import { closingInstant, daysLeft, deadlineOn, deadlinesOf, isDay, nextDeadline, statusAt } from './call.ts';
import { findCalls, indexWords } from './find-calls.ts';
import { datesOf, loadTopics, rowOf } from './load-topics.ts';
import type { CallRow, FundingTables } from './schema.ts';

const day = z.string().refine(isDay, 'has to be a day of the calendar, as 2026-09-15');
const stage = z.union([z.literal(1), z.literal(2), z.literal('cut-off')]);

const date = z.object({
  stage,
  day: z.string().nullable(),
  at: z.string().nullable(),
  source: z.enum(['file', 'person']),
  /** Civil days in Brussels; below nought where it is over. */
  daysLeft: z.number().nullable(),
});

const summary = z.object({
  id: z.string(),
  rev: z.number(),
  code: z.string(),
  source: z.string(),
  title: z.string(),
  programme: z.string(),
  actionType: z.string(),
  status: z.enum(['open', 'forthcoming', 'closed']),
  model: z.string(),
  deadlines: z.array(date).readonly(),
  next: date.nullable(),
  budgetMin: z.number().nullable(),
  budgetMax: z.number().nullable(),
  currency: z.string(),
  url: z.string(),
});

const whole = summary.extend({
  callTitle: z.string(),
  cluster: z.string(),
  keywords: z.string(),
  description: z.string(),
  conditions: z.string(),
  expectedGrants: z.number().nullable(),
});

const byId = z.object({ id: z.uuid() });
const pageSize = z.coerce.number().int().min(1).max(200).default(50);

/** A call as a list shows it, on a day. */
export function summaryOf(row: CallRow, now: Date): z.output<typeof summary> {
  const dated = row.deadlines.map((each) => ({
    ...each,
    daysLeft: each.day === null ? null : daysLeft(each.day, now),
  }));
  const next = nextDeadline(row.deadlines, now);
  return {
    id: row.id,
    rev: row.rev,
    code: row.code,
    source: row.source,
    title: row.title,
    programme: row.programme,
    actionType: row.action_type,
    status: statusAt(row, now),
    model: row.model,
    deadlines: dated,
    next: next === undefined ? null : { ...next, daysLeft: daysLeft(next.day, now) },
    budgetMin: row.budget_min,
    budgetMax: row.budget_max,
    currency: row.currency,
    url: row.url,
  };
}

const wholeOf = (row: CallRow, now: Date): z.output<typeof whole> => ({
  ...summaryOf(row, now),
  callTitle: row.call_title,
  cluster: row.cluster,
  keywords: row.keywords_text,
  description: row.description,
  conditions: row.conditions,
  expectedGrants: row.expected_grants,
});

/** Throws `Problem('not-found')` for a call that is not there. */
export async function callOf(register: Register<FundingTables>, id: string): Promise<CallRow> {
  const row = await register.read((db) =>
    db.selectFrom('funding_call').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  if (row === undefined) throw new Problem('not-found', 'There is no such call.');
  return row;
}

/** The calendar of calls, and what keeps it. */
export function callEndpoints(register: Register<FundingTables>): readonly OfficeEndpoint[] {
  return [
    listEndpoint(register),
    readEndpoint(register),
    typedEndpoint(register),
    dateEndpoint(register),
    loadEndpoint(register),
  ];
}

function listEndpoint(register: Register<FundingTables>): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/funding-calls',
    summary: 'Calls for funding by the date on which they close, or by words, the best first.',
    query: z.object({
      q: z.string().trim().min(1).max(200).optional(),
      open: z.stringbool().default(false),
      after: z.string().max(100).optional(),
      limit: pageSize,
    }),
    answer: z.object({ calls: z.array(summary), next: z.string().nullable() }),
    may: worksHere,
    async handle({ query: { q, open, after, limit }, now }) {
      const rows = await findCalls(register, {
        now,
        open,
        most: limit + 1,
        ...(q === undefined ? {} : { words: q }),
        ...(after === undefined ? {} : { after: cursorOf(after) }),
      });
      const last = rows[limit - 1];
      const more = q === undefined && rows.length > limit && last !== undefined;
      const next = more ? `${last.closes_at ?? ''}~${last.id}` : null;
      return { body: { calls: rows.slice(0, limit).map((row) => summaryOf(row, now)), next } };
    },
  });
}

function cursorOf(after: string): { readonly closesAt: string | null; readonly id: string } {
  const [closesAt = '', id = ''] = after.split('~');
  if (!z.uuid().safeParse(id).success || (closesAt !== '' && Number.isNaN(Date.parse(closesAt)))) {
    throw new Problem('invalid', 'after has to be the next of the page before.');
  }
  return { closesAt: closesAt === '' ? null : closesAt, id };
}

function readEndpoint(register: Register<FundingTables>): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/funding-calls/:id',
    summary: 'One call with all that its source says.',
    params: byId,
    answer: whole,
    may: worksHere,
    async handle({ params: { id }, now }) {
      const row = await callOf(register, id);
      return { body: wholeOf(row, now), rev: row.rev };
    },
  });
}

function typedEndpoint(register: Register<FundingTables>): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/funding-calls',
    summary: 'Keeps a call that no file has.',
    body: z.object({
      code: z.string().trim().min(1).max(200),
      title: z.string().trim().min(1).max(1000),
      programme: z.string().max(200).default(''),
      model: z.enum(['single-stage', 'two-stage', 'multiple cut-off']).default('single-stage'),
      days: z.array(day).max(20).default([]),
      budgetMax: z.number().nonnegative().nullable().default(null),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .default('EUR'),
      description: z.string().max(200_000).default(''),
      url: z.url({ protocol: /^https$/ }),
    }),
    answer: whole,
    may: keepsCalls,
    async handle({ caller, body: { days, ...typed }, now }) {
      const row = await register.change(caller, 'entered by hand', async (change) => {
        const made = await change.insert(
          'funding_call',
          rowOf({
            ...typed,
            source: 'manual',
            callTitle: '',
            cluster: '',
            actionType: '',
            deadlines: deadlinesOf(typed.model, days).map((each) => ({ ...each, source: 'person' })),
            announced: 'open',
            budgetMin: null,
            expectedGrants: null,
            keywords: [],
            conditions: '',
          }),
        );
        await indexWords(change.db, [made.id]);
        return made;
      });
      return { body: wholeOf(row, now), rev: row.rev, status: 201, location: `/funding-calls/${row.id}` };
    },
  });
}

function dateEndpoint(register: Register<FundingTables>): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/funding-calls/:id/deadlines',
    summary: 'Enters a date that a colleague knows, for instance of a second stage; no file overwrites it.',
    params: byId,
    body: z.object({
      stage,
      day,
      hour: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .default('17:00'),
    }),
    answer: whole,
    may: keepsCalls,
    async handle({ caller, params: { id }, body, ifMatch, now }) {
      const before = await callOf(register, id);
      const entered = {
        ...deadlineOn(body.day, body.stage, 'person'),
        at: closingInstant(body.day, body.hour),
      };
      const others = before.deadlines.filter((each) =>
        body.stage === 'cut-off' ? each.day !== body.day : each.stage !== body.stage,
      );
      const row = await register.change(caller, 'a date entered by hand', (change) =>
        change.update('funding_call', { id, rev: revisionSeen({ ifMatch }) }, datesOf([...others, entered])),
      );
      return { body: wholeOf(row, now), rev: row.rev };
    },
  });
}

function loadEndpoint(register: Register<FundingTables>): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/funding-calls/load',
    summary: 'Loads a file of EU topics (JSON lines, gzip or not, in base64).',
    body: z.object({ file: z.base64() }),
    answer: z.object({
      new: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      repaired: z.number(),
      bare: z.number(),
      issues: z
        .array(z.object({ line: z.number(), field: z.string().optional(), sentence: z.string() }))
        .readonly(),
    }),
    mostBytes: 50_000_000,
    may: keepsCalls,
    async handle({ caller, body: { file }, now }) {
      return { body: await loadTopics(register, caller, Buffer.from(file, 'base64'), now) };
    },
  });
}
