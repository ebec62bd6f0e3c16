import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../testing/processor.ts';
import { HeldSystem } from './code-system.ts';
import { codesPassing } from './concept-filter.ts';

const systemOf = (...codes: readonly string[]) =>
  new HeldSystem({
    resourceType: 'CodeSystem',
    url: 'urn:invented',
    status: 'active',
    content: 'complete',
    concept: codes.map((code) => ({ code })),
  });

const passing = (pattern: string, ...codes: readonly string[]) => {
  const found = codesPassing(systemOf(...codes), { property: 'code', op: 'regex', value: pattern });
  return found && [...found];
};

describe('a pattern of a value set, which anybody may send', () => {
  it('finds what a regular expression of the same words finds', () => {
    const part = fc
      .tuple(
        fc.constantFrom('a', 'b', '[ab]', '[^a]', '\\d', '1', '-'),
        fc.constantFrom('', '*', '+', '?', '{2}', '{0,2}', '{1,}', '{3}'),
      )
      .map(([one, repeat]) => `${one}${repeat}`);
    const pattern = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pattern, text, (written, code) => {
        expect(passing(written, code)).toEqual(new RegExp(`^(?:${written})$`).test(code) ? [code] : []);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no time, however it is written', async () => {
    const code = 'a'.repeat(1000);
    const { ms } = await processorTime(() => {
      expect(passing(`${'[a-z]*'.repeat(60)}1`, code)).toEqual([]);
      expect(passing('a{0,999}'.repeat(60), code)).toEqual([code]);
    });
    expect(ms).toBeLessThan(1000);
  });

  it.each(['(a+)+', 'a|b', '.*', '\\w', '[\\w]', 'a{1,2', '^a', 'a$', '[z-a]', 'é', 'a'.repeat(101)])(
    'is left unanswered where it is richer: %s',
    (pattern) => {
      expect(passing(pattern, 'a')).toBeUndefined();
    },
  );
});
