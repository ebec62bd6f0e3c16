import { describe, expect, it } from 'vitest';
import { collapseFunders, crossrefFunderId, readFunderMap } from './funders.ts';
import { FUNDERS, funderFile, hasFunders } from './testing/topics.ts';

describe('the identity of a funder', () => {
  it('is read out of every spelling of a Crossref Funder id', () => {
    const spellings = [
      '501100001826',
      '10.13039/501100001826',
      'doi:10.13039/501100001826',
      'http://dx.doi.org/10.13039/501100001826',
      ' https://doi.org/10.13039/501100001826 ',
    ];
    expect(spellings.map(crossrefFunderId)).toEqual(spellings.map(() => '501100001826'));
    expect([crossrefFunderId('10.1000/xyz'), crossrefFunderId('')]).toEqual([undefined, undefined]);
  });

  it('collapses where two ids are one organisation, and stays by itself where nobody knows', () => {
    const map = new Map([
      ['100000001', 'https://ror.org/021nxhr62'],
      ['100000002', 'https://ror.org/021nxhr62'],
    ]);
    expect(
      collapseFunders(['10.13039/100000002', 'https://ror.org/021nxhr62', '100000001', '100009999'], map),
    ).toEqual([
      {
        key: 'https://ror.org/021nxhr62',
        ror: 'https://ror.org/021nxhr62',
        crossrefIds: ['100000001', '100000002'],
      },
      { key: '100009999', crossrefIds: ['100009999'] },
    ]);
    expect(() => collapseFunders(['somebody'], map)).toThrow('neither');
  });

  it('a file with a broken row names it with its column, and the others are read', () => {
    const csv =
      '\uFEFFFunder ID,ROR ID\r\n10.13039/100000001,https://ror.org/021nxhr62\r\nx,https://ror.org/021nxhr62\r\n10.13039/100000003,nowhere\r\n10.13039/100000001,https://ror.org/04jsz6e67\r\n';
    const { identities, issues } = readFunderMap(csv);
    expect(identities).toEqual([{ crossrefId: '100000001', ror: 'https://ror.org/021nxhr62' }]);
    expect(issues.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '3 Funder ID',
      '4 ROR ID',
      '5 ROR ID',
    ]);
    expect(() => readFunderMap('a,b\n1,2')).toThrow('no map of funders');
  });
});

describe.skipIf(!hasFunders)(`with ${FUNDERS}`, () => {
  it('all 20,473 ids are read, and collapse to 17,193 organisations', () => {
    const { identities, issues } = readFunderMap(funderFile('aggregate_mapped.csv'));
    expect(issues).toEqual([]);
    expect(identities).toHaveLength(20_473);
    const map = new Map(identities.map(({ crossrefId, ror }) => [crossrefId, ror]));
    expect(collapseFunders([...map.keys()], map)).toHaveLength(17_193);
  });
});
