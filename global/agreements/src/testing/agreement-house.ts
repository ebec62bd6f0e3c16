import { type OfficeCaller, type OfficeEndpoint, type OfficeRole, Problem } from '@caecilia/kernel';
import { type TestRegister, testRegister } from '@caecilia/register/testing';
import { officeEndpointsOfAgreements } from '../endpoints.ts';
import type { AgreementPorts, OfficePerson } from '../ports.ts';
import { AGREEMENT_SCHEMA, type AgreementTables } from '../schema.ts';

/** Invented people of the office, by a word. */
export const PEOPLE = {
  researcher: ['reader'],
  reader: ['reader'],
  officer: ['officer'],
  head: ['head'],
  adviser: ['security-adviser'],
  legal: ['legal'],
  privacy: ['privacy-officer'],
  editor: ['editor'],
  administrator: ['administrator'],
} as const satisfies Readonly<Record<string, readonly OfficeRole[]>>;
export type PersonName = keyof typeof PEOPLE;

export const idOf = (name: string) =>
  `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').slice(0, 12).padEnd(12, '0')}`;

export const callerOf = (name: PersonName): OfficeCaller => ({
  id: idOf(name),
  name: `${name} Voorbeeld`,
  roles: PEOPLE[name],
});

export const OWN = '10000000-0000-4000-8000-000000000001';
export const PARTNER = '10000000-0000-4000-8000-000000000002';

/** An id that no organisation has. */
export const NOBODY = '90000000-0000-4000-8000-000000000000';

const known = (id: string) => [id, { name: `Organisation ${id.slice(-1)}`, standing: 'active' }] as const;

/** What was asked of an address. */
export interface Asked {
  readonly as: OfficeCaller;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly rev?: number;
}

/**
 * The JSON of an answer as a client reads it: a list, or an object with the fields that tests look at. Which of them are
 * there is for the test to say.
 */
export interface Body extends ReadonlyArray<Body> {
  readonly id: string;
  readonly rev: number;
  readonly code: string;
  readonly detail: string;
  readonly n: number;
  readonly sha256: string;
  readonly key: string;
  readonly by: string;
  readonly why: string;
  readonly kind: string;
  readonly en: string;
  readonly state: Body & string;
  readonly level: string;
  readonly points: number;
  readonly gap: number;
  readonly monthsLeft: number;
  readonly complete: boolean;
  readonly open: boolean;
  readonly genuine: boolean;
  readonly decision: string | null;
  readonly decidedAt: string | null;
  readonly decidedBy: string;
  readonly onBehalfOf: string;
  readonly agreement: string;
  readonly exchange: string;
  readonly until: string;
  readonly stoppedOn: string | null;
  readonly inForceFrom: string;
  readonly status: string;
  readonly on: unknown;
  readonly security: unknown;
  readonly missing: unknown;
  readonly aggregate: unknown;
  readonly inForce: Body;
  readonly because: Body;
  readonly who: Body;
  readonly words: Body;
  readonly text: Body;
  readonly items: Body;
  readonly steps: Body;
  readonly changed: Body;
  readonly reasons: Body;
  readonly withheld: Body;
  readonly decisions: Body;
  readonly questions: Body;
  readonly way: Body;
  readonly clauses: Body;
  readonly versions: Body;
  readonly criteria: Body;
  readonly evidence: Body;
  readonly signers: Body;
  readonly parties: Body;
}

/** An answer, its body as JSON brings it. */
export interface Answered {
  readonly status: number;
  readonly body: Body;
}

/** The first of a list that has one. */
export function first(list: readonly Body[]): Body {
  const [found] = list;
  if (found === undefined) throw new Error('the list is empty');
  return found;
}

const asBody = (body: unknown): Body => JSON.parse(JSON.stringify(body)) as Body;

/** A register with agreements, and its addresses as a client sees them, without HTTP. */
export async function agreementHouse(open: typeof testRegister = testRegister) {
  let clock = Date.parse('2026-08-24T07:00:00Z');
  const now = () => new Date(clock);
  const opened: TestRegister = await open([AGREEMENT_SCHEMA], { now });
  const gone = new Map<string, string>();
  const people = new Map<string, OfficePerson>(
    (Object.keys(PEOPLE) as PersonName[]).map((name) => [idOf(name), { name, roles: PEOPLE[name] }]),
  );
  const ports: AgreementPorts = {
    register: opened.of<AgreementTables>(),
    person: (id) => {
      const person = people.get(id);
      return Promise.resolve(person && { ...person, leftOn: gone.get(id) });
    },
    organisations: (ids) => Promise.resolve(new Map(ids.filter((id) => id !== NOBODY).map(known))),
    closed: new Set(),
  };
  const endpoints = officeEndpointsOfAgreements(ports);
  const ask = (method: OfficeEndpoint['method'], path: string, asked: Asked) =>
    call(endpoints, { method, path, now: now() }, asked);
  return {
    ports,
    endpoints,
    ask,
    opened,
    now,
    /** Goes on by days. */
    later: (days: number) => {
      clock += days * 86_400_000;
    },
    leave: (name: PersonName, day: string) => gone.set(idOf(name), day),
    close: () => opened.close(),
  };
}
export type AgreementHouse = Awaited<ReturnType<typeof agreementHouse>>;

async function call(
  endpoints: readonly OfficeEndpoint[],
  { method, path, now }: { method: string; path: string; now: Date },
  { as: caller, query = {}, body, rev }: Asked,
): Promise<Answered> {
  for (const endpoint of endpoints.filter((each) => each.method === method)) {
    const params = matched(endpoint.path, path);
    if (params === undefined) continue;
    try {
      if (!endpoint.may(caller)) throw new Problem('forbidden', 'not for this role');
      const answer = await endpoint.handle({
        caller,
        params: endpoint.params?.parse(params) ?? {},
        query: endpoint.query?.parse(query) ?? {},
        body: endpoint.body?.parse(body),
        ifMatch: rev,
        now,
      });
      if (!('body' in answer)) throw new Error('a file is no answer of these tests');
      return {
        status: answer.status ?? 200,
        body: asBody(endpoint.answer.parse(answer.body)),
      };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return {
        status: error.status,
        body: asBody({ detail: error.message, code: error.issues[0]?.expression?.[0] }),
      };
    }
  }
  throw new Error(`there is no ${method} ${path}`);
}

function matched(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = given[index] ?? '';
    else if (part !== given[index]) return undefined;
  }
  return params;
}
