import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../same-json.ts';
import { givenBack, takenFrom } from './taken.ts';

const rule = { fill: ['ror', 'city'], join: ['names'], later: ['heard'] };
const patched = (values: object, patch: object) => ({ ...values, ...patch }) as Record<string, unknown>;

describe('the record that stays when two are merged', () => {
  it('takes what it lacks, adds to its lists, and has the later of two days', () => {
    const kept = { ror: null, city: 'Surabaya', names: ['A'], heard: '2026-01-01' };
    const gone = { ror: 'r', city: 'Jakarta', names: ['A', 'B'], heard: '2026-02-01' };
    const { patch, taken } = takenFrom(kept, gone, rule);
    expect(patch).toEqual({ ror: 'r', names: ['A', 'B'], heard: '2026-02-01' });
    expect(taken.added).toEqual({ names: ['B'] });
  });

  it('gives back what it took, also where a name was added to it since', () => {
    const kept = { ror: null, city: null, names: ['A'], heard: null };
    const { patch, taken } = takenFrom(
      kept,
      { ror: 'r', city: 'x', names: ['B'], heard: '2026-01-01' },
      rule,
    );
    const since = { ...patched(kept, patch), names: ['A', 'B', 'C'] };
    const back = givenBack(since, taken);
    expect(patched(since, back.patch)).toEqual({ ror: null, city: null, names: ['A', 'C'], heard: null });
    expect(back.left).toEqual([]);
  });

  it('leaves what somebody changed since, and tells it', () => {
    const { patch, taken } = takenFrom({ city: null }, { city: 'Surabaya' }, rule);
    const back = givenBack({ ...patched({}, patch), city: 'Jakarta' }, taken);
    expect(back).toEqual({ patch: {}, left: ['city'] });
  });

  it('is as it was after an undo, whatever both had, and whatever was changed elsewhere since', () => {
    const word = fc.option(fc.constantFrom('', 'x', 'y', 'z'), { nil: null });
    const items = fc.array(
      fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.record({ value: fc.constantFrom('n', 'm'), lang: word })),
      { maxLength: 4 },
    );
    const record = fc.record({ ror: word, city: word, names: items, heard: word, note: word });
    fc.assert(
      fc.property(
        record,
        record,
        fc.array(fc.integer(), { maxLength: 3 }),
        word,
        (kept, gone, later, note) => {
          const { patch, taken } = takenFrom(kept, gone, rule);
          const merged = patched(kept, patch);
          const since = { ...merged, note, names: [...(merged.names as unknown[]), ...later] };
          const { patch: undo, left } = givenBack(since, taken);
          expect(left).toEqual([]);
          expect(canonicalJson(patched(since, undo))).toBe(
            canonicalJson({ ...kept, note, names: [...kept.names, ...later] }),
          );
        },
      ),
    );
  });
});
