import { describe, expect, it } from 'vitest';
import { readText, TextCorpus } from './corpus.ts';

const read = (text: string) => readText([{ text }]);

function corpusOf(texts: Readonly<Record<string, string>>): TextCorpus {
  const corpus = new TextCorpus();
  for (const [id, text] of Object.entries(texts)) corpus.set(id, read(text));
  return corpus;
}

describe('a corpus of texts', () => {
  const corpus = corpusOf({
    morphine: 'Access to oral morphine in hospices',
    leprosy: 'Nerve damage and stigma in leprosy',
    stock: 'Why morphine runs out of stock, and nurses who prescribe it',
  });

  it('finds the nearest text first, and says which words it shares, as both wrote them', () => {
    const question = corpus.ask(read('Hansen disease: stigma and nerves'));
    expect(question.nearest({ most: 2 })[0]?.id).toBe('leprosy');
    expect(question.shared('leprosy').map(({ words }) => words)).toContainEqual(['hansen', 'leprosy']);
  });

  it('says 1 of a text and itself, and 0 of texts that share nothing or are not there', () => {
    const question = corpus.ask(read('Nerve damage and stigma in leprosy'));
    expect(question.likeness('leprosy').cosine).toBeCloseTo(1);
    expect(question.likeness('leprosy').coverage).toBeCloseTo(1);
    expect(question.likeness('nowhere')).toEqual({ cosine: 0, coverage: 0 });
    expect(corpus.ask(read('')).likeness('leprosy')).toEqual({ cosine: 0, coverage: 0 });
  });

  it('covers a title alone by a long text that says the same', () => {
    const long =
      'Surveillance of resistant bacteria, stewardship by pharmacists, and a yearly report to the state';
    const one = corpusOf({ long });
    const { cosine, coverage } = one.ask(read('Stewardship by pharmacists')).likeness('long');
    expect(coverage).toBeGreaterThan(0.9);
    expect(cosine).toBeLessThan(coverage);
  });

  it('counts a term less the more texts have it', () => {
    const growing = corpusOf({ a: 'malaria vaccine' });
    const before = growing.weightOf('malaria');
    for (let n = 0; n < 30; n += 1) growing.set(`m${n}`, read(`malaria in village number ${n}`));
    expect(growing.weightOf('malaria')).toBeLessThan(before);
  });

  it('forgets a text that is taken out, and knows the new one in the place of the old', () => {
    const changing = corpusOf({ a: 'leprosy', b: 'malaria' });
    changing.delete('a');
    changing.set('b', read('tuberculosis'));
    expect(changing.ask(read('leprosy malaria')).nearest({ most: 5 })).toEqual([]);
    expect(
      changing
        .ask(read('TB'))
        .nearest({ most: 5 })
        .map(({ id }) => id),
    ).toEqual(['b']);
  });

  it('leaves out what is not asked about', () => {
    const near = corpus.ask(read('morphine')).nearest({ most: 5, skip: 'morphine' });
    expect(near.map(({ id }) => id)).toEqual(['stock']);
  });
});
