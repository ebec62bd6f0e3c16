import type { DeskTalk } from '@caecilia/assessment/ui';
import { describe, expect, it } from 'vitest';
import { anHourAfter, draftOf, faultsIn, NO_TALK, plannedNow, severalIn } from './talkDraft.ts';

const talk = (more: Partial<DeskTalk> = {}): DeskTalk => ({
  id: 'talk',
  versionId: 2,
  state: 'planned',
  day: '2026-11-26',
  from: '14:00',
  until: '15:00',
  place: 'home',
  leads: { reference: 'PractitionerRole/femke', name: 'Femke' },
  others: [
    { reference: 'PractitionerRole/mees', name: 'Mees' },
    { reference: 'Practitioner/iris', name: 'Iris' },
  ],
  plannedAt: '2026-11-20T09:00:00Z',
  moves: [],
  choosing: true,
  over: false,
  ...more,
});
const TODAY = '2026-11-23';

describe('a planned conversation as it is typed', () => {
  it('begins with nothing chosen, and says of each field what is missing', () => {
    expect(faultsIn(NO_TALK, { today: TODAY, isMove: false })).toEqual({
      day: 'wrong.day',
      from: 'wrong.from',
      until: 'wrong.until',
      place: 'wrong.place',
      leads: 'wrong.leads',
    });
  });

  it('is changed from what stands, and wants the reason', () => {
    const draft = draftOf(talk());
    expect(severalIn(draft.others)).toEqual(['PractitionerRole/mees', 'Practitioner/iris']);
    expect(faultsIn(draft, { today: TODAY, isMove: true })).toEqual({ because: 'wrong.because' });
    expect(faultsIn({ ...draft, because: 'Moe' }, { today: TODAY, isMove: true })).toEqual({});
  });

  it('ends on the day on which it begins, and is not in the past or too far ahead', () => {
    const on = { today: TODAY, isMove: false };
    const draft = draftOf(talk());
    expect(faultsIn({ ...draft, until: '13:59' }, on)).toEqual({ until: 'wrong.until' });
    for (const day of ['2026-11-22', '2027-11-25', 'morgen'])
      expect(faultsIn({ ...draft, day }, on)).toEqual({ day: 'wrong.day' });
  });

  it('is proposed to last an hour, and not over midnight', () => {
    expect(['09:30', '22:59', '23:00', ''].map(anHourAfter)).toEqual(['10:30', '23:59', '', '']);
  });

  it('is the one of today where a conversation begins, else the next that stands', () => {
    // The last one first, as the server tells them.
    const talks = [
      talk({ id: 'later', day: '2026-12-04' }),
      talk({ id: 'next', day: '2026-11-27' }),
      talk({ id: 'off', day: '2026-11-25', state: 'calledOff' }),
      talk({ id: 'today', day: TODAY }),
      talk({ id: 'forgotten', day: '2026-11-01' }),
    ];
    const nowOf = (all: readonly DeskTalk[]) => plannedNow({ talks: all, today: TODAY })?.id;
    expect(nowOf(talks)).toBe('today');
    expect(nowOf(talks.filter(({ id }) => id !== 'today'))).toBe('next');
    expect(nowOf(talks.slice(2).filter(({ id }) => id !== 'today'))).toBeUndefined();
  });
});
