import { describe, expect, it } from 'vitest';
import { differences, replacedWords } from './differences.ts';
import { whyOff } from './exchanges.ts';
import { type Chained, inForceInChain, inForceOn } from './in-force.ts';
import { badClauses, type Clause, canonicalText, changedClauses, sha256 } from './text.ts';

const clause = (key: string, en: string, nl = `NL ${en}`): Clause => ({
  key,
  heading: { nl: `Kop ${key}`, en: `Head ${key}` },
  text: { nl, en },
});
const text = [
  clause('purpose', 'We teach together.'),
  clause('term', 'It lasts three years.', 'Het duurt drie jaar.'),
];

describe('the canonical text of a version', () => {
  it('is the same for the same words, however they were typed', () => {
    const typed = text.map((each) => ({
      ...each,
      text: { ...each.text, en: ` ${each.text.en ?? ''}  \r\n` },
    }));
    expect(canonicalText(typed)).toBe(canonicalText(text));
    expect(sha256(canonicalText([clause('a', 'cafe\u0301')]))).toBe(
      sha256(canonicalText([clause('a', 'café')])),
    );
  });

  it('differs for any other word, key or order', () => {
    const hashes = [
      text,
      text.toReversed(),
      [text[0] ?? clause('x', 'x')],
      [...text, clause('more', 'x')],
    ].map((each) => sha256(canonicalText(each)));
    expect(new Set(hashes).size).toBe(4);
  });

  it('cannot be made by writing a heading into a text', () => {
    const [honest, forged] = [
      [clause('a', 'one', 'een'), clause('b', 'two', 'twee')],
      [clause('a', 'one\n\n## b\n[nl] Kop b\n  twee\n[en] Head b\n  two', 'een')],
    ];
    expect(canonicalText(forged ?? [])).not.toBe(canonicalText(honest ?? []));
  });

  it('has the SHA-256 that anybody can reckon again', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('is refused without clauses, with a clause without words, and with a key twice', () => {
    expect(badClauses(text)).toBeUndefined();
    expect(badClauses([])?.code).toBe('text.empty');
    expect(badClauses([clause('a', ' ', '')])?.code).toBe('text.empty');
    expect(badClauses([clause('a', 'x'), clause('a', 'y')])?.code).toBe('text.key');
    expect(badClauses([clause('A b', 'x')])?.code).toBe('text.key');
  });
});

describe('differences between two versions', () => {
  it('tell in words what became what', () => {
    const after = [
      text[0] ?? clause('x', 'x'),
      clause('term', 'It lasts five years.', 'Het duurt vijf jaar.'),
    ];
    const [difference] = differences(text, after);
    expect(difference?.change).toBe('changed');
    expect(difference?.words.map(({ en }) => en)).toEqual([
      'In “Head term”, the Dutch text, “drie” became “vijf”.',
      'In “Head term”, the English text, “three” became “five”.',
    ]);
    expect(difference?.words[0]?.nl).toBe('In “Kop term”, de Nederlandse tekst, werd “drie”: “vijf”.');
  });

  it('tell what was added, removed and moved, and nothing of what is the same', () => {
    const after = [clause('data', 'No patient data.'), text[1] ?? clause('x', 'x')];
    expect(differences(text, after).map(({ key, change }) => [key, change])).toEqual([
      ['data', 'added'],
      ['purpose', 'removed'],
    ]);
    const moved = differences(text, text.toReversed());
    expect(moved.map(({ change }) => change)).toEqual(['moved']);
    expect(differences(text, text)).toEqual([]);
  });

  it('do not take braces in an agreement for a place to fill', () => {
    const [difference] = differences(
      [clause('a', 'see {{name}} x', '')],
      [clause('a', 'see {{after}} x', '')],
    );
    expect(difference?.words[0]?.en).toBe('In “Head a”, the English text, “{{name}}” became “{{after}}”.');
  });

  it('find words that went out, came in, and where', () => {
    expect(replacedWords('a b c d', 'a x b d')).toEqual([
      { before: '', after: 'x', following: 'a' },
      { before: 'c', after: '', following: 'a x b' },
    ]);
  });

  it('name each clause whose change asks for approval again', () => {
    expect(changedClauses(text, [...text, clause('data', 'x')])).toEqual(['data']);
    expect(changedClauses(text, text.toReversed())).toHaveLength(1);
  });
});

const version = (n: number, inForceFrom?: string) => ({ n, sha256: `hash ${n}`, clauses: [], inForceFrom });
const first: Chained = {
  id: 'a',
  code: 'AG-2023-014',
  term: { type: 'fixed', effective: '2023-03-01', expires: '2026-10-31' },
  versions: [version(1), version(2, '2023-03-01'), version(3, '2024-03-01'), version(4)],
};

describe('what was in force on a day', () => {
  it('is the last signed text that had begun, with its own first and last day', () => {
    expect(inForceOn(first, '2024-02-29')).toMatchObject({
      version: { n: 2 },
      from: '2023-03-01',
      until: '2024-02-29',
    });
    expect(inForceOn(first, '2024-03-01')).toMatchObject({ version: { n: 3 }, until: '2026-10-31' });
  });

  it('is nothing before the first day, after the last, and after it was stopped', () => {
    expect(inForceOn(first, '2023-02-28')).toBeUndefined();
    expect(inForceOn(first, '2026-11-01')).toBeUndefined();
    const stopped = { ...first, stoppedOn: '2025-01-01' };
    expect(inForceOn(stopped, '2025-01-01')).toBeUndefined();
    expect(inForceOn(stopped, '2024-12-31')).toMatchObject({ until: '2024-12-31' });
  });

  it('is never a draft', () => {
    expect(inForceOn({ ...first, versions: [version(1)] }, '2024-03-01')).toBeUndefined();
  });

  it('goes on without a last day where the agreement renews itself', () => {
    const renewing: Chained = {
      ...first,
      term: {
        type: 'auto-renew',
        effective: '2023-03-01',
        expires: '2024-02-29',
        renewMonths: 12,
        noticeDays: 30,
      },
    };
    expect(inForceOn(renewing, '2031-01-01')).toMatchObject({ version: { n: 3 }, until: undefined });
  });

  it('is that of the agreement that followed, once it has begun', () => {
    const next: Chained = {
      id: 'b',
      code: 'AG-2026-002',
      term: { type: 'fixed', effective: '2026-06-01', expires: '2029-05-31' },
      versions: [version(1, '2026-06-01')],
    };
    expect(inForceInChain([first, next], '2026-05-31')?.code).toBe('AG-2023-014');
    expect(inForceInChain([first, next], '2026-06-01')?.code).toBe('AG-2026-002');
    expect(inForceInChain([first, next], '2029-06-01')).toBeUndefined();
  });
});

describe('an exchange', () => {
  const inForce = { version: { ...version(3, '2024-03-01'), clauses: [clause('purpose', 'x')] } };
  const facts = {
    kind: 'framework',
    state: 'active',
    named: ['benchmark', 'second-opinion'],
    inForce,
  } as const;

  it('is on where a text in force names it', () => {
    expect(whyOff('benchmark', facts)).toBeUndefined();
  });

  it('is off where the agreement does not name it, is of another kind, or is not in force', () => {
    expect(whyOff('mobility', facts)?.code).toBe('exchange.not-named');
    expect(whyOff('benchmark', { ...facts, kind: 'mou' })?.code).toBe('kind.benchmark');
    expect(whyOff('benchmark', { ...facts, state: 'signing' })?.code).toBe('exchange.not-in-force');
    expect(whyOff('benchmark', { ...facts, inForce: undefined })?.code).toBe('exchange.not-in-force');
  });

  it('about single patients is off until the text in force has a clause on their data', () => {
    expect(whyOff('second-opinion', facts)?.code).toBe('exchange.clause');
    const withClause = { version: { ...inForce.version, clauses: [clause('patient-data', 'x')] } };
    expect(whyOff('second-opinion', { ...facts, inForce: withClause })).toBeUndefined();
  });
});
