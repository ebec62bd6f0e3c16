import { describe, expect, it } from 'vitest';
import { registry } from '../testing/invented.ts';
import { type Instrument, valuesOf } from './instrument.ts';
import { dosDay, parseAnswers, score } from './score.ts';

const answersOf = (instrument: Instrument, values: readonly number[]) =>
  parseAnswers(
    instrument,
    Object.fromEntries(
      instrument.items
        .filter(({ named }) => !named)
        .map(({ linkId }, index) => [linkId, values[index] ?? values[0]]),
    ),
  );
const totalOf = (id: string, ...values: readonly number[]) => {
  const instrument = registry.inUse(id);
  return score(instrument, answersOf(instrument, values));
};

describe('a score', () => {
  it.each([
    ['barthel', [2, 1, 1, 2, 2, 1, 1, 1, 2, 1], 14, 'slight dependence'],
    ['barthel', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0, 'serious dependence'],
    ['barthel', [2, 2, 1, 2, 2, 0, 0, 0, 0, 0], 9, 'serious dependence'],
    ['barthel', [2, 2, 1, 2, 2, 1, 0, 0, 0, 0], 10, 'slight dependence'],
    ['barthel', [2, 2, 1, 2, 2, 3, 3, 2, 2, 0], 19, 'slight dependence'],
    ['barthel', [2, 2, 1, 2, 2, 3, 3, 2, 2, 1], 20, 'independence'],
    ['dos', [1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0], 5, undefined],
    ['dos', [0], 0, undefined],
    ['dos', [1], 13, undefined],
    ['rug-adl', [1, 1, 1, 1], 4, undefined],
    ['rug-adl', [5, 5, 5, 3], 18, undefined],
    ['rug-adl', [3, 4, 5, 2], 14, undefined],
    ['esas-r', [0], 0, undefined],
    ['esas-r', [10], 90, undefined],
    ['esas-r', [1, 2, 3, 4, 5, 6, 7, 8, 9], 45, undefined],
  ] as const)(
    'of %s %j is the published sum %i, in the band of the instrument',
    (id, values, total, band) => {
      expect(totalOf(id, ...values)).toMatchObject({ total });
      expect(totalOf(id, ...values).band?.label.en).toBe(band);
    },
  );

  it('lies within the published range for every least and greatest answer', () => {
    for (const instrument of registry.active) {
      const { total } = instrument;
      if (!total) continue;
      const counted = instrument.items.filter(({ named }) => !named).map(valuesOf);
      const ends = [counted.map((values) => values[0] ?? 0), counted.map((values) => values.at(-1) ?? 0)];
      expect(ends.map((values) => score(instrument, answersOf(instrument, values)).total)).toEqual([
        total.from,
        total.to,
      ]);
    }
  });

  it.each(['akps', 'pain-nrs', 'caecilia-symptoms', 'surprise-question', 'caecilia-carer-time'])(
    'of %s has no total, because none was published',
    (id) => {
      const instrument = registry.inUse(id);
      expect(instrument.total).toBeUndefined();
      const [item] = instrument.items;
      const answers = parseAnswers(instrument, item ? { [item.linkId]: valuesOf(item)[0] } : {});
      expect(score(instrument, answers)).toEqual({ missing: [] });
    },
  );

  it('has no total when a question was skipped or could not be answered, and names it', () => {
    const instrument = registry.inUse('rug-adl');
    const some = { bed: 1, toilet: 1, transfer: 1 };
    expect(score(instrument, parseAnswers(instrument, some))).toEqual({ missing: ['eating'] });
    const could = parseAnswers(instrument, { ...some, eating: 'cannot-answer' });
    expect(score(instrument, could)).toEqual({ missing: ['eating'] });
  });

  it('does not count a symptom that the person named', () => {
    const instrument = registry.inUse('esas-r');
    const answers = parseAnswers(instrument, {
      ...Object.fromEntries([...answersOf(instrument, [1])].map(([linkId]) => [linkId, 1])),
      other: { value: 10, name: 'Itch' },
    });
    expect(score(instrument, answers).total).toBe(9);
  });
});

describe('an answer', () => {
  const refused = (id: string, answers: object) => () => parseAnswers(registry.inUse(id), answers);

  it('on AKPS is 0 to 100 in tens and nothing else', () => {
    const instrument = registry.inUse('akps');
    for (let value = -5; value <= 105; value += 1) {
      const parse = () => parseAnswers(instrument, { akps: value });
      if (value >= 0 && value <= 100 && value % 10 === 0)
        expect(parse().get('akps')).toEqual({ kind: 'value', value });
      else expect(parse).toThrow(/one of 0, 10, 20/);
    }
  });

  it('on RUG-ADL is never 2 for moving in bed, toilet and transfer, and 1 to 3 for eating', () => {
    for (const linkId of ['bed', 'toilet', 'transfer'])
      expect(refused('rug-adl', { [linkId]: 2 })).toThrow(/one of 1, 3, 4, 5/);
    expect(refused('rug-adl', { eating: 4 })).toThrow(/one of 1, 2, 3/);
    expect(parseAnswers(registry.inUse('rug-adl'), { eating: 2 }).size).toBe(1);
  });

  it.each([[-1], [11], [3.5], ['4'], [Number.NaN], [true], [{ value: 3 }], [[3]]])(
    'of pain is refused when it is %j, with the place',
    (value) => {
      expect(refused('pain-nrs', { pain: value })).toThrow(/one of 0, 1, 2/);
    },
  );

  it('that could not be given differs from 0, and from a question that was skipped', () => {
    const instrument = registry.inUse('caecilia-symptoms');
    const answers = parseAnswers(instrument, { pain: 0, nausea: 'cannot-answer', sleep: null });
    expect(answers.get('pain')).toEqual({ kind: 'value', value: 0 });
    expect(answers.get('nausea')).toEqual({ kind: 'cannotAnswer' });
    expect(answers.has('sleep')).toBe(false);
  });

  it('may be left out for any question of any instrument', () => {
    for (const instrument of registry.active) expect(parseAnswers(instrument, {}).size).toBe(0);
  });

  it('on a symptom of one’s own asks for its name', () => {
    expect(refused('caecilia-symptoms', { 'own-1': { value: 4 } })).toThrow(/Name the symptom/);
    expect(refused('caecilia-symptoms', { 'own-1': { value: 4, name: ' '.repeat(5) } })).toThrow(/Name/);
    expect(refused('caecilia-symptoms', { 'own-1': { value: 4, name: 'x'.repeat(81) } })).toThrow(/80/);
    expect(refused('caecilia-symptoms', { 'own-1': { value: 44, name: 'Jeuk' } })).toThrow(/one of/);
    expect(
      parseAnswers(registry.inUse('caecilia-symptoms'), { 'own-1': { value: 4, name: ' Jeuk ' } }).get(
        'own-1',
      ),
    ).toEqual({ kind: 'value', value: 4, name: 'Jeuk' });
  });

  it('to a question that the instrument does not have is refused', () => {
    expect(refused('akps', { pain: 3 })).toThrow(/no question/);
  });
});

describe('the DOS score of a day', () => {
  it.each([
    [[4, 2, 2], 8, 'probably no delirium'],
    [[3, 3, 3], 9, 'probably a delirium'],
    [[13, 13, 13], 39, 'probably a delirium'],
    [[0, 0, 0], 0, 'probably no delirium'],
  ])('of shifts %j is %i divided by three: %s', (shifts, sum, label) => {
    const day = dosDay(shifts);
    expect(day).toMatchObject({ sum, final: sum / 3 });
    expect(day.band.label.en).toBe(label);
  });

  it.each([[[1, 2]], [[1, 2, 3, 4]], [[1, 2, 14]], [[1, 2, -1]], [[1, 2, 2.5]]])(
    'is not made of %j',
    (shifts) => {
      expect(() => dosDay(shifts)).toThrow(/three shifts/);
    },
  );
});
