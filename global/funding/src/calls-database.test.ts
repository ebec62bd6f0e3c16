import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFunders } from './funders.endpoint.ts';
import { loadTopics } from './load-topics.ts';
import { tellDigests } from './searches.ts';
import { OFFICER, ORGS, OTHER, openFunding, PARTNER, READER, refusal } from './testing/house.ts';
import { FUNDERS, funderFile, hasFunders, hasTopics, TOPICS, topicLines } from './testing/topics.ts';

/** Monday of the week of the script, two in the afternoon in Amsterdam. */
const MONDAY = new Date('2026-08-24T12:00:00Z');
const clock = { now: MONDAY };
let house: Awaited<ReturnType<typeof openFunding>>;
beforeAll(async () => {
  house = await openFunding(clock);
});
afterAll(async () => {
  await house?.opened.close();
});

const by = (caller: typeof OFFICER, more: object = {}) => ({ caller, now: clock.now, ...more });

interface Call {
  readonly id: string;
  readonly rev: number;
  readonly code: string;
  readonly title: string;
  readonly status: string;
  readonly deadlines: readonly { readonly stage: unknown; readonly day: string | null }[];
  readonly next: { readonly day: string; readonly at: string; readonly daysLeft: number } | null;
}
interface Calls {
  readonly calls: readonly Call[];
  readonly next: string | null;
}

const topic = (topicId: string, fields: object = {}) =>
  JSON.stringify({
    topicId,
    title: `Invented ${topicId}`,
    deadline: '2026-10-14',
    portalUrl: 'https://portal.example/x',
    callStatus: 'open',
    deadlineModel: 'single-stage',
    description: 'Marginal notes on medieval zithers.',
    ...fields,
  });
const load = (...lines: string[]) =>
  loadTopics(house.register, OFFICER, gzipSync(lines.join('\n')), clock.now);
const typed = (code: string, fields: object = {}) =>
  house.ask<Call>(
    'POST /funding-calls',
    by(OFFICER, {
      body: { code, title: `Typed ${code}`, url: 'https://funder.example', days: ['2026-12-01'], ...fields },
    }),
  );

describe('a file of topics', () => {
  it('is loaded once: a second load changes no row, and what a line lacks is named', async () => {
    const file = [
      topic('Z-1'),
      topic('Z-2', { title: 'Patientsâ€™ zithers' }),
      topic('Z-3', { deadline: 'soon' }),
    ];
    expect(await load(...file)).toMatchObject({
      new: 2,
      changed: 0,
      repaired: 1,
      issues: [{ line: 3, field: 'deadline' }],
    });
    expect(await load(...file)).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    expect(
      await load(topic('Z-1', { deadline: '2026-10-21' }), topic('Z-2', { title: 'Patients’ zithers' })),
    ).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
    const { calls } = await house.ask<Calls>('GET /funding-calls', by(READER, { query: { q: 'zithers' } }));
    expect(calls.map(({ code }) => code).sort()).toEqual(['Z-1', 'Z-2']);
    const moved = calls.find(({ code }) => code === 'Z-1');
    expect(moved?.next).toMatchObject({ day: '2026-10-21', at: '2026-10-21T15:00:00.000Z' });
    expect(
      (await house.register.history('funding_call', moved?.id ?? '')).map(
        ({ rev, byName }) => `${rev} ${byName}`,
      ),
    ).toEqual(['2 Odile', '1 Odile']);
  });

  it('that breaks off is refused, and nothing of it is written', async () => {
    const whole = gzipSync([topic('Y-1'), topic('Y-2')].join('\n'));
    expect(
      await refusal(loadTopics(house.register, OFFICER, whole.subarray(0, whole.length - 20), clock.now)),
    ).toContain('nothing was loaded');
    expect(await refusal(loadTopics(house.register, OFFICER, Buffer.from('PK'), clock.now))).toContain(
      'no file of EU topics',
    );
    expect(
      (await house.ask<Calls>('GET /funding-calls', by(READER, { query: { q: '"Y-1"' } }))).calls,
    ).toEqual([]);
  });

  it('does not overwrite a date that a colleague entered', async () => {
    await load(topic('X-1', { deadlineModel: 'two-stage' }));
    const [call] = (
      await house.ask<Calls>('GET /funding-calls', by(READER, { query: { q: '"Invented X-1"' } }))
    ).calls;
    if (call === undefined) throw new Error('no call');
    const dated = await house.ask<Call>(
      'POST /funding-calls/:id/deadlines',
      by(OFFICER, { params: { id: call.id }, ifMatch: call.rev, body: { stage: 2, day: '2027-03-02' } }),
    );
    await load(topic('X-1', { deadlineModel: 'two-stage', title: 'Another title' }));
    const now = await house.ask<Call>('GET /funding-calls/:id', by(READER, { params: { id: call.id } }));
    expect(
      [dated, now].map(({ deadlines }) => deadlines.map(({ stage, day }) => `${String(stage)} ${day}`)),
    ).toEqual([
      ['1 2026-10-14', '2 2027-03-02'],
      ['1 2026-10-14', '2 2027-03-02'],
    ]);
    expect(now.title).toBe('Another title');
  });
});

describe('the calendar of calls', () => {
  it('is paged by the date on which calls close, without a gap and without one twice', async () => {
    for (const n of [1, 2, 3, 4]) await typed(`P-${n}`, { days: n === 4 ? [] : [`2026-11-0${n}`] });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Calls = await house.ask<Calls>(
        'GET /funding-calls',
        by(READER, { query: { limit: 3, open: 'true', ...(after === null ? {} : { after }) } }),
      );
      seen.push(...page.calls.map(({ code }) => code));
      after = page.next;
    } while (after !== null);
    expect(seen.filter((code) => code.startsWith('P-'))).toEqual(['P-1', 'P-2', 'P-3', 'P-4']);
    expect(new Set(seen).size).toBe(seen.length);
    expect(await refusal(house.ask('GET /funding-calls', by(READER, { query: { after: 'x' } })))).toContain(
      '400',
    );
  });

  it('tells what is over, and leaves it out where only open ones are asked for', async () => {
    await typed('BYGONE', { days: ['2026-08-01'] });
    const find = (open: string) =>
      house.ask<Calls>('GET /funding-calls', by(READER, { query: { q: 'bygone', open } }));
    expect((await find('false')).calls).toMatchObject([{ code: 'BYGONE', status: 'closed', next: null }]);
    expect((await find('true')).calls).toEqual([]);
  });

  it.each([
    ['POST /funding-calls', { body: { code: 'N', title: 'N', url: 'https://n.example' } }],
    ['POST /funding-calls/:id/deadlines', { params: { id: ORGS[0] }, body: { stage: 1, day: '2026-12-01' } }],
    ['POST /funding-calls/load', { body: { file: '' } }],
    ['POST /funding-funders/load', { body: { csv: '' } }],
  ])('%s is refused to a reader and to a partner with a link', async (route, more) => {
    for (const caller of [READER, PARTNER])
      expect(await refusal(house.ask(route, by(caller, more)))).toMatch(/^403/);
  });

  it('nothing of it is shown to a partner with a link', () => {
    expect(house.endpoints.filter((endpoint) => endpoint.may(PARTNER))).toEqual([]);
  });

  it('a date cannot be entered on what somebody else changed since, nor unseen', async () => {
    const call = await typed('SEEN');
    const enter = (ifMatch?: number) =>
      refusal(
        house.ask(
          'POST /funding-calls/:id/deadlines',
          by(OFFICER, {
            params: { id: call.id },
            body: { stage: 1, day: '2027-01-05' },
            ...(ifMatch === undefined ? {} : { ifMatch }),
          }),
        ),
      );
    expect(await enter()).toMatch(/^428/);
    expect(await enter(7)).toMatch(/^412/);
  });
});

describe('a saved search', () => {
  interface Search {
    readonly id: string;
    readonly rev: number;
    readonly next: string | null;
  }
  const mine = (caller: typeof READER) =>
    house.ask<{ searches: readonly Search[] }>('GET /funding-searches', by(caller));

  it('is one’s own: another neither sees nor ends it', async () => {
    const search = await house.ask<Search>(
      'POST /funding-searches',
      by(READER, { body: { name: 'Lutes', words: 'lutes' } }),
    );
    expect(search.next).toBe('2026-08-31T06:00:00.000Z');
    expect((await mine(READER)).searches).toHaveLength(1);
    expect((await mine(OTHER)).searches).toEqual([]);
    const end = (caller: typeof READER) =>
      house.ask(
        'DELETE /funding-searches/:id',
        by(caller, { params: { id: search.id }, ifMatch: search.rev }),
      );
    expect(await refusal(end(OTHER))).toMatch(/^404/);
    await end(READER);
    expect((await mine(READER)).searches).toEqual([]);
  });

  it('tells its owner on Monday at eight what came since, once, and nothing where nothing came', async () => {
    await house.ask('POST /funding-searches', by(READER, { body: { name: 'Theorbos', words: 'theorbo' } }));
    clock.now = new Date('2026-08-26T09:00:00Z');
    await load(topic('T-1', { title: 'A theorbo for everybody' }));
    expect(await tellDigests(house.register, new Date('2026-08-31T05:59:00Z'))).toEqual([]);
    clock.now = new Date('2026-08-31T06:00:00Z');
    const told = await tellDigests(house.register, clock.now);
    expect(told.map(({ search, calls }) => [search.name, calls.map(({ code }) => code)])).toEqual([
      ['Theorbos', ['T-1']],
    ]);
    expect(await tellDigests(house.register, clock.now)).toEqual([]);
    clock.now = new Date('2026-09-07T06:00:00Z');
    expect(await tellDigests(house.register, clock.now)).toEqual([]);
    clock.now = MONDAY;
  });
});

const isWhole = process.env.CAECILIA_WHOLE === 'yes';

/** All of them in `npm run whole`; otherwise every eighth, and each that says the word. */
const topicSample = hasTopics
  ? topicLines().filter((line, at) => isWhole || at % 8 === 0 || line.includes('palliative'))
  : [];

describe.skipIf(!hasTopics)(`with ${TOPICS}`, () => {
  it(`${topicSample.length} of 629 topics are loaded, a second load changes 0 rows, and “palliative” finds the cancer mission first`, async () => {
    const file = gzipSync(topicSample.join('\n'));
    const all = topicSample.length;
    const first = await loadTopics(house.register, OFFICER, file, MONDAY);
    expect(first).toMatchObject({ new: all, changed: 0, issues: [] });
    const second = await loadTopics(house.register, OFFICER, gunzipSync(file), MONDAY);
    expect(second).toMatchObject({ new: 0, changed: 0, unchanged: all });
    const { calls } = await house.ask<Calls>(
      'GET /funding-calls',
      by(READER, { query: { q: 'palliative', open: 'true' } }),
    );
    expect(calls[0]).toMatchObject({
      code: 'HORIZON-MISS-2026-02-CANCER-04',
      status: 'open',
      next: { day: '2026-09-15', at: '2026-09-15T15:00:00.000Z', daysLeft: 22 },
    });
    expect(calls.length).toBeGreaterThan(3);
  });
});

describe.skipIf(!hasFunders)(`with ${FUNDERS}`, () => {
  it('the map is loaded, a second load writes nothing, and every number of a funder finds all of them', async () => {
    const rows = funderFile('aggregate_mapped.csv').trim().split('\n');
    const csv = (isWhole ? rows : rows.slice(0, 2_001)).join('\n');
    const all = csv.split('\n').length - 1;
    expect(await loadFunders(house.register, OFFICER, csv)).toMatchObject({ written: all, issues: [] });
    expect(await loadFunders(house.register, OFFICER, csv)).toMatchObject({ written: 0, unchanged: all });
    const of = (id: string) =>
      house.ask<{ ror: string | null; crossrefIds: string[] }>(
        'GET /funding-funders',
        by(READER, { query: { id } }),
      );
    const one = await of('10.13039/501100001780');
    expect(one.crossrefIds).toEqual(expect.arrayContaining(['100008690', '501100001780']));
    expect(await of('http://dx.doi.org/10.13039/100008690')).toEqual(one);
    expect(await of('https://ror.org/04ttjf776')).toEqual(one);
    expect(await of('99999999')).toEqual({ ror: null, crossrefIds: ['99999999'] });
  });
});
