import { parseRequest, REQUEST_FIELDS } from '@caecilia/consultation/ui';
import { describe, expect, it } from 'vitest';
import { emptyAsk, fieldsOf, isAskDraft } from './askDraft.ts';

const NUMBER = '0b1f6d3e-0000-4000-8000-000000000001';

describe('the draft of a request', () => {
  it('has nothing filled in at the beginning, and six fields that ask to be', () => {
    const parsed = parseRequest(fieldsOf(emptyAsk(NUMBER), ''), 'ward');
    expect('wrong' in parsed && Object.keys(parsed.wrong).toSorted()).toEqual(REQUEST_FIELDS.toSorted());
    expect(REQUEST_FIELDS).toHaveLength(6);
  });

  it('is found again whole, and dropped where it is not one of this release', () => {
    const draft = { ...emptyAsk(NUMBER), question: 'Benauwd', callBack: 'sein 4321' };
    expect(isAskDraft(JSON.parse(JSON.stringify(draft)))).toBe(true);
    for (const other of [null, 'Benauwd', { ...draft, domains: 'physical' }, { ...draft, clientId: 7 }, {}])
      expect(isAskDraft(other)).toBe(false);
  });

  it('is taken by the server when it is filled in', () => {
    const draft = {
      ...emptyAsk(NUMBER),
      question: ' Benauwd ',
      domains: ['social', 'physical'],
      urgency: 'urgent',
      patientInformed: 'no',
      treatingPhysicianAgrees: 'notAsked',
    };
    expect(parseRequest(fieldsOf(draft, 'sein 4321'), 'ward')).toEqual({
      value: {
        question: 'Benauwd',
        domains: ['physical', 'social'],
        urgency: 'urgent',
        patientInformed: false,
        treatingPhysicianAgrees: 'notAsked',
        callBack: 'sein 4321',
      },
    });
  });
});
