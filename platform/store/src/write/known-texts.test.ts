import { describe, expect, it } from 'vitest';
import { KnownTexts } from './known-texts.ts';

const text = (tok: string) => ({ key: '1', tok, norm: `text ${tok}` });
const toks = (texts: readonly { tok: string }[]) => texts.map(({ tok }) => tok);

describe('the memory of texts that are in the database', () => {
  it('offers each missing text once, in one order for every writer', () => {
    const known = new KnownTexts();
    expect(toks(known.missing(['3', '1', '2', '3', '1'].map(text)))).toEqual(['1', '2', '3']);
    expect(toks(known.missing(['2', '3', '1'].map(text)))).toEqual(['1', '2', '3']);
  });

  it('offers a text again until it was told that it is committed', () => {
    const known = new KnownTexts();
    known.missing([text('1')]);
    expect(toks(known.missing([text('1')]))).toEqual(['1']);
    known.learn([text('1')]);
    expect(known.missing([text('1')])).toEqual([]);
  });

  it('forgets what was not asked for since, and keeps what was', () => {
    const known = new KnownTexts(3);
    known.learn(['1', '2', '3'].map(text));
    known.learn([text('4')]);
    expect(known.missing([text('1')])).toEqual([]);
    known.learn(['5', '6'].map(text));
    expect(toks(known.missing(['1', '2', '3'].map(text)))).toEqual(['2', '3']);
  });
});
