import { differences } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { daysOf } from './days.ts';
import type { StoryDate, ToldEvent } from './event.ts';
import { isAskedFor, readFilter } from './filter.ts';
import { en } from './messages.en.ts';
import { nl } from './messages.nl.ts';
import { messagesIn } from './ui/messages.ts';

const at = (from: string, precision: StoryDate['precision'] = 'time'): StoryDate => ({
  precision,
  from: `${from}${'2024-01-01T00:00:00.000'.slice(from.length)}`,
  at: `${from}${'2024-01-01T00:00:00.000'.slice(from.length)}Z`,
});

let count = 0;
function event(more: Partial<ToldEvent> = {}): ToldEvent {
  count += 1;
  return {
    key: `Observation/${count}`,
    kind: 'contact',
    what: 'Gesprek',
    who: ['Verzonnen Persoon'],
    disciplines: ['nurse'],
    standing: 'stands',
    original: { type: 'Observation', id: String(count) },
    ...more,
  };
}

describe('the days of a story', () => {
  it('run from the newest to the oldest, and what has no date comes last', () => {
    const days = daysOf([
      event({ when: at('2026-01-02T09:00') }),
      event({}),
      event({ when: at('2026-01-03T09:00') }),
      event({ when: at('2026-01-02T10:00') }),
    ]);
    expect(days.map(({ when }) => when?.from.slice(0, 10))).toEqual(['2026-01-03', '2026-01-02', undefined]);
    expect(days.map(({ lines }) => lines.length)).toEqual([1, 2, 1]);
  });

  it('keep what is known to the year or month only apart from the days of that year', () => {
    const days = daysOf([
      event({ when: at('2024', 'year') }),
      event({ when: at('2024-01-01', 'day') }),
      event({ when: at('2024-01', 'month') }),
    ]);
    expect(days.map(({ when }) => when?.precision).toSorted()).toEqual(['day', 'month', 'year']);
  });

  it('put the scores of one day together, each still there, and one that was entered in error beside them', () => {
    const [day, ...others] = daysOf([
      event({ kind: 'score', when: at('2026-01-02T09:00'), what: 'Pijn' }),
      event({ kind: 'contact', when: at('2026-01-02T10:00') }),
      event({ kind: 'score', when: at('2026-01-02T11:00'), what: 'Misselijk' }),
      event({ kind: 'score', when: at('2026-01-02T12:00'), standing: 'inError' }),
    ]);
    expect(others).toEqual([]);
    expect(
      day?.lines.map((line) =>
        line.kind === 'scores' ? line.events.map(({ what }) => what) : line.event.standing,
      ),
    ).toEqual(['inError', ['Misselijk', 'Pijn'], 'stands']);
  });
});

describe('a filter of the story', () => {
  const asked = (parameters: Readonly<Record<string, string>>, one: ToldEvent) =>
    isAskedFor(one, readFilter(parameters));

  it('is by kind, discipline, period and words, and all of them must hold', () => {
    const one = event({
      when: at('2026-03-05T09:00'),
      what: 'Gesprek',
      line: ['Angst om te stikken', { nl: 'thuis', en: 'at home' }],
    });
    expect(asked({}, one)).toBe(true);
    expect(
      asked(
        {
          kind: 'contact,phase',
          discipline: 'nurse',
          from: '2026-03-01',
          until: '05-03-2026',
          words: 'ANGST at-home',
        },
        one,
      ),
    ).toBe(true);
    for (const other of [
      { kind: 'phase' },
      { discipline: 'physician' },
      { from: '06-03-2026' },
      { until: '2026-03-04' },
      { words: 'angst pijn' },
    ])
      expect(asked(other, one)).toBe(false);
  });

  it('finds who did it by name, accents or not, and who is not recorded as such', () => {
    expect(asked({ words: 'zoe' }, event({ who: ['Zoë Verzonnen'] }))).toBe(true);
    expect(asked({ discipline: 'unknown' }, event({ disciplines: [] }))).toBe(true);
    expect(asked({ discipline: 'nurse' }, event({ disciplines: [] }))).toBe(false);
  });

  it('shows an imprecise date in each period that it may lie in, and one without a date in none', () => {
    expect(asked({ from: '2024-06-01', until: '2024-06-30' }, event({ when: at('2024', 'year') }))).toBe(
      true,
    );
    expect(asked({ from: '2025-01-01' }, event({ when: at('2024', 'year') }))).toBe(false);
    expect(asked({ from: '2024-06-01' }, event({}))).toBe(false);
  });

  it.each([
    [{ from: '31-02-2026' }, 'from'],
    [{ until: 'vorige week' }, 'until'],
    [{ from: '2026-02-02', until: '2026-02-01' }, 'from'],
    [{ kind: 'all' }, 'kind'],
    [{ discipline: 'doctor' }, 'discipline'],
  ])('is refused with its field where it cannot be read: %j', (parameters, field) => {
    expect(() => readFilter(parameters)).toThrow(
      expect.objectContaining({ code: 'value', issues: [expect.objectContaining({ expression: [field] })] }),
    );
  });
});

describe('the words of the story', () => {
  it('exist in both languages, with the same values to fill in', () => {
    expect(differences({ nl, en })).toEqual([]);
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted());
    expect(messagesIn('nl')('kind.death')).toBe('Overlijden');
  });
});
