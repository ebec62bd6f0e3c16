import { describe, expect, it } from 'vitest';
import { advanceDirective, directive, limitOf, patient, planOf } from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';

const permit = (id: string, on: string) => directive({ id, on, type: 'permit' });
const deny = (id: string, on: string) => directive({ id, on, type: 'deny' });

describe('a do-not-resuscitate declaration', () => {
  it('says "do not" where no professional recorded an agreement', () => {
    const limit = limitOf([advanceDirective({ type: 'NR' })]);
    expect(limit).toMatchObject({ state: 'doNot', current: [{ by: 'advanceDirective' }] });
  });

  it('contradicts an agreement to resuscitate, also an older one', () => {
    const limit = limitOf([permit('p', '2020-10-01'), advanceDirective({ type: 'NR', on: '2025-04-28' })]);
    expect(limit.state).toBe('contradiction');
    expect(limit.current.map(({ by }) => by)).toEqual(['advanceDirective', 'treatmentDirective']);
  });

  it('stands behind an agreement that says the same: the agreement names who agreed', () => {
    const limit = limitOf([deny('d', '2024-01-01'), advanceDirective({ type: 'NR', on: '2025-04-28' })]);
    expect(limit.state).toBe('doNot');
    expect(limit.current.map(({ original }) => original.id)).toEqual(['d']);
    expect(limit.former.map(({ entry }) => entry.original.id)).toEqual(['statement']);
  });

  it('does not count when it was withdrawn', () => {
    expect(limitOf([advanceDirective({ type: 'NR', status: 'inactive' })]).state).toBe('unknown');
  });

  it.each([
    [
      'carries an unknown modifier',
      { consent: { modifierExtension: [{ url: 'https://example.org/x', valueBoolean: true }] } },
    ],
    ['has a type of its own, which a declaration does not have', { provision: { type: 'permit' } }],
    ['has exceptions', { provision: { provision: [{ type: 'permit' }] } }],
  ])('that %s is unreadable', (_sentence, wish) => {
    expect(limitOf([advanceDirective({ type: 'NR', ...wish })]).state).toBe('unreadable');
  });

  it('is not what a power of attorney or a euthanasia request says', () => {
    expect(
      limitOf([advanceDirective({ type: 'VOL' }), advanceDirective({ id: 'e', type: 'EU' })]).state,
    ).toBe('notDiscussed');
  });
});

describe('an advance directive', () => {
  it('keeps its kind, its date, who represents, and whether the document is there', () => {
    const sourceAttachment = { contentType: 'application/pdf', title: 'Verklaring', data: 'AAAA' };
    const actor = [
      {
        role: { text: 'vertegenwoordiger' },
        reference: { reference: 'RelatedPerson/x', display: 'Test Voorbeeld' },
      },
    ];
    const [read] = planOf([
      advanceDirective({ type: 'VOL', provision: { actor }, consent: { sourceAttachment } }),
    ]).advanceDirectives;
    expect(read).toMatchObject({
      kind: { nl: 'Volmacht', en: 'Power of attorney' },
      recorded: { text: '2025-04-28' },
      parties: [{ kind: 'relatedPerson', name: 'Test Voorbeeld' }],
      documents: [{ title: 'Verklaring', contentType: 'application/pdf' }],
      standing: 'inForce',
    });
  });

  it('of every kind that the standard lists is read by that kind, whatever its text calls in scope', () => {
    for (const { advanceDirective: listed } of carriedStandards()) {
      expect(listed.types.map(({ code }) => code)).toEqual(expect.arrayContaining(['NR', 'EU', 'EUD', 'DO']));
      for (const { system, code, label } of listed.types) {
        const provision = { code: [{ coding: [{ system, code }] }] };
        const [read] = planOf([advanceDirective({ type: code, provision })]).advanceDirectives;
        expect([code, read?.kind]).toEqual([code, label]);
      }
    }
  });

  it('about euthanasia without a date stays without one: a date is never made up', () => {
    const undated = advanceDirective({ type: 'EU', consent: { dateTime: undefined } });
    const [read] = planOf([undated]).advanceDirectives;
    expect(read).toMatchObject({ kind: { en: 'Euthanasia request' }, standing: 'inForce' });
    expect(read?.recorded).toBeUndefined();
  });

  it('that refuses treatment without saying which is marked, so that the page can warn', () => {
    const read = planOf([
      advanceDirective({ type: 'VERB' }),
      advanceDirective({ id: 'b', type: 'LW' }),
    ]).advanceDirectives;
    expect(read.map(({ refusesTreatment }) => refusesTreatment)).toEqual([true, false]);
  });

  it('of a kind that the standard does not list keeps its own words', () => {
    const code = [{ text: 'Brief aan mijn arts' }];
    expect(planOf([advanceDirective({ type: 'X', provision: { code } })]).advanceDirectives[0]?.kind).toBe(
      'Brief aan mijn arts',
    );
  });

  it('stays readable after it was withdrawn, and is left out when it was entered in error', () => {
    const read = planOf([
      advanceDirective({ type: 'NR', status: 'inactive' }),
      advanceDirective({ id: 'e', type: 'NR', status: 'entered-in-error' }),
    ]).advanceDirectives;
    expect(read.map(({ standing }) => standing)).toEqual(['ended']);
  });

  it('about somebody else is not in the plan', () => {
    const consent = { patient: { reference: 'Patient/someone-else' } };
    expect(planOf([advanceDirective({ type: 'NR', consent })], undefined, patient).advanceDirectives).toEqual(
      [],
    );
  });
});
