import { describe, expect, it } from 'vitest';
import { KnownTexts, NOTICED_MS } from './known-texts.ts';

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

  it('is forgotten when another process took words out, which it asks about once a second', async () => {
    let [nowMs, destructions, asked] = [0, 0, 0];
    const known = new KnownTexts(3, () => nowMs);
    const sql = {
      query: async () => {
        asked += 1;
        return [{ destructions }];
      },
    };
    await known.notice(sql);
    known.learn([text('1')]);
    destructions = 1;
    nowMs = NOTICED_MS - 1;
    await known.notice(sql);
    expect([asked, toks(known.missing([text('1')]))]).toEqual([1, []]);
    nowMs = NOTICED_MS;
    await known.notice(sql);
    expect([asked, toks(known.missing([text('1')]))]).toEqual([2, ['1']]);
  });

  it('relies on nothing where it cannot ask', async () => {
    const known = new KnownTexts();
    const away = { query: () => Promise.reject(new Error('away')) };
    await expect(known.notice(away)).rejects.toThrow('away');
  });
});
