import { describe, expect, it } from 'vitest';
import {
  backward,
  isTalk,
  limitFault,
  NOT_BEGUN,
  onward,
  usualParties,
  withLimit,
  withState,
} from './talk.ts';

const { notes } = NOT_BEGUN;
const person = (key: string, more: object = {}) => ({
  key,
  representative: false,
  firstContact: false,
  present: false,
  roles: [],
  phones: [],
  emails: [],
  ...more,
});

describe('a conversation that is typed', () => {
  it('is known again after a reload, and nothing else is', () => {
    expect(isTalk(JSON.parse(JSON.stringify(NOT_BEGUN)))).toBe(true);
    expect(isTalk({ ...NOT_BEGUN, notes: {} })).toBe(false);
    expect(isTalk('x')).toBe(false);
  });

  it('goes through the treatments one by one, and on to the next step after the last', () => {
    const at = (step: number, question: number) => ({ ...NOT_BEGUN, step, question });
    expect(onward(at(4, 3), 8)).toEqual({ step: 5, question: 0 });
    expect(onward(at(5, 0), 8)).toEqual({ step: 5, question: 1 });
    expect(onward(at(5, 7), 8)).toEqual({ step: 6, question: 7 });
    expect(backward(at(5, 2))).toEqual({ step: 5, question: 1 });
    expect(backward(at(1, 0))).toEqual({ step: 1, question: 0 });
  });
});

describe('who is taken to agree', () => {
  it('is the patient who is here and can decide, and who leads', () => {
    expect(usualParties(notes)).toEqual(['patient', 'professional']);
  });

  it('is who represents and is here, where the patient cannot decide', () => {
    const persons = [
      person('a', { representative: true, present: true }),
      person('b', { representative: true }),
    ];
    expect(usualParties({ ...notes, capacity: { capable: false }, persons })).toEqual(['a', 'professional']);
  });
});

describe('a limit', () => {
  it('keeps who agrees and the reason when its state is chosen again', () => {
    const first = { ...withState(undefined, 'do', notes), because: 'omdat' };
    expect(withState(first, 'doNot', notes)).toEqual({ ...first, state: 'doNot' });
  });

  it('needs words for its condition, and two who agree', () => {
    expect(limitFault({ state: 'onlyIf', condition: ' ', parties: ['patient', 'professional'] })).toBe(
      'conditionMissing',
    );
    expect(limitFault({ state: 'do', parties: ['patient', 'patient'] })).toBe('twoParties');
    expect(limitFault({ state: 'do', parties: ['patient', 'professional'] })).toBeUndefined();
  });

  it('that was put off is taken away again, and others stay', () => {
    const two = withLimit(
      withLimit(notes, 'cpr', withState(undefined, 'do', notes)),
      'x',
      withState(undefined, 'do', notes),
    );
    expect(Object.keys(withLimit(two, 'cpr', undefined).limits)).toEqual(['x']);
  });
});
