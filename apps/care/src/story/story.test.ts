import {
  ACTIVATABLE,
  assessmentsOverRecord,
  INSTRUMENTS,
  instrumentRegistry,
  toPreparedResponse,
} from '@caecilia/assessment';
import { notesOverRecord } from '@caecilia/consultation';
import { ended, planned, toCarePlan } from '@caecilia/scenario';
import type { StoryPage, ToldEvent, Words } from '@caecilia/story';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withhold } from '../assessment/desk-area.ts';
import { anna, consultNurse, doctor, husband, spiritual, wardNurse } from '../consultation/testing/people.ts';
import { person } from '../testing/people.ts';
import { openStoryRecord, type StoryRecord } from './testing/story-record.ts';

const stranger = person('ward-nurse', 'Practitioner/far', 'Organization/far');

const of = (reference: string) => ({ reference });
const ABOUT = { subject: of('Patient/anna') };
const inDutch = (words: Words) => (typeof words === 'string' ? words : words.nl);

describe('the story of a patient', () => {
  let house: StoryRecord['house'];
  let standard: StoryRecord['standard'];
  let read: StoryRecord['read'];

  const told = (page: StoryPage) => page.events.map(({ what }) => inDutch(what));
  const find = (page: StoryPage, what: string | RegExp): ToldEvent => {
    const event = page.events.find((each) => inDutch(each.what).match(what) !== null);
    if (event === undefined) throw new Error(`there is no ${String(what)} in ${told(page).join(' | ')}`);
    return event;
  };
  const lineOf = ({ line = [] }: ToldEvent) => line.map(inDutch).join(' · ');

  beforeAll(async () => {
    ({ house, standard, read } = await openStoryRecord());
  });
  afterAll(async () => await house.close());

  it('tells contacts with what was found, scores, requests with each state, and advice with its outcome', async () => {
    const page = await read(wardNurse);
    expect(page.next).toBeUndefined();
    const request = find(page, 'Aanvraag: ontvangen');
    expect(lineOf(request)).toBe('Benauwd en bang: wat kunnen we doen?');
    expect(request).toMatchObject({ who: ['Wim Verzonnen'], disciplines: ['nurse'], kind: 'request' });
    expect(find(page, 'Aanvraag: beoordeeld').when).toMatchObject({ from: '2026-11-23T10:00:00.000' });
    expect(lineOf(find(page, 'Advies$'))).toBe('Raam open, ventilator.');
    expect(lineOf(find(page, 'Advies: afgewezen'))).toBe('Te koud voor haar. · Raam open, ventilator.');
    expect(lineOf(find(page, 'bed'))).toMatch(/Kortademig bij praten.*wilde er niet over praten/);
    const pain = page.events.filter(({ kind }) => kind === 'score').map(lineOf);
    expect(pain).toEqual(['4 · zelf, met hulp', '6 · zelf, met hulp']);
    const moments = page.events.flatMap(({ when }) => when?.from ?? []);
    expect(moments).toEqual(moments.toSorted().toReversed());
  });

  it('tells what was agreed for what may happen, and that it ended', async () => {
    const words = { problem: 'Bloeding', steps: [{ what: 'Doeken', who: 'family' }], call: 'gp' } as const;
    const by = (at: string) => ({ by: 'Practitioner/ward-nurse', at });
    const begun = planned(
      { patient: 'anna', clientId: 'x'.repeat(20), words },
      by('2026-11-20T10:00:00.000Z'),
    );
    const out = ended(begun, 'Bestraald', by('2026-11-21T10:00:00.000Z'));
    await house.put('CarePlan', 'scenario', toCarePlan(out));
    const { activity: _, ...broken } = toCarePlan(begun);
    await house.put('CarePlan', 'broken', broken);
    const page = await read(wardNurse, { kind: 'decision' });
    expect(find(page, 'afgesproken')).toMatchObject({ who: ['Wim Verzonnen'] });
    expect(lineOf(find(page, 'geldt niet meer'))).toBe('Bloeding · Bestraald');
    expect(page.events.filter(({ standing }) => standing === 'unreadable')).toHaveLength(1);
    await house.put('CarePlan', 'broken', { ...broken, category: [] });
  });

  it('tells a limit when it was made, changed and ended, and that a later one took its place', async () => {
    const { treatmentDirective, treatments } = standard;
    const [treatment] = treatments;
    const directive = (type: string, more: object = {}) => ({
      status: 'active',
      scope: { coding: [treatmentDirective.scope] },
      category: [{ coding: [treatmentDirective.category] }],
      patient: of('Patient/anna'),
      dateTime: '2024',
      policyRule: { text: 'x' },
      provision: { type, code: [{ coding: [treatment?.codes[0]] }] },
      ...more,
    });
    await house.put('Consent', 'limit', directive('permit'));
    await house.put('Consent', 'limit', directive('deny', { dateTime: '2026-11-20' }));
    await house.put('Consent', 'limit', directive('deny', { dateTime: '2026-11-20', status: 'inactive' }));
    const limits = (await read(wardNurse, { kind: 'limit' })).events;
    expect(
      limits.map((event) => [
        inDutch(event.what).split(': ')[1],
        event.standing,
        event.when?.from.slice(0, 10),
        event.when?.precision,
      ]),
    ).toEqual([
      ['beëindigd', 'stands', '2026-11-24', 'time'],
      ['gewijzigd', 'replaced', '2026-11-20', 'day'],
      ['vastgelegd', 'replaced', '2024-01-01', 'year'],
    ]);
    expect(limits.map(lineOf)).toEqual(['gold tot dan: Niet doen', 'Niet doen', 'Wel doen']);
    await house.put('Consent', 'limit', directive('deny', { status: 'entered-in-error' }));
    expect((await read(wardNurse, { kind: 'limit' })).events.map(({ standing }) => standing)).toEqual([
      'inError',
      'inError',
      'inError',
    ]);
    await house.put(
      'Consent',
      'odd',
      directive('permit', {
        provision: {
          type: 'permit',
          code: [{ coding: [treatment?.codes[0]] }],
          provision: [{ type: 'deny' }],
        },
      }),
    );
    const odd = (await read(wardNurse, { kind: 'limit' })).events.find(
      ({ original }) => original.id === 'odd',
    );
    expect(odd?.standing).toBe('unreadable');
    expect(odd === undefined ? '' : lineOf(odd)).not.toMatch(/wel|niet/i);
  });

  it('tells what was prepared at home, each sending once, and repeats nothing that is kept from the patient', async () => {
    const sent = (preparing: 'patient' | 'carer', by: string) =>
      toPreparedResponse(
        {
          preparing,
          patientId: 'anna',
          taskId: 'prepares',
          at: new Date('2026-11-22T10:00:00Z'),
          answeredBy: by,
          enteredBy: by,
          reporter: 'self',
          language: 'nl',
          prepared: { first: `Eerst ${preparing}`, topics: ['fear'] },
        },
        `prepared-${preparing}`,
      );
    for (const each of [sent('patient', 'Patient/anna'), withhold(sent('carer', 'RelatedPerson/husband'))])
      await house.put('QuestionnaireResponse', String(each.id), each);
    const prepared = (await read(wardNurse, { kind: 'wish' })).events.filter(({ original }) =>
      original.id.startsWith('prepared-'),
    );
    expect(prepared.map(({ line }) => line?.map(inDutch))).toEqual(
      expect.arrayContaining([['Eerst patient', 'Waar ik bang voor ben'], ['De patiënt ziet dit niet.']]),
    );
    expect(JSON.stringify(prepared)).not.toContain('Eerst carer');
  });

  it('says of what it cannot read that it cannot, and leaves nothing out', async () => {
    await house.put('Observation', 'nameless', {
      status: 'final',
      code: { coding: [{ code: '1' }] },
      ...ABOUT,
      effectiveDateTime: '2026-11-22',
    });
    await house.put('Observation', 'undated', {
      status: 'final',
      code: { text: 'Gewicht' },
      ...ABOUT,
      valueQuantity: { value: 61.5, unit: 'kg' },
    });
    await house.put('Task', 'broken', {
      status: 'requested',
      intent: 'proposal',
      code: { coding: [{ system: 'urn:caecilia:task', code: 'recommendation' }] },
      for: of('Patient/anna'),
    });
    const page = await read(wardNurse);
    const unreadable = page.events
      .filter(({ standing }) => standing === 'unreadable')
      .map(({ original }) => original.id);
    expect(unreadable).toEqual(expect.arrayContaining(['nameless', 'broken']));
    const undated = find(page, 'Gewicht');
    expect(lineOf(undated)).toBe('61.5 kg');
    expect(page.events.slice(page.events.indexOf(undated)).flatMap(({ when }) => when ?? [])).toEqual([]);
  });

  it('reads every instrument that this house records, also one whose name looks like a prompt list', async () => {
    const own = assessmentsOverRecord({
      ...house.house,
      registry: instrumentRegistry(INSTRUMENTS, ACTIVATABLE),
      withhold,
    });
    const common = {
      at: '2026-11-24T07:45:00Z',
      reporter: 'helped',
      enteredBy: 'Practitioner/consult-nurse',
    };
    await own.record(consultNurse, 'anna', {
      ...common,
      instrument: 'caecilia-carer-time',
      answeredBy: 'RelatedPerson/husband',
      answers: { 'carer-time': 2 },
    });
    await own.record(consultNurse, 'anna', {
      ...common,
      instrument: 'caecilia-symptoms',
      answeredBy: 'Patient/anna',
      answers: { pain: 3 },
    });
    const { events } = await read(consultNurse, { kind: 'score' });
    const recorded = events.filter(({ when }) => when?.from.startsWith('2026-11-24T08:45') === true);
    expect(recorded.map(({ what }) => inDutch(what)).toSorted()).toEqual([
      'Hoe gaat het vandaag',
      'Hoe lang gaat het zo nog',
    ]);
    expect(recorded.map(({ standing }) => standing)).toEqual(['stands', 'stands']);
  });

  it('shows what was entered in error as such', async () => {
    await house.put('Observation', 'mistake', {
      status: 'entered-in-error',
      code: { text: 'Temperatuur' },
      ...ABOUT,
      effectiveDateTime: '2026-11-21T10:00:00Z',
      valueString: '41',
    });
    expect(find(await read(wardNurse), 'Temperatuur')).toMatchObject({ standing: 'inError' });
  });

  it('tells stays, letters and death at the hour of the house, also where the clock was set back', async () => {
    await house.put('Encounter', 'stay', {
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      ...ABOUT,
      // Half past two, and forty minutes later ten past two: the clock was set back in between.
      period: { start: '2026-10-25T00:30:00Z', end: '2026-10-25T01:10:00Z' },
      serviceProvider: of('Organization/ward'),
    });
    await house.put('DocumentReference', 'letter', {
      status: 'current',
      ...ABOUT,
      date: '2026-10-26T10:00:00Z',
      type: { text: 'Ontslagbrief' },
      content: [{ attachment: { contentType: 'text/plain' } }],
    });
    const page = await read(wardNurse, { from: '2026-10-01', until: '2026-10-31' });
    expect(page.events.map(({ what, when }) => [inDutch(what), when?.from.slice(0, 16)])).toEqual([
      ['Ontslagbrief', '2026-10-26T11:00'],
      ['Ontslagen', '2026-10-25T02:10'],
      ['Opgenomen', '2026-10-25T02:30'],
    ]);
    expect(lineOf(find(page, 'Opgenomen'))).toBe('Longafdeling Verzonnen');
  });

  it('goes on by the day, and each part follows the one before it without a gap or a double', async () => {
    for (let day = 0; day < 60; day += 1)
      await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          house.put('Observation', `d${day}-${index}`, {
            status: 'final',
            code: { text: 'Dagscore' },
            ...ABOUT,
            effectiveDateTime: new Date(
              Date.parse('2026-09-30T23:30:00Z') - day * 86_400_000 - index * 60_000,
            ).toISOString(),
            valueInteger: index,
          }),
        ),
      );
    const seen: string[] = [];
    let before: string | undefined;
    let rounds = 0;
    do {
      const page = await read(wardNurse, {}, before);
      seen.push(...page.events.map(({ key }) => key));
      before = page.next;
      rounds += 1;
    } while (before !== undefined && rounds < 20);
    expect(rounds).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((key) => /\/d\d/.test(key))).toHaveLength(600);
  });

  it('gives each reader what the record gives them, and nothing to who has no relation', async () => {
    await notesOverRecord(house.house).write(spiritual, {
      patient: 'anna',
      note: 'Vertelde over haar overleden broer.',
      sharedOutcome: 'Wil volgende week verder praten.',
      clientId: '0b1f6d3e-0000-4000-8009-00000000000a',
    });
    for (const caller of [wardNurse, doctor, consultNurse, spiritual, anna]) {
      const page = await read(caller, { kind: 'note' });
      expect(page.events.map(lineOf)).toEqual(['Wil volgende week verder praten.']);
      expect(JSON.stringify(await read(caller))).not.toContain('broer');
    }
    expect((await read(wardNurse, { words: 'broer' })).events).toEqual([]);
    expect((await read(wardNurse, { discipline: 'spiritual-care' })).events).toHaveLength(1);
    // A carer with a mandate of the patient reads less of the record, and this says nothing of the rest.
    expect((await read(husband)).events.map(({ kind }) => kind)).not.toContain('score');
    await expect(read(stranger)).rejects.toMatchObject({ code: 'not-found' });
  });
});
