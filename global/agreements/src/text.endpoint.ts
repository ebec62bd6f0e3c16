import { type OfficeEndpoint, officeEndpoint, Problem } from '@caecilia/kernel';
import { z } from 'zod';
import { BY_ID, readAgreement } from './agreement.endpoint.ts';
import type { AgreementChange } from './agreement-row.ts';
import { officeDay } from './agreement-row.ts';
import { DAY, WORDS, worksHere } from './agreement-view.ts';
import { differences } from './differences.ts';
import { switches } from './exchanges.ts';
import { type AgreementVersion, versionsOf } from './jump-facts.ts';
import { EXCHANGE_NAMES, EXCHANGES } from './kinds.ts';
import type { AgreementPorts } from './ports.ts';
import { readInForce, writeVersion } from './text-work.ts';

const IN_LANGUAGES = z.object({
  nl: z.string().max(50_000).optional(),
  en: z.string().max(50_000).optional(),
});
const CLAUSE = z.object({ key: z.string().max(60), heading: IN_LANGUAGES, text: IN_LANGUAGES });
const VERSION_VIEW = z.object({
  n: z.number(),
  sha256: z.string(),
  writtenAt: z.string(),
  writtenBy: z.string(),
  inForceFrom: z.string().nullable(),
  clauses: z.array(CLAUSE),
});

const versionView = (row: AgreementVersion): z.input<typeof VERSION_VIEW> => ({
  n: row.n,
  sha256: row.sha256,
  writtenAt: row.created_at,
  writtenBy: row.created_by,
  inForceFrom: row.in_force_from,
  clauses: row.clauses.map((clause) => ({ ...clause })),
});

const readVersions = (ports: AgreementPorts, id: string) =>
  ports.register.read((db) => versionsOf({ db: db as AgreementChange['db'] }, id));

/** Texts of an agreement: versions, differences, what was in force, signatures, and the exchanges that they open. */
export function textEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [versions(ports), write(ports), compare(ports), inForce(ports), exchanges(ports)];
}

function versions(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/versions',
    summary: 'The versions of the text, the latest first',
    params: BY_ID,
    answer: z.array(VERSION_VIEW),
    may: worksHere,
    handle: async ({ params }) => {
      await readAgreement(ports, params.id);
      return { body: (await readVersions(ports, params.id)).map(versionView) };
    },
  });
}

const MOST_BYTES_OF_TEXT = 2_000_000;

function write(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/versions',
    summary: 'Writes a new version after the one that was read',
    params: BY_ID,
    body: z.object({ clauses: z.array(CLAUSE).max(200), after: z.int().min(0) }),
    answer: VERSION_VIEW,
    mostBytes: MOST_BYTES_OF_TEXT,
    may: worksHere,
    handle: async ({ caller, params, body }) => {
      const row = await writeVersion(ports, caller, params.id, body);
      return { body: versionView(row), status: 201 };
    },
  });
}

const REPLACED = z.array(z.object({ before: z.string(), after: z.string(), following: z.string() }));

function compare(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/differences',
    summary: 'What changed from one version to another, clause by clause and in words',
    params: BY_ID,
    query: z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) }),
    answer: z.array(
      z.object({
        key: z.string(),
        change: z.enum(['added', 'removed', 'changed', 'moved']),
        heading: IN_LANGUAGES,
        replaced: z.object({ nl: REPLACED, en: REPLACED }),
        words: z.array(WORDS),
      }),
    ),
    may: worksHere,
    handle: async ({ params, query }) => {
      await readAgreement(ports, params.id);
      const all = await readVersions(ports, params.id);
      const [from, to] = [query.from, query.to].map((n) => {
        const found = all.find((each) => each.n === n);
        if (found === undefined) throw new Problem('not-found', `there is no version ${n} of this agreement`);
        return found.clauses;
      });
      const body = differences(from ?? [], to ?? []).map(({ replaced, words, ...rest }) => ({
        ...rest,
        replaced: { nl: [...replaced.nl], en: [...replaced.en] },
        words: [...words],
      }));
      return { body };
    },
  });
}

const IN_FORCE = z.object({
  agreement: z.string(),
  code: z.string(),
  n: z.number(),
  sha256: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  clauses: z.array(CLAUSE),
});

function inForce(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/in-force',
    summary: 'What was in force on a day, along the agreements that followed each other',
    params: BY_ID,
    query: z.object({ day: DAY.optional().describe('Today where none is given') }),
    answer: z.object({ day: z.string(), inForce: IN_FORCE.nullable() }),
    may: worksHere,
    handle: async ({ params, query, now }) => {
      const day = query.day ?? officeDay(now);
      const found = await readInForce(ports, params.id, day);
      if (found === undefined) return { body: { day, inForce: null } };
      const { version, until, ...rest } = found;
      const clauses = version.clauses.map((clause) => ({ ...clause }));
      return {
        body: {
          day,
          inForce: { ...rest, n: version.n, sha256: version.sha256, until: until ?? null, clauses },
        },
      };
    },
  });
}

function exchanges(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/exchanges',
    summary: 'Which exchanges the agreement opens today, and why others are shut',
    params: BY_ID,
    answer: z.array(
      z.object({
        exchange: z.enum(EXCHANGES),
        name: WORDS,
        on: z.boolean(),
        because: z.object({ code: z.string(), words: WORDS }).optional(),
      }),
    ),
    may: worksHere,
    handle: async ({ params, now }) => {
      const row = await readAgreement(ports, params.id);
      const found = await readInForce(ports, params.id, officeDay(now));
      const amended = row.amends_id === null ? undefined : (await readAgreement(ports, row.amends_id)).kind;
      const facts = {
        kind: row.kind,
        amended,
        state: row.state,
        named: row.exchanges,
        inForce: found?.agreement === row.id ? found : undefined,
      };
      const body = switches(EXCHANGES, facts).map((each) => ({
        ...each,
        name: EXCHANGE_NAMES[each.exchange],
      }));
      return { body };
    },
  });
}
