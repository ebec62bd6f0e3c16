import { describe, expect, it } from 'vitest';
import { hasPzp, pzpCorpora, pzpValidator } from '../testing/corpora.ts';
import {
  breakKinds,
  breakRow,
  corpusAcceptance,
  profileBreakRows,
  publishedProfiles,
} from '../testing/figures.ts';

describe.skipIf(!hasPzp)('the published PZP profiles (test data beside the repository)', () => {
  it('can all be used', async () => {
    const [beta3, rc2] = [await pzpValidator('beta3'), await pzpValidator('rc2')];
    const urls = [...publishedProfiles().keys()];
    const problems = urls.flatMap(
      (url) => (url.startsWith('https://api.iknl.nl') ? rc2 : beta3).problemOf(url) ?? [],
    );
    expect(urls.length).toBeGreaterThan(70);
    expect(problems).toEqual([]);
  });

  it.each(pzpCorpora)('accept every example of $name, references followed', async (corpus) => {
    const { tried, failed } = await corpusAcceptance(corpus);
    expect(tried).toBeGreaterThan(20);
    expect(failed).toEqual([]);
  });

  it.each(breakKinds)('refuse the examples after a deliberate break: $kind', async (kind) => {
    const { tried, failed } = await breakRow(kind);
    expect(tried).toBeGreaterThan(0);
    expect(failed).toEqual([]);
  });

  it('refuse the examples after every break that their snapshots make possible', async () => {
    const rows = await profileBreakRows();
    expect(rows).toHaveLength(5);
    expect(rows.flatMap(({ failed }) => failed)).toEqual([]);
    expect(rows.every(({ tried }) => tried > 10)).toBe(true);
  });
});
