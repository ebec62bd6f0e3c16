import { requestsOverRecord } from '@caecilia/consultation';
import {
  type ItemPlace,
  type Items,
  itemsOverRecord,
  type Kept,
  type MdtHouse,
  type Meeting,
  type Meetings,
  meetingsOverRecord,
  type Proposal,
  pastMeeting,
} from '@caecilia/mdt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onDuty } from '../access/duty-scope.ts';
import {
  asking,
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import {
  husband,
  consultNurse as nurse,
  anna as patient,
  consultPhysician as physician,
  secretary,
  volunteer,
  wardNurse,
} from '../consultation/testing/people.ts';
import { person } from '../testing/people.ts';
import { MEETING_DUTY } from './meeting-duty.ts';

const elsewhere = person('ward-nurse', 'Practitioner/elsewhere', 'Organization/other');

const proposal = (of: string): Proposal => ({
  patient: of,
  reasons: [{ kind: 'new', day: '2026-11-20', words: { nl: 'Nieuw', en: 'New' } }],
});
let ids = 0;
const newId = () => {
  ids += 1;
  return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
};

describe('a meeting over the record', () => {
  let record: ConsultationRecord;
  let meetings: Meetings;
  let items: Items;
  let meeting: Kept<Meeting>;

  const place = async (of: string): Promise<ItemPlace> => {
    const seen = await items.of(physician, await meetings.read(physician, meeting.id));
    const item = seen.items.find(({ value }) => value.patient === of);
    if (!item) throw new Error('not on the agenda');
    return { meeting: meeting.id, item: item.id };
  };
  const forbidden = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'forbidden' });
  const unseen = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'not-found' });
  const words = (text: string, more = {}) => ({
    id: newId(),
    revision: 0,
    words: text,
    window: 'w1',
    ...more,
  });

  beforeAll(async () => {
    record = await openConsultationRecord();
    const house: MdtHouse = {
      ...record.house,
      meetings: (caller) => record.record.store.session(onDuty(caller, MEETING_DUTY)),
    };
    meetings = meetingsOverRecord(house);
    items = itemsOverRecord(house);
    const requests = requestsOverRecord(record.house);
    for (const of of ['anna', 'bram']) {
      const asks = of === 'anna' ? wardNurse : secretary;
      await requests.ask(asks, asking({ patient: of }));
    }
    meeting = await meetings.plan(physician, {
      clientId: newId(),
      startsAt: '2026-11-24T09:00:00.000Z',
      endsAt: '2026-11-24T10:00:00.000Z',
    });
    await items.propose(physician, meeting.id, [proposal('anna'), proposal('bram')]);
  });
  afterAll(async () => await record.close());

  it('is planned once, by the team and its office, and seen by those who care for patients', async () => {
    const form = {
      clientId: newId(),
      startsAt: '2026-12-01T09:00:00.000Z',
      endsAt: '2026-12-01T10:00:00.000Z',
    };
    const both = await Promise.all([meetings.plan(secretary, form), meetings.plan(secretary, form)]);
    expect(both[0].id).toBe(both[1].id);
    expect((await meetings.list(wardNurse)).map(({ id }) => id)).toEqual([both[0].id, meeting.id]);
    await forbidden(meetings.plan(wardNurse, form));
    for (const caller of [patient, husband, volunteer]) {
      await forbidden(meetings.list(caller));
      await forbidden(meetings.read(caller, meeting.id));
      expect(await record.house.session(caller).read('Appointment', meeting.id)).toBeUndefined();
    }
    // No role reaches it resource by resource: it belongs to no patient.
    expect(await record.house.session(physician).read('Appointment', meeting.id)).toBeUndefined();
  });

  it('shows each reader the patients whom they may see, and says how many are left out', async () => {
    const now = await meetings.read(wardNurse, meeting.id);
    expect(await items.of(physician, now)).toMatchObject({ leftOut: 0, items: [{}, {}] });
    const seen = await items.of(wardNurse, now);
    expect([seen.items.map(({ value }) => value.patient), seen.leftOut]).toEqual([['anna'], 1]);
    expect(await items.of(elsewhere, now)).toMatchObject({ items: [], leftOut: 2 });
    const anna = await place('anna');
    for (const caller of [patient, husband, volunteer])
      expect(await record.house.session(caller).read('Composition', anna.item)).toBeUndefined();
    await unseen(items.write(elsewhere, anna, words('x')));
    await forbidden(items.write(secretary, anna, words('x')));
    await forbidden(items.step(wardNurse, anna, { kind: 'removed', words: 'x' }));
    await unseen(items.write(physician, { meeting: meeting.id, item: 'nothing' }, words('x')));
  });

  it('has each patient once, also when two open the agenda at once, and keeps what a person took off', async () => {
    const bram = await place('bram');
    await items.step(nurse, bram, { kind: 'removed', words: 'Is al besproken.' });
    await Promise.all(
      [physician, nurse].map((each) => items.propose(each, meeting.id, [proposal('anna'), proposal('bram')])),
    );
    const seen = await items.of(physician, await meetings.read(physician, meeting.id));
    expect(seen.items.map(({ value }) => value.patient)).toEqual(['anna', 'bram']);
    expect(seen.items[1]?.value.steps).toMatchObject([{ kind: 'removed', words: 'Is al besproken.' }]);
    await items.step(nurse, bram, { kind: 'restored' });
  });

  it('goes in the order that people choose, also when two move at once', async () => {
    const [anna, bram] = [await place('anna'), await place('bram')];
    await meetings.move(physician, meeting.id, bram.item, anna.item);
    const moves = await Promise.all([
      meetings.move(physician, meeting.id, anna.item, bram.item),
      meetings.move(nurse, meeting.id, bram.item, undefined),
    ]);
    expect(moves).toHaveLength(2);
    expect((await meetings.read(physician, meeting.id)).value.agenda).toEqual([anna.item, bram.item]);
    await forbidden(meetings.move(wardNurse, meeting.id, anna.item, undefined));
  });

  it('keeps every word of two who type at once, and each is taken once', async () => {
    const anna = await place('anna');
    const typing = [physician, wardNurse, nurse].map((who) => ({ who, id: newId(), revision: 0 }));
    for (let step = 1; step <= 5; step += 1)
      await Promise.all(
        typing.map(async (each) => {
          const sent = {
            id: each.id,
            revision: each.revision,
            words: `${each.who.id} ${step}`,
            window: each.id,
          };
          const twice = await Promise.all([
            items.write(each.who, anna, sent),
            items.write(each.who, anna, sent),
          ]);
          expect(twice.map(({ kind }) => kind)).toEqual(['kept', 'kept']);
          each.revision = step;
        }),
      );
    const { value } = await items.read(physician, anna);
    expect(value.parts.map((part) => part.words).toSorted()).toEqual(
      typing.map(({ who }) => `${who.id} 5`).toSorted(),
    );
    expect(value.parts.every(({ revision }) => revision === 5)).toBe(true);
    await expect(
      items.write(wardNurse, anna, words('x', { id: typing[0]?.id, revision: 5 })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('says who was there, one entry for each person', async () => {
    const entry = {
      id: newId(),
      discipline: 'ward-nurse' as const,
      name: 'Mees',
      reference: wardNurse.id,
      there: true,
    };
    await Promise.all([
      meetings.attend(wardNurse, meeting.id, entry),
      meetings.attend(nurse, meeting.id, { id: newId(), discipline: 'gp', name: 'dr. Pim', there: false }),
    ]);
    const { value } = await meetings.attend(wardNurse, meeting.id, { ...entry, id: newId(), there: false });
    expect(value.attendance.map(({ name, there }) => `${name} ${there}`).toSorted()).toEqual([
      'Mees false',
      'dr. Pim false',
    ]);
    await forbidden(meetings.attend(wardNurse, meeting.id, { ...entry, id: newId(), reference: nurse.id }));
  });

  it('freezes its minutes when it is closed; words that come later are additions', async () => {
    const anna = await place('anna');
    const late = words('Te laat getypt.');
    await forbidden(meetings.close(wardNurse, meeting.id));
    const closed = await meetings.close(physician, meeting.id);
    expect(closed.value).toMatchObject({ state: 'closed', closed: { by: { reference: physician.id } } });
    expect((await meetings.close(nurse, meeting.id)).versionId).toBe(closed.versionId);
    const before = await items.read(physician, anna);
    await expect(items.write(wardNurse, anna, late)).rejects.toMatchObject({
      code: 'conflict',
      issues: [{ expression: ['closed'] }],
    });
    await expect(items.step(nurse, anna, { kind: 'discussed' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(meetings.move(nurse, meeting.id, anna.item, undefined)).rejects.toMatchObject({
      code: 'conflict',
    });
    await items.append(wardNurse, anna, { id: late.id, words: late.words });
    const after = await items.append(wardNurse, anna, { id: late.id, words: late.words });
    expect(after.value.parts.slice(0, -1)).toEqual(before.value.parts);
    expect(after.value.parts.at(-1)).toMatchObject({ kind: 'addition', words: 'Te laat getypt.' });
  });

  it('can be made as a past one, for an invented history, and is valid R4', async () => {
    const by = { reference: 'Practitioner/consult-nurse', name: 'C. Verzonnen' };
    const at = '2026-11-17T10:00:00.000Z';
    const made = pastMeeting({
      id: 'past',
      meeting: {
        clientId: newId(),
        startsAt: '2026-11-17T09:00:00.000Z',
        endsAt: at,
        calledBy: by,
        state: 'closed',
        attendance: [{ id: newId(), discipline: 'consult-nurse', name: 'C. Verzonnen', there: true }],
        closed: { by, at },
      },
      items: [
        {
          id: 'past-anna',
          item: { patient: 'anna', addedBy: by, reasons: proposal('anna').reasons, steps: [], parts: [] },
        },
      ],
    });
    for (const { resourceType, id = '', ...rest } of made) await record.put(resourceType, id, rest);
    expect(await meetings.before(physician, meeting)).toBe('2026-11-17T09:00:00.000Z');
    const past = await meetings.read(physician, 'past');
    expect((await items.of(physician, past)).items[0]?.value.frozen).toEqual({ by, at });
    expect(await record.invalid(['Appointment', 'Composition'])).toEqual([]);
  });
});
