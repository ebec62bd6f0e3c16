import { describe, expect, it } from 'vitest';
import { type Candidate, Matchmaker, type Wanted } from './matchmaker.ts';

function person(id: string, institution: string, text: string, facts: Partial<Candidate> = {}): Candidate {
  return { id, kind: 'person', institution, texts: [text], workedWith: [], networks: [], ...facts };
}

const wanted: Wanted = {
  parts: [{ text: 'Advance care planning for people with dementia in nursing homes' }],
  partners: ['ceiba'],
  people: ['in-already'],
  countries: ['SR'],
  networks: ['delta-network'],
};

function makerOf(...candidates: readonly Candidate[]): Matchmaker {
  const maker = new Matchmaker();
  for (const candidate of candidates) maker.set(candidate);
  return maker;
}

describe('matchmaking', () => {
  it('proposes who works on the same, with the words that both say, also across languages', () => {
    const maker = makerOf(
      person('dementia', 'o-1', 'Proactieve zorgplanning bij dementie'),
      person('laundry', 'o-2', 'Solar power for hospital laundries'),
    );
    const matches = maker.find(wanted, 'person');
    expect(matches.map(({ id }) => id)).toEqual(['dementia']);
    expect(matches[0]?.reasons[0]?.kind).toBe('words');
    expect(matches[0]?.reasons[0]?.shared.join(' ')).toContain('dementi');
  });

  it('names whom they worked with, the network and the country as reasons', () => {
    const text = 'Dementia care in nursing homes';
    const maker = makerOf(
      person('stranger', 'o-1', text),
      person('known', 'o-2', text, { workedWith: ['ceiba'], networks: ['delta-network'], country: 'SR' }),
    );
    const [first] = maker.find(wanted, 'person');
    expect(first?.id).toBe('known');
    expect(first?.reasons.map(({ kind }) => kind).sort()).toEqual([
      'country',
      'network',
      'words',
      'worked-with',
    ]);
  });

  it('proposes nobody because they are known to us alone', () => {
    const maker = makerOf(
      person('friend', 'o-1', 'Proton therapy of the eye', { workedWith: ['ceiba'], country: 'SR' }),
    );
    expect(maker.find(wanted, 'person')).toEqual([]);
  });

  it('has no more than two of an institution among the first ten, however good they are', () => {
    const same = Array.from({ length: 12 }, (_, n) =>
      person(`same-${n}`, 'o-big', `Advance care planning for people with dementia, study ${n}`),
    );
    const others = Array.from({ length: 9 }, (_, n) =>
      person(`other-${n}`, `o-${n}`, `Dementia and music ${n}`),
    );
    const matches = makerOf(...same, ...others).find(wanted, 'person', 15);
    const first = matches.slice(0, 10);
    expect(first).toHaveLength(10);
    expect(first.filter(({ institution }) => institution === 'o-big')).toHaveLength(2);
    expect(matches.slice(10).length).toBeGreaterThan(0);
    expect(makerOf(...same).find(wanted, 'person')).toHaveLength(2);
  });

  it('prefers another country where two are as good', () => {
    const text = 'Dementia in nursing homes';
    const maker = makerOf(
      person('a-be', 'o-1', text, { country: 'BE' }),
      person('b-be', 'o-2', text, { country: 'BE' }),
      person('c-pl', 'o-3', text, { country: 'PL' }),
    );
    expect(maker.find(wanted, 'person').map(({ id }) => id)).toEqual(['a-be', 'c-pl', 'b-be']);
  });

  it('does not propose who takes part already, nor who asked not to be proposed', () => {
    const maker = makerOf(person('in-already', 'o-1', 'Dementia'), person('shy', 'o-2', 'Dementia'));
    maker.delete('shy');
    expect(maker.find(wanted, 'person')).toEqual([]);
  });

  it('keeps partners, people and calls apart', () => {
    const call: Candidate = { ...person('call', 'funder', 'Dementia: better nursing homes'), kind: 'call' };
    const maker = makerOf(call, person('p', 'o-1', 'Dementia'));
    expect(maker.find(wanted, 'call').map(({ id }) => id)).toEqual(['call']);
  });
});
