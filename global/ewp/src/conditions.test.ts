import { describe, expect, it } from 'vitest';
import {
  type CooperationCondition,
  type HeiIdentities,
  toCooperationCondition,
  toIiaCondition,
} from './conditions.ts';
import { OURS, studies, THEIRS, teaching } from './testing/invented.ts';

const known = new Map([
  ['org-1', OURS],
  ['org-2', THEIRS],
]);
const identities: HeiIdentities = {
  heiOf: (organisation) => known.get(organisation),
  organisationOf: (heiId) => [...known].find(([, hei]) => hei === heiId)?.[0],
};

const condition: CooperationCondition = {
  kind: 'student-studies',
  sending: 'org-1',
  receiving: 'org-2',
  firstYear: '2026/2027',
  lastYear: '2027/2028',
  mobilitiesPerYear: 4,
  totalMonths: 20,
  iscedF: '0912',
  eqf: [6, 7],
  languages: [{ lang: 'en', cefr: 'B2' }],
  blended: true,
};
const staff: CooperationCondition = {
  kind: 'staff-training',
  sending: 'org-2',
  receiving: 'org-1',
  firstYear: '2026/2027',
  lastYear: '2026/2027',
  mobilitiesPerYear: 1,
  totalDays: 5,
  languages: [],
};

describe('a condition of the register', () => {
  it.each([condition, staff])('comes back from the network as it went: $kind', (each) => {
    expect(toCooperationCondition(toIiaCondition(each, identities), identities)).toEqual({
      condition: each,
      leftOut: [],
    });
  });

  it('is refused with what is not filled in yet', () => {
    const { mobilitiesPerYear: _, ...unknown } = condition;
    expect(() => toIiaCondition(unknown, identities)).toThrow('number of people a year');
    expect(() => toIiaCondition({ ...condition, sending: 'org-3' }, identities)).toThrow(
      'no SCHAC identifier',
    );
  });

  it('names every field of a partner that it has no place for', () => {
    expect(toCooperationCondition(studies, identities).leftOut).toEqual([
      'sending-ounit-id',
      'receiving-ounit-id',
      'sending-contact',
      'receiving-contact',
      'subject-area',
      'other-info-terms',
    ]);
    expect(toCooperationCondition(teaching, identities).leftOut).toEqual([]);
  });

  it('does not take a number that nobody agreed on', () => {
    const open = { ...teaching, mobilitiesNotYetDefined: true };
    const taken = toCooperationCondition(open, identities);
    expect(taken.condition.mobilitiesPerYear).toBeUndefined();
    expect(taken.leftOut).toEqual(['not-yet-defined']);
    expect(() => toCooperationCondition({ ...teaching, sendingHeiId: 'x.example' }, identities)).toThrow(
      'not in the directory',
    );
  });
});
