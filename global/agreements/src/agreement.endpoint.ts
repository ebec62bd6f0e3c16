import {
  keyOf,
  type OfficeEndpoint,
  officeEndpoint,
  PAGE_QUERY,
  pageFrom,
  pageOf,
  revisionSeen,
} from '@caecilia/kernel';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { type Agreement, type AgreementChange, noAgreement, officeDay } from './agreement-row.ts';
import { AGREEMENT_VIEW, columnsOf, DAY, INPUT, viewOf, WORDS, worksHere } from './agreement-view.ts';
import { type AgreementInput, editAgreement, jumpAgreement, startAgreement } from './agreement-work.ts';
import { routesOf } from './arrivals.ts';
import { latestCheck, missingFacts, proposalOf } from './jump-facts.ts';
import { AGREEMENT_KINDS, KIND_RULES, kindName } from './kinds.ts';
import { isFinal, jumpsFrom, refusedJump, STATE_NAMES, STATES } from './lifecycle.ts';
import type { AgreementPorts } from './ports.ts';
import { expectedDecisions, missingFromProposal, PROPOSAL_QUESTIONS } from './proposal.ts';
import { routeFor } from './route.ts';
import type { AgreementTables } from './schema.ts';
import { maySeeCheck } from './security-check.ts';
import { timePerStage } from './stages.ts';

export const BY_ID = z.object({ id: z.uuid() });

/** One agreement as it stands. Throws `Problem('not-found')`. */
export async function readAgreement(ports: AgreementPorts, id: string): Promise<Agreement> {
  const row = await ports.register.read((db) =>
    db.selectFrom('agreement').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  return row ?? noAgreement();
}

/** Notes that somebody saw the restricted field of an agreement, where they did. */
async function noted(ports: AgreementPorts, caller: Parameters<typeof viewOf>[0], row: Agreement) {
  const view = viewOf(caller, row);
  if (view.security !== undefined)
    await ports.register.noteRead(caller, { subject: 'agreement', id: row.id, fields: ['security'] });
  return { body: view, rev: row.rev };
}

/** Agreements: list, one, begin, edit, jump. */
export function agreementEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [
    kinds(),
    list(ports),
    one(ports),
    begin(ports),
    edit(ports),
    jump(ports),
    next(ports),
    expected(ports),
    stages(ports),
  ];
}

function kinds(): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreement-kinds',
    summary: 'What each kind of agreement may carry and unlock',
    answer: z.array(
      z.object({
        kind: z.string(),
        name: WORDS,
        binding: z.boolean(),
        carries: z.array(z.string()),
        exchanges: z.array(z.string()),
      }),
    ),
    may: worksHere,
    handle: () =>
      Promise.resolve({
        body: AGREEMENT_KINDS.flatMap((kind) => {
          if (kind === 'amendment') return [];
          const { binding, carries, exchanges } = KIND_RULES[kind];
          return [{ kind, name: kindName(kind), binding, carries: [...carries], exchanges: [...exchanges] }];
        }),
      }),
  });
}

const LIST_QUERY = PAGE_QUERY.extend({
  state: z.enum(STATES).optional(),
  kind: z.enum(AGREEMENT_KINDS).optional(),
  org: z.uuid().optional().describe('A party out of the directory'),
  owner: z.string().optional(),
  endsBy: DAY.optional().describe('In force, and its last day is not later'),
});

/** The rows of one page, and one more where there is another. */
function asked(db: Kysely<AgreementTables>, query: z.output<typeof LIST_QUERY>): Promise<Agreement[]> {
  let found = db.selectFrom('agreement').selectAll().where('archived_at', 'is', null);
  if (query.state !== undefined) found = found.where('state', '=', query.state);
  if (query.kind !== undefined) found = found.where('kind', '=', query.kind);
  if (query.owner !== undefined) found = found.where('owner_id', '=', query.owner);
  if (query.endsBy !== undefined)
    found = found
      .where('expires', '<=', query.endsBy)
      .where('state', 'in', ['active', 'evaluation'])
      .where('term_type', '=', 'fixed');
  if (query.org !== undefined)
    found = found.where(sql<boolean>`parties @> ${JSON.stringify([{ org: query.org }])}::jsonb`);
  if (query.after !== undefined) {
    const [at, id] = keyOf(query.after, 2).map(String);
    found = found.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(at ?? '', id ?? '')));
  }
  return found
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
}

function list(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements',
    summary: 'Agreements, the newest first',
    query: LIST_QUERY,
    answer: pageOf(AGREEMENT_VIEW.omit({ security: true })),
    may: worksHere,
    handle: async ({ caller, query }) => {
      const rows = await ports.register.read((db) => asked(db, query));
      const page = pageFrom(rows, query.limit, (row) => [row.created_at, row.id]);
      // Restricted fields are for the page of one agreement, where that they were read is noted.
      const items = page.items.map((row) => {
        const { security: _, ...view } = viewOf(caller, row);
        return view;
      });
      return { body: { items, next: page.next } };
    },
  });
}

function one(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id',
    summary: 'One agreement, with the fields that are for who asks',
    params: BY_ID,
    answer: AGREEMENT_VIEW,
    may: worksHere,
    handle: async ({ caller, params }) => noted(ports, caller, await readAgreement(ports, params.id)),
  });
}

function begin(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements',
    summary: 'Begins an agreement as an idea; it may be saved with anything missing',
    body: INPUT.omit({ owner: true, classes: true }),
    answer: AGREEMENT_VIEW,
    may: worksHere,
    handle: async ({ caller, body }) => {
      const row = await startAgreement(ports, caller, columnsOf(body) as AgreementInput);
      return { ...(await noted(ports, caller, row)), status: 201, location: `/agreements/${row.id}` };
    },
  });
}

function edit(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'PATCH',
    path: '/agreements/:id',
    summary: 'Changes what is filled in of an agreement',
    params: BY_ID,
    body: INPUT,
    answer: AGREEMENT_VIEW,
    may: worksHere,
    handle: async (call) => {
      const seen = { id: call.params.id, rev: revisionSeen(call) };
      return await noted(
        ports,
        call.caller,
        await editAgreement(ports, call.caller, seen, columnsOf(call.body) as AgreementInput),
      );
    },
  });
}

const JUMP = z.object({
  to: z.enum(STATES),
  reason: z.string().max(2000).optional(),
  lastDay: DAY.optional(),
});

function jump(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/state',
    summary: 'Brings an agreement to another state, or says what has to come first',
    params: BY_ID,
    body: JUMP,
    answer: AGREEMENT_VIEW,
    may: worksHere,
    handle: async (call) => {
      const seen = { id: call.params.id, rev: revisionSeen(call) };
      return await noted(ports, call.caller, await jumpAgreement(ports, call.caller, seen, call.body));
    },
  });
}

const REFUSED = z.object({ code: z.string(), words: WORDS, missing: z.array(z.string()) });

function next(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/next',
    summary: 'Where an agreement can go from here, and what has to come first',
    params: BY_ID,
    answer: z.object({
      final: z.boolean(),
      jumps: z.array(z.object({ to: z.enum(STATES), name: WORDS, refused: REFUSED.optional() })),
    }),
    may: worksHere,
    handle: async ({ params, now }) => {
      const row = await readAgreement(ports, params.id);
      const jumps = jumpsFrom(row.state);
      const missing = await ports.register.read((db) =>
        missingFacts({ db: db as AgreementChange['db'], now: now.toISOString() }, row, {
          needs: jumps.flatMap(({ needs }) => needs),
          reason: 'will be asked',
        }),
      );
      const told = jumps.map(({ to }) => {
        const refused = refusedJump(row.state, to, missing);
        const name = STATE_NAMES[to];
        if (refused === undefined) return { to, name };
        return {
          to,
          name,
          refused: { code: refused.code, words: refused.words, missing: [...refused.missing] },
        };
      });
      return { body: { final: isFinal(row.state), jumps: told }, rev: row.rev };
    },
  });
}

function expected(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/expected',
    summary: 'What a proposal still needs, and who decides on it when',
    params: BY_ID,
    answer: z.object({
      missing: z.array(z.object({ field: z.string(), question: WORDS })),
      decisions: z.array(z.object({ what: WORDS, who: WORDS, by: z.string() })),
    }),
    may: worksHere,
    handle: async ({ caller, params, now }) => {
      const row = await readAgreement(ports, params.id);
      const { check, routes } = await ports.register.read(async (db) => {
        const inside = { db: db as AgreementChange['db'] };
        return { check: await latestCheck(inside, row.id), routes: await routesOf(inside) };
      });
      const missing = missingFromProposal(proposalOf(row)).map((field) => ({
        field,
        question: PROPOSAL_QUESTIONS[field],
      }));
      // The level of a check is not for everybody: without it, what most proposals take is told.
      const level = check !== undefined && maySeeCheck(caller, check.asked_by) ? check.level : 'adviser';
      const from = row.proposed_on ?? officeDay(now);
      return {
        body: {
          missing,
          decisions: [...expectedDecisions(level, routeFor(routes, row), from, ports.closed)],
        },
      };
    },
  });
}

function stages(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/stages',
    summary: 'The way of an agreement through its states, and its days in each',
    params: BY_ID,
    answer: z.object({
      way: z.array(
        z.object({
          state: z.enum(STATES),
          name: WORDS,
          enteredAt: z.string(),
          leftAt: z.string().nullable(),
        }),
      ),
      times: z.array(z.object({ state: z.enum(STATES), days: z.number(), stays: z.number() })),
    }),
    may: worksHere,
    handle: async ({ params, now }) => {
      await readAgreement(ports, params.id);
      const rows = await ports.register.read((db) =>
        db
          .selectFrom('agreement_stage')
          .selectAll()
          .where('agreement_id', '=', params.id)
          .orderBy('entered_at')
          .execute(),
      );
      const way = rows.map((row) => ({ state: row.state, enteredAt: row.entered_at, leftAt: row.left_at }));
      return {
        body: {
          way: way.map((each) => ({ ...each, name: STATE_NAMES[each.state] })),
          times: [...timePerStage(way, now)],
        },
      };
    },
  });
}
