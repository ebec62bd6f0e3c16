import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readTopics } from './read-topics.ts';
import { hasTopics, TOPICS, topicFile } from './testing/topics.ts';

const line = (fields: object) =>
  JSON.stringify({
    topicId: 'INVENTED-2026-01',
    title: 'An invented call',
    deadline: '2026-09-15',
    portalUrl: 'https://portal.example/invented',
    callStatus: 'open',
    deadlineModel: 'single-stage',
    budgetMin: null,
    ...fields,
  });

describe('a file of topics', () => {
  it('is read line by line, a text that was encoded twice repaired', () => {
    const { calls, issues, repaired } = readTopics(
      line({ title: 'Patientsâ€™ needs', keywords: 'care, ,cafÃ©' }),
    );
    expect(issues).toEqual([]);
    expect(repaired).toBe(2);
    expect(calls).toMatchObject([
      {
        code: 'INVENTED-2026-01',
        title: 'Patients’ needs',
        keywords: ['care', 'café'],
        deadlines: [{ stage: 1, day: '2026-09-15', at: '2026-09-15T15:00:00.000Z' }],
      },
    ]);
  });

  it.each([
    [{ title: '' }, 'title', 'is missing'],
    [{ topicId: undefined }, 'topicId', 'is missing'],
    [{ deadline: '15-09-2026' }, 'deadline', 'days as 2026-09-15'],
    [{ deadline: '2026-02-30' }, 'deadline', 'days as 2026-09-15'],
    [{ deadline: '' }, 'deadline', 'days as 2026-09-15'],
    [{ deadline: undefined }, 'deadline', 'is missing'],
    [{ portalUrl: 'javascript:alert(1)' }, 'portalUrl', 'begins with https'],
    [{ callStatus: 'maybe' }, 'callStatus', 'open, forthcoming or closed'],
    [{ deadlineModel: 'three-stage' }, 'deadlineModel', 'none that is known'],
    [{ budgetMin: '5 million' }, 'budgetMin', 'has to be a number'],
    [{ budgetMin: 5, budgetMax: 2 }, 'budgetMin', 'more than budgetMax'],
    [{ description: 'lost \uFFFD letters' }, 'description', 'cannot be read'],
    [{ topicConditions: 'a\u0000b' }, 'topicConditions', 'cannot be read'],
    [{ cluster: 'half \uD83D' }, 'cluster', 'cannot be read'],
  ])('names the line and the field of %j, and reads the others', (fields, field, sentence) => {
    const { calls, issues } = readTopics(
      [line({ topicId: 'A' }), line(fields), line({ topicId: 'C' })].join('\n'),
    );
    expect(calls.map(({ code }) => code)).toEqual(['A', 'C']);
    expect(issues).toMatchObject([{ line: 2, field }]);
    expect(issues[0]?.sentence).toContain(sentence);
  });

  it('names a line that breaks off, one that is no object, and a topic that stands there twice', () => {
    const { calls, issues } = readTopics([line({}), '{"topicId": "B', '[1]', '', line({})].join('\r\n'));
    expect(calls).toHaveLength(1);
    expect(issues.map(({ line: at, field, sentence }) => `${at} ${field ?? ''} ${sentence}`)).toEqual([
      '2  This line is no JSON: it breaks off, or a quote or comma is missing.',
      '3  This line is no JSON object.',
      '5 topicId The same topic stands on line 1.',
    ]);
  });

  it('with no line that can be read is refused whole', () => {
    expect(() => readTopics('<html>\n</html>')).toThrow('no file of EU topics');
    expect(() => readTopics('')).toThrow('no file of EU topics');
  });

  it('may name several dates of one call', () => {
    const several = [
      line({ topicId: 'A', deadlineModel: 'multiple cut-off', deadline: ['2026-09-15', '2027-03-10'] }),
      line({ topicId: 'B', deadlineModel: 'two-stage', deadline: '2026-09-15; 2027-03-10T17:00:00+01:00' }),
    ];
    expect(
      readTopics(several.join('\n')).calls.map(({ deadlines }) =>
        deadlines.map(({ stage, day }) => `${stage} ${day}`),
      ),
    ).toEqual([
      ['cut-off 2026-09-15', 'cut-off 2027-03-10'],
      ['1 2026-09-15', '2 2027-03-10'],
    ]);
  });
});

describe.skipIf(!hasTopics)(`with ${TOPICS}`, () => {
  it('all 629 topics are read, 28 of them with a second stage, and the palliative one of the cancer mission', () => {
    const { calls, issues, repaired } = readTopics(gunzipSync(topicFile()).toString('utf8'));
    expect({ calls: calls.length, issues, repaired }).toEqual({ calls: 629, issues: [], repaired: 0 });
    expect(calls.filter(({ deadlines }) => deadlines.length === 2)).toHaveLength(28);
    expect(calls.find(({ code }) => code === 'HORIZON-MISS-2026-02-CANCER-04')).toMatchObject({
      title: 'Earlier and more precise palliative care',
      model: 'single-stage',
      announced: 'open',
      budgetMin: 5_000_000,
      deadlines: [{ stage: 1, day: '2026-09-15', at: '2026-09-15T15:00:00.000Z' }],
    });
  });
});
