import { type OfficeCaller, type OfficeRole, Problem } from '@caecilia/kernel';
import { testRegister } from '@caecilia/register/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CooperationCondition } from './conditions.ts';
import { ewpEndpoints } from './dossiers.endpoint.ts';
import type { Iia } from './iia.ts';
import type { AgreementForEwp } from './keep-dossier.ts';
import { readGetResponse } from './read-iia.ts';
import { writeApprovalResponse } from './responses.ts';
import { EWP_STEPS, type EwpTables } from './schema.ts';
import { OURS, somebody, THEIRS } from './testing/invented.ts';
import { writeGetResponse } from './write-iia.ts';

const someone = (name: string, ...roles: OfficeRole[]): OfficeCaller => ({ id: `user-${name}`, name, roles });
const OFFICER = someone('Odile', 'officer');
const HEAD = someone('Hedda', 'head');
const READER = someone('Rens', 'reader');
const LINK: OfficeCaller = { id: 'l', name: 'l', roles: [], link: { subject: 'agreement', id: 'x' } };

const ID = '00000000-0000-4000-8000-000000000001';
const HIDDEN = '00000000-0000-4000-8000-000000000002';
const nurses: CooperationCondition = {
  kind: 'student-studies',
  sending: 'org-1',
  receiving: 'org-2',
  firstYear: '2026/2027',
  lastYear: '2027/2028',
  mobilitiesPerYear: 4,
  iscedF: '0913',
  eqf: [6],
  languages: [{ lang: 'en', cefr: 'B2' }],
  blended: false,
};
let agreement: AgreementForEwp = {
  ours: 'org-1',
  theirs: 'org-2',
  code: 'A-1',
  inEffect: true,
  conditions: [nurses],
};

let opened: Awaited<ReturnType<typeof testRegister>>;
beforeAll(async () => {
  opened = await testRegister([{ name: 'ewp', steps: EWP_STEPS }]);
});
afterAll(async () => {
  await opened?.close();
});

interface Dossier {
  readonly standing: string;
  readonly theirs: { readonly hash: string } | null;
  readonly approvals: readonly { readonly side: string; readonly by: string }[];
  readonly inForce: { readonly theirs: string } | null;
  readonly comparison: { readonly pairs: readonly { readonly differences: readonly object[] }[] } | null;
}
interface Answer {
  readonly body: Dossier;
  readonly rev: number;
  readonly text: string;
}

async function ask(
  route: string,
  caller: OfficeCaller,
  more: { body?: object; ifMatch?: number; id?: string } = {},
): Promise<Answer> {
  const organisations = new Map([
    ['org-1', OURS],
    ['org-2', THEIRS],
  ]);
  const endpoints = ewpEndpoints({
    register: opened.of<EwpTables>(),
    agreement: async (_, id) => (id === ID ? agreement : undefined),
    identities: async () => ({
      heiOf: (organisation) => organisations.get(organisation),
      organisationOf: (hei) => [...organisations].find(([, each]) => each === hei)?.[0],
    }),
  });
  const endpoint = endpoints.find(({ method, path }) => `${method} ${path}` === route);
  if (endpoint === undefined) throw new Error(`no ${route}`);
  if (!endpoint.may(caller)) throw new Problem('forbidden', 'may not');
  const answer = await endpoint.handle({
    caller,
    now: new Date(),
    params: endpoint.params?.parse({ id: more.id ?? ID }),
    query: {},
    body: endpoint.body?.parse(more.body ?? {}),
    ifMatch: more.ifMatch,
  });
  if (!('body' in answer))
    return { body: {} as Dossier, rev: 0, text: new TextDecoder().decode(answer.content) };
  return { body: endpoint.answer.parse(answer.body) as Dossier, rev: answer.rev ?? 0, text: '' };
}

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.message}`;
    throw error;
  }
  return 'nothing was refused';
};

const OURS_POST = 'POST /agreements/:id/ewp/ours';
const THEIRS_POST = 'POST /agreements/:id/ewp/theirs';
const APPROVE = 'POST /agreements/:id/ewp/approve';
const APPROVED = 'POST /agreements/:id/ewp/approved';
const GET = 'GET /agreements/:id/ewp';

/** What the partner would send, having read ours: theirs first, with their own identifier. */
const theirCopy = (ours: Iia, change: (iia: Iia) => Iia = (iia) => iia): string => {
  const [us] = ours.partners;
  const them = { heiId: THEIRS, iiaId: '4711', contacts: [somebody] };
  return writeGetResponse(change({ ...ours, partners: [them, us] })).xml;
};
const iiaIn = (xml: string): Iia => {
  const [read] = readGetResponse(xml);
  if (read?.iia === undefined) throw new Error('not read');
  return read.iia;
};

describe('an agreement of the register in the network', () => {
  it('goes from our copy to both approvals, and what was approved stays when either side changes', async () => {
    expect((await ask(GET, READER)).body.standing).toBe('empty');
    const made = await ask(OURS_POST, OFFICER);
    expect(made.body.standing).toBe('ours-only');
    const ours = iiaIn((await ask('GET /agreements/:id/ewp/ours.xml', READER)).text);
    const fewer = theirCopy(ours, (iia) => ({
      ...iia,
      conditions: iia.conditions.map((each) => ({ ...each, mobilitiesPerYear: 3 })),
    }));
    const differs = await ask(THEIRS_POST, OFFICER, { body: { xml: fewer }, ifMatch: made.rev });
    expect(differs.body).toMatchObject({
      standing: 'differs',
      comparison: { pairs: [{ differences: [{ field: 'mobilitiesPerYear', ours: '4', theirs: '3' }] }] },
    });
    expect(JSON.stringify(differs.body)).not.toContain('Bedacht');
    const hashOf = ({ body }: Answer) => body.theirs?.hash ?? '';
    expect(
      await refusal(ask(APPROVE, HEAD, { body: { hash: hashOf(differs) }, ifMatch: differs.rev })),
    ).toContain('does not say what ours says');

    const same = await ask(THEIRS_POST, OFFICER, { body: { xml: theirCopy(ours) }, ifMatch: differs.rev });
    const mapped = await ask(OURS_POST, OFFICER, { ifMatch: same.rev });
    expect(mapped.body.standing).toBe('to-approve');
    expect(
      await refusal(ask(APPROVE, HEAD, { body: { hash: 'a'.repeat(64) }, ifMatch: mapped.rev })),
    ).toMatch(/^412/);
    const half = await ask(APPROVE, HEAD, { body: { hash: hashOf(mapped) }, ifMatch: mapped.rev });
    expect(half.body).toMatchObject({
      standing: 'approved-by-us',
      approvals: [{ side: 'ours', by: 'Hedda' }],
    });
    expect((await ask('GET /agreements/:id/ewp/approval.xml', READER)).text).toContain(
      `<iia-id>4711</iia-id>\n    <iia-hash>${hashOf(mapped)}</iia-hash>`,
    );

    const [read] = readGetResponse((await ask('GET /agreements/:id/ewp/ours.xml', READER)).text);
    const answer = writeApprovalResponse([{ iiaId: ID, hash: read?.hash ?? '' }]);
    const full = await ask(APPROVED, OFFICER, { body: { xml: answer }, ifMatch: half.rev });
    expect(full.body).toMatchObject({ standing: 'approved', inForce: { theirs: hashOf(mapped) } });

    agreement = { ...agreement, conditions: [{ ...nurses, mobilitiesPerYear: 6 }] };
    const changed = await ask(OURS_POST, OFFICER, { ifMatch: full.rev });
    expect(changed.body).toMatchObject({ standing: 'changed', inForce: full.body.inForce });
    const now = await ask(OURS_POST, OFFICER, { ifMatch: changed.rev });
    expect(now.body).toEqual(changed.body);
  });

  it.each<[string, string, OfficeCaller, RegExp]>([
    ['a reader makes our copy', OURS_POST, READER, /^403/],
    ['a reader takes theirs', THEIRS_POST, READER, /^403/],
    ['an officer approves', APPROVE, OFFICER, /^403/],
    ['a reader takes an approval', APPROVED, READER, /^403/],
    ['a partner with a link reads it', GET, LINK, /^403/],
    ['a partner with a link reads our copy', 'GET /agreements/:id/ewp/ours.xml', LINK, /^403/],
  ])('is refused where %s', async (_, route, caller, status) => {
    expect(await refusal(ask(route, caller, { body: { xml: '<a/>', hash: 'a'.repeat(64) } }))).toMatch(
      status,
    );
  });

  it('answers an agreement that is not there for somebody as one that never was', async () => {
    for (const route of [GET, OURS_POST])
      expect(await refusal(ask(route, OFFICER, { id: HIDDEN }))).toMatch(/^404/);
  });

  it('is not changed by what somebody did not see, nor by a file that is not right', async () => {
    const { rev } = await ask(GET, READER);
    expect(await refusal(ask(OURS_POST, OFFICER))).toMatch(/^428/);
    expect(await refusal(ask(OURS_POST, OFFICER, { ifMatch: 99 }))).toMatch(/^412/);
    const take = (xml: string) => refusal(ask(THEIRS_POST, OFFICER, { body: { xml }, ifMatch: rev }));
    expect(await take('<!DOCTYPE x><iias-get-response/>')).toMatch(/^400 .*DOCTYPE/);
    const ours = (await ask('GET /agreements/:id/ewp/ours.xml', READER)).text;
    expect(await take(ours)).toContain('not of the two parties');
    expect(
      await refusal(ask(APPROVED, OFFICER, { body: { xml: writeApprovalResponse([]) }, ifMatch: rev })),
    ).toContain('does not approve this agreement');
    expect((await ask(GET, READER)).rev).toBe(rev);
  });
});
