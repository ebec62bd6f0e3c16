import { csvOf } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { MOST_DAYS, periodIn } from './period.ts';
import { INVENTED_LINES } from './testing/handmadeTrail.ts';
import type { TrailLine } from './trail.ports.ts';
import { actionOf, actorOf, foldLines, groundOf, kindsOf, roleIn, roleOf } from './trailWords.ts';
import { messagesIn } from './ui/messages.ts';

const nl = messagesIn('nl');
const en = messagesIn('en');
const [base] = INVENTED_LINES;
const lineWith = (more: Partial<TrailLine>): TrailLine => {
  if (!base) throw new Error('there are no invented lines');
  return { ...base, ...more };
};

describe('a line of the log in plain words', () => {
  it('names kinds of data, each once, and calls what has no words other data', () => {
    expect(kindsOf(['Consent', 'Goal', 'Patient'], nl)).toEqual([
      'naam en adres',
      'afspraken over zorg en behandeling',
    ]);
    expect(kindsOf(['Consent', 'Basic'], en)).toEqual(['agreements on care and treatment', 'other data']);
    expect(kindsOf([], nl)).toEqual([]);
  });

  it('says why it was allowed; an emergency goes before the relation, and an unknown ground shows its code', () => {
    expect(groundOf(lineWith({ ground: 'homeCare' }), nl)).toBe('Geeft zorg thuis.');
    expect(groundOf(lineWith({ ground: 'consultation treatingTeam' }), nl)).toBe(
      'Er is advies gevraagd, of hoort bij het behandelteam.',
    );
    expect(groundOf(lineWith({ emergency: { reason: 'x' } }), en)).toBe(
      'Emergency access, with this reason:',
    );
    expect(groundOf(lineWith({ ground: 'planning' }), en)).toContain('(planning)');
    expect(groundOf({ ...lineWith({}), ...{ ground: 'toString' } }, en)).toContain('(toString)');
  });

  it('says what the house did by itself, for whom and why, and not by its technical names', () => {
    const system = (id: string, responsible?: string) =>
      lineWith({
        ground: 'technical',
        actor: {
          id,
          name: 'Caecilia',
          role: 'system',
          ...(responsible === undefined ? {} : { responsible }),
        },
      });
    const lookup = system('system:access', 'dr. Femke Fictief');
    expect(actorOf(lookup, nl)).toBe('Het systeem');
    expect(roleIn(lookup, [], { language: 'nl', t: nl })).toBe('Automatisch, geen persoon');
    expect(groundOf(lookup, nl)).toBe(
      'Zocht iets op voor dr. Femke Fictief, om na te gaan wat die mag zien.',
    );
    expect(groundOf(lookup, en)).toBe(
      'Looked something up for dr. Femke Fictief, to find out what they may see.',
    );
    expect(groundOf(system('system:access'), nl)).toBe(
      'Zocht op wie bij wie hoort, om na te gaan wat iemand mag zien.',
    );
    for (const name of ['demo', 'local-tool', 'command-line', 'retention', 'spool', 'federation'])
      for (const t of [nl, en])
        expect(
          `${actorOf(system(`system:${name}`), t)} ${groundOf(system(`system:${name}`), t)}`,
        ).not.toMatch(/system:|caecilia/);
    expect(groundOf(system('system:later'), nl)).toBe('Het systeem deed dit zelf (system:later).');
    expect(actorOf(lineWith({}), nl)).toBe(base?.actor.name);
    expect(groundOf({ ...lookup, outcome: 4 }, nl)).toBe('');
  });

  it('never says that a refused look was allowed', () => {
    const refused = lineWith({ outcome: 4 });
    expect([actionOf(refused, en), groundOf(refused, en)]).toEqual(['Wanted to look, but saw nothing', '']);
    expect(actionOf(lineWith({ outcome: 8 }), nl)).toBe('Wilde kijken, maar dat mislukte');
  });

  it.each([
    ['access', 'R', 'Bekeken'],
    ['access', 'U', 'Gewijzigd'],
    ['print', 'E', 'Afgedrukt'],
    ['break-glass', 'C', 'Noodtoegang geopend'],
    ['log-view', 'R', 'Keek wie er keek'],
    ['sign-in', 'E', 'Gebruikt'],
  ] as const)('says what was done: %s %s', (event, action, words) => {
    expect(actionOf(lineWith({ event, action }), nl)).toBe(words);
  });

  it('shows a role without a name by its code', () => {
    const roles = [{ role: 'gp', name: { nl: 'Huisarts', en: 'General practitioner' } }];
    expect([roleOf('gp', roles, 'nl'), roleOf('new-role', roles, 'nl')]).toEqual(['Huisarts', 'new-role']);
  });
});

describe('equal lines of one day', () => {
  const fold = (...lines: TrailLine[]) => foldLines(lines, 'Europe/Amsterdam');

  it('are one line, with how often, from when until when, and all kinds of data', () => {
    const [one] = fold(
      lineWith({ id: 'b', at: '2026-11-23T09:00:00Z', types: ['Goal'] }),
      lineWith({ id: 'a', at: '2026-11-23T08:00:00Z', types: ['Consent'] }),
    );
    expect(one).toMatchObject({
      day: '2026-11-23',
      times: ['09:00', '10:00'],
      types: ['Goal', 'Consent'],
      ids: ['b', 'a'],
    });
  });

  it.each([
    ['another day, as the house counts days', { at: '2026-11-22T22:59:00Z' }],
    ['another action', { action: 'U' }],
    ['a refusal', { outcome: 4 }],
    ['another ground', { ground: 'consultation' }],
    ['an emergency', { emergency: { reason: 'x' } }],
    ['another responsible person', { actor: { ...lineWith({}).actor, responsible: 'Z' } }],
  ] as const)('are never folded with %s', (_what, more) => {
    const at = '2026-11-22T23:30:00Z';
    expect(fold(lineWith({ at }), lineWith({ id: 'other', at, ...more }))).toHaveLength(2);
  });
});

describe('the period that is asked for', () => {
  const today = '2026-11-23';

  it('is the last three months where nobody asks', () => {
    expect(periodIn({}, today)).toEqual({
      period: { from: '2026-08-23', until: today },
      typed: { from: '23-08-2026', until: '23-11-2026' },
    });
  });

  it.each([
    [{ from: '1-2-2026', until: '28-02-2026' }, { from: '2026-02-01', until: '2026-02-28' }, undefined],
    [{ from: '2026-02-01', until: '2026-02-01' }, { from: '2026-02-01', until: '2026-02-01' }, undefined],
    [{ from: '30-02-2026', until: '1-3-2026' }, { from: '2026-08-23', until: today }, 'date'],
    [{ from: '2-2-2026', until: '1-2-2026' }, { from: '2026-08-23', until: today }, 'order'],
    [{ from: '1-1-2020', until: '1-1-2026' }, { from: '2026-08-23', until: today }, 'long'],
  ])('%j', (query, period, wrong) => {
    expect(periodIn(query, today)).toMatchObject(
      wrong === undefined ? { period } : { period, wrong, typed: query },
    );
  });

  it(`is at most ${String(MOST_DAYS)} days`, () => {
    expect(periodIn({ from: '23-11-2025', until: '23-11-2026' }, today).wrong).toBeUndefined();
  });
});

describe('a list as a file', () => {
  it('has a cell for each value, in quotes where it must, and runs nothing in a spreadsheet', () => {
    expect(
      csvOf([
        ['a;b', 'c"d', 'e\nf'],
        ['=1+1', '@x', 'plain'],
      ]),
    ).toBe('\uFEFF"a;b";"c""d";"e\nf"\r\n\'=1+1;\'@x;plain\r\n');
  });

  it.each(['=1+1', '+31', '-1', '@SUM(A1)', '\t1', '\r1', '  =HYPERLINK(1)', '\n=1'])(
    'has an apostrophe before %j, which a spreadsheet would run',
    (words) => {
      expect(csvOf([[words]]).replaceAll('"', '')).toBe(`\uFEFF'${words}\r\n`);
    },
  );
});
