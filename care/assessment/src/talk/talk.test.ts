import { differences } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import {
  type Companions,
  parseCompanions,
  readCompanionsResponse,
  toCompanionsResponse,
} from './companions.ts';
import {
  calledOffTalk,
  heldTalk,
  mayChoose,
  movedTalk,
  nextTalk,
  type PlannedTalk,
  parseArrangement,
  plannedTalk,
  timesOfTalk,
} from './talk.ts';
import { TALK_HOME_WORDS } from './talkHomeWords.ts';
import { fromAppointment, toAppointment } from './talkResource.ts';
import { TALK_WORDS } from './talkWords.ts';

const CLOCK = { now: new Date('2026-11-23T09:00:00Z'), timeZone: 'Europe/Amsterdam' };
const BY = 'PractitionerRole/mees';
const CODE = { system: 'http://snomed.info/sct', code: '713603004' };
const wish = (more: object = {}) => ({
  clientId: '0b1f6d3e-0000-4000-8500-000000000001',
  day: '2026-11-26',
  from: '14:00',
  until: '15:00',
  place: 'home',
  leads: 'PractitionerRole/femke',
  others: [BY, 'PractitionerRole/femke', BY],
  ...more,
});
const talk = (more: object = {}): PlannedTalk =>
  plannedTalk(wish(more), { ...CLOCK, patientId: 'anna', by: BY });

describe('planning a conversation about care', () => {
  it('takes day and times on the clock of the house, and names nobody twice', () => {
    expect(talk()).toMatchObject({
      startsAt: '2026-11-26T13:00:00.000Z',
      endsAt: '2026-11-26T14:00:00.000Z',
      leads: 'PractitionerRole/femke',
      others: [BY],
      state: 'planned',
    });
    expect(timesOfTalk(talk({ day: '2027-06-01' }), CLOCK.timeZone)).toEqual({
      day: '2027-06-01',
      from: '14:00',
      until: '15:00',
    });
  });

  it.each([
    ['a day that is not there', { day: '2027-02-30' }, 'day'],
    ['a day in more than a year', { day: '2027-12-01' }, 'day'],
    ['a time that has passed', { day: '2026-11-23', from: '09:30' }, 'from'],
    ['no time', { from: '2 uur' }, 'from'],
    ['an end before the beginning', { until: '13:00' }, 'until'],
    ['an hour that the clock skips', { day: '2027-03-28', from: '02:00', until: '03:00' }, 'until'],
    ['too many words for a place', { where: 'x'.repeat(101) }, 'where'],
    ['somebody close as who leads', { leads: 'RelatedPerson/arie' }, 'leads'],
    ['something else beside people', { others: [BY, 4] }, 'others'],
  ])('refuses %s', (_what, more, expression) => {
    expect(() => parseArrangement(wish(more), CLOCK)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ expression: [expression] })] }),
    );
  });

  it('is moved, called off and held with who did it and why, and never after it ended', () => {
    const acting = { ...CLOCK, by: 'PractitionerRole/femke' };
    const moved = movedTalk(talk({ where: 'kamer 4' }), wish({ from: '13:30', because: ' Moe ' }), acting);
    expect(moved.moves).toEqual([
      { by: acting.by, at: CLOCK.now.toISOString(), from: '2026-11-26T13:00:00.000Z', because: 'Moe' },
    ]);
    // A place that is not said any more does not stay.
    expect(moved.where).toBeUndefined();
    const off = calledOffTalk(moved, { because: 'Opgenomen' }, acting);
    expect(off).toMatchObject({ state: 'calledOff', ended: { because: 'Opgenomen' } });
    expect(() => heldTalk(moved, acting)).toThrow(expect.objectContaining({ code: 'business-rule' }));
    const held = heldTalk(moved, { ...acting, now: new Date('2026-11-26T08:00:00Z') });
    for (const ended of [off, held])
      for (const act of [
        () => movedTalk(ended, wish({ because: 'Toch' }), acting),
        () => calledOffTalk(ended, { because: 'Toch' }, acting),
        () => heldTalk(ended, acting),
      ])
        expect(act).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it('is read back from the Appointment as it was written, in each of its states', () => {
    const acting = { ...CLOCK, by: 'PractitionerRole/femke' };
    const moved = movedTalk(talk(), wish({ place: 'telephone', where: '06', because: 'Moe' }), acting);
    for (const each of [
      talk({ others: [] }),
      moved,
      calledOffTalk(moved, { because: 'Ziek' }, acting),
      heldTalk(moved, { ...acting, now: new Date('2026-11-27T08:00:00Z') }),
    ]) {
      const resource = toAppointment(each, CODE);
      expect(fromAppointment(resource)).toEqual(each);
      expect(fromAppointment(toAppointment(each, CODE, resource))).toEqual(each);
    }
  });

  it('keeps what another system wrote in the Appointment, and reads none of another kind', () => {
    const arie = { actor: { reference: 'RelatedPerson/arie' }, status: 'accepted' };
    const written = toAppointment(talk(), CODE);
    const base = { ...written, comment: 'Fiets mee', participant: [arie, ...[written.participant].flat()] };
    const again = toAppointment(talk(), CODE, base);
    expect(again.comment).toBe('Fiets mee');
    expect([again.participant].flat()).toContainEqual(arie);
    expect([again.participant].flat()).toHaveLength([written.participant].flat().length + 1);
    const other = {
      ...written,
      appointmentType: { coding: [{ system: 'urn:caecilia:appointment', code: 'mdt' }] },
    };
    expect(() => fromAppointment(other)).toThrow(expect.objectContaining({ code: 'invariant' }));
  });

  it('tells the first that stands and is not over', () => {
    const at = (day: string, state: PlannedTalk['state'] = 'planned') => ({
      value: { ...talk({ day }), state },
    });
    const all = [at('2026-12-01'), at('2026-11-26', 'calledOff'), at('2026-11-28')];
    expect(nextTalk(all, CLOCK.now)?.value.startsAt).toContain('2026-11-28');
    expect(nextTalk(all, new Date('2026-12-02T08:00:00Z'))).toBeUndefined();
  });
});

describe('whom a patient wants there', () => {
  const CLOSE = ['RelatedPerson/arie', 'RelatedPerson/bea'];
  const parse = (fields: Record<string, string[]>) => parseCompanions(fields, CLOSE);

  it.each<[string, Record<string, string[]>, Companions]>([
    [
      'people of the record',
      { people: ['RelatedPerson/arie'] },
      { kind: 'with', people: ['RelatedPerson/arie'] },
    ],
    [
      'own words',
      { who: ['with'], words: [' buurvrouw '] },
      { kind: 'with', people: [], words: 'buurvrouw' },
    ],
    ['nobody', { who: ['alone'], words: [''] }, { kind: 'alone' }],
    ['left open', { who: ['open'] }, { kind: 'open' }],
  ])('is said by %s, and read back as it was said', (_how, fields, value) => {
    expect(parse(fields)).toEqual({ value });
    const chosen = {
      patientId: 'anna',
      talkId: 'talk',
      at: CLOCK.now.toISOString(),
      enteredBy: 'Patient/anna',
      clientId: 'form',
      companions: value,
    };
    expect(readCompanionsResponse(toCompanionsResponse(chosen, 'answer'))).toEqual(chosen);
  });

  it.each([
    ['nothing', {}, { who: 'who' }],
    ['something that was not asked', { who: ['maybe'] }, { who: 'who' }],
    ['nobody and somebody at once', { who: ['alone'], people: ['RelatedPerson/arie'] }, { who: 'both' }],
    ['somebody and no name', { who: ['with'] }, { people: 'nobody' }],
    ['somebody who is not close to her', { people: ['RelatedPerson/zeno'] }, { people: 'people' }],
    ['too many words', { words: ['x'.repeat(201)] }, { words: 'long' }],
  ])('is asked again for %s', (_what, fields, wrong) => {
    expect(parse(fields)).toEqual({ wrong });
  });

  it('can be changed until the conversation begins', () => {
    expect(mayChoose(talk(), CLOCK.now)).toBe(true);
    expect(mayChoose(talk(), new Date(talk().startsAt))).toBe(false);
    expect(mayChoose({ ...talk(), state: 'calledOff' }, CLOCK.now)).toBe(false);
  });

  it('is asked in both languages', () => {
    for (const words of [TALK_HOME_WORDS, TALK_WORDS]) expect(differences(words)).toEqual([]);
  });
});
