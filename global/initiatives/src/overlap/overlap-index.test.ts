import { describe, expect, it } from 'vitest';
import { OverlapIndex } from './overlap-index.ts';
import type { OverlapProfile } from './overlap-profile.ts';
import { readPlaces } from './places.ts';
import { euTopics, euTwins, hasEuTopics } from './testing/eu-topics.ts';
import { pairFigures } from './testing/overlap-figures.ts';
import { agreement, writtenPairs } from './testing/written-pairs.ts';

function profile(id: string, title: string, facts: Partial<OverlapProfile> = {}): OverlapProfile {
  const none = { summaries: [], partners: [], people: [], countries: [], calls: [], topics: [] };
  return { id, titles: [title], ...none, ...facts };
}

function indexOf(...profiles: readonly OverlapProfile[]): OverlapIndex {
  const index = new OverlapIndex({ orgs: ['own-house'], countries: ['NL'] });
  for (const one of profiles) index.set(one);
  return index;
}

describe('overlap at intake', () => {
  it('finds what exists already, and says what both share', () => {
    const index = indexOf(
      profile('clinic', 'eHealth for palliative home care in Indonesia', {
        partners: ['melati'],
        people: ['budi'],
      }),
      profile('other', 'Solar power for a laundry', { partners: ['kijani'] }),
    );
    const [found, ...others] = index.find(
      profile('new', 'Palliative care at a distance, for nurses in Indonesia', {
        partners: ['melati'],
        people: ['budi'],
      }),
    );
    expect(found?.id).toBe('clinic');
    expect(found?.reasons.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['text', 'partner', 'person', 'country']),
    );
    expect(found?.reasons.find(({ kind }) => kind === 'country')?.shared).toEqual(['ID']);
    expect(others).toEqual([]);
  });

  it('finds an initiative across the two languages', () => {
    const index = indexOf(profile('en', 'Rehabilitation after stroke, with exercises for the family'));
    expect(
      index.find(profile('nl', 'Revalidatie na een beroerte met oefeningen voor de familie'))[0]?.id,
    ).toBe('en');
  });

  it('does not take partner, person and country alone for the same', () => {
    const facts = { partners: ['ceiba'], people: ['wilma'], countries: ['SR'] };
    const index = indexOf(profile('sickle', 'Sickle cell disease: screening of newborns', facts));
    expect(
      index.find(profile('mercury', 'Mercury in fish', facts)).filter(({ score }) => score >= 0.7),
    ).toEqual([]);
  });

  it('shows at most one that is doubtful, and never more than five', () => {
    const many = Array.from({ length: 9 }, (_, n) =>
      profile(`copy-${n}`, 'Leprosy: nerve damage and stigma'),
    );
    expect(indexOf(...many).find(profile('new', 'Leprosy: nerve damage and stigma'))).toHaveLength(5);
    const vague = Array.from({ length: 9 }, (_, n) =>
      profile(`vague-${n}`, `Leprosy, subject ${n} of many others`),
    );
    const shown = indexOf(...vague).find(profile('new', 'Leprosy: nerve damage and stigma'));
    expect(shown.filter(({ score }) => score < 0.7).length).toBeLessThanOrEqual(1);
  });

  it('counts our own house and our own country for nothing', () => {
    const own = { partners: ['own-house'], countries: ['NL'] };
    const [found] = indexOf(profile('a', 'Leprosy and stigma', own)).find(
      profile('b', 'Stigma in leprosy', own),
    );
    expect(found?.reasons.map(({ kind }) => kind)).toEqual(['text']);
  });

  it('says what speaks against it as well', () => {
    const [found] = indexOf(profile('a', 'Leprosy and stigma', { partners: ['x'], countries: ['BR'] })).find(
      profile('b', 'Leprosy and stigma', { partners: ['y'], countries: ['IN'] }),
    );
    expect(found?.reasons.filter(({ weight }) => weight < 0).map(({ kind }) => kind)).toEqual([
      'partner',
      'country',
    ]);
  });

  it('does not find itself, nor what was taken out', () => {
    const index = indexOf(profile('a', 'Leprosy and stigma'), profile('b', 'Leprosy and stigma'));
    index.delete('b');
    expect(index.find(profile('a', 'Leprosy and stigma'))).toEqual([]);
  });

  it('takes an initiative of which nothing is known yet', () => {
    expect(indexOf(profile('a', 'Leprosy')).find(profile('new', ''))).toEqual([]);
  });
});

describe('the countries of a text', () => {
  it.each([
    ['Indonesian hospitals', ['ID']],
    ['ziekenhuizen in Indonesië', ['ID']],
    ['clinics in South Africa and Tanzania', ['ZA', 'TZ']],
    ['samen met Poolse artsen', ['PL']],
    ['a course without a place', []],
  ])('are read from "%s"', (text, countries) => {
    expect(readPlaces(text).countries).toEqual(countries);
  });

  it('are taken out of what is compared', () => {
    expect(readPlaces('Morphine in Uganda').rest.trim()).toBe('Morphine in');
  });
});

describe('the written pairs', () => {
  const pairs = writtenPairs();

  it('are fifty, coded twice with nearly the same outcome', () => {
    expect(pairs.filter(({ half }) => half !== 'after')).toHaveLength(50);
    expect(agreement().kappa).toBeGreaterThan(0.8);
  });

  it.each(['tune', 'held'] as const)(
    'of the half "%s" are found in the top 5 with few false alarms',
    (half) => {
      const figures = pairFigures(half, pairs, { half });
      expect(figures.asked).toBeGreaterThan(30);
      expect(figures.found / figures.asked).toBeGreaterThanOrEqual(0.95);
      expect(figures.falseAlarms).toBeLessThanOrEqual(1);
    },
  );
});

describe.skipIf(!hasEuTopics)('the EU topics (test data beside the repository)', () => {
  it('of one title are found by each other', () => {
    // A sample: the twins among some of the others. `npm run bench:overlap` asks all of them.
    const topics = euTopics({ titles: false });
    const twins = euTwins(topics);
    const index = new OverlapIndex();
    const sample = topics.filter(
      ({ id }, at) => at % 25 === 0 && !twins.flat().some((twin) => twin.id === id),
    );
    for (const topic of [...sample, ...twins.flat()]) index.set(topic);
    expect(twins).toHaveLength(11);
    for (const [one, other] of twins)
      expect(one && other && index.find(one).map(({ id }) => id)).toContain(other?.id);
  });
});
