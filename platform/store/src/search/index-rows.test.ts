import type { SearchEntries } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { entriesOf } from '../testing/handmade-store.ts';
import { folded, foldedWords } from './folded-text.ts';
import { indexRows } from './index-rows.ts';

const rowsOf = (entries: Partial<SearchEntries>, type = 'Observation') => indexRows(type, entriesOf(entries));

describe('index rows', () => {
  it('are the same for the same entries, and without doubles', () => {
    const code = { param: 'code', system: 'http://loinc.org', code: '8867-4' };
    const range = { param: 'date', kind: 'date', low: 1, high: 2 } as const;
    const once = rowsOf({ tokens: [code], ranges: [range], texts: [{ param: 'code', text: 'Heart rate' }] });
    const twice = rowsOf({
      tokens: [code, code],
      ranges: [range, { ...range }],
      texts: [
        { param: 'code', text: 'Heart rate' },
        { param: 'code', text: 'heart  RATE' },
      ],
    });
    expect(twice).toEqual(once);
    expect(new Set(twice.toks).size).toBe(twice.toks.length);
  });

  it('leave out what other parameters answer', () => {
    const value = { kind: 'quantity', low: 1, high: 2, unit: 'kg' } as const;
    const own = rowsOf({ ranges: [{ param: 'value-quantity', ...value }] });
    const both = rowsOf({
      ranges: [
        { param: 'value-quantity', ...value },
        { param: 'combo-value-quantity', ...value },
      ],
      present: ['combo-value-quantity'],
    });
    expect(both).toEqual(own);
  });

  it('keep a quantity once, and a printed unit as a name of its code', () => {
    const quantity = { param: 'value-quantity', kind: 'quantity', low: 1, high: 2, unit: '/min' } as const;
    const printed = rowsOf({ ranges: [{ ...quantity, unitText: 'per minute' }] });
    const plain = rowsOf({ ranges: [{ ...quantity, unitText: '/min' }] });
    expect(printed.ranges).toEqual(plain.ranges);
    expect(printed.texts).toHaveLength(plain.texts.length + 1);
  });

  it('keep only the smallest and the largest of many codes without a system to sort by', () => {
    const tokens = ['c', 'a', 'd', 'b'].map((code) => ({ param: 'instance', code }));
    const { texts, toks } = rowsOf({ tokens }, 'ImagingStudy');
    expect(texts.map(({ norm }) => norm)).toEqual(['a', 'd']);
    expect(toks).toHaveLength(4);
  });

  it('refuse a second patient where only one can stand', () => {
    const references = ['a', 'b'].map((id) => ({ param: 'subject', type: 'Patient', id }));
    const placed = () => indexRows('Observation', entriesOf({ references }), 'a');
    expect(placed).toThrow(expect.objectContaining({ code: 'structure', status: 400 }));
  });
});

describe('text in a search', () => {
  it('is compared without case, accents, width and repeated space', () => {
    for (const text of ['Één', 'e\u0301e\u0301n', ' EEN ', 'ｅｅｎ', 'een']) expect(folded(text)).toBe('een');
    expect(folded('van  den\tBérg')).toBe('van den berg');
  });

  it('is compared without letters that a reader would spell out', () => {
    expect(folded('Straße Ærø Łódź İĳ')).toBe('strasse aero lodz iij');
    expect(folded('ΟΔΟΣ')).toBe(folded('οδος'));
  });

  it('keeps what is not Latin', () => {
    expect(folded('日本 Имя')).toBe('日本 имя');
  });

  it('is words without what stands between them', () => {
    expect(foldedWords('Pijn (hevig), links-voor')).toBe(' pijn hevig links voor');
    expect(foldedWords('…')).toBe('');
  });
});
