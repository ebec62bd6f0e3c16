import { beforeAll, describe, expect, it } from 'vitest';
import { INVENTED, invented, inventedId } from '../testing/invented.ts';
import { type MatchMode, OrganisationIndex } from './index.ts';

let index: OrganisationIndex;

beforeAll(() => {
  index = new OrganisationIndex(INVENTED);
});

const university = inventedId('0aaaaaa42');
const medicalCentre = inventedId('0bbbbbb17');

function found(query: string, country?: string): string[] {
  return index.search(query, country === undefined ? {} : { country }).map(({ id }) => id);
}

function likeliest(text: string, mode: MatchMode = 'single') {
  const { answers, suggestions } = index.match(text, mode);
  return [...answers, ...suggestions][0];
}

describe('search as somebody types', () => {
  it.each([
    ['the whole name', 'University of Wolkendam', university],
    ['the beginning of a word', 'universiteit wolk', university],
    ['a letter too few', 'univ wolkndam', university],
    ['letters swapped', 'unievrsity wolkendam', university],
    ['another language and the other order', 'wolkendam universität', university],
    ['an acronym in small letters', 'wumcx', medicalCentre],
    ['British spelling and a city', 'kertanegara surabaya', inventedId('0dddddd64')],
  ])('finds an organisation by %s', (_, query, id) => {
    expect(found(query)[0]).toBe(id);
  });

  it('brings the own country first among names that are the same', () => {
    expect(found('saint odulf', 'CA')[0]).toBe(inventedId('0ffffff14'));
    expect(found('st. odulf hosp', 'BE')[0]).toBe(inventedId('0eeeeee39'));
  });

  it('answers with the successor of a record that was withdrawn', () => {
    expect(found('old wolkendam college')).toContain(university);
    expect(found('old wolkendam college')).not.toContain(inventedId('0gggggg86'));
  });

  it('finds nothing for what is like nothing, and for nothing', () => {
    expect(found('zzzqqq')).toEqual([]);
    expect(found('')).toEqual([]);
    expect(found('  ,;!')).toEqual([]);
  });
});

describe('a free text', () => {
  it('is matched with the part that is the name, where it stands, and what is known of the place', () => {
    const text = 'Department of Physics, University of Wolkendam, Wolkendam, The Netherlands';
    const match = likeliest(text);
    expect(match?.id).toBe(university);
    const { matched, country, city } = match?.reasons ?? {};
    expect(text.slice(matched?.start, matched?.end)).toBe('University of Wolkendam');
    expect([country, city]).toEqual(['named', 'named']);
    expect(match?.countries).toEqual(['NL']);
  });

  it('means the hospital, not the university whose name is in its name', () => {
    expect(likeliest('Ward 3, Wolkendam University Medical Centre, Wolkendam, Netherlands')?.id).toBe(
      medicalCentre,
    );
    expect(likeliest('Wolkendam University of Technology, Wolkendam, NL')?.id).toBe(inventedId('0cccccc89'));
  });

  it('means the one of two with the same name that is in the country that the text names', () => {
    expect(likeliest('St. Odulf Hospital, Ottawa, ON, Canada')?.id).toBe(inventedId('0ffffff14'));
    expect(likeliest('Saint Odulf Hospital, Gent, België')?.id).toBe(inventedId('0eeeeee39'));
  });

  it('has no sure answer where two organisations of the name are equally likely', () => {
    expect(index.match('Saint Odulf Hospital').answers.filter(({ band }) => band === 'sure')).toEqual([]);
  });

  it('has no answer where it names a country that the organisation is not in', () => {
    expect(index.match('Saint Odulf Hospital, Tokyo, Japan').answers).toEqual([]);
  });

  it('has one answer at most in single mode, and in multi mode none that overlap', () => {
    const text =
      'University of Wolkendam, Wolkendam, Netherlands; Universitas Kertanegara, Surabaya, Indonesia';
    expect(index.match(text, 'single').answers.length).toBeLessThan(2);
    const { answers } = index.match(text, 'multi');
    expect(answers.map(({ id }) => id).sort()).toEqual([university, inventedId('0dddddd64')].sort());
  });

  it('is answered with the successor of a record that was withdrawn', () => {
    expect(likeliest('Old Wolkendam College, Netherlands')?.id).toBe(university);
  });

  it.each([
    ['nothing', ''],
    ['only an address of mail', 'somebody@uni-wolkendam.example'],
    ['one long word', 'a'.repeat(50_000)],
    ['many commas', ','.repeat(50_000)],
    ['many words', 'university of '.repeat(10_000)],
    ['half a character', '\ud83d university'],
    ['words of the language itself', 'constructor __proto__ toString'],
  ])('may be %s', (_, text) => {
    expect(index.match(text, 'multi').answers).toEqual([]);
    expect(Array.isArray(index.search(text))).toBe(true);
  });
});

describe('the index', () => {
  it('takes what is put, replaced and removed into account at the next question', () => {
    const changing = new OrganisationIndex(INVENTED);
    const names = (query: string) => changing.search(query).map(({ name }) => name);
    expect(changing.size).toBe(INVENTED.length);
    changing.put(invented({ code: '0dddddd64', names: ['Universitas Singhasari'], country: 'ID' }));
    expect(names('kertanegara')).toEqual([]);
    expect(names('singhasari')).toEqual(['Universitas Singhasari']);
    expect(changing.remove(inventedId('0dddddd64'))).toBe(true);
    expect(changing.remove(inventedId('0dddddd64'))).toBe(false);
    expect(names('singhasari')).toEqual([]);
    expect(changing.size).toBe(INVENTED.length - 1);
  });

  it('knows by name an organisation that only other records speak of, until its own record comes', () => {
    const named = new OrganisationIndex([
      ...INVENTED,
      invented({ code: '0aaaaaa42', names: ['University of Wolkendam'], country: 'NL', child: '0hhhhhh61' }),
    ]);
    expect(named.search('invented 0hhhhhh61')[0]?.id).toBe(inventedId('0hhhhhh61'));
    expect(named.size).toBe(INVENTED.length);
    named.put(invented({ code: '0hhhhhh61', names: ['Observatory of Wolkendam'], country: 'NL' }));
    expect(named.search('observatory wolkendam')[0]?.id).toBe(inventedId('0hhhhhh61'));
    expect(named.search('invented 0hhhhhh61')).toEqual([]);
    expect(named.size).toBe(INVENTED.length + 1);
  });
});
