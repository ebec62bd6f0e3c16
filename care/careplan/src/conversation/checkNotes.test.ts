import { describe, expect, it } from 'vitest';
import { carriedStandards } from '../testing/standards.ts';
import { checkNotes, type NotesFault } from './checkNotes.ts';
import type { ConversationNotes, PersonNotes } from './notes.ts';
import { representativesInTurn } from './representatives.ts';
import { limit, notesOf } from './testing/notes.ts';

const [rc2] = carriedStandards();
if (!rc2) throw new Error('the project carries two versions of the standard');
const standard = rc2;
const OPTIONS = { now: '2026-11-21T02:40:00.000', timeZone: 'Europe/Amsterdam' };

const check = (more: Partial<ConversationNotes>) => checkNotes(notesOf(more), standard, OPTIONS);
const person = (key: string, more: Partial<PersonNotes> = {}): PersonNotes => ({
  key,
  representative: false,
  firstContact: false,
  present: false,
  roles: [],
  phones: [],
  emails: [],
  ...more,
});

type Case = readonly [name: string, more: Partial<ConversationNotes>, at: string, fault: NotesFault];

const STOPPING: readonly Case[] = [
  [
    'one who agrees',
    { limits: { cpr: limit('doNot', { parties: ['patient'] }) } },
    'limits.cpr',
    'tooFewParties',
  ],
  [
    'the same one twice',
    { limits: { cpr: limit('doNot', { parties: ['patient', 'patient'] }) } },
    'limits.cpr',
    'tooFewParties',
  ],
  [
    'somebody who is not in the conversation',
    { limits: { cpr: limit('do', { parties: ['patient', 'buurman'] }) } },
    'limits.cpr',
    'unknownParty',
  ],
  [
    'only if without words',
    { limits: { cpr: limit('onlyIf', { condition: ' ' }) } },
    'limits.cpr',
    'conditionMissing',
  ],
  [
    'only if with words that decide nothing',
    { limits: { cpr: limit('onlyIf', { condition: 'Nog onbekend.' }) } },
    'limits.cpr',
    'nothingDecided',
  ],
  ['a treatment without a name', { otherLimits: [limit('do')] }, 'otherLimits.0', 'treatmentMissing'],
  [
    'a free treatment that has its own question',
    { otherLimits: [{ ...limit('do'), treatment: 'Reanimeren' }] },
    'otherLimits.0',
    'treatmentListed',
  ],
  [
    'one free treatment twice',
    {
      otherLimits: [
        { ...limit('do'), treatment: 'Sondevoeding' },
        { ...limit('doNot'), treatment: 'sondevoeding!' },
      ],
    },
    'otherLimits.1',
    'treatmentTwice',
  ],
  ['nobody to talk with', { patientPresent: false }, 'persons', 'nobodyThere'],
  ['a day that comes', { on: '2026-11-22T10:00:00+01:00' }, 'on', 'dateInFuture'],
  ['no date', { on: '2026-02-30' }, 'on', 'dateUnreadable'],
  ['a goal that is none', { goal: { state: 'known', code: '1' } }, 'goal', 'codeNotListed'],
  ['a treatment that is none', { limits: { tea: limit('do') } }, 'limits.tea', 'codeNotListed'],
];

const SHOWN: readonly Case[] = [
  ['no reason', { limits: { cpr: { ...limit('doNot'), because: '' } } }, 'limits.cpr', 'becauseMissing'],
  ['nobody who represents', { capacity: { capable: false } }, 'capacity', 'incapableWithoutRepresentative'],
  [
    'a patient who agrees and cannot decide',
    { capacity: { capable: false }, limits: { cpr: limit('do') } },
    'limits.cpr',
    'incapablePatientAgrees',
  ],
  [
    'an ICD to switch off that is not there',
    { limits: { icdDeactivation: limit('do') } },
    'icd',
    'icdOffWithoutIcd',
  ],
];

describe('notes', () => {
  it('without a fault are concluded', () => {
    expect(check({ limits: { cpr: limit('doNot'), antibiotics: limit('unknown') } })).toEqual([]);
  });

  it.each(STOPPING)('with %s are not concluded', (_name, more, at, problem) => {
    expect(check(more)).toContainEqual({ at, problem, mustFix: true });
  });

  it.each(SHOWN)('with %s are concluded, and say so', (_name, more, at, problem) => {
    const found = check(more);
    expect(found).toContainEqual({ at, problem, mustFix: false });
    expect(found.every(({ mustFix }) => !mustFix)).toBe(true);
  });
});

describe('who may decide for a patient who cannot', () => {
  it('comes in the turn of the law: appointed, authorised, partner, family', () => {
    const persons = [
      person('daughter', { relation: 'DAUC' }),
      person('wife', { relation: 'WIFE' }),
      person('neighbour', { roles: ['19'] }),
      person('friend', { roles: ['310141000146103'] }),
      person('mentor', { roles: ['15'], relation: 'SIS' }),
    ];
    expect(representativesInTurn(persons, standard).map(({ person: { key }, as }) => [key, as])).toEqual([
      ['mentor', 'appointed'],
      ['friend', 'authorised'],
      ['wife', 'partner'],
      ['daughter', 'family'],
    ]);
  });
});
