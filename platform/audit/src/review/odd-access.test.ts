import { describe, expect, it } from 'vitest';
import { type AccessLine, REVIEW_RULES, type ReviewFacts } from './access-line.ts';
import { oddAccesses } from './odd-access.ts';
import { sentenceOf } from './sentences.ts';

const line = (more: Partial<AccessLine> = {}): AccessLine => ({
  id: '1',
  at: '2026-06-10T10:00:00Z',
  actor: 'Practitioner/nurse',
  actorName: 'N. Invented',
  role: 'nurse',
  organization: 'Organization/hospital',
  patient: 'p',
  ground: 'treatingTeam',
  emergency: false,
  action: 'R',
  ...more,
});

const HELD = [{ from: '2026-06-01T00:00:00Z' }];

const facts = (more: Partial<ReviewFacts> = {}): ReviewFacts => ({
  relationsOf: () => HELD,
  accountOf: () => undefined,
  familyNameOfActor: () => 'Zuiderzon',
  familyNameOfPatient: () => 'Westerwind',
  surnameShare: () => 1 / 100_000,
  dutiesOf: () => [{ from: '2026-06-10T05:00:00Z', until: '2026-06-10T13:30:00Z' }],
  isMarked: () => false,
  ...more,
});

const rulesOf = (access: AccessLine, given: ReviewFacts): string[] =>
  oddAccesses([access], given).flatMap(({ reasons }) => reasons.map(({ rule }) => rule));

describe('an access', () => {
  it('by somebody of the team, on duty, is not odd', () => {
    expect(rulesOf(line(), facts())).toEqual([]);
  });

  it('without a care relation is odd, and says how long one was waited for', () => {
    const [finding] = oddAccesses([line()], facts({ relationsOf: () => [] }));
    expect(finding).toMatchObject({
      actor: 'Practitioner/nurse',
      patient: 'p',
      days: ['2026-06-10'],
      lines: ['1'],
      reasons: [{ rule: 'no-relation', figures: { followHours: 72 } }],
    });
    expect(finding?.reasons[0]?.sentence.nl).toBe(
      'Er was geen zorgrelatie met de patiënt, en binnen 72 uur kwam die er ook niet.',
    );
  });

  it('is explained by a relation that follows within three days, and not by a later one', () => {
    const from = (instant: string) => facts({ relationsOf: () => [{ from: instant }] });
    expect(rulesOf(line(), from('2026-06-13T09:59:00Z'))).toEqual([]);
    expect(rulesOf(line(), from('2026-06-13T10:01:00Z'))).toEqual(['no-relation']);
  });

  it('is odd again when the relation ended longer ago than its work takes', () => {
    const until = (instant: string) =>
      facts({ relationsOf: () => [{ from: '2026-01-01T00:00:00Z', until: instant }] });
    expect(rulesOf(line(), until('2026-05-12T10:00:00Z'))).toEqual([]);
    expect(rulesOf(line(), until('2026-05-01T10:00:00Z'))).toEqual(['relation-ended']);
  });

  it('needs no relation where its ground needs none', () => {
    expect(rulesOf(line({ ground: 'planning' }), facts({ relationsOf: () => [] }))).toEqual([]);
  });

  it('by the emergency procedure is not odd for want of a relation', () => {
    expect(rulesOf(line({ emergency: true }), facts({ relationsOf: () => [] }))).toEqual([]);
  });
});

describe('a colleague as patient', () => {
  const account = { actor: 'Practitioner/other', organization: 'Organization/hospital' };

  it('is odd without a relation, the emergency procedure included', () => {
    const given = facts({ accountOf: () => account, relationsOf: () => [] });
    expect(rulesOf(line(), given)).toContain('colleague-as-patient');
    expect(rulesOf(line({ emergency: true }), given)).toEqual(['colleague-as-patient']);
  });

  it('is not odd for the team that treats them, also where the record is marked', () => {
    expect(rulesOf(line(), facts({ accountOf: () => account, isMarked: () => true }))).toEqual([]);
  });

  it('is no colleague in another organisation', () => {
    const elsewhere = { ...account, organization: 'Organization/hospice' };
    const given = facts({ accountOf: () => elsewhere, relationsOf: () => [] });
    expect(rulesOf(line({ emergency: true }), given)).toEqual([]);
  });

  it('is odd always where it is oneself', () => {
    const given = facts({ accountOf: () => ({ ...account, actor: 'Practitioner/nurse' }) });
    expect(rulesOf(line(), given)).toEqual(['own-record']);
  });
});

describe('the same surname', () => {
  const named = (one: string, other: string, share: number, more: Partial<ReviewFacts> = {}) =>
    facts({
      familyNameOfActor: () => one,
      familyNameOfPatient: () => other,
      surnameShare: () => share,
      ...more,
    });

  it('is odd where it is rare, whichever way it is written', () => {
    expect(rulesOf(line(), named('van der Zuiderzon', 'Zuiderzon, van der', 1 / 50_000))).toEqual([
      'same-surname',
    ]);
  });

  it('says nothing where it is common and a relation holds', () => {
    expect(rulesOf(line(), named('de Jong', 'de Jong', 1 / 190))).toEqual([]);
  });

  it('is odd where it is common and no relation holds', () => {
    const given = named('de Jong', 'de Jong', 1 / 190, { relationsOf: () => [] });
    expect(rulesOf(line({ emergency: true }), given)).toEqual(['same-surname']);
  });

  it('with another prefix is a sign and not enough', () => {
    expect(rulesOf(line(), named('Zuiderzon', 'van Zuiderzon', 1 / 50_000))).toEqual([]);
  });
});

describe('a night outside duty', () => {
  const night = (at: string, more: Partial<ReviewFacts> = {}) => rulesOf(line({ at }), facts(more));

  it('is odd, give or take an hour around the duty', () => {
    const evening = { dutiesOf: () => [{ from: '2026-06-10T13:00:00Z', until: '2026-06-10T21:30:00Z' }] };
    expect(night('2026-06-10T22:15:00Z', evening)).toEqual([]);
    expect(night('2026-06-11T00:15:00Z', evening)).toEqual(['night-outside-duty']);
  });

  it('begins and ends by the clock on the wall, also on the days it is changed', () => {
    const off = { dutiesOf: () => [], relationsOf: () => [{ from: '2020-01-01T00:00:00Z' }] };
    // 28 and 29 March 2026: summer time begins at 01:00 UTC. 06:30 is night in both, 07:30 is not.
    expect(night('2026-03-28T05:30:00Z', off)).toEqual(['night-outside-duty']);
    expect(night('2026-03-29T05:30:00Z', off)).toEqual([]);
    expect(night('2026-03-29T04:30:00Z', off)).toEqual(['night-outside-duty']);
    // 25 October 2026: it ends at 01:00 UTC.
    expect(night('2026-10-24T20:30:00Z', off)).toEqual([]);
    expect(night('2026-10-25T05:30:00Z', off)).toEqual(['night-outside-duty']);
    expect(night('2026-10-25T06:30:00Z', off)).toEqual([]);
  });

  it('is a sign only where no rota is kept, and none for who works at night', () => {
    const unknown = { dutiesOf: () => undefined };
    const days = Array.from({ length: 40 }, (_, index) =>
      line({ id: `day ${index}`, at: `2026-06-${String(11 + (index % 9)).padStart(2, '0')}T10:00:00Z` }),
    );
    const marked = { ...unknown, isMarked: (patient: string) => patient === 'known person' };
    const look = line({ id: 'night', at: '2026-06-11T00:15:00Z', patient: 'known person' });
    const findings = oddAccesses([...days, look], facts(marked));
    expect(findings.map(({ reasons }) => reasons.map(({ rule }) => rule))).toEqual([
      ['marked-record', 'night-outside-duty'],
    ]);
    const nights = days.map((day) => ({ ...day, at: day.at.replace('T10', 'T01') }));
    expect(oddAccesses([...nights, look], facts(marked))).toEqual([]);
  });
});

describe('many patients in a day', () => {
  const days = (actor: string, counts: readonly number[]) =>
    counts.flatMap((count, day) =>
      Array.from({ length: count }, (_, index) =>
        line({
          id: `${actor} ${day} ${index}`,
          actor: `Practitioner/${actor}`,
          at: `2026-06-${String(10 + day)}T10:00:00Z`,
          patient: `p${day}-${index}`,
        }),
      ),
    );
  const calm = facts({ dutiesOf: () => undefined });

  it('is measured against the own days and against the role', () => {
    const others = ['b', 'c', 'd'].flatMap((actor) => days(actor, [6, 7, 5, 8, 6, 7]));
    const [finding, ...more] = oddAccesses([...days('a', [6, 5, 7, 40, 6, 6]), ...others], calm);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      actor: 'Practitioner/a',
      days: ['2026-06-13'],
      reasons: [{ rule: 'many-patients', figures: { patients: 40, own: 6, peers: 6.5 } }],
    });
    expect(finding?.lines).toHaveLength(40);
  });

  it('is ordinary where the role does so every day', () => {
    const others = ['b', 'c'].flatMap((actor) => days(actor, [30, 34, 28, 31, 33, 30]));
    expect(oddAccesses([...days('a', [30, 28, 32, 40, 30, 31]), ...others], calm)).toEqual([]);
  });

  it('is not excused by doing it every day oneself', () => {
    const others = ['b', 'c', 'd'].flatMap((actor) => days(actor, [6, 7, 5, 8, 6, 7]));
    const findings = oddAccesses([...days('a', [40, 41, 42, 40, 41, 39]), ...others], calm);
    expect(findings).toHaveLength(6);
  });
});

describe('the review', () => {
  it('leaves out patients, carers and systems, who are watched otherwise', () => {
    for (const role of REVIEW_RULES.rolesLeftOut)
      expect(rulesOf(line({ role }), facts({ relationsOf: () => [] }))).toEqual([]);
  });

  it('names nobody in its sentences, and has each in both languages', () => {
    const given = facts({
      relationsOf: () => [],
      isMarked: () => true,
      familyNameOfPatient: () => 'Zuiderzon',
    });
    const reasons = oddAccesses([line()], given).flatMap((finding) => finding.reasons);
    expect(reasons.length).toBe(3);
    for (const { rule, figures, sentence } of reasons) {
      expect(sentence).toEqual(sentenceOf(rule, figures));
      expect(sentence.nl).not.toBe(sentence.en);
      expect(`${sentence.nl} ${sentence.en}`).not.toMatch(/Zuiderzon|Invented|undefined|NaN/);
    }
  });
});
