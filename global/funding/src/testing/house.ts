import type { OfficeCaller, OfficeEndpoint, OfficeRole } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { testRegister } from '@caecilia/register/testing';
import { callEndpoints } from '../calls.endpoint.ts';
import { funderEndpoints } from '../funders.endpoint.ts';
import { grantEndpoints } from '../grants.endpoint.ts';
import { proposalEndpoints } from '../proposals.endpoint.ts';
import { FUNDING_STEPS, type FundingTables } from '../schema.ts';
import { searchEndpoints } from '../searches.endpoint.ts';

/** Somebody of the office who does not exist. */
export const someone = (name: string, ...roles: OfficeRole[]): OfficeCaller => ({
  id: `user-${name}`,
  name,
  roles,
});

export const OFFICER = someone('Odile', 'officer');
export const HEAD = someone('Hedda', 'head');
export const READER = someone('Rens', 'reader');
export const OTHER = someone('Otto', 'reader');
/** A partner who looks through a link. */
export const PARTNER: OfficeCaller = {
  id: 'link',
  name: 'link',
  roles: [],
  link: { subject: 'agreement', id: 'x' },
};

export const ORGS = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);

/** What an endpoint answers, by its own schemas, as the server calls it. */
export interface Asked {
  readonly caller: OfficeCaller;
  readonly now: Date;
  readonly params?: object;
  readonly query?: object;
  readonly body?: object;
  readonly ifMatch?: number;
}

/** A register with the tables of this module, and its endpoints. */
export async function openFunding(clock: { now: Date }) {
  const opened = await testRegister([{ name: 'funding', steps: FUNDING_STEPS }], { now: () => clock.now });
  const register = opened.of<FundingTables>();
  const directory = {
    partners: async (ids: readonly string[]) =>
      ids.flatMap((org) => {
        const at = ORGS.indexOf(org);
        return at < 0 ? [] : [{ org, name: `Invented ${at + 1}`, isNew: at > 0 }];
      }),
  };
  const endpoints = [
    ...callEndpoints(register),
    ...searchEndpoints(register),
    ...proposalEndpoints({ register, directory }),
    ...funderEndpoints(register),
    ...grantEndpoints(register),
  ];
  const find = (method: string, path: string): OfficeEndpoint => {
    const endpoint = endpoints.find((each) => each.method === method && each.path === path);
    if (endpoint === undefined) throw new Error(`no ${method} ${path}`);
    return endpoint;
  };
  return { opened, register, endpoints, ask: <T>(route: string, asked: Asked) => ask<T>(find, route, asked) };
}

async function ask<T>(
  find: (method: string, path: string) => OfficeEndpoint,
  route: string,
  asked: Asked,
): Promise<T> {
  const [method = '', path = ''] = route.split(' ');
  const endpoint = find(method, path);
  if (!endpoint.may(asked.caller)) throw new Problem('forbidden', 'may not');
  const answer = await endpoint.handle({
    caller: asked.caller,
    now: asked.now,
    ifMatch: asked.ifMatch,
    params: endpoint.params?.parse(asked.params ?? {}),
    query: endpoint.query?.parse(asked.query ?? {}),
    body: endpoint.body?.parse(asked.body ?? {}),
  });
  if (!('body' in answer)) throw new Error('a file');
  return endpoint.answer.parse(answer.body) as T;
}

/** Status and sentence with which something is refused. */
export const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.message}`;
    throw error;
  }
  return 'nothing was refused';
};
