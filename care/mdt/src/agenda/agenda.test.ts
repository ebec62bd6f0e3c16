import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agendaOf, reasonsFor } from './agenda.ts';
import type { PatientFacts } from './facts.ts';
import { agendaOrders } from './order.ts';
import { REASONS } from './reason.ts';

const both = (words: string) => ({ nl: words, en: words });
const MOMENT = {
  since: '2026-11-16T10:00:00.000Z',
  now: new Date('2026-11-23T10:00:00Z'),
  timeZone: 'Europe/Amsterdam',
};
const of = (more: Partial<PatientFacts>): PatientFacts => ({ patient: 'verzonnen', ...more });
const kinds = (more: Partial<PatientFacts>, moment = MOMENT) =>
  reasonsFor(of(more), moment).map(({ kind }) => kind);
const phase = (name: string, from: string) => ({ phase: name, words: both(name), from });
const at = (place: 'home' | 'hospital' | 'hospice') => ({ place, words: both(place) });

describe('the agenda', () => {
  it('has nobody on it whom the record gives no reason for', () => {
    expect(agendaOf([of({}), of({ phase: phase('stable', '2026-11-01T10:00:00Z') })], MOMENT)).toEqual([]);
  });

  it('has who was referred since the last meeting; without one before, everybody', () => {
    expect(kinds({ referredAt: '2026-11-17T09:00:00Z' })).toEqual(['new']);
    expect(kinds({ referredAt: '2026-11-10T09:00:00Z' })).toEqual([]);
    const { since: _, ...first } = MOMENT;
    expect(reasonsFor(of({ referredAt: '2026-01-01T09:00:00Z' }), first).map(({ kind }) => kind)).toEqual([
      'new',
    ]);
  });

  it('has who is unstable by the phase that a person chose, however long ago', () => {
    expect(kinds({ phase: phase('unstable', '2026-10-01T10:00:00Z') })).toEqual(['unstable']);
  });

  it('has whose phase or plan changed since, with both in words', () => {
    const [reason] = reasonsFor(
      of({
        phase: phase('terminal', '2026-11-20T23:30:00Z'),
        planChanged: { from: '2026-11-19T11:00', to: '2026-11-19T11:01' },
      }),
      MOMENT,
    );
    expect(reason).toMatchObject({ kind: 'changed', day: '2026-11-19' });
    expect(reason?.words.nl).toBe(
      'Fase terminal sinds 21-11-2026; Grenzen, wensen of doelen veranderd op 19-11-2026',
    );
    expect(kinds({ planChanged: { from: '2026-11-16T10:59', to: '2026-11-16T11:00' } })).toEqual([]);
    // Of the day of the meeting only the day is known: it may have been after it.
    expect(kinds({ planChanged: { from: '2026-11-16T00:00', to: '2026-11-17T00:00' } })).toEqual(['changed']);
  });

  it('has whose wish and place differ, only where both are known', () => {
    expect(kinds({ wishes: [at('home')], here: [at('hospital')] })).toEqual(['placeDiffers']);
    expect(kinds({ wishes: [at('home')], here: [at('home')] })).toEqual([]);
    expect(kinds({ wishes: [at('home')] })).toEqual([]);
    expect(kinds({ here: [at('hospital')] })).toEqual([]);
    expect(kinds({ wishes: [at('home'), at('hospice')], here: [at('hospice')] })).toEqual([]);
  });

  it('has what a carer said of themselves, in their words and without a threshold', () => {
    for (const answer of ['Het gaat nu al niet meer', 'Langer']) {
      const [reason] = reasonsFor(of({ carer: { at: '2026-11-20T10:00:00Z', words: both(answer) } }), MOMENT);
      expect(reason?.words.nl).toContain(answer);
    }
    expect(kinds({ carer: { at: '2026-11-10T10:00:00Z', words: both('x') } })).toEqual([]);
  });

  it('has open advice past its day, and not before', () => {
    expect(kinds({ openAdvice: [{ dueOn: '2026-11-22', owner: 'Longafdeling' }] })).toEqual(['overdue']);
    const unchecked = { dueOn: '2026-11-22', owner: 'Longafdeling', unchecked: true };
    const [reason] = reasonsFor(of({ openAdvice: [unchecked] }), MOMENT);
    expect(reason?.words.nl).toMatch(/Longafdeling; nog niet gecontroleerd/);
    expect(kinds({ openAdvice: [{ dueOn: '2026-11-23' }] })).toEqual([]);
  });

  it('has who died until it was discussed, and of them no more than looking back', () => {
    const facts = { died: { on: '2026-11-20' }, phase: phase('unstable', '2026-11-01T10:00:00Z') };
    expect(kinds(facts)).toEqual(['death']);
    expect(kinds({ ...facts, deathDiscussed: true })).toEqual([]);
    expect(kinds({ died: {} })).toEqual(['death']);
  });

  it('goes by the day of the oldest reason, and not by how many there are', () => {
    const many = of({
      patient: 'b',
      phase: phase('unstable', '2026-11-20T10:00:00Z'),
      referredAt: '2026-11-20T10:00:00Z',
      openAdvice: [{ dueOn: '2026-11-21' }],
    });
    const one = of({ patient: 'a', referredAt: '2026-11-18T10:00:00Z' });
    expect(agendaOf([many, one], MOMENT).map(({ patient }) => patient)).toEqual(['a', 'b']);
  });

  it('shows each patient once in every order', () => {
    const entry = fc.record({
      id: fc.uuid(),
      reasons: fc.array(
        fc.record({
          kind: fc.constantFrom(...REASONS),
          day: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03'),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 12 }), (entries) => {
        for (const order of ['own', 'time', 'group'] as const) {
          const seen = agendaOrders(entries, order).flatMap((group) => group.entries.map(({ id }) => id));
          expect(seen.toSorted()).toEqual(entries.map(({ id }) => id).toSorted());
        }
      }),
      { numRuns: 100 },
    );
  });
});
