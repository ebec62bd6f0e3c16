import { describe, expect, it } from 'vitest';
import { barOf, type Place } from './places.ts';

const place = (href: string, group?: 'team'): Place => ({
  href,
  label: { nl: href, en: href },
  inApp: true,
  ...(group === undefined ? {} : { group }),
});

describe('the bar', () => {
  it('puts what is not of every hour in one menu, and loses nothing', () => {
    const places = [place('/patients'), place('/tasks'), place('/rota', 'team'), place('/counts', 'team')];
    const { bar, team } = barOf(places);
    expect(bar.map(({ href }) => href)).toEqual(['/patients', '/tasks']);
    expect(team.map(({ href }) => href)).toEqual(['/rota', '/counts']);
  });

  it('makes no menu of one page', () => {
    const places = [place('/patients'), place('/register', 'team')];
    expect(barOf(places)).toEqual({ bar: places, team: [] });
  });
});
