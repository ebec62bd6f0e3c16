import { describe, expect, it } from 'vitest';
import { begunOn, earlier, faultsIn, isChangeDraft, isScenarioDraft, NOTHING } from './scenarioDraft.ts';

const WHOLE = {
  ...NOTHING,
  problem: 'Benauwd',
  steps: [
    { key: 'a', what: 'Raam open', who: 'family' },
    { key: 'b', what: 'Bel', who: 'homeCare' },
  ],
  call: 'gp',
};

describe('a scenario that is typed', () => {
  it('says of each field what is missing, and of nobody that somebody was chosen', () => {
    expect([...faultsIn(NOTHING).keys()]).toEqual(['problem', 'what.first', 'who.first', 'call']);
    expect(faultsIn(WHOLE).size).toBe(0);
    expect(faultsIn({ ...WHOLE, family: 'x'.repeat(601) }).get('family')).toEqual([
      'wrong.long',
      { count: 600 },
    ]);
    expect(faultsIn({ ...WHOLE, call: 'the neighbour' }).get('call')).toEqual(['wrong.call']);
  });

  it('is found again as it was typed, and nothing else is taken for it', () => {
    expect(isScenarioDraft(structuredClone(WHOLE))).toBe(true);
    for (const other of [
      null,
      [],
      {},
      { ...WHOLE, steps: [] },
      { ...WHOLE, steps: [{}] },
      { ...WHOLE, call: 7 },
    ])
      expect(isScenarioDraft(other)).toBe(false);
  });

  it('begins with what stands where it is changed, and keeps the version that was read', () => {
    const begun = begunOn({
      id: 's',
      versionId: 3,
      problem: 'Benauwd',
      steps: [{ what: 'x', who: 'gp' }],
      call: 'gp',
      planned: { at: '2026-11-23T09:00:00Z' },
    });
    expect(begun).toMatchObject({
      versionId: 3,
      words: { problem: 'Benauwd', signs: '', steps: [{ what: 'x', who: 'gp' }], family: '', call: 'gp' },
    });
    expect(isChangeDraft(structuredClone(begun))).toBe(true);
    for (const other of [null, begun.words, { ...begun, versionId: '3' }, { versionId: 3 }])
      expect(isChangeDraft(other)).toBe(false);
  });

  it('moves a step one place earlier, and the first nowhere', () => {
    expect(earlier(WHOLE.steps, 'b').map(({ key }) => key)).toEqual(['b', 'a']);
    expect(earlier(WHOLE.steps, 'a')).toBe(WHOLE.steps);
  });
});
