import { elementOf, elementsOf } from '@caecilia/fhir';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOMAINS } from '../codes.ts';
import {
  adoptionOf,
  awaitsCheck,
  checked,
  decided,
  followUpBy,
  isOverdue,
  mayAdvise,
  mayCheck,
  mayDecide,
  OUTCOMES,
  type Recommendation,
  recommended,
} from './recommendation.ts';
import { AWAITS_CHECK_TOKEN, fromTask, SECOND_CHECK_TOKEN, toTask } from './resource.ts';

const AT = '2026-11-23T09:00:00.000Z';
const ADVICE: Recommendation = {
  patient: 'verzonnen',
  consultation: 'ServiceRequest/r1',
  clientId: '0b1f6d3e-0000-4000-8000-000000000002',
  advice: 'Ventilator aan het bed en rustig uitleggen.',
  domain: 'physical',
  owner: { reference: 'Organization/longafdeling' },
  dueOn: '2026-11-24',
  givenBy: 'Practitioner/consult-nurse',
  givenAt: AT,
};
const BY = { by: 'Practitioner/doctor', at: AT };

describe('a recommendation', () => {
  it('has words, somebody who decides, and a day that is not past', () => {
    expect(recommended(ADVICE, '2026-11-23')).toEqual(ADVICE);
    expect(() => recommended({ ...ADVICE, advice: ' ' }, '2026-11-23')).toThrow('advice');
    expect(() => recommended({ ...ADVICE, owner: {} }, '2026-11-23')).toThrow('who decides');
    expect(() => recommended(ADVICE, '2026-11-25')).toThrow('past');
  });

  it('is adopted, changed with what is done instead, or declined with a reason', () => {
    expect(decided(ADVICE, { kind: 'adopted', ...BY }).outcome?.kind).toBe('adopted');
    expect(() => decided(ADVICE, { kind: 'changed', ...BY })).toThrow('instead');
    expect(() => decided(ADVICE, { kind: 'declined', ...BY, words: '  ' })).toThrow('why');
  });

  it('is overdue by the calendar, while it is open', () => {
    expect(isOverdue(ADVICE, '2026-11-24')).toBe(false);
    expect(isOverdue(ADVICE, '2026-11-25')).toBe(true);
    expect(isOverdue(decided(ADVICE, { kind: 'adopted', ...BY }), '2026-11-25')).toBe(false);
  });

  it('is followed up in the role of who gave it, also when that person is on leave', () => {
    expect(followUpBy('spiritual-care-worker')).toEqual({ followUp: 'spiritual-care-worker' });
    expect(followUpBy('treating-physician')).toEqual({});
    const task = toTask({ ...ADVICE, followUp: 'consult-nurse' });
    expect(task.performerType).toEqual([
      { coding: [{ system: 'urn:caecilia:team-role', code: 'consult-nurse' }] },
    ]);
    expect(fromTask(task).followUp).toBe('consult-nurse');
    expect(toTask(ADVICE)).not.toHaveProperty('performerType');
  });

  it('is given by the team and decided on by who treats; the team writes down what it was told', () => {
    expect(mayAdvise('spiritual-care-worker')).toBe(true);
    for (const role of ['treating-physician', 'gp', 'patient', 'team-secretary'])
      expect(mayAdvise(role)).toBe(false);
    expect(mayDecide('treating-physician', {})).toBe(true);
    expect(mayDecide('consult-nurse', {})).toBe(false);
    expect(mayDecide('consult-nurse', { toldBy: ' ' })).toBe(false);
    expect(mayDecide('consult-nurse', { toldBy: 'zaalarts, telefonisch' })).toBe(true);
    for (const role of ['patient', 'carer', 'hospice-volunteer'])
      expect(mayDecide(role, { toldBy: 'x' })).toBe(false);
  });
});

const PHARMACIST = { reference: 'PractitionerRole/pharmacist', name: 'P. Verzonnen' };

describe('a second check', () => {
  const asked = { ...ADVICE, secondCheck: {} };

  it('is awaited where it was asked for, and holds no outcome up', () => {
    expect([awaitsCheck(ADVICE), awaitsCheck(asked)]).toEqual([false, true]);
    const adopted = decided(asked, { kind: 'adopted', ...BY });
    expect([awaitsCheck(adopted), adopted.outcome?.kind]).toEqual([true, 'adopted']);
  });

  it('is looked for by a code of its own, which goes when something was said', () => {
    const codes = (advice: Recommendation) => elementsOf(elementOf(toTask(advice).code).coding);
    const of = (advice: Recommendation) =>
      codes(advice)
        .map(({ system, code }) => `${String(system)}|${String(code)}`)
        .slice(1);
    expect(of(ADVICE)).toEqual([]);
    expect(of(asked)).toEqual([SECOND_CHECK_TOKEN, AWAITS_CHECK_TOKEN]);
    expect(of(checked(asked, { asItStands: true, by: PHARMACIST, at: AT }))).toEqual([SECOND_CHECK_TOKEN]);
  });

  it('says that the advice can stand, or what should be different; by the pharmacist alone', () => {
    const said = { by: PHARMACIST, at: AT };
    expect(awaitsCheck(checked(asked, { asItStands: true, ...said }))).toBe(false);
    expect(() => checked(asked, { asItStands: false, ...said })).toThrow('different');
    expect(() => checked(ADVICE, { asItStands: true, ...said })).toThrow('Nobody asked');
    expect(mayCheck('pharmacist')).toBe(true);
    for (const role of ['consult-physician', 'treating-physician', 'ward-nurse', 'patient'])
      expect(mayCheck(role)).toBe(false);
  });

  it('that contradicts its advice is refused', () => {
    const task = toTask(checked(asked, { asItStands: true, by: PHARMACIST, at: AT }));
    expect(() => fromTask({ ...task, code: toTask(ADVICE).code })).toThrow();
    expect(fromTask(task).secondCheck).toEqual({ said: { asItStands: true, by: PHARMACIST, at: AT } });
  });
});

const text = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((each) => each.trim() !== '');
const outcome = fc
  .record({
    kind: fc.constantFrom(...OUTCOMES),
    words: text,
    silent: fc.boolean(),
    toldBy: fc.option(text, { nil: undefined }),
  })
  .map(({ kind, words, silent, toldBy }) => ({
    kind,
    ...BY,
    ...(silent && kind === 'adopted' ? {} : { words }),
    ...(toldBy === undefined ? {} : { toldBy }),
  }));

describe('the Task of a recommendation', () => {
  it('gives the recommendation back as it was, with and without an outcome', () => {
    const any = fc.record({
      advice: text,
      because: text,
      domain: fc.constantFrom(...DOMAINS),
      result: fc.option(outcome),
      check: fc.constantFrom('none', 'asked', 'yes', 'no'),
    });
    fc.assert(
      fc.property(any, ({ advice, because, domain, result, check }) => {
        const word = { asItStands: check === 'yes', reason: because, by: PHARMACIST, at: AT };
        const asks = check === 'none' ? {} : { secondCheck: check === 'asked' ? {} : { said: word } };
        const open = { ...ADVICE, advice, because, domain, ...asks };
        const recommendation = result === null ? open : decided(open, result);
        expect(fromTask(structuredClone(toTask(recommendation)))).toEqual(recommendation);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps nothing of an outcome that was corrected, and what others wrote', () => {
    const first = toTask(decided(ADVICE, { kind: 'declined', ...BY, words: 'Patiënt wil niet.' }));
    const base = { ...first, id: 't1', note: [{ text: 'van de afdeling' }] };
    const next = toTask(decided(fromTask(base), { kind: 'adopted', ...BY }), base);
    expect(next).toMatchObject({ id: 't1', status: 'accepted', note: [{ text: 'van de afdeling' }] });
    expect(next.statusReason).toBeUndefined();
    expect(fromTask(next).outcome).toEqual({ kind: 'adopted', ...BY });
  });

  it('orders nothing: it is a proposal', () => {
    expect(toTask(ADVICE)).toMatchObject({ resourceType: 'Task', intent: 'proposal', status: 'requested' });
  });

  it('that contradicts itself is refused', () => {
    expect(() => fromTask({ ...toTask(ADVICE), status: 'accepted' })).toThrow();
    expect(() => fromTask({ ...toTask(ADVICE), businessStatus: { text: 'adopted' } })).toThrow();
    expect(() => fromTask({ ...toTask(ADVICE), restriction: {} })).toThrow();
  });
});

describe('the adoption rate', () => {
  it('is what was adopted of what has an outcome, with every number beside it', () => {
    const of = (kind: (typeof OUTCOMES)[number]) => decided(ADVICE, { kind, ...BY, words: 'x' });
    const all = [ADVICE, ADVICE, of('adopted'), of('adopted'), of('adopted'), of('changed'), of('declined')];
    expect(adoptionOf(all)).toEqual({ given: 7, open: 2, adopted: 3, changed: 1, declined: 1, rate: 0.6 });
  });

  it('is absent where nothing has an outcome, not nought', () => {
    expect(adoptionOf([ADVICE])).toEqual({ given: 1, open: 1, adopted: 0, changed: 0, declined: 0 });
  });
});
