import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holderNamed } from '../testing/arbitraries.ts';
import { invented } from '../testing/minutes.ts';
import { assigned, escalated, readTask, standingOf, type TeamTask, thereFor, toTask } from './teamTask.ts';

const HOUR = 3_600_000;
const TEAM = 'HealthcareService/invented-team' as const;
const [anna, bram] = [holderNamed(0), holderNamed(1)];
const task: TeamTask = {
  id: 'task',
  versionId: 1,
  patient: 'Patient/invented',
  team: TEAM,
  role: 'consult-nurse',
  owner: anna,
  words: 'Bellen over de pijn',
  due: 10 * HOUR,
  state: 'open',
  escalations: [],
};
const onLeave = invented(2, { 0: [{ from: 4 * HOUR, until: 6 * HOUR }] });

describe('a task', () => {
  it('is with its owner while they are there and it is in time', () => {
    expect(standingOf(task, onLeave, 3 * HOUR)).toEqual({ with: 'member', member: anna });
    expect(standingOf(task, onLeave, 6 * HOUR)).toEqual({ with: 'member', member: anna });
  });

  it('is with the role from the minute its owner is on leave', () => {
    expect(standingOf(task, onLeave, 4 * HOUR)).toEqual({
      with: 'role',
      role: 'consult-nurse',
      because: 'away',
    });
    expect(thereFor('consult-nurse', onLeave, 4 * HOUR).map(({ reference }) => reference)).toEqual([bram]);
  });

  it('is with the role when it is overdue, and when its owner no longer works here', () => {
    expect(standingOf(task, onLeave, 10 * HOUR - 1)).toMatchObject({ with: 'member' });
    expect(standingOf(task, onLeave, 10 * HOUR)).toMatchObject({ with: 'role', because: 'overdue' });
    expect(standingOf(task, invented(0), 0)).toMatchObject({ with: 'role', because: 'left' });
  });

  it('is never with somebody who is on leave, whatever the hour and the leave', () => {
    const hours = fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(fc.array(hours, { maxLength: 4 }), fc.nat(30), (leaves, hour) => {
        const absences = leaves.map(([from, length]) => ({
          from: from * HOUR,
          until: (from + length) * HOUR,
        }));
        const members = invented(2, { 0: absences });
        const isAway = leaves.some(([from, length]) => from <= hour && hour < from + length);
        const standing = standingOf(task, members, hour * HOUR);
        expect(standing.with === 'role').toBe(isAway || hour >= 10);
        if (standing.with === 'role')
          expect(
            thereFor(standing.role, members, hour * HOUR).some(({ reference }) => reference === anna),
          ).toBe(!isAway);
      }),
    );
  });

  it('goes to the role in the record too, and keeps from whom and why', () => {
    const now = 5 * HOUR;
    const next = escalated(task, onLeave, now);
    expect(next).toMatchObject({ escalations: [{ at: now, from: anna, because: 'away' }] });
    expect(next).not.toHaveProperty('owner');
    expect(next && escalated(next, onLeave, now)).toBeUndefined();
    expect(escalated(task, onLeave, 0)).toBeUndefined();
    expect(escalated({ ...task, state: 'done' }, onLeave, now)).toBeUndefined();
  });

  it('is not given to somebody who is away now or when it is due, or has another role', () => {
    const refused = /colleague|finished/;
    expect(() => assigned(task, anna, { members: onLeave, now: 5 * HOUR })).toThrow(refused);
    expect(() => assigned({ ...task, due: 5 * HOUR }, anna, { members: onLeave, now: 0 })).toThrow(refused);
    expect(() => assigned({ ...task, role: 'pharmacist' }, bram, { members: onLeave, now: 0 })).toThrow(
      refused,
    );
    expect(() => assigned({ ...task, state: 'done' }, bram, { members: onLeave, now: 0 })).toThrow(refused);
    expect(assigned(task, bram, { members: onLeave, now: 5 * HOUR })).toMatchObject({ owner: bram });
    expect(assigned(task, undefined, { members: onLeave, now: 5 * HOUR })).not.toHaveProperty('owner');
  });

  it('is read from a Task as it was written, owned by a member or by the team', () => {
    const reading = { team: TEAM, timeZone: 'Europe/Amsterdam' };
    const {
      owner: _,
      due: __,
      ...ofRole
    } = { ...task, escalations: [{ at: HOUR, from: anna, because: 'away' as const }] };
    for (const each of [task, ofRole, { ...task, state: 'done' as const }])
      expect(readTask({ ...toTask(each), id: 'task' }, 1, reading)).toEqual(each);
    expect(toTask(ofRole)).toMatchObject({ owner: { reference: TEAM } });
  });

  it('is not advice, the handling of a request, or another kind of work: these end elsewhere', () => {
    const reading = { team: TEAM, timeZone: 'Europe/Amsterdam' };
    const written = { ...toTask(task), id: 'task' };
    const kind = (code: string) => ({ code: { coding: [{ system: 'urn:caecilia:task', code }] } });
    for (const other of [
      { ...written, intent: 'proposal' },
      { ...written, focus: { reference: 'ServiceRequest/x' } },
      { ...written, ...kind('recommendation') },
    ])
      expect(readTask(other, 1, reading)).toBeUndefined();
    expect(readTask({ ...written, ...kind('to-do') }, 1, reading)).toEqual(task);
  });

  it('keeps what others wrote in it', () => {
    const base = {
      ...toTask(task),
      id: 'task',
      status: 'accepted',
      note: [{ text: 'x' }],
      extension: [{ url: 'urn:x' }],
    };
    expect(toTask({ ...task, owner: bram }, base)).toMatchObject({
      status: 'accepted',
      note: [{ text: 'x' }],
      extension: [{ url: 'urn:x' }],
      owner: { reference: bram },
    });
  });
});
