import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { added, frozen, type Item, isOff, moved, resolved, withReasons, written } from './item.ts';
import { fromComposition, toComposition } from './itemResource.ts';
import { narrativeOf, tidied, wordsIn } from './narrative.ts';

const FEMKE = { reference: 'Practitioner/femke', name: 'Femke (verzonnen)' };
const MEES = { reference: 'Practitioner/mees' };
const AT = '2026-11-23T09:00:00.000Z';
const LATER = '2026-11-23T09:01:00.000Z';
const ITEM: Item = {
  meeting: 'm1',
  patient: 'verzonnen',
  heldAt: AT,
  addedBy: FEMKE,
  reasons: [{ kind: 'new', day: '2026-11-20', words: { nl: 'Nieuw', en: 'New' } }],
  steps: [],
  parts: [],
};
const [ONE, TWO] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const type = (item: Item, words: string, more = {}, author: Item['addedBy'] = FEMKE) =>
  written(item, { id: ONE, revision: 0, words, window: 'w1', ...more }, { author, at: LATER });
const kept = (answer: ReturnType<typeof written>) => {
  if (answer.kind !== 'kept') throw new Error('a conflict');
  return answer.item;
};

describe('what is said of a patient in a meeting', () => {
  it('is kept in parts, each of one author, in the order in which they came', () => {
    const both = kept(type(kept(type(ITEM, 'Eerst.')), 'Daarna.', { id: TWO }, MEES));
    const again = kept(type(both, 'Eerst, en meer.', { revision: 1 }));
    expect(again.parts.map(({ words, author, revision }) => [words, author, revision])).toEqual([
      ['Eerst, en meer.', FEMKE, 2],
      ['Daarna.', MEES, 1],
    ]);
  });

  it('is taken once, however often the same words are sent', () => {
    const once = kept(type(ITEM, 'Zo.'));
    expect(kept(type(once, 'Zo.'))).toBe(once);
    expect(kept(type(once, 'Zo.', { window: 'w2' }))).toBe(once);
  });

  it('of a colleague is not changed', () => {
    const mine = kept(type(ITEM, 'Zo.'));
    expect(() => type(mine, 'Anders.', { revision: 1 }, MEES)).toThrow(/colleague/);
  });

  it('goes on in the same window after an answer was lost, and shows both where another window was first', () => {
    const mine = kept(type(ITEM, 'Zo.'));
    expect(kept(type(mine, 'Zo is het.', { revision: 0 })).parts[0]?.words).toBe('Zo is het.');
    const other = type(mine, 'Anders.', { revision: 0, window: 'w2' });
    expect(other).toMatchObject({ kind: 'conflict', theirs: { words: 'Zo.' } });
    expect(kept(type(mine, 'Anders.', { revision: 1, window: 'w2' })).parts[0]?.words).toBe('Anders.');
  });

  it('that is emptied by its author is not in the minutes', () => {
    expect(kept(type(kept(type(ITEM, 'Zo.')), ' ', { revision: 1 })).parts).toEqual([]);
  });

  it('does not change once it is frozen: what comes later is an addition, with who and when', () => {
    const end = frozen(kept(type(ITEM, 'Zo.')), FEMKE, LATER);
    expect(() => type(end, 'Anders.', { revision: 1 })).toThrow(/closed/);
    expect(() =>
      resolved(end, { id: TWO, words: 'x', decision: DECISION }, { author: MEES, at: LATER }),
    ).toThrow(/closed/);
    expect(() => moved(end, { kind: 'discussed', by: MEES, at: LATER })).toThrow(/closed/);
    const more = added(end, { id: ONE, words: 'Toch anders.' }, { author: FEMKE, at: LATER });
    expect(more.parts.map(({ kind, words }) => [kind, words])).toEqual([
      ['note', 'Zo.'],
      ['addition', 'Toch anders.'],
    ]);
    expect(added(more, { id: ONE, words: 'Toch anders.' }, { author: FEMKE, at: LATER })).toBe(more);
    expect(() => added(ITEM, { id: TWO, words: 'x' }, { author: FEMKE, at: LATER })).toThrow(/goes on/);
  });

  it('leaves the agenda with a reason only, and can come back', () => {
    const remove = { kind: 'removed', by: FEMKE, at: AT } as const;
    expect(() => moved(ITEM, remove)).toThrow('why');
    const off = moved(ITEM, { ...remove, words: 'Is naar huis.' });
    expect(isOff(off)).toBe(true);
    expect(
      withReasons(off, [{ kind: 'unstable', day: '2026-11-22', words: { nl: 'x', en: 'x' } }]).steps,
    ).toEqual(off.steps);
    expect(isOff(moved(off, { kind: 'restored', by: MEES, at: LATER }))).toBe(false);
  });
});

const DECISION = {
  for: 'treating',
  owner: { reference: 'Organization/ward', name: 'Longafdeling' },
  dueOn: '2026-11-24',
  task: 'Task/t1',
} as const;

const text = fc
  .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
  .map(tidied)
  .filter((words) => words.trim() !== '');

describe('the Composition of a patient in a meeting', () => {
  it('gives back what was said, whatever was typed', () => {
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (note, decision, why, ends) => {
        const typed = kept(type(ITEM, note));
        const whole = moved(
          resolved(typed, { id: TWO, words: decision, decision: DECISION }, { author: MEES, at: LATER }),
          { kind: 'removed', by: MEES, at: LATER, words: why },
        );
        const item = ends
          ? added(frozen(whole, FEMKE, LATER), { id: `${ONE}-9`, words: note }, { author: MEES, at: LATER })
          : whole;
        expect(fromComposition(structuredClone(toComposition(item)))).toEqual(item);
      }),
      { numRuns: 200 },
    );
  });

  it('is preliminary, final when the meeting was closed, and amended with additions', () => {
    const end = frozen(ITEM, FEMKE, LATER);
    const more = added(end, { id: ONE, words: 'Meer.' }, { author: MEES, at: LATER });
    expect([ITEM, end, more].map((each) => toComposition(each).status)).toEqual([
      'preliminary',
      'final',
      'amended',
    ]);
  });

  it('is kept from the patient until somebody has told it, and stays released when it was', () => {
    expect(toComposition(ITEM).meta).toMatchObject({ security: [{ code: 'unreleased' }] });
    expect(toComposition(ITEM, { resourceType: 'Composition', meta: { versionId: '2' } }).meta).toEqual({
      versionId: '2',
    });
  });

  it('that another wrote otherwise is refused, and not guessed at', () => {
    const good = toComposition(kept(type(ITEM, 'Zo.')));
    expect(() => fromComposition({ ...good, status: 'final' })).toThrow();
    expect(() => fromComposition({ ...good, section: [{ title: 'x' }] })).toThrow();
    expect(() => fromComposition({ ...good, subject: { reference: 'Patient/other' } })).toThrow();
    expect(() => wordsIn({ div: '<div xmlns="http://www.w3.org/1999/xhtml"><b>x</b></div>' }, 'x')).toThrow();
  });

  it('holds typed words as text and never as markup', () => {
    const words = '<script>alert("x")</script> & &lt;\nregel 2';
    const narrative = narrativeOf(words);
    expect(JSON.stringify(narrative)).not.toContain('<script');
    expect(wordsIn(narrative, 'x')).toBe(words);
  });
});
