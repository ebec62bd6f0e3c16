import { describe, expect, it } from 'vitest';
import { demandAnswer, demandJoinable, type Joinable, joined, parted } from './join.ts';

function initiative(id: string, lists: Partial<Joinable> = {}): Joinable {
  const none = { partners: [], countries: [], goals: [], topics: [], calls: [], agreements: [] };
  return { id, stage: 'exploring', strands: ['care'], ...none, ...lists };
}

const eHealth = initiative('ehealth', {
  strands: ['care'],
  partners: [{ org: 'melati', role: 'clinical site' }],
  countries: ['ID'],
  goals: [{ code: 3, status: 'approved', by: 'u-1' }],
});
const training = initiative('training', {
  strands: ['education', 'care'],
  partners: [
    { role: 'clinical site', org: 'melati' },
    { org: 'rawa', role: 'training' },
  ],
  countries: ['ID', 'MY'],
  goals: [{ code: 3, status: 'suggested' }],
});

describe('two initiatives that are joined', () => {
  it('are one with the strands, partners and countries of both, each once', () => {
    const { joint } = joined(training, eHealth);
    expect(joint.strands).toEqual(['care', 'education']);
    expect(joint.partners.map(({ org }) => org)).toEqual(['melati', 'rawa']);
    expect(joint.countries).toEqual(['ID', 'MY']);
  });

  it('keep the goal that a person approved over the one that was only suggested', () => {
    expect(joined(training, eHealth).joint.goals).toEqual([{ code: 3, status: 'approved', by: 'u-1' }]);
  });

  it('part again as they were, without what was added since being lost', () => {
    const { joint, brought } = joined(training, eHealth);
    expect(parted(joint, brought)).toEqual({
      strands: eHealth.strands,
      partners: eHealth.partners,
      countries: eHealth.countries,
      goals: eHealth.goals,
      topics: [],
      calls: [],
      agreements: [],
    });
    const later = { ...joint, partners: [...joint.partners, { org: 'ceiba', role: 'data' }] };
    expect(parted(later, brought).partners.map(({ org }) => org)).toEqual(['melati', 'ceiba']);
  });

  it('keep a strand when the only one left came by the join', () => {
    const { joint, brought } = joined(training, eHealth);
    expect(parted({ ...joint, strands: ['education'] }, brought).strands).toEqual(['education']);
  });

  it('are two, and neither has ended or goes on elsewhere', () => {
    expect(() => demandJoinable(training, eHealth)).not.toThrow();
    expect(() => demandJoinable(training, training)).toThrow('itself');
    expect(() => demandJoinable({ ...training, stage: 'merged' }, eHealth)).toThrow('joined to another');
    expect(() => demandJoinable(training, { ...eHealth, stage: 'closed' })).toThrow('ended');
  });
});

describe('the answer to a wish to join', () => {
  it('is given once', () => {
    expect(() => demandAnswer('asked', 'accept', undefined)).not.toThrow();
    expect(() => demandAnswer('accepted', 'accept', undefined)).toThrow('answered already');
    expect(() => demandAnswer('refused', 'accept', undefined)).toThrow('answered already');
  });

  it('has a reason where it is no', () => {
    expect(() => demandAnswer('asked', 'refuse', ' ')).toThrow('Say why');
    expect(() => demandAnswer('asked', 'refuse', 'Another age group')).not.toThrow();
  });
});
