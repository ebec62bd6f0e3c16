import { describe, expect, it } from 'vitest';
import { en } from './messages.en.ts';
import { nl } from './messages.nl.ts';

const holes = (words: string) => [...words.matchAll(/\{\{\w+\}\}/g)].map(([hole]) => hole).toSorted();

describe('the words of stays', () => {
  it('are the same in both languages, with the same holes', () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted());
    for (const [key, words] of Object.entries(nl))
      expect(holes(en[key as keyof typeof en]), key).toEqual(holes(words));
  });
});
