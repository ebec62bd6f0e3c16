import { describe, expect, it } from 'vitest';
import { processorTime } from '../../testing/processor.ts';
import { model } from '../../testing/r4-model.ts';
import { compilePath } from './path.ts';
import { PathError } from './path-error.ts';

const bundle = {
  resourceType: 'Bundle',
  entry: Array.from({ length: 2_000 }, (_, index) => ({
    resource: { resourceType: 'Patient', id: `p${index}` },
  })),
};

function failure(expression: string, focus: unknown = bundle): PathError {
  try {
    compilePath(expression, { model }).evaluate(focus);
  } catch (error) {
    if (error instanceof PathError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a faulty expression is refused with its position', () => {
  it.each([
    ['name.', 'syntax', 5],
    ['name given', 'syntax', 5],
    ["'open", 'syntax', 0],
    ['(1 + 2', 'syntax', 6],
    ['name..given', 'syntax', 5],
    ['', 'syntax', 0],
    ['1 +', 'syntax', 3],
    ['name.frist()', 'unknown', 5],
    ['name.first(1)', 'type', 5],
    ['name.where()', 'type', 5],
    ['name.ofType(1)', 'type', 5],
    ['value as Quantiti', 'unknown', 6],
    ['# name', 'syntax', 0],
  ])('%s', (expression, code, offset) => {
    expect(failure(expression)).toMatchObject({ code, offset });
  });
});

describe('an expression from outside', () => {
  it('may not be longer or nest deeper than any sensible one', () => {
    expect(failure(`${'('.repeat(100)}1${')'.repeat(100)}`).code).toBe('too-complex');
    expect(failure(`name${'.first()'.repeat(2_000)}`).code).toBe('too-complex');
    expect(failure(`1${'+1'.repeat(1_500)}`).code).toBe('too-complex');
    expect(failure(`${'-'.repeat(200)}1`).code).toBe('too-complex');
    expect(failure(`${'iif(true,'.repeat(100)}1${')'.repeat(100)}`).code).toBe('too-complex');
  });

  it('is stopped when it takes more steps than granted, quickly', async () => {
    const endless = [
      'descendants().select(%resource.descendants())',
      'entry.select(%resource.entry.select(%resource.entry))',
      'entry.select(%resource.entry.resource.id contains resource.id)',
      "(1|2|3|4|5|6|7|8|9).repeat('x' & $this.toString())",
      'entry.distinct().combine(entry).isDistinct()',
    ];
    const { ms } = await processorTime(() => {
      for (const expression of endless) expect(failure(expression).code).toBe('too-complex');
    });
    expect(ms).toBeLessThan(2_000);
  });

  it('cannot grow texts or numbers without end', () => {
    expect(failure("entry.aggregate($total & $total, 'xxxxxxxxxxxxxxxx')").code).toBe('too-complex');
    expect(failure("entry.take(40).aggregate($total.replace('', $total.take(1)), 'xxxxxxxx')").code).toBe(
      'too-complex',
    );
    expect(failure("entry.aggregate($total.combine($total).join('xxxxxxxx'), 'xxxxxxxx')").code).toBe(
      'too-complex',
    );
    expect(failure("entry.aggregate($total.combine($total), 'x')").code).toBe('too-complex');
    expect(failure("entry.aggregate('xxxxxxxx' + $total + $total, 'x')").code).toBe('too-complex');
    expect(failure('entry.aggregate($total * $total, 1.5)').code).toBe('too-complex');
  });

  it('may not bring a pattern, which can take time without end', () => {
    expect(failure("id.matches('(a+)+$')")).toMatchObject({ code: 'unsupported' });
    expect(failure("id.replaceMatches('a', 'b')")).toMatchObject({ code: 'unsupported' });
  });

  it('grants the steps that the environment says', () => {
    const path = compilePath('entry.resource.id.count()', { model });
    expect(path.values(bundle)).toEqual([2_000]);
    expect(() => path.values(bundle, { stepBudget: 100 })).toThrow(PathError);
  });
});

describe('an expression of an installed definition', () => {
  it('may bring a pattern, but none that comes from data', () => {
    const trusted = (expression: string) => compilePath(expression, { model, trusted: true });
    expect(trusted("type.matches('^a')").values({ resourceType: 'Bundle', type: 'abc' })).toEqual([true]);
    expect(() => trusted('type.matches(identifier.value)')).toThrow(PathError);
    expect(() => trusted("type.matches('(')")).toThrow(PathError);
  });

  it('takes no time without end, whatever its pattern and whatever it looks at', async () => {
    const trusted = (expression: string) => compilePath(expression, { model, trusted: true });
    const evil = { resourceType: 'Basic', id: `${'a'.repeat(20_000)}!` };
    const { ms } = await processorTime(() => {
      expect(trusted("id.matches('^(a+)+$')").values(evil)).toEqual([false]);
      expect(trusted("id.matchesFull('(a|aa)+')").values(evil)).toEqual([false]);
      expect(() =>
        trusted("id.replaceMatches('(.*a){9}$', '')").values({ ...evil, id: 'a'.repeat(900_000) }),
      ).toThrow(/more steps than it is granted/);
      expect(() => trusted('descendants().select(%resource.descendants())').values(bundle)).toThrow(
        /more steps than it is granted/,
      );
    });
    expect(ms).toBeLessThan(5_000);
  });

  it('replaces with what the groups of its pattern held', () => {
    const path = compilePath("id.replaceMatches('(a)(b)?', '[$1$2$&$$]')", { model, trusted: true });
    expect(path.values({ resourceType: 'Basic', id: 'ab-a' })).toEqual(['[abab$]-[aa$]']);
  });
});
